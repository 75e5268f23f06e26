#!/usr/bin/env python3
"""level.py BINARY [--all] - checks `BINARY plan level` on PSPLIB instances and on random projects with owners.

Every schedule is re-checked here for precedence, lags, calendars, owners and the bound, minute by minute of its own bookkeeping; of PSPLIB
also that no makespan beats the best known lower bound. Prints the mean deviations from the critical path. Needs ../shared/planning (or
$BACKWALK_SHARED/planning); without it says so and succeeds. Some instances only, unless --all. Knows nothing of how a schedule is made."""
import csv, datetime, json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLANNING = os.path.join(os.environ.get('BACKWALK_SHARED', os.path.join(ROOT, '..', 'shared')), 'planning')
FIELDS = ['makespan', 'lower_bound', 'gap', 'schedules', 'ms', 'tasks']
TABLE = {100: (83, 107, 103, 97), 300: (105, 164, 137, 133), 1000: (203, 249, 222, 216), 3000: (237, 324, 276, 272)}  # of seed 42, in days


def level(binary, path):
    answer = json.loads(subprocess.run([binary, 'plan', 'level', path], check=True, capture_output=True, text=True).stdout)
    assert list(answer) == FIELDS, f'fields are {list(answer)}'
    assert answer['lower_bound'] <= answer['makespan'], 'the bound is above the schedule'
    if answer['lower_bound']:
        assert abs(answer['gap'] - (answer['makespan'] / answer['lower_bound'] - 1)) < 1e-9, 'the gap is not theirs'
    return answer


def read_sm(path):
    """Durations, successors and requests by job, and the availabilities."""
    sections = re.split(r'^\*+$', open(path).read(), flags=re.M)
    numbers = lambda heading, skip: [[int(x) for x in line.split()] for section in sections if heading in section
                                     for line in section.strip().splitlines()[skip:] if line.strip() and not line.startswith('-')]
    successors = {row[0]: row[3:] for row in numbers('PRECEDENCE RELATIONS', 2)}
    requests = {row[0]: (row[2], row[3:]) for row in numbers('REQUESTS/DURATIONS', 2)}
    return successors, requests, numbers('RESOURCEAVAILABILITIES', 2)[0]


def check_sm(path, answer):
    successors, requests, available = read_sm(path)
    start = {int(t['id']): t['start'] for t in answer['tasks']}
    finish = {int(t['id']): t['finish'] for t in answer['tasks']}
    assert set(start) == set(requests), 'the jobs are not the same'
    assert min(start.values()) == 0 and max(finish.values()) == answer['makespan']
    used = [[0] * len(available) for _ in range(answer['makespan'])]
    for job, (duration, units) in requests.items():
        assert finish[job] - start[job] == duration, f'job {job} is interrupted'
        assert all(start[after] >= finish[job] for after in successors[job]), f'job {job} ends too late'
        for period in range(start[job], finish[job]):
            used[period] = [a + b for a, b in zip(used[period], units)]
    assert all(a <= b for period in used for a, b in zip(period, available)), 'a resource is overloaded'


class Hours:
    """Open minutes of some calendars together, date by date."""

    def __init__(self, calendars):
        self.calendars, self.days = calendars, {}

    def open_minutes(self, date):
        if date not in self.days:
            sets = []
            for calendar in self.calendars:
                shifts = calendar['week'].get(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][date.weekday()], [])
                is_closed = date.isoformat() in calendar.get('holidays', [])
                minute = lambda text: int(text[:2]) * 60 + int(text[3:])
                sets.append(set() if is_closed else {m for a, b in shifts for m in range(minute(a), minute(b))})
            self.days[date] = set.intersection(*sets)
        return self.days[date]

    def between(self, start, finish):
        if finish < start:
            return -self.between(finish, start)
        total, date = 0, start.date()
        while date <= finish.date():
            midnight = datetime.datetime.combine(date, datetime.time())
            low = (start - midnight).total_seconds() / 60
            high = (finish - midnight).total_seconds() / 60
            minutes = self.open_minutes(date)
            total += len(minutes) if low <= 0 and high >= 1440 else sum(low <= m < high for m in minutes)
            date += datetime.timedelta(days=1)
        return total


def check_neutral(path, answer):
    project = json.load(open(path))
    calendars = {c['id']: c for c in project['calendars']}
    default = Hours([calendars[project['default_calendar']]])
    owners = {o['id']: o for o in project['owners']}
    due = datetime.datetime.fromisoformat(project['goal']['due'])
    place = {t['id']: [datetime.datetime.fromisoformat(t[k]) for k in ('start', 'finish')] for t in answer['tasks']}
    assert list(place) == [t['id'] for t in project['tasks']], 'the tasks are not the same'
    shared, busy = {}, {}
    for task in project['tasks']:
        start, finish = place[task['id']]
        assert finish <= due, f"{task['id']} ends after the due date"
        mine = task.get('calendar') or project['default_calendar']
        owner = owners.get(task['owner'])
        if task['duration_days']:
            key = (mine, owner['calendar'] if owner else mine)
            hours = shared.setdefault(key, Hours([calendars[c] for c in key]))
            assert hours.between(start, finish) == round(task['duration_days'] * project['minutes_per_day']), f"{task['id']} has another length"
            assert hours.between(start, start + datetime.timedelta(minutes=1)) == 1, f"{task['id']} starts in closed time"
            if owner:
                busy.setdefault(task['owner'], []).append((start, finish))
        for before in task['predecessors']:
            lag = (task.get('lags') or {}).get(before)
            if not lag:
                assert place[before][1] <= start, f"{task['id']} starts before {before} ends"
            elif lag['kind'] == 'elapsed':
                assert place[before][1] + datetime.timedelta(days=lag['days']) <= start, f"{task['id']} does not wait after {before}"
            else:
                assert default.between(place[before][1], start) >= lag['days'] * project['minutes_per_day'], f"{task['id']} does not wait after {before}"
    for owner, stretches in busy.items():
        changes = sorted([(a, 1) for a, _ in stretches] + [(b, -1) for _, b in stretches])
        at_once = 0
        for _, change in changes:
            at_once += change
            assert at_once <= owners[owner]['capacity'], f'{owner} has too much to do'
    assert default.between(min(a for a, _ in place.values()), due) == answer['makespan'], 'the makespan is another'


def psplib(binary, step):
    failed = 0
    with open(os.path.join(PLANNING, 'psplib', 'bestknown.csv'), newline='') as file:
        known = list(csv.DictReader(file))
    for name in ('j30', 'j60', 'j120'):
        rows = [r for r in known if r['set'] == name and os.path.isfile(os.path.join(PLANNING, 'psplib', name, r['file']))][::step]
        ours = best = milliseconds = 0
        for row in rows:
            path = os.path.join(PLANNING, 'psplib', name, row['file'])
            try:
                answer = level(binary, path)
                check_sm(path, answer)
                assert answer['makespan'] >= int(row['lb']), 'better than possible'
                assert int(row['cpm_lb']) <= answer['lower_bound'] <= int(row['ub']), 'the bound is wrong'
            except AssertionError as problem:
                print(f"{row['file']}: {problem}")
                failed += 1
                continue
            ours += answer['makespan'] / int(row['cpm_lb']) - 1
            best += int(row['ub']) / int(row['cpm_lb']) - 1
            milliseconds += answer['ms']
        count = max(len(rows), 1)
        print(f"{name}: {len(rows)} instances, {100 * ours / count:.2f} % above the critical path (best known {100 * best / count:.2f} %), "
              f"{answer['schedules']} schedules in {milliseconds / count:.2f} ms")
    return failed


def neutral(binary, is_long):
    failed = 0
    cases = [(n, ['--n', n, '--seed', 42, '--effort']) for n in TABLE if is_long or n < 1000]
    for seed in range(40 if is_long else 8):
        mixed = ['--n', 20 + 15 * (seed % 8), '--seed', seed, '--calendars', 1 + seed % 3, '--lags', 0.3, '--milestones', 0.1]
        cases.append((0, mixed + (['--half-days'] if seed % 2 else []) + ['--owners', 2 + seed % 5]))
    with tempfile.TemporaryDirectory() as folder:
        for n, arguments in cases:
            prefix = os.path.join(folder, 'p')
            command = [sys.executable, os.path.join(PLANNING, 'gen_projects.py'), '--out', prefix, *map(str, arguments)]
            subprocess.run(command, check=True, capture_output=True)
            if not n:  # some owners do two things at once, some have hours of their own
                project = json.load(open(prefix + '.json'))
                for number, owner in enumerate(project['owners']):
                    owner['capacity'] = 1 + number % 2
                    owner['calendar'] = project['calendars'][number % len(project['calendars'])]['id']
                json.dump(project, open(prefix + '.json', 'w'))
            try:
                answer = level(binary, prefix + '.json')
                check_neutral(prefix + '.json', answer)
            except AssertionError as problem:
                print(f'{arguments}: {problem}')
                failed += 1
                continue
            if n:
                bound, taskjuggler, one_pass, best = TABLE[n]
                print(f"{n} tasks: {answer['makespan'] / 480:g} days, bound {answer['lower_bound'] / 480:g}, {answer['ms']:.1f} ms "
                      f"(TaskJuggler {taskjuggler}, one pass {one_pass}, best of many {best}; bound {bound})")
                if answer['makespan'] > one_pass * 480:
                    print('that is worse than one pass')
                    failed += 1
    print(f'{len(cases)} random projects with owners')
    return failed


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if not os.path.isdir(os.path.join(PLANNING, 'psplib')):
        print('skipped: no shared data')
        return 0
    is_long = '--all' in sys.argv
    failed = psplib(sys.argv[1], 1 if is_long else 24) + neutral(sys.argv[1], is_long)
    print(f'{failed} failed')
    return failed != 0


sys.exit(main())
