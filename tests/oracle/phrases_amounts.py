"""Durations and numbers in words, for dates.py."""
import re

from phrases_days import COUNT, No

WORK = {"min": 1, "h": 60, "d": 480, "w": 2400}


def one_amount(text):
    text = re.sub(r"^half (?:an? )?", "0.5 ", text)
    text = re.sub(r"^an? half ", "0.5 ", text)
    for sign, part in (("½", ".5"), ("¼", ".25"), ("¾", ".75")):
        text = text.replace(sign, part)
    m = re.fullmatch(r"(\d*[.,]?\d+|%s) ?(.*)" % "|".join(COUNT), text)
    if not m:
        return None
    value = COUNT.get(m[1]) or float(m[1].replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", m[1]):
        raise No("two ways")
    unit = m[2]
    for long, brief in ((r"calendar (day|week)s?", None), (r"(?:working|business|work) (day|week)s?", None)):
        if w := re.fullmatch(long, unit):
            unit = ("c" if long.startswith("calendar") else "") + w[1][0]
    known = {"min": "min", "mins": "min", "minute": "min", "minutes": "min", "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "d",
             "day": "d", "days": "d", "wd": "d", "workday": "d", "workdays": "d", "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w", "cd": "cd",
             "cw": "cw", "mo": "mo", "month": "mo", "months": "mo", "y": "y", "year": "y", "years": "y", "fortnight": "f", "fortnights": "f"}
    if unit not in known:
        return (value, None) if not unit else None
    unit = known[unit]
    if unit == "f":
        return 2 * value, "w"
    return (12 * value, "mo") if unit == "y" else (value, unit)


def span(phrase, *_):
    """"work 1440", "work 1440..3840", "work 960/1440/2880", "calendar 3" (days), "months 2"."""
    text = phrase.lower().rstrip(",.")
    m = re.fullmatch(r"(\d+)h ?(\d+) ?min", text)
    if m:
        return "work %d" % (int(m[1]) * 60 + int(m[2]))
    three = [p.strip() for p in text.split("/")] if text.count("/") == 2 else None
    two = re.split(r" ?- ?| to ", text) if not three and re.search(r"\d ?[a-z]* ?(?:-| to )", text) else None
    amounts = [one_amount(p) for p in three or two or [text]]
    if None in amounts:
        return None
    unit = amounts[-1][1]
    if unit is None:
        return None
    filled = []
    for value, own in reversed(amounts):
        unit = own or unit
        if unit in WORK:
            filled.insert(0, round(value * WORK[unit], 6))
        else:
            filled.insert(0, (value, unit))
    if len(filled) == 1 and isinstance(filled[0], tuple):
        value, unit = filled[0]
        value = value * (7 if unit == "cw" else 1)
        if value <= 0:
            raise No("nothing")
        return ("months %g" if unit == "mo" else "calendar %g") % value
    if any(isinstance(f, tuple) for f in filled):
        return None
    if filled != sorted(filled) or filled[0] <= 0 or len(filled) > 3 or filled[-1] > 10 * 366 * 480:
        raise No("order")
    return "work " + ("/" if three else "..").join("%g" % f for f in filled)


def figure(phrase, *_):
    """What a number means: "12000 €", "+9", two where its point could be either mark."""
    m = re.fullmatch(r"([-+−–])?([€$£])?(\d[\d.,]*?)[.,]? ?(k|m|mio|bn|%|percent|km|kg|h|€)?", phrase)
    if not m:
        return None
    digits = m[3]
    readings = set()
    for decimal, group in ((".", ","), (",", ".")):
        if re.fullmatch(r"(\d+|\d{1,3}(\%s\d{3})+)(\%s\d+)?" % (group, decimal), digits):
            readings.add(float(digits.replace(group, "").replace(decimal, ".")))
    if re.fullmatch(r"\d{1,3}(,\d{3})+", digits) and digits[0] != "0":
        readings = {float(digits.replace(",", ""))}
    if re.fullmatch(r"\d+,\d{4,}", digits):
        readings = set()  # a comma that slipped
    if digits.startswith("0"):
        readings = {float(digits.replace(",", "."))}
    if not readings:
        raise No("marks")
    times = {"k": 1e3, "m": 1e6, "mio": 1e6, "bn": 1e9}.get(m[4], 1)
    unit = m[2] or {"percent": "%", None: ""}.get(m[4], m[4] if times == 1 else "")
    sign = {"+": 1, None: 1}.get(m[1], -1)
    said = ["%s%s%s" % ("+" if m[1] == "+" else "", "%.10g" % (sign * value * times), " " + unit if unit else "") for value in sorted(readings)]
    return said[0] if len(said) == 1 else said
