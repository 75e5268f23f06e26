#!/usr/bin/env python3
"""kpi.py PROGRAM [--all] - forecasts and trends of KPIs (`PROGRAM foresee`, built from tests/bench/kpi.cpp) against a second reading of
PLANNING 6 and of the heads of planner/series.hpp, projection.hpp and trend.hpp, written from those pages in other code.

Made-up histories with readings at irregular dates always; the weekly series of the M4 competition where the shared data is there, every
tenth of them or all.
"""
import csv, math, os, random, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('BACKWALK_SHARED', os.path.join(ROOT, '..', 'shared'))
WEEKLY = os.path.join(SHARED, 'planning', 'm4', 'weekly.csv')


# Smoothing by components: level and growth, each a weighted mean of what is new and what was expected.
def walk(values, alpha, beta, phi, level, growth):
    yield level, growth
    for value in values[1:]:
        before = level
        level = alpha * value + (1 - alpha) * (before + phi * growth)
        growth = beta * (level - before) + (1 - beta) * phi * growth
        yield level, growth


def best(values, candidates, slope):
    found = None
    for alpha, beta, phi in candidates:
        states = list(walk(values, alpha, beta, phi, values[0], slope))
        loss = sum((value - level - phi * growth) ** 2 for value, (level, growth) in zip(values[1:], states))
        if found is None or loss < found[0] * (1 - 1e-12):
            found = loss, phi, states
    return found[1], found[2]


def models(values, method):
    slope = (values[min(4, len(values) - 1)] - values[0]) / min(4, len(values) - 1)
    tenths = [(a / 10, b / 10) for a in range(1, 11) for b in range(11)]
    level = lambda: best(values, [(a / 20, 0, 1) for a in range(1, 21)], 0)
    trend = lambda: best(values, [(a, b, 1) for a, b in tenths], slope)
    damped = lambda: best(values, [(a, b, phi) for phi in (.8, .85, .9, .95, .98) for a, b in tenths], slope)
    return [make() for make in ([level], [level, trend, damped], [damped])[method]]


def method_of(count):
    return None if count < 8 else 0 if count < 26 else 1 if count < 52 else 2


def foresee(values, method, distance):
    """Expected value, and the sizes of errors, widened, from small to large."""
    fitted = models(values, method)

    def forecast(origin, ahead):
        each = [states[origin][0] + math.fsum(phi ** i for i in range(1, ahead + 1)) * states[origin][1] for phi, states in fitted]
        return sum(each) / len(each)

    def errors(ahead):
        return [abs(values[origin + ahead] - forecast(origin, ahead)) for origin in range(2, len(values) - ahead)]

    known = len(values)
    sizes = errors(distance)
    if len(sizes) < 20:
        sizes = [e * math.sqrt(distance / k) for k in range(1, distance + 1) for e in errors(k)]
    wider = math.sqrt(known / (known - (2, 4, 5)[method])) * (1.1 if method == 0 else 1)
    return forecast(known - 1, distance), sorted(wider * size for size in sizes)


def margin(sizes, share):
    place = min(max(share * (len(sizes) + 1), 1), len(sizes))
    ladder = [0] + sizes + sizes[-1:]
    return ladder[int(place)] + (place - int(place)) * (ladder[int(place) + 1] - ladder[int(place)])


def chance_of(expected, sizes, baseline, target):
    miss = abs(target - expected)
    smaller = sum(size <= miss for size in sizes)
    place = smaller
    if smaller < len(sizes):
        low = sizes[smaller - 1] if smaller else 0
        place += (miss - low) / (sizes[smaller] - low)
    half = place / (len(sizes) + 1) / 2
    is_short = target < expected if target < baseline else target > expected
    return .5 - half if is_short else .5 + half


def grid(readings):
    gaps = sorted(b[0] - a[0] for a, b in zip(readings, readings[1:]))
    step = gaps[(len(gaps) - 1) // 2]
    values, day = [], readings[-1][0]
    while day >= readings[0][0] and len(values) < 260:
        before = max(r for r in readings if r[0] <= day)
        after = min(r for r in readings if r[0] >= day)
        part = 0 if before == after else (day - before[0]) / (after[0] - before[0])
        values.insert(0, before[1] + part * (after[1] - before[1]))
        day -= step
    return step, values


def projection(baseline, target, due, readings):
    if len(readings) < 8 or due <= readings[-1][0]:
        return None
    step, values = grid(readings)
    method = method_of(min(len(readings), len(values)))
    if method is None:
        return None
    steps = -(-(due - readings[-1][0]) // step)
    expected, sizes = foresee(values, method, steps)
    half = margin(sizes, .8)
    return [method, step, steps, expected, expected - half, expected + half, chance_of(expected, sizes, baseline, target)]


def slope(readings):
    readings = readings[-260:]
    slopes = sorted(7 * (b[1] - a[1]) / (b[0] - a[0]) for i, a in enumerate(readings) for b in readings[i + 1:])
    n, count = len(readings), len(slopes)
    spread = 1.959963984540054 * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
    low, high = math.floor((count - spread) / 2), math.ceil((count + spread) / 2 + 1)
    middle = (slopes[(count - 1) // 2] + slopes[count // 2]) / 2
    return [middle, slopes[max(low, 1) - 1], slopes[min(high, count) - 1]]


def trend(readings):
    if len(readings) < 5:
        return None
    readings = readings[-260:]
    half = len(readings) // 2
    changed = 0
    if half >= 8:
        (_, a, b), (_, c, d) = slope(readings[:half]), slope(readings[-half:])
        changed = int(b < c or d < a)
    return slope(readings) + [changed]


def made_up(dice, count):
    for _ in range(count):
        day, value, readings = 0, dice.uniform(-50, 50), []
        drift, noise, usual = dice.choice([0, 0, .5, -1]), dice.choice([.1, 2, 10]), dice.choice([1, 7, 14])
        for _ in range(dice.choice([1, 4, 5, 7, 8, 9, 15, 16, 25, 26, 40, 51, 52, 70, 300])):
            readings.append((day, round(value + dice.gauss(0, noise), 3)))
            day += dice.choice([usual, usual, usual, usual + 1, max(1, usual - 1), 3 * usual])
            value += drift * usual
        due = readings[-1][0] + dice.choice([-1, 0, 1, 5, 30, 100, 400])
        yield round(value - dice.uniform(-30, 30), 3), round(value + dice.uniform(-30, 30), 3), due, readings


def weekly(every):
    with open(WEEKLY, newline='') as file:
        rows = list(csv.reader(file))[1:]
    for row in rows[::every]:
        known = [float(cell) for cell in row[4:4 + int(row[2])]]
        for length in (8, 16, 26, 104):
            if len(known) >= length:
                readings = [(7 * i, value) for i, value in enumerate(known[-length:])]
                yield known[-length], known[-1] * 1.01, 7 * (length + 12), readings


def is_same(mine, other):
    return abs(mine - other) <= 1e-7 * max(1, abs(mine), abs(other))


def main():
    arguments = [word for word in sys.argv[1:] if word != '--all']
    if len(arguments) != 1:
        sys.exit(__doc__)
    cases = list(made_up(random.Random(20261122), 200))
    if os.path.isfile(WEEKLY):
        cases += weekly(1 if '--all' in sys.argv else 10)
    else:
        print('without the M4 series: no shared data')
    lines = ''.join(f'{b!r} {t!r} {due} ' + ' '.join(f'{day}:{value!r}' for day, value in readings) + '\n' for b, t, due, readings in cases)
    answers = subprocess.run([arguments[0], 'foresee'], input=lines, check=True, capture_output=True, text=True).stdout.splitlines()
    failed = figures = 0
    for number, (case, answer) in enumerate(zip(cases, answers, strict=True)):
        wanted = (projection(*case) or ['-']) + (trend(case[3]) or ['-'])
        got = [word if word == '-' else float(word) for word in answer.split()]
        figures += len(wanted)
        if len(got) != len(wanted) or not all(a == b if '-' in (a, b) else is_same(a, b) for a, b in zip(wanted, got)):
            failed += 1
            print(f'case {number} ({len(case[3])} readings, due {case[2]}):\n  wanted {wanted}\n  got    {got}')
    print(f'{len(cases)} KPIs, {figures} figures, {failed} differ')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
