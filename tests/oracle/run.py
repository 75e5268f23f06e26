#!/usr/bin/env python3
"""run.py BINARY - `BINARY plan schedule` against the reference program, on random projects, on every task and field.

  run.py BINARY [--projects N] [--tj3 N]

60 projects without --projects. --tj3 holds N further ones against TaskJuggler (Debian's tj3), task by task: its start and end are our ls
and lf_raw; where calendars differ they have no holidays then, because TaskJuggler 3.7.1 leaves those of shifts out, against its manual.
Needs ../shared/planning (or $BACKWALK_SHARED/planning); without it says so and succeeds. Knows nothing of how a schedule is made.
"""
import argparse, concurrent.futures, csv, json, os, random, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BACKWALK_SHARED', os.path.join(ROOT, '..', 'shared'))
PLANNING = os.path.join(SHARED, 'planning')


def cases(count):
    """(name, arguments of gen_projects.py): sizes, calendars, holidays, half days, lags and milestones in all mixtures, some too short."""
    dice = random.Random(20260105)
    for number in range(count):
        size = dice.choice([5, 8, 12, 20, 40, 80, 150, 300])
        arguments = ['--n', size, '--seed', number + 1, '--holidays', dice.choice([0, 5, 10, 30, 80])]
        arguments += ['--milestones', dice.choice([0, 0.1, 0.3]), '--lags', dice.choice([0, 0.2, 0.5])]
        arguments += ['--calendars', dice.choice([1, 1, 2, 3, 4])]
        if dice.random() < 0.5:
            arguments += ['--half-days']
        if number % 7 == 0:
            arguments += ['--due', dice.choice(['2026-01-09T17:00', '2026-02-14T12:30', '2026-03-02T10:00'])]
        yield f'p{number + 1}', [str(a) for a in arguments]


def cases_for_tj3(count):
    dice = random.Random(20260106)
    for number in range(count):
        arguments = ['--n', dice.choice([20, 60, 150, 300]), '--seed', 9000 + number, '--milestones', 0.1, '--lags', dice.choice([0, 0.3])]
        arguments += ['--calendars', 4, '--holidays', 0] if number % 2 else ['--holidays', dice.choice([5, 20])]
        if number % 3:
            arguments += ['--half-days']
        yield f'tj{number + 1}', [str(a) for a in arguments]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def differences(binary, folder, name, arguments):
    """What differs, a line each; and how many values were compared."""
    prefix = os.path.join(folder, name)
    run(sys.executable, os.path.join(PLANNING, 'gen_projects.py'), '--out', prefix, *arguments)
    summary = run(sys.executable, os.path.join(PLANNING, 'ref_backward.py'), prefix + '.json', '--csv', prefix + '.csv')
    ours = json.loads(run(binary, 'plan', 'schedule', prefix + '.json'))
    with open(prefix + '.csv', newline='') as file:
        theirs = list(csv.DictReader(file))
    found = []
    if f"feasible={ours['feasible']}" not in summary.split():
        found.append(f"feasible is {ours['feasible']}")
    if [t['id'] for t in ours['tasks']] != [t['id'] for t in theirs]:
        return found + ['the tasks are not the same'], 0
    for mine, other in zip(ours['tasks'], theirs):
        if list(mine) != list(other):
            found.append(f"{mine['id']}: fields are {', '.join(mine)}")
        found += [f"{mine['id']}.{key} is {mine.get(key)}, not {value}" for key, value in other.items() if str(mine.get(key)) != value]
    return found, sum(len(row) for row in theirs)


def differences_from_tj3(binary, folder, name, arguments):
    prefix = os.path.join(folder, name)
    run(sys.executable, os.path.join(PLANNING, 'gen_projects.py'), '--out', prefix, *arguments)
    run('tj3', '--no-color', '--output-dir', folder, prefix + '.tjp')
    with open(prefix + '.csv', newline='') as file:
        theirs = {row['Id']: (row['Start'], row['End']) for row in csv.DictReader(file, delimiter=';')}
    tasks = json.loads(run(binary, 'plan', 'schedule', prefix + '.json'))['tasks']
    found = [f"{t['id']} is {t['ls']} to {t['lf_raw']}, not {theirs.get(t['id'])}"
             for t in tasks if theirs.get(t['id']) != (t['ls'], t['lf_raw'])]
    return found, 2 * len(tasks)


def main():
    asked = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    asked.add_argument('binary')
    asked.add_argument('--projects', type=int, default=60)
    asked.add_argument('--tj3', type=int, default=0)
    asked = asked.parse_args()
    if not os.path.isfile(os.path.join(PLANNING, 'ref_backward.py')):
        print('skipped: no shared data')
        return 0
    if asked.tj3 and not shutil.which('tj3'):
        sys.exit('there is no tj3 here: apt-get install taskjuggler')
    failed = compare(asked.binary, cases(asked.projects), differences, 'on every task and field')
    if asked.tj3:
        failed += compare(asked.binary, cases_for_tj3(asked.tj3), differences_from_tj3, 'to TaskJuggler on every start and end')
    return 1 if failed else 0


def compare(binary, projects, difference, what):
    failed = values = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        work = [(name, arguments, pool.submit(difference, binary, folder, name, arguments)) for name, arguments in projects]
        for name, arguments, future in work:
            found, compared = future.result()
            values += compared
            failed += bool(found)
            if found:
                print(f"{name} ({' '.join(arguments)}): {len(found)} differences", *found[:5], sep='\n  ')
    print(f'{len(work) - failed} of {len(work)} projects are equal {what} ({values} values)')
    return failed


sys.exit(main())
