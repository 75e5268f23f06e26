#!/usr/bin/env python3
"""run.py BINARY - `BINARY plan schedule` against the reference program, on random projects, on every task and field.

Needs ../shared/planning (or $BACKWALK_SHARED/planning); without it says so and succeeds. Knows nothing of how a schedule is made.
"""
import concurrent.futures, csv, json, os, random, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BACKWALK_SHARED', os.path.join(ROOT, '..', 'shared'))
PLANNING = os.path.join(SHARED, 'planning')


def cases():
    """(name, arguments of gen_projects.py): sizes, holidays, half days, lags and milestones in all mixtures, some projects too short."""
    dice = random.Random(20260105)
    for number in range(60):
        size = dice.choice([5, 8, 12, 20, 40, 80, 150, 300])
        arguments = ['--n', size, '--seed', number + 1, '--holidays', dice.choice([0, 5, 10, 30, 80])]
        arguments += ['--milestones', dice.choice([0, 0.1, 0.3]), '--lags', dice.choice([0, 0.2, 0.5])]
        if dice.random() < 0.5:
            arguments += ['--half-days']
        if number % 20 == 0:
            arguments += ['--calendars', 4]
        if number % 7 == 0:
            arguments += ['--due', dice.choice(['2026-01-09T17:00', '2026-02-14T12:30', '2026-03-02T10:00'])]
        yield f'p{number + 1}', [str(a) for a in arguments]


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


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not os.path.isfile(os.path.join(PLANNING, 'ref_backward.py')):
        print('skipped: no shared data')
        return 0
    failed = values = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        work = [(name, arguments, pool.submit(differences, sys.argv[1], folder, name, arguments)) for name, arguments in cases()]
        for name, arguments, future in work:
            found, compared = future.result()
            values += compared
            failed += bool(found)
            if found:
                print(f"{name} ({' '.join(arguments)}): {len(found)} differences", *found[:5], sep='\n  ')
    print(f'{len(work) - failed} of {len(work)} projects are equal on every task and field ({values} values)')
    return 1 if failed else 0


sys.exit(main())
