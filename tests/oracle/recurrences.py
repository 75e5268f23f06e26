#!/usr/bin/env python3
"""The table tests/data/recurrences.tsv: (cadence, person's zone, now) -> the next occurrence, worked out by walking over the minutes of
Python's own tz database: an occurrence is the first instant whose local time is at or after the wanted one on its date, which is what "gap:
first valid instant after; overlap: the first, once" means (ARCHITECTURE 4, Time). Knows nothing of the C++ code.

Usage: tests/oracle/recurrences.py > tests/data/recurrences.tsv
"""
import datetime as dt
import zoneinfo

DAY = dt.timedelta(days=1)
NAMES = "mon tue wed thu fri sat sun".split()


def instant(date, hhmm, zone):
    wanted = dt.datetime.combine(date, dt.time(*map(int, hhmm.split(":"))))
    tz = zoneinfo.ZoneInfo(zone)
    at = dt.datetime.combine(date, dt.time(0), dt.timezone.utc) - 2 * DAY
    step = dt.timedelta(hours=1)
    while at.astimezone(tz).replace(tzinfo=None) < wanted:  # the hour in which it comes, then the minute
        at += step
    at -= 3 * step  # a clock that goes back shows the same hour twice
    while at.astimezone(tz).replace(tzinfo=None) < wanted:
        at += dt.timedelta(minutes=1)
    return at


def named(date, days, weeks, start):
    monday = date - date.weekday() * DAY
    first = start - start.weekday() * DAY
    return date >= start and NAMES[date.weekday()] in days and (monday - first).days // 7 % weeks == 0


def occurrence(date, days, weeks, start, hhmm, zone, closed, week, holidays):
    def works(day):
        return day.weekday() < week and day.isoformat() not in holidays

    if not named(date, days, weeks, start):
        return None
    moved = date
    while not works(moved):
        if closed == "left_out":
            return None
        moved += DAY
        if named(moved, days, weeks, start):
            return None
    return instant(moved, hhmm, zone)


def next_after(now, days, weeks, start, hhmm, zone, closed, week, holidays):
    date = now.astimezone(zoneinfo.ZoneInfo(zone)).date() - 10 * DAY
    found = []
    for _ in range(120):
        at = occurrence(date, days, weeks, start, hhmm, zone, closed, week, holidays)
        if at is not None and at > now:
            found.append(at)
        date += DAY
    return min(found)


RULES = [  # days, weeks, from, time, what becomes of a closed day, working days of the week (5: Monday to Friday)
    ("mon wed fri", 1, "2026-03-02", "09:30", "left_out", 5),
    ("mon", 1, "2026-03-02", "09:00", "next_working_day", 5),
    ("fri", 2, "2026-03-06", "10:00", "next_working_day", 5),
    ("sun", 1, "2026-03-01", "02:30", "left_out", 7),
    ("mon tue wed thu fri", 1, "2026-03-02", "02:30", "left_out", 5),
]
ZONES = {  # zone: moments around its clock changes, local
    "Europe/Berlin": ["2026-03-27T08:00", "2026-03-28T23:00", "2026-10-23T09:31", "2026-10-25T02:15"],
    "America/New_York": ["2026-03-06T12:00", "2026-03-08T01:30", "2026-10-30T10:00", "2026-11-01T01:30"],
    "Australia/Sydney": ["2026-04-03T09:00", "2026-04-05T02:45", "2026-10-02T11:00", "2026-10-04T01:59"],
    "Asia/Kolkata": ["2026-03-27T08:00", "2026-10-25T02:15", "2026-12-24T17:00", "2026-04-03T09:30"],
}
HOLIDAYS = "2026-04-06 2026-10-26 2026-12-25"

print("# weekdays\tevery n weeks\tfrom\tat\tclosed day\tdays worked\tzone\tnow\tnext occurrence   (holidays: " + HOLIDAYS + ")")
for zone, moments in ZONES.items():
    for days, weeks, start, hhmm, closed, week in RULES:
        for index, moment in enumerate(moments):
            if weeks == 2 and index == 3:
                continue
            if hhmm == "02:30" and week == 5 and index == 0:
                continue
            now = dt.datetime.fromisoformat(moment).replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(dt.timezone.utc)
            at = next_after(now, days.split(), weeks, dt.date.fromisoformat(start), hhmm, zone, closed, week, HOLIDAYS.split())
            stamp = "%Y-%m-%dT%H:%M:%SZ"
            print(days, weeks, start, hhmm, closed, week, zone, now.strftime(stamp), at.strftime(stamp), sep="\t")
