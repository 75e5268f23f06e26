"""Times of day, zones and ranges in words, for dates.py."""
import datetime as dt
import re
import zoneinfo

from phrases_days import COUNT, DAY, MON, No, day_forms, number, period, shifted

CLOCKS = {"utc": "UTC", "gmt": "UTC", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "pt": "America/Los_Angeles", "et": "America/New_York",
          "est": "America/New_York", "pst": "America/Los_Angeles", "jst": "Asia/Tokyo", "eet": "Europe/Helsinki", "wet": "Europe/Lisbon"}


SHARED = {"ist", "cst", "bst", "ast"}  # clocks that are hours apart
PLACES = {name.lower(): name for name in zoneinfo.available_timezones() if "/" in name}



def time_of_day(text):
    """Minutes after midnight."""
    text = re.sub(r"^(at|@) ", "", led := text)
    is_led = led != text
    if text in ("noon", "midday"):
        return 720
    if text == "midnight":
        return 1440
    m = re.fullmatch(r"(\d\d?)(?:[:.](\d\d))? ?(am|pm|a\.m|p\.m)", text)
    if m:
        if not 1 <= int(m[1]) <= 12:
            raise No("time")
        return int(m[1]) % 12 * 60 + int(m[2] or 0) + (720 if m[3][0] == "p" else 0)
    m = re.fullmatch(r"(\d\d?):(\d\d)", text) or re.fullmatch(r"(\d\d?)h(\d\d)?", text) or (is_led and re.fullmatch(r"(\d\d?)\.(\d\d)", text))
    if m:
        minutes = int(m[1]) * 60 + int(m[2] or 0)
        if minutes > 1440 or int(m[2] or 0) > 59:
            raise No("time")
        return minutes
    work = lambda hour: hour + 12 if 1 <= hour <= 6 else hour
    m = re.fullmatch(r"(\d\d?|[a-z]+) o'?clock", text) or (is_led and re.fullmatch(r"(\d\d?)", text))
    if m and (m[1].isdigit() or m[1] in COUNT) and number(m[1]) <= 24:
        return work(number(m[1])) * 60
    m = re.fullmatch(r"(?:a )?(half|quarter|ten|five) (past|to) (\w+)(?: (am|pm))?", text)
    if m:
        minutes = {"half": 30, "quarter": 15, "ten": 10, "five": 5}[m[1]] * (1 if m[2] == "past" else -1)
        hour = number(m[3])
        return (hour % 12 + (12 if m[4] == "pm" else 0) if m[4] else work(hour)) * 60 + minutes
    return None


def zone_of(text):
    if text in SHARED or re.fullmatch(r"(europe|america|asia)/\w+", text) and text not in PLACES:
        raise No("zone")
    if text in CLOCKS:
        return zoneinfo.ZoneInfo(CLOCKS[text])
    m = re.fullmatch(r"(?:utc|gmt)?([+-])(\d\d?)(?::?(\d\d))?", text)
    if m:
        return dt.timezone((1 if m[1] == "+" else -1) * dt.timedelta(hours=int(m[2]), minutes=int(m[3] or 0)))
    return zoneinfo.ZoneInfo(PLACES[text]) if text in PLACES else None


def moment(day, minutes):
    return dt.datetime.combine(day, dt.time(0)) + dt.timedelta(minutes=minutes)


def stamp(at, minutes):
    return (at - DAY).strftime("%Y-%m-%dT24:00") if minutes == 1440 and at.hour == 0 else at.strftime("%Y-%m-%dT%H:%M")


def point(phrase, now, zone, goal):
    """What a date or time phrase means: "2026-10-30", "2026-10-30T17:00", a list of two, or None."""
    text = re.sub(r"[,;!?()]", "", phrase.lower()).rstrip(".").replace(". ", " ")
    text = re.sub(r"^on ", "", text)
    words = text.split()
    today = now.date()
    iso = re.fullmatch(r"(\d{4}-\d\d-\d\d)t(\d\d?:\d\d)(?::\d\d)?(z|[+-]\d\d:?\d\d)?", text)
    if iso:
        at = moment(dt.date.fromisoformat(iso[1]), time_of_day(iso[2]))
        if iso[3]:
            at = at.replace(tzinfo=zone_of("+00" if iso[3] == "z" else iso[3])).astimezone(zone)
        return at.strftime("%Y-%m-%dT%H:%M")
    clock = re.fullmatch(r"(?:in )?(\d+|half an|an?|\w+) ?(h|hours?|min|minutes?)( ago)?", text)
    if clock and (text.startswith("in ") or clock[3]):
        amount = (0.5 if clock[1] == "half an" else number(clock[1])) * (-1 if clock[3] else 1)
        return (now + dt.timedelta(minutes=amount * (60 if clock[2][0] == "h" else 1))).strftime("%Y-%m-%dT%H:%M")
    day = day_forms(text, today, goal)
    if day is not None:
        return [str(d) for d in day] if isinstance(day, list) else str(day)
    at_end = zone_of(words[-1]) if words else None
    for named, rest in ((None, words), (at_end, words[:-1])):
        for i in range(len(rest) + 1):
            for a, b in ((rest[:i], rest[i:]), (rest[i:], rest[:i])):
                if not b:
                    continue
                spoken, there = b, named
                if there is None and len(b) > 1 and zone_of(b[-1]):
                    spoken, there = b[:-1], zone_of(b[-1])
                minutes = time_of_day(" ".join(spoken))
                if minutes is None:
                    continue
                there = there or (zone if at_end is None else None)
                if there is None:
                    continue
                on = re.sub(r"^on ", "", " ".join(a))
                if on:
                    day = day_forms(on, today, goal)
                    if isinstance(day, list):
                        if at_end:
                            raise No("two ways")
                        return [stamp(moment(each, minutes), minutes) for each in day]
                else:
                    local = now.replace(tzinfo=zone).astimezone(there)
                    day = local.date() + (DAY if minutes <= local.hour * 60 + local.minute else 0 * DAY)
                if day is None:
                    continue
                at = moment(day, minutes)
                if there is not zone:
                    return at.replace(tzinfo=there).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
                return stamp(at, minutes)
    return None


def stretch(phrase, now, zone, goal):
    """What a range means: "first/last"."""
    text = re.sub(r"^(from|between|the|in) ", "", phrase.lower().replace("–", "-"))
    whole = period(text, now.date())
    if whole:
        return "%s/%s" % whole[:2]
    m = re.fullmatch(r"(\d+)(?:st|nd|rd|th)? ?(?:-|to) ?(\d+)(?:st|nd|rd|th)? (?:of )?((?:%s).*)" % MON[1:-1], text)
    if m:
        text = "%s %s to %s %s" % (m[1], m[3], m[2], m[3])
    m = re.fullmatch(r"(\d+)\.-(\d+)\.(\d+)\.", text)
    if m:
        text = "%s.%s. to %s.%s." % (m[1], m[3], m[2], m[3])
    m = re.fullmatch(r"%s (\d+) ?(?:-|to) ?(\d+)" % MON, text)
    if m:
        text = "%s %s to %s %s" % (m[2], m[1], m[3], m[1])
    sides = re.split(r" (?:to|until|till|-|and|through) ", text) if re.search(r" (to|until|till|-|and|through) ", text) else re.split(r"(?<=[a-z\d.])-(?=[a-z\d])", text)
    if len(sides) != 2:
        return None
    year = re.search(r" (\d{4})$", sides[1])
    if year and not re.search(r"\d{4}", sides[0]) and "t" not in sides[0].split("-")[0]:
        candidates = [point(sides[0] + " " + str(int(year[1]) - back), now, zone, goal) for back in (0, 1)]
        begin = next((c for c in candidates if c and c <= point(sides[1], now, zone, goal)), None)
    else:
        begin = point(sides[0], now, zone, goal)
    finish = point(sides[1], now, zone, goal)
    if begin is None or finish is None:
        return None
    if isinstance(begin, list) or isinstance(finish, list):
        raise No("two ways")
    if ("T" in begin) != ("T" in finish):
        raise No("one time")
    if finish < begin:
        has_month = re.search(MON, sides[0]) or re.match(r"\d+\.\d", sides[0])
        if has_month and begin[5:7] == finish[5:7] and finish[8:10] < begin[8:10]:
            raise No("order")
        if re.match("to(morrow|day)", sides[1]):
            raise No("order")
        if has_month and re.search(MON, sides[0]):
            begin = str(shifted(dt.date.fromisoformat(begin), -12))
        else:
            later = dt.datetime.fromisoformat(begin) if "T" in begin else moment(dt.date.fromisoformat(begin), 0)
            finish = point(sides[1], later, zone, goal)
    if finish < begin:
        raise No("order")
    return begin + "/" + finish
