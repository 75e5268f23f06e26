"""Days named in words, for dates.py."""
import calendar
import datetime as dt
import re

DAY = dt.timedelta(days=1)
GOAL = dt.date(2026, 10, 30)
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: i for name, i in list(MONTHS.items())} | {"sept": 9}
DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
DAYS |= {name[:3]: i for name, i in list(DAYS.items())} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
COUNT = {"a": 1, "an": 1, **{w: i for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
MON, WD = "(%s)" % "|".join(sorted(MONTHS, key=len, reverse=True)), "(%s)" % "|".join(sorted(DAYS, key=len, reverse=True))
NUM = r"(\d+|%s)" % "|".join(COUNT)
ORD = r"(\d+(?:st|nd|rd|th)|%s)" % "|".join(NTH)
PERIOD = r"((?:the |this |next )?(?:week|month|quarter|year|half)|(?:q[1-4]|h[12]|%s)(?: (?:of )?\d{4})?|\d{4})" % "|".join(MONTHS)


class No(Exception):
    """The phrase has a form that we know, but names nothing that there is."""


def number(word):
    return COUNT.get(word) or NTH.get(word) or int(re.match(r"\d+", word)[0])


def date(y, m, d):
    if not 1970 <= y <= 2200:
        raise No("year")
    try:
        return dt.date(y, m, d)
    except ValueError:
        raise No("day") from None


def next_such(m, d, today):
    for y in range(today.year, today.year + 9):
        try:
            if dt.date(y, m, d) >= today:
                return dt.date(y, m, d)
        except ValueError:
            pass
    raise No("day")


def year_of(text):
    return int(text) if len(text) == 4 else 2000 + int(text)


def shifted(day, months):
    index = day.year * 12 + day.month - 1 + months
    y, m = divmod(index, 12)
    return dt.date(y, m + 1, min(day.day, calendar.monthrange(y, m + 1)[1]))


def months(y, first, count):
    first = dt.date(y, first, 1)
    return first, shifted(first, count) - DAY


def around(kind, day):
    if kind == "week":
        return day - day.weekday() * DAY, day + (6 - day.weekday()) * DAY
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    return months(day.year, (day.month - 1) // size * size + 1, size)


def period(text, today):
    """(first, last, kind, whether no year was said)."""
    m = re.fullmatch(r"(the |this |next |last )?(week|month|quarter|half|year)", text)
    if m:
        first, last = around(m[2], today)
        if m[1] == "next ":
            first, last = around(m[2], last + DAY)
        if m[1] == "last ":
            first, last = around(m[2], first - DAY)
        return first, last, m[2], False
    m = re.fullmatch(r"(first|second|third|fourth) (quarter|half)(?: of (\d{4}|next year|the year))?", text)
    if m:
        year = {None: "", "next year": str(today.year + 1), "the year": str(today.year)}.get(m[3], m[3])
        text = m[2][0] + str(NTH[m[1]]) + (" " + year if year else "")
    m = re.fullmatch(r"(\d{4})[- ](q[1-4]|h[12]|\d\d)", text)
    if m:
        text = (calendar.month_name[int(m[2])].lower() if m[2].isdigit() else m[2]) + " " + m[1]
    m = re.fullmatch(r"(q[1-4]|h[12]|%s)(?:[ /](?:of )?(\d{4}))?" % MON[1:-1], text)
    if m:
        size = {"q": 3, "h": 6}.get(m[1][0], 1) if m[1][1:].isdigit() else 1
        first = MONTHS[m[1]] if size == 1 else (int(m[1][1]) - 1) * size + 1
        if m[2]:
            return *months(int(m[2]), first, size), {1: "month", 3: "quarter", 6: "half"}[size], False
        found = months(today.year, first, size)
        if found[1] < today:
            found = months(today.year + 1, first, size)
        return *found, {1: "month", 3: "quarter", 6: "half"}[size], True
    if re.fullmatch(r"\d{4}", text) and today.year - 1 <= int(text) <= today.year + 30:
        return *months(int(text), 1, 12), "year", False
    return None


def in_period(text, today, pick):
    found = period(text, today)
    if found is None:
        return None
    first, last, kind, floats = found
    day = pick(first, last, kind)
    if floats and (day is None or day < today):
        day = pick(shifted(first, 12), shifted(last + DAY, 12) - DAY, kind)
    if day is None:
        raise No("day")
    return day


def end(first, last, kind):
    return first + 4 * DAY if kind == "week" else last


def middle(first, last, kind):
    return {"week": first + 2 * DAY, "month": first + 14 * DAY, "quarter": shifted(first, 1) + 14 * DAY,
            "half": shifted(first, 3) - DAY, "year": shifted(first, 6) - DAY}[kind]


def nth_weekday(nth, weekday):
    def pick(first, last, _):
        days = [first + i * DAY for i in range((last - first).days + 1) if (first + i * DAY).weekday() == weekday]
        return days[nth - 1] if nth <= len(days) else None
    return pick


def in_units(count, unit, start, sign=1):
    if count == 0 and start != GOAL or unit[0] == "y" and count > 10:
        raise No("amount")
    unit = unit.rstrip("s") if unit != "s" else unit
    if unit in ("d", "day", "cd", "calendar day"):
        return start + sign * count * DAY
    if unit in ("w", "wk", "week", "cw", "calendar week"):
        return start + sign * 7 * count * DAY
    if unit == "fortnight":
        return start + sign * 14 * count * DAY
    return shifted(start, sign * count * (12 if unit in ("y", "year") else 1))


UNITS = r"(calendar days?|calendar weeks?|days?|weeks?|wks?|fortnights?|months?|mo|years?|cd|cw|d|w|y)"


def day_forms(text, today, goal):
    """A day of one of the forms; several where it can be read in two ways; None when it has none of them."""
    def first(pattern):
        return re.fullmatch(pattern, text)

    if m := first(r"(\d{4})[-/](\d\d?)[-/](\d\d?)"):
        return date(*map(int, m.groups()))
    if m := first(r"(\d\d?)\.(\d\d?)(?:\.(\d{4}|\d\d))?"):
        if not 1 <= int(m[2]) <= 12:
            raise No("month")
        return date(year_of(m[3]), int(m[2]), int(m[1])) if m[3] else next_such(int(m[2]), int(m[1]), today)
    if m := first(r"(\d\d?)/(\d\d?)(?:/(\d{4}|\d\d))?"):
        found = []
        for d, mo in ((m[1], m[2]), (m[2], m[1])):
            try:
                if not 1 <= int(mo) <= 12:
                    raise No("month")
                found.append(date(year_of(m[3]), int(mo), int(d)) if m[3] else next_such(int(mo), int(d), today))
            except No:
                pass
        if not found:
            raise No("month")
        return found[0] if len(set(found)) == 1 else found
    for pattern, d, mo in ((r"(?:the )?(\d+)(?:st|nd|rd|th)?[ -]?(?:of )?%s(?:[ -]'?(\d{4}|\d\d))?" % MON, 1, 2),
                           (r"%s (?:the )?(\d\d?)(?:st|nd|rd|th)?(?: '?(\d{4}|\d\d))?" % MON, 2, 1)):
        if m := first(pattern):
            day, month = int(m[d]), MONTHS[m[mo]]
            return date(year_of(m[3]), month, day) if m[3] else next_such(month, day, today)
    monday = today - today.weekday() * DAY
    if m := first(r"(this |coming )?%s" % WD):
        return today + ((DAYS[m[2]] - today.weekday() - 1) % 7 + 1) * DAY
    if m := first(r"next %s" % WD) or first(r"%s (?:of )?next week" % WD) or first(r"next week (?:on )?%s" % WD):
        return monday + (7 + DAYS[m[1]]) * DAY
    if m := first(r"last %s" % WD):
        return today - ((today.weekday() - DAYS[m[1]] - 1) % 7 + 1) * DAY
    if m := first(r"%s this week" % WD):
        return monday + DAYS[m[1]] * DAY
    if m := first(r"%s (?:the )?(.*)" % WD):
        exact = day_forms(m[2], today, goal) if re.match(r"[\d%s]" % "jfmasond", m[2]) else None
        if isinstance(exact, dt.date):
            if exact.weekday() != DAYS[m[1]]:
                raise No("weekday")
            return exact
    names = {"today": 0, "eod": 0, "cob": 0, "tonight": 0, "end of day": 0, "end of the day": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2,
             "the day after tomorrow": 2}
    if text in names:
        return today + names[text] * DAY
    if m := first(r"in %s ?%s" % (NUM, UNITS)) or first(r"%s ?%s from (?:now|today)" % (NUM, UNITS)):
        return in_units(number(m[1]), m[2], today)
    if m := first(r"%s ?%s ago" % (NUM, UNITS)):
        return in_units(number(m[1]), m[2], today, -1)
    if m := first(r"t ?(-|\+|minus |plus ) ?%s ?%s?" % (NUM, UNITS)):
        if goal is None:
            raise No("goal")
        return in_units(number(m[2]), m[3] or "d", goal, 1 if m[1][0] in "+p" else -1)
    short = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
    m = first(r"(?:the )?end (?:of )?(?:the |this )?(week|month|quarter|half|year)") or first(r"(month|quarter|year) end")
    kind = short.get(text) or (m and m[1])
    if kind == "week":
        return monday + (4 if today.weekday() <= 4 else 11) * DAY
    if kind:
        return around(kind, today)[1]
    if m := first(r"(?:the )?(end|mid|middle|start|beginning)[ -](?:of )?(.*)"):
        return in_period(m[2], today, {"e": end, "m": middle, "s": lambda f, l, k: f, "b": lambda f, l, k: f}[m[1][0]])
    if m := first(r"(?:the )?(last|%s) %s (?:of|in) (?:the )?(.*)" % (ORD[1:-1], WD)):
        if m[1] == "last":
            back = lambda f, l, _: l - (l.weekday() - DAYS[m[2]]) % 7 * DAY
            return in_period(m[3], today, back)
        return in_period(m[3], today, nth_weekday(number(m[1]), DAYS[m[2]]))
    if m := first(r"last day of (?:the )?(.*)"):
        return in_period(m[1], today, lambda f, l, _: l)
    if m := first(r"(?:the )?%s of (?:the )?((?:this |next )?month)" % ORD):
        return in_period(m[2], today, lambda f, l, _: f + (number(m[1]) - 1) * DAY if f + (number(m[1]) - 1) * DAY <= l else None)
    if m := first(r"the (\d+)(?:st|nd|rd|th)"):
        if int(m[1]) > 31:
            raise No("day")
        return next(day for day in (today + i * DAY for i in range(70)) if day.day == int(m[1]))
    if m := first(r"(next|this) (q[1-4]|h[12]|%s)" % MON[1:-1]):
        near, _, kind, _ = period(m[2] + " " + str(today.year), today)
        last, later = (period(m[2] + " " + str(today.year + i), today)[1] for i in (0, 1))
        if m[1] == "this":
            return last
        return [last, later] if near > today else later
    if not text.startswith("last ") and text not in ("week", "month", "quarter", "half", "year"):
        return in_period(text, today, end)
    return None
