#!/usr/bin/env python3
"""same_bits.py BINARY... - the same file gives the same bytes whoever compiled the program, wherever it runs and whatever it may use.

Runs `plan schedule`, `plan level` and `plan forecast` of every BINARY under several locales and time zones, the forecast also without AVX2
(--plain-vectors), and compares all that they write; "ms", a measured time, is left out. Makes its own projects, of one calendar and of
several; more files may follow after `--`. Exits 1 at the first difference and says where it is. One locale at least writes a decimal comma;
it is made where none is installed.

Another compiler or another level of optimisation is another BINARY; each is built by itself:
    cmake --preset release -B build/g0 -DCMAKE_CXX_FLAGS_RELEASE=-O0
    cmake --preset release -B build/c2 -DCMAKE_CXX_COMPILER=clang++
    cmake --build build/g0 --target backwalk && cmake --build build/c2 --target backwalk
    tests/oracle/same_bits.py build/release/backwalk build/g0/backwalk build/c2/backwalk
Where only the forecast has changed, tests/bench/same_bits.sh builds no more than it needs and takes a minute."""
import itertools, json, os, re, subprocess, sys, tempfile

ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', ':/nowhere']
WANTED_LOCALES = ['C', 'C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'fr_FR.UTF-8']


def with_a_decimal_comma(folder):
    """A locale of its own, where `locale -a` knows none that writes 0,5 (Debian's package locales has what it is made from)."""
    if any(name not in ('C', 'C.UTF-8') for name in locales()):
        return
    made = subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', os.path.join(folder, 'de_DE.UTF-8')], capture_output=True, text=True)
    assert os.path.isdir(os.path.join(folder, 'de_DE.UTF-8')), f'no locale with a decimal comma, and none can be made: {made.stderr}'
    os.environ['LOCPATH'] = folder


def locales():
    """What is wanted and installed; `locale -a` writes UTF-8 in its own way."""
    listed = subprocess.run(['locale', '-a'], capture_output=True, text=True).stdout.lower().replace('-', '').split()
    return [name for name in WANTED_LOCALES if name == 'C' or name.lower().replace('-', '') in listed]


def project(calendars):
    """Lags, owners, ranges with fractions, a risk and a driver: enough for a decimal comma or another rounding to show. With one calendar the
    forecast counts minutes of work, with several minutes."""
    tasks = []
    for i in range(60):
        before = sorted({f't{k}' for k in (i - 1 - i * 7 % 5, i - 2 - i * 11 % 7) if k >= 0})
        likely = 0.5 * (1 + i * 13 % 7)
        tasks.append({'id': f't{i}', 'duration_days': likely, 'predecessors': before, 'owner': f'o{i % 4}', 'calendar': 'std' if i % 3 or calendars == 1 else 'early',
                      'lags': {b: {'days': 1 + i % 2, 'kind': 'elapsed' if i % 8 and calendars > 1 else 'working'} for b in before if i % 4 == 0},
                      'estimate': {'o': round(likely * 0.7, 2), 'm': likely, 'p': round(likely * 1.85, 2)}})
    last = [t['id'] for t in tasks if not any(t['id'] in other['predecessors'] for other in tasks)]
    tasks.append({'id': 'goal', 'duration_days': 0, 'predecessors': last, 'owner': None})
    week = lambda a, b: {day: [[a, b]] for day in ('mon', 'tue', 'wed', 'thu', 'fri')}
    return {'format': 'bwp-neutral/1', 'minutes_per_day': 480, 'project': {'start': '2026-03-02T00:00', 'end': '2027-03-01T00:00'},
            'goal': {'id': 'goal', 'due': '2026-09-18T17:00'}, 'default_calendar': 'std', 'tasks': tasks,
            'calendars': [{'id': 'std', 'week': week('09:00', '17:00'), 'holidays': ['2026-03-29', '2026-04-03', '2026-04-06']},
                          {'id': 'early', 'week': week('06:30', '14:30'), 'holidays': []}],
            'risks': [{'id': 'r', 'probability': 0.3, 'task': 't7', 'delay': {'o': 1, 'm': 2.25, 'p': 4}}],
            'drivers': [{'id': 'd', 'tasks': ['t3', 't9', 't40'], 'spread': 0.3}],
            'owners': [{'id': f'o{i}', 'capacity': 1 + i % 2, 'calendar': 'std'} for i in range(4)]}


def environments():
    plain = {k: v for k, v in os.environ.items() if not k.startswith('LC_') and k not in ('LANG', 'TZ')}
    for locale, zone in itertools.product(locales(), ZONES):
        yield f'LC_ALL={locale} TZ={zone}', {**plain, 'LANG': locale, 'LC_ALL': locale, 'TZ': zone}


def written(binary, command, path, environment):
    run = subprocess.run([binary, 'plan', *command, path], capture_output=True, env=environment)
    return run.returncode, re.sub(rb'"ms":[^,}]*,', b'', run.stdout)


def main():
    words = sys.argv[1:]
    binaries, files = (words[:words.index('--')], words[words.index('--') + 1:]) if '--' in words else (words, [])
    if not binaries:
        sys.exit(__doc__)
    runs = 0
    with tempfile.TemporaryDirectory() as folder:
        with_a_decimal_comma(folder)
        own = [os.path.join(folder, name) for name in ('one.json', 'several.json')]
        for calendars, path in enumerate(own, 1):
            with open(path, 'w') as file:
                json.dump(project(calendars), file)
        helped = subprocess.run([binaries[0], 'plan', '--help'], capture_output=True, text=True).stdout
        commands = [c for c in ('schedule', 'level', 'forecast') if c in helped]
        assert commands[:2] == ['schedule', 'level'], 'the first program does not plan'
        for path in [*own, *files]:
            for command in ['level'] if path.endswith('.sm') else commands:
                expected = None
                vectors = [[command], [command, '--plain-vectors']] if command == 'forecast' else [[command]]
                for binary, (name, environment), asked in itertools.product(binaries, environments(), vectors):
                    said = written(binary, asked, path, environment)
                    assert said[0] == 0 and said[1], f"{binary} plan {' '.join(asked)} {path} ({name}): exit {said[0]}"
                    expected = expected or said
                    runs += 1
                    if said != expected:
                        at = next((i for i, (a, b) in enumerate(zip(said[1], expected[1])) if a != b), 0)
                        print(f'{binary} plan {" ".join(asked)} {path} ({name}) differs: ...{said[1][max(at - 40, 0):at + 40]!r}')
                        return 1
    print(f"{runs} runs of {' '.join(commands)}, all the same: {len(binaries)} programs, {' '.join(locales())}, {len(ZONES)} zones")
    return 0


sys.exit(main())
