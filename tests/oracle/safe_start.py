#!/usr/bin/env python3
"""safe_start.py BINARY [PLANS] - `BINARY plan forecast` against brute force, on random plans (8 unless said).

By the definitions, not by the program's way: a plan is sampled with Python's own generator, its calendars are walked interval by interval,
and a safe start is tried: with the task forbidden to start before it the chance must be at least the level, one working day later below it,
within 3.5 standard errors of both samples. The chance itself is compared as well, and criticality: who is met on the way back from the goal
over everybody whose finish, and the wait after it, opens into the start of the next. Half of the plans have several calendars, one of them with
an absence, and elapsed lags.
Ranges, risks and drivers as PLANNING says; the default spread is read from planner/spread.cpp. Knows nothing of latest starts.
"""
import bisect, datetime as D, json, math, os, random, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
START = D.datetime(2026, 3, 2)
OURS, THEIRS, LEVEL = 4000, 20000, 0.85
WEEKS = {'std': {d: [['09:00', '17:00']] for d in ('mon', 'tue', 'wed', 'thu', 'fri')},
         'six': {d: [['08:00', '12:00'], ['12:30', '14:10']] for d in ('mon', 'tue', 'thu', 'fri', 'sat', 'sun')},
         'late': {d: [['15:00', '18:30'], ['19:30', '22:00']] for d in ('mon', 'tue', 'wed', 'thu', 'fri')}}
WEEKS['away'] = WEEKS['std']  # and closed for some dates
DAY = {'std': 480, 'six': 340, 'late': 360, 'away': 480}


def spread():
    with open(os.path.join(ROOT, 'planner', 'spread.cpp')) as file:
        text = file.read()
    table = text[text.index('points{{'):text.index('return points')]
    return [(float(a), float(b)) for a, b in re.findall(r'\{\{?([0-9.]+), ([0-9.]+)\}', table)]


SPREAD = spread()


class Calendar:
    def __init__(self, week, holidays):
        self.open = []
        for number in range(4000):
            day = START.date() + D.timedelta(days=number)
            if day.isoformat() in holidays:
                continue
            for begin, end in week.get(('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')[day.weekday()], []):
                self.open.append([number * 1440 + int(t[:2]) * 60 + int(t[3:]) for t in (begin, end)])
        self.starts = [a for a, _ in self.open]

    def opening(self, t):
        """The first open minute from t on."""
        k = max(0, bisect.bisect_right(self.starts, t) - 1)
        return max(t, self.open[k][0]) if t < self.open[k][1] else self.starts[k + 1]

    def finish(self, t, work):
        if work == 0:
            return t
        k = max(0, bisect.bisect_right(self.starts, t) - 1)
        while True:
            begin, end = self.open[k]
            room = end - max(begin, t)
            if room >= work:
                return max(begin, t) + work
            work -= max(0, room)
            k += 1


def random_plan(dice):
    n = dice.randint(3, 8)
    several = dice.random() < 0.5
    holidays = [(START.date() + D.timedelta(days=dice.randrange(60))).isoformat() for _ in range(3)]
    tasks = []
    for i in range(n):
        days = dice.choice([0.5, 1, 2, 3, 5])
        task = {'id': f't{i}', 'duration_days': days, 'predecessors': [f't{j}' for j in range(i) if dice.random() < 0.35]}
        if dice.random() < 0.75:
            task['estimate'] = {'o': days * dice.choice([0.5, 0.75]), 'm': days, 'p': days * dice.choice([1.5, 2, 3])}
        if several and dice.random() < 0.5:
            task['calendar'] = dice.choice(['six', 'late', 'away'])
        if several and task['predecessors'] and dice.random() < 0.5:
            task['lags'] = {task['predecessors'][0]: {'days': dice.randint(1, 2), 'kind': dice.choice(['working', 'elapsed'])}}
        tasks.append(task)
    begun = dice.randrange(20)
    absence = [(START.date() + D.timedelta(days=begun + k)).isoformat() for k in range(dice.randint(4, 9))]
    led = {p for t in tasks for p in t['predecessors']}
    tasks.append({'id': 'goal', 'duration_days': 0, 'predecessors': [t['id'] for t in tasks if t['id'] not in led]})
    return {'format': 'bwp-neutral/1', 'name': 'p', 'minutes_per_day': 480, 'project': {'start': START.isoformat(timespec='minutes')},
            'goal': {'id': 'goal', 'due': '2026-06-01T17:00'}, 'default_calendar': 'std',
            'calendars': [{'id': k, 'week': w, 'holidays': holidays + (absence if k == 'away' else [])} for k, w in WEEKS.items()], 'tasks': tasks,
            'risks': [{'id': 'r', 'probability': 0.3, 'task': f't{dice.randrange(n)}', 'delay': {'o': 1, 'm': 2, 'p': 4}}],
            'drivers': [{'id': 'd', 'tasks': [f't{i}' for i in range(n) if dice.random() < 0.5], 'spread': dice.choice([0, 0.2, 0.4])}]}


class Brute:
    def __init__(self, plan, dice):
        self.plan, self.tasks = plan, plan['tasks']
        self.calendars = {c['id']: Calendar(c['week'], c['holidays']) for c in plan['calendars']}
        self.draws = [self.draw(dice) for _ in range(OURS)]

    def draw(self, dice):
        factors = {}
        for driver in self.plan['drivers']:
            factors.update(dict.fromkeys(driver['tasks'], math.exp(dice.gauss(0, driver['spread']))))
        work = []
        for task in self.tasks:
            estimate, minutes = task.get('estimate'), task['duration_days'] * 480
            if estimate:
                minutes = 480 * dice.triangular(estimate['o'], estimate['p'], estimate['m'])
            elif minutes:
                u = dice.random()
                (a, x), (b, y) = next(pair for pair in zip(SPREAD, SPREAD[1:]) if u <= pair[1][0])
                minutes *= x + (y - x) * (u - a) / (b - a)
            for risk in self.plan['risks']:
                if risk['task'] == task['id'] and dice.random() < risk['probability']:
                    minutes += 480 * dice.triangular(risk['delay']['o'], risk['delay']['p'], risk['delay']['m'])
            work.append(round(minutes * factors.get(task['id'], 1)))
        return work

    def calendar(self, task):
        return self.calendars[task.get('calendar') or 'std']

    def waited(self, task, done):
        """(predecessor, when its finish and the wait after it let the task start)."""
        for p in task['predecessors']:
            lag, at = task.get('lags', {}).get(p), done[p]
            if lag:
                at = at + lag['days'] * 1440 if lag['kind'] == 'elapsed' else self.calendars['std'].finish(at, lag['days'] * 480)
            yield p, at

    def finishes(self, work, held=None, until=0):
        done = {}
        for task, minutes in zip(self.tasks, work):
            t = max([until if task['id'] == held else 0] + [at for _, at in self.waited(task, done)])
            done[task['id']] = self.calendar(task).finish(t, minutes)
        return done

    def goal(self, work, held=None, until=0):
        return self.finishes(work, held, until)['goal']

    def chance(self, due, held=None, until=0):
        return sum(self.goal(work, held, until) <= due for work in self.draws) / OURS

    def criticality(self):
        """Of each task: share of samples in which it is on a chain of such waits to the goal."""
        count = dict.fromkeys((t['id'] for t in self.tasks), 0)
        for work in self.draws:
            done, on = self.finishes(work), {'goal'}
            for task in reversed(self.tasks):
                if task['id'] in on:
                    opens = self.calendar(task).opening if task['duration_days'] else (lambda t: t)
                    start = opens(max([0] + [at for _, at in self.waited(task, done)]))
                    on.update(p for p, at in self.waited(task, done) if opens(at) == start)
            for name in on:
                count[name] += 1
        return {name: n / OURS for name, n in count.items()}


def minute(text):
    return int((D.datetime.fromisoformat(text) - START).total_seconds()) // 60


def error(p, *counts):
    return 3.5 * math.sqrt(max(p * (1 - p), 0.002) * sum(1 / n for n in counts))


def check(binary, folder, number):
    dice = random.Random(7000 + number)
    plan = random_plan(dice)
    brute = Brute(plan, dice)
    due = sorted(brute.goal(work) for work in brute.draws)[int(OURS * dice.choice([0.7, 0.88, 0.93, 0.97]))]
    plan['goal']['due'] = (START + D.timedelta(minutes=due)).isoformat(timespec='minutes')
    path = os.path.join(folder, f'{number}.json')
    with open(path, 'w') as file:
        json.dump(plan, file)
    said = subprocess.run([binary, 'plan', 'forecast', path, '--samples', str(THEIRS), '--seed', str(number), '--level', str(LEVEL)],
                          check=True, capture_output=True, text=True).stdout
    found = json.loads(said)
    wrong, tried = [], 0
    chance, slack = brute.chance(due), error(LEVEL, OURS, THEIRS)
    if abs(chance - found['chance']) > error(chance, OURS, THEIRS):
        wrong.append(f"chance {found['chance']} is not {chance}")
    critical = brute.criticality()
    for index, task in enumerate(plan['tasks'][:-1]):
        mine = found['tasks'][index]
        safe = mine['safe_start']
        tried += 1
        if (safe is None) != (found['chance'] < LEVEL):
            wrong.append(f"{task['id']}: safe start {safe} at a chance of {found['chance']}")
        if safe is not None:
            at = minute(safe)
            later = brute.calendar(task).finish(at, DAY[task.get('calendar') or 'std'])
            if brute.chance(due, task['id'], at) < LEVEL - slack:
                wrong.append(f"{task['id']}: at {safe} only {brute.chance(due, task['id'], at)}")
            if brute.chance(due, task['id'], later) >= LEVEL + slack:
                wrong.append(f"{task['id']}: a day after {safe} still {brute.chance(due, task['id'], later)}")
        tight = critical[task['id']]
        if abs(tight - mine['criticality']) > error(tight, OURS, THEIRS):
            wrong.append(f"{task['id']}: criticality {mine['criticality']} is not {tight}")
    return wrong, tried


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    plans, failed, tried = int(sys.argv[2]) if len(sys.argv) == 3 else 8, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(plans):
            wrong, count = check(sys.argv[1], folder, number)
            tried += count
            failed += bool(wrong)
            if wrong:
                print(f'plan {number}:', *wrong, sep='\n  ')
    print(f'{plans - failed} of {plans} plans agree ({tried} safe starts and criticalities)')
    return 1 if failed else 0


sys.exit(main())
