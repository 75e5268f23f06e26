#!/usr/bin/env python3
"""make.py - writes the country files beside it: national public holidays of 2025 to 2030, counted by the rules of each country's law.

  make.py           writes DE.json, FR.json, GB.json, US.json, CN.json, IN.json, JP.json
  make.py --check   fails if a file is not what this program would write

Only what holds for the whole country; Great Britain is England and Wales. Movable dates are computed: Easter by the Gregorian computus,
Japan's equinoxes by the usual approximation of the almanac (the government fixes each a year ahead), China's festivals from the first days of
the lunar months concerned, which stand here as facts. Special days that a government proclaims (a coronation, China's exchanged working
weekends, India's gazetted list) are not in the law: give them as dates, or import an .ics file."""
import datetime as D
import json
import pathlib
import sys

YEARS = range(2025, 2031)
HERE = pathlib.Path(__file__).resolve().parent
MON, TUE, THU, SAT, SUN = 0, 1, 3, 5, 6


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return D.date(year, month, day + 1)


def nth(year, month, weekday, n):
    """The n-th weekday of a month; -1 is the last."""
    if n < 0:
        last = D.date(year + month // 12, month % 12 + 1, 1) - D.timedelta(1)
        return last - D.timedelta((last.weekday() - weekday) % 7)
    first = D.date(year, month, 1)
    return first + D.timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def fixed(year, *days):
    return [(D.date(year, month, day), name) for month, day, name in days]


def around_easter(year, *days):
    return [(easter(year) + D.timedelta(shift), name) for shift, name in days]


def germany(year):
    return fixed(year, (1, 1, "New Year's Day"), (5, 1, "Labour Day"), (10, 3, "German Unity Day"), (12, 25, "Christmas Day"),
                 (12, 26, "Second day of Christmas")) + around_easter(
                     year, (-2, "Good Friday"), (1, "Easter Monday"), (39, "Ascension Day"), (50, "Whit Monday"))


def france(year):
    return fixed(year, (1, 1, "New Year's Day"), (5, 1, "Labour Day"), (5, 8, "Victory Day"), (7, 14, "National Day"),
                 (8, 15, "Assumption Day"), (11, 1, "All Saints' Day"), (11, 11, "Armistice Day"), (12, 25, "Christmas Day")) + around_easter(
                     year, (1, "Easter Monday"), (39, "Ascension Day"), (50, "Whit Monday"))


def great_britain(year):
    """A bank holiday on a weekend is kept on the next weekday that is none."""
    days = around_easter(year, (-2, "Good Friday"), (1, "Easter Monday")) + [
        (nth(year, 5, MON, 1), "Early May bank holiday"), (nth(year, 5, MON, -1), "Spring bank holiday"),
        (nth(year, 8, MON, -1), "Summer bank holiday")]
    taken = set()
    for day, name in fixed(year, (1, 1, "New Year's Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")):
        kept = day
        while kept.weekday() >= SAT or kept in taken or (name == "Christmas Day" and kept == D.date(year, 12, 26) and kept != day):
            kept += D.timedelta(1)
        taken.add(kept)
        days.append((kept, name if kept == day else name + " (substitute)"))
    return days


def united_states(year):
    """A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after."""
    days = [(nth(year, 1, MON, 3), "Birthday of Martin Luther King, Jr."), (nth(year, 2, MON, 3), "Washington's Birthday"),
            (nth(year, 5, MON, -1), "Memorial Day"), (nth(year, 9, MON, 1), "Labor Day"), (nth(year, 10, MON, 2), "Columbus Day"),
            (nth(year, 11, THU, 4), "Thanksgiving Day")]
    for day, name in fixed(year, (1, 1, "New Year's Day"), (6, 19, "Juneteenth"), (7, 4, "Independence Day"), (11, 11, "Veterans Day"),
                           (12, 25, "Christmas Day")) + fixed(year + 1, (1, 1, "New Year's Day")):
        shift = {SAT: -1, SUN: 1}.get(day.weekday(), 0)
        kept = day + D.timedelta(shift)
        if kept.year == year and not (day.year > year and shift == 0):
            days.append((kept, name + (" (observed)" if shift else "")))
    return days


# First day of the 1st, fifth day of the 5th and fifteenth day of the 8th lunar month, and the day of Qingming.
CHINA = {
    2025: ((1, 29), (5, 31), (10, 6), (4, 4)),
    2026: ((2, 17), (6, 19), (9, 25), (4, 5)),
    2027: ((2, 6), (6, 9), (9, 15), (4, 5)),
    2028: ((1, 26), (5, 28), (10, 3), (4, 4)),
    2029: ((2, 13), (6, 16), (9, 22), (4, 4)),
    2030: ((2, 3), (6, 5), (9, 12), (4, 5)),
}


def china(year):
    spring, dragon, autumn, qingming = (D.date(year, *day) for day in CHINA[year])
    festival = [(spring + D.timedelta(shift), "Spring Festival") for shift in (-1, 0, 1, 2)]
    return festival + [(qingming, "Qingming"), (dragon, "Dragon Boat Festival"), (autumn, "Mid-Autumn Festival")] + fixed(
        year, (1, 1, "New Year's Day"), (5, 1, "Labour Day"), (5, 2, "Labour Day"), (10, 1, "National Day"), (10, 2, "National Day"),
        (10, 3, "National Day"))


def india(year):
    return fixed(year, (1, 26, "Republic Day"), (8, 15, "Independence Day"), (10, 2, "Gandhi Jayanti"))


def japan(year):
    """A holiday on a Sunday moves its rest to the next day that is none; a day between two holidays is one."""
    leap = (year - 1980) // 4
    spring = int(20.8431 + 0.242194 * (year - 1980) - leap)
    autumn = int(23.2488 + 0.242194 * (year - 1980) - leap)
    days = dict(fixed(year, (1, 1, "New Year's Day"), (2, 11, "National Foundation Day"), (2, 23, "Emperor's Birthday"),
                      (3, spring, "Vernal Equinox Day"), (4, 29, "Showa Day"), (5, 3, "Constitution Day"), (5, 4, "Greenery Day"),
                      (5, 5, "Children's Day"), (8, 11, "Mountain Day"), (9, autumn, "Autumnal Equinox Day"), (11, 3, "Culture Day"),
                      (11, 23, "Labour Thanksgiving Day")))
    days.update({nth(year, 1, MON, 2): "Coming of Age Day", nth(year, 7, MON, 3): "Marine Day",
                 nth(year, 9, MON, 3): "Respect for the Aged Day", nth(year, 10, MON, 2): "Sports Day"})
    named = sorted(days)
    for day in named:
        kept = day
        while day.weekday() == SUN and kept in days:
            kept += D.timedelta(1)
        if day.weekday() == SUN:
            days[kept] = days[day] + " (substitute)"
    for day in named:
        between = day + D.timedelta(1)
        if between not in days and between + D.timedelta(1) in named and between.weekday() != SUN:
            days[between] = "Citizens' holiday"
    return sorted(days.items())


COUNTRIES = {
    "DE": ("Germany", germany, "Unification Treaty art. 2 (3 October) and the holiday laws of all sixteen Länder, those days only that all have",
           "as in force on 2025-01-01"),
    "FR": ("France", france, "Code du travail, art. L3133-1; without the further days of Alsace-Moselle and overseas", "as in force on 2025-01-01"),
    "GB": ("Great Britain: England and Wales", great_britain,
           "Banking and Financial Dealings Act 1971, schedule 1, and the yearly proclamations for New Year's Day, early May and substitutes",
           "as in force on 2025-01-01"),
    "US": ("United States of America", united_states, "5 U.S.C. 6103 and Executive Order 11582 (observed days); without Inauguration Day",
           "as amended by Public Law 117-17 (2021)"),
    "CN": ("China", china, "State Council, Regulation on Public Holidays for National Annual Festivals and Memorial Days, art. 2; without the "
           "yearly notice that exchanges working weekends", "revision of 2024-11-10, in force since 2025-01-01"),
    "IN": ("India", india, "The three national holidays; those of the states and of the yearly gazette are not among them",
           "as in force on 2025-01-01"),
    "JP": ("Japan", japan, "Act on National Holidays (1948, No. 178), art. 2 and 3", "as amended in 2018, in force since 2020"),
}


def text_of(code):
    name, rule, source, version = COUNTRIES[code]
    days = sorted({day: title for year in YEARS for day, title in rule(year)}.items())
    rows = ",\n".join("    " + json.dumps({"date": day.isoformat(), "name": title}, ensure_ascii=False) for day, title in days)
    head = {"country": code, "name": name, "source": source, "version": version, "years": [YEARS[0], YEARS[-1]]}
    lines = "".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in head.items())
    return "{\n" + lines + '  "holidays": [\n' + rows + "\n  ]\n}\n"


def main():
    stale = 0
    for code in COUNTRIES:
        path, text = HERE / f"{code}.json", text_of(code)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            print(f"{path.name} is not what make.py writes")
            stale += 1
    return stale != 0


if __name__ == "__main__":
    sys.exit(main())
