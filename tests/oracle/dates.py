#!/usr/bin/env python3
"""Works out what the phrases of tests/data/phrases/dates.tsv mean, and compares with the table: so that the table itself is tested. Other
code than ours: regular expressions over the whole phrase, tried split by split, and Python's own calendar and time zones.

Usage: tests/oracle/dates.py [--self-test]
"""
import datetime as dt
import pathlib
import sys
import zoneinfo

from phrases_amounts import figure, span
from phrases_days import GOAL, No
from phrases_times import point, stretch

TABLE = pathlib.Path(__file__).resolve().parents[1] / "data" / "phrases" / "dates.tsv"
READERS = {"date": point, "time": point, "range": stretch, "duration": span, "number": figure}


def understood(kind, phrase, now, zone, goal):
    try:
        found = READERS[kind](phrase, now, zone, goal)
    except No:
        return "refused"
    return "asked " + "|".join(found) if isinstance(found, list) else found or "none"


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(TABLE, encoding="utf-8") if line.strip() and not line.startswith("#")]
    wrong, unknown, compared = [], [], 0
    for phrase, when, zone, kind, expected in rows:
        if "--self-test" in sys.argv and expected == "2026-10-30":
            expected = "2026-10-31"
        goal = None if when == "nogoal" else GOAL
        now = dt.datetime.fromisoformat(when if when and when != "nogoal" else "2026-09-08")
        now = now.replace(hour=9) if len(when) <= 10 else now
        found = understood(kind, phrase, now, zoneinfo.ZoneInfo(zone or "Europe/Berlin"), goal)
        value = expected.split(" ")[0] if expected.startswith("refused") else expected
        if found == "none":
            # What has no form that we know is no number, date or duration here; that it must be refused is for our own tests.
            unknown += [phrase] if value not in ("none", "refused") else []
            continue
        compared += 1
        if found != value and not (value == "none" and found == "refused"):
            wrong.append("%s (%s): %s in the table, %s worked out" % (phrase, when, expected, found))
    if "--self-test" in sys.argv:
        print("the self-test finds a wrong table" if wrong else "the self-test did not find a wrong table")
        return 0 if wrong else 1
    for line in wrong:
        print(line)
    if unknown:
        print("not worked out: " + "; ".join(unknown))
    print("%d rows, %d worked out, %d wrong" % (len(rows), compared, len(wrong)))
    return 1 if wrong or unknown or compared < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
