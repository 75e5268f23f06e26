#!/usr/bin/env python3
"""spread.py - the default spread of planner/spread.cpp: fitted on finished tasks, and how often its bounds hold.

  spread.py            quantiles of actual / estimate on all tasks, as planner/spread.cpp has them
  spread.py --check    fails if the constants there are others, or if a bound, fitted on nine tenths of the tasks and asked of the last
                       tenth (10-fold cross-validation, 20 shuffles), covers more than 3 points more or less than it says

What is fitted is the distribution of actual / estimate itself, its quantiles at fixed shares, linear between them: a quarter of the tasks
took exactly what was estimated, so that no triangle fits. Bounds are central: the 80 % one runs from the 10 % to the 90 % quantile. Upper
bounds (what 80 % finish by) are checked too, but for the 50 % one: it is the estimate itself, which 40 % stay below and 26 % meet exactly.

Needs ../shared/planning/sip (or $BACKWALK_SHARED/planning/sip); without it says so and succeeds.
"""
import csv, os, random, re, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BACKWALK_SHARED', os.path.join(ROOT, '..', 'shared'))
TASKS = os.path.join(SHARED, 'planning', 'sip', 'tasks.csv')
SHARES = [0, .01, .05, .10, .15, .20, .25, .30, .35, .40, .42, .65, .70, .75, .80, .85, .90, .95, .975, .99, 1]
BOUNDS = [(.25, .75, .5), (.10, .90, .8), (.05, .95, .9)]
UPPER = [.8, .9]
MOST = 16  # a task that took more counts as this


def at(ordered, share):
    """Quantile of a sorted list, linear between its members (type 7 of Hyndman and Fan, 1996)."""
    place = share * (len(ordered) - 1)
    below = min(int(place), len(ordered) - 2)
    return ordered[below] + (ordered[below + 1] - ordered[below]) * (place - below)


def fit(ratios):
    ordered = sorted(min(r, MOST) for r in ratios)
    return [(share, round(at(ordered, share), 2)) for share in SHARES]


def quantile(points, share):
    for (a, x), (b, y) in zip(points, points[1:]):
        if share <= b:
            return x + (y - x) * (share - a) / (b - a)
    return points[-1][1]


def coverage(ratios, dice):
    """Shares of held-out tasks inside each central bound, and at or below each upper bound."""
    shuffled = ratios[:]
    dice.shuffle(shuffled)
    central, upper = [0] * len(BOUNDS), [0] * len(UPPER)
    for fold in range(10):
        points = fit([r for i, r in enumerate(shuffled) if i % 10 != fold])
        for r in (min(r, MOST) for r in shuffled[fold::10]):
            for k, (low, high, _) in enumerate(BOUNDS):
                central[k] += quantile(points, low) <= r <= quantile(points, high)
            for k, share in enumerate(UPPER):
                upper[k] += r <= quantile(points, share)
    return [c / len(ratios) for c in central], [u / len(ratios) for u in upper]


def constants():
    with open(os.path.join(ROOT, 'planner', 'spread.cpp')) as file:
        text = file.read()
    table = text[text.index('points{{'):text.index('return points')]
    return [(float(a), float(b)) for a, b in re.findall(r'\{\{?([0-9.]+), ([0-9.]+)\}', table)]


def main():
    if not os.path.isfile(TASKS):
        print('skipped: no shared data')
        return 0
    with open(TASKS, newline='') as file:
        ratios = [float(row['hours_actual']) / float(row['hours_estimate']) for row in csv.DictReader(file)]
    points = fit(ratios)
    print(f'{len(ratios)} tasks, {sum(r == 1 for r in ratios) / len(ratios):.1%} exact:', ', '.join(f'{{{a:.3g}, {b:.2f}}}' for a, b in points))
    if sys.argv[1:] != ['--check']:
        return 0
    dice = random.Random(1947)
    runs = [coverage(ratios, dice) for _ in range(20)]
    bad = []
    for k, (_, _, nominal) in enumerate(BOUNDS):
        central = [run[0][k] for run in runs]
        mean = sum(central) / len(central)
        print(f'{nominal:.0%} bound covers {mean:.1%} ({min(central):.1%} to {max(central):.1%})')
        if not all(abs(c - nominal) <= .03 for c in central):
            bad.append(f'the {nominal:.0%} bound')
    for k, nominal in enumerate(UPPER):
        print(f'{nominal:.0%} upper bound covers {sum(run[1][k] for run in runs) / len(runs):.1%}')
        if not all(abs(run[1][k] - nominal) <= .03 for run in runs):
            bad.append(f'the {nominal:.0%} upper bound')
    if constants() != points:
        bad.append(f'planner/spread.cpp, which has {constants()}')
    if bad:
        print('wrong:', ', '.join(bad))
    return 1 if bad else 0


sys.exit(main())
