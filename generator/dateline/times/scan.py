"""Text to the parts of a time: date, clock, zone. No zone is applied here.

One pass from left to right: at each place the first form that fits is taken, each part at most once, in any
order. Dates with dots are read day first, as wherever they are in use; dates with slashes are refused, for
half the world reads them the other way.
"""

from __future__ import annotations

from datetime import date
from re import Match

from msgspec import Struct
from msgspec.structs import replace

from dateline.times import forms
from dateline.times.abbreviations import known_abbreviation
from dateline.times.moment import Fault
from dateline.times.zones import FARTHEST_OFFSET, nearest_zone

LONGEST = 120  # characters; no form that is read comes near
HINT = "Write it like 21:17, 2009-06-16T21:17-04:00 or June 16, 2009 9:17 PM ET."
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Step = tuple["Reading", int]  # what is known now, and where the text goes on


class Reading(Struct, frozen=True, kw_only=True):
    """What a text says, not yet placed on the time line. Columns are 0-based offsets into the text."""

    day: date | None = None
    day_column: int = 0
    weekday: int | None = None  # 0 = Monday
    weekday_column: int = 0
    clock: tuple[int, int, int] | None = None  # hour, minute, second
    clock_column: int = 0
    seconds_given: bool = False
    offset: int | None = None  # seconds east of UTC
    zone_word: str | None = None  # an abbreviation or an IANA key, as written
    zone_column: int = 0


def scan(text: str) -> Reading | Fault:
    """The parts of a written time, or the fault at the first place that fits no form. Never raises."""
    if len(text) > LONGEST:
        return Fault(code="DL301", message="This is too long to be a time.", hint=HINT, column=0)
    column = _past(forms.LEADING_SPACE.match(text), 0)
    if column == len(text):
        return Fault(code="DL301", message="There is no time here.", hint=HINT, column=0)
    reading = Reading()
    while True:
        step = _part(text, column, reading)
        if isinstance(step, Fault):
            return step
        reading, column = step
        if forms.END.match(text, column):
            return reading
        column = _past((reading.day and forms.T.match(text, column)) or forms.BETWEEN.match(text, column), column)


def _past(match: Match[str] | None, column: int) -> int:
    return match.end() if match else column


def _part(text: str, column: int, reading: Reading) -> Step | Fault:
    for form in forms.DATES:
        if match := form.match(text, column):
            return _date(match, reading)
    if match := forms.CLOCK.match(text, column):
        return _clock(match, reading)
    if match := forms.WEEKDAY.match(text, column):
        number = _index(WEEKDAYS, match["name"])
        return replace(reading, weekday=number, weekday_column=column), match.end()
    if reading.clock and reading.offset is None and reading.zone_word is None:
        zone = _zone(text, column, reading)
        if zone is not None:
            return zone
    return _lacking(text, column) or _unread(text, column, reading)


def _date(match: Match[str], reading: Reading) -> Step | Fault:
    column = match.start()
    if reading.day:
        return _second("date", column)
    year, month, day = match["year"], match["month"], int(match["day"])
    if len(year) != 4 or year == "0000":
        hint = "Write the year with four digits, 0001 to 9999."
        message = f"The year {_short(year)} cannot be used."
        return Fault(code="DL307", message=message, hint=hint, column=match.start("year"))
    number = int(month) if month.isdecimal() else _index(MONTHS, month[:3]) + 1
    if not 1 <= number <= 12:
        hint = "Write the month as 01 to 12; with dots, the day comes first: 16.06.2009."
        return Fault(code="DL307", message=f"There is no month {month}.", hint=hint, column=match.start("month"))
    try:
        found = date(int(year), number, day)
    except ValueError:
        message = f"There is no day {day} in {MONTHS[number - 1]} {year}."
        return Fault(code="DL307", message=message, hint="Check the day.", column=match.start("day"))
    return replace(reading, day=found, day_column=column), match.end()


def _clock(match: Match[str], reading: Reading) -> Step | Fault:
    column = match.start()
    if reading.clock:
        return _second("clock time", column)
    if word := match["word"]:
        # Midnight is the day's first minute, as in 00:00, whatever some mean by it.
        clock = (12 if word.lower() == "noon" else 0, 0, 0)
        return _with_zone(match, replace(reading, clock=clock, clock_column=column))
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    half = (match["half"] or match["alone"] or "").lower()
    fault = _impossible_clock(match, hour, minute, second, half)
    if fault:
        return fault
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds_given = match["second"] is not None
    clock = (hour, minute, second)
    return _with_zone(match, replace(reading, clock=clock, clock_column=column, seconds_given=seconds_given))


def _impossible_clock(match: Match[str], hour: int, minute: int, second: int, half: str) -> Fault | None:
    if half and not 1 <= hour <= 12:
        message = f"{hour} {half.upper()}M is no hour: with AM and PM they go from 1 to 12."
        hint = (
            f"Write {hour:02}:{minute:02} without {half.upper()}M." if hour < 24 else "Write it like 9:17 PM or 21:17."
        )
        return Fault(code="DL307", message=message, hint=hint, column=match.start("hour"))
    if hour == 24 and minute == 0:
        hint = "Write 00:00 with the date of the next day."
        return Fault(code="DL307", message="The hours of a day end at 23.", hint=hint, column=match.start("hour"))
    if hour > 23:
        message = f"There is no hour {hour}: they go from 00 to 23."
        return Fault(code="DL307", message=message, hint="Check the hour.", column=match.start("hour"))
    if minute > 59:
        message = f"There is no minute {minute}: they go from 00 to 59."
        return Fault(code="DL307", message=message, hint="Check the minutes.", column=match.start("minute"))
    if second > 59:
        message = f"There is no second {second} here: they go from 00 to 59."
        hint = "Write a leap second as 59." if second == 60 else "Check the seconds."
        return Fault(code="DL307", message=message, hint=hint, column=match.start("second"))
    return None


def _with_zone(clock: Match[str], reading: Reading) -> Step | Fault:
    """A clock takes the zone that follows it, which may stand without a space: "21:17Z", "21:17EDT"."""
    return _zone(clock.string, clock.end(), reading) or (reading, clock.end())


def _zone(text: str, column: int, reading: Reading) -> Step | Fault | None:
    if match := forms.OFFSET.match(text, column):
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        if minutes > 59 or hours * 3600 + minutes * 60 >= FARTHEST_OFFSET:
            message = f"{match[0].strip()} is no offset from UTC that is in use anywhere."
            hint = "Write hours and minutes east (+) or west (-) of UTC, like +04:30."
            return Fault(code="DL307", message=message, hint=hint, column=match.start("sign"))
        offset = (hours * 60 + minutes) * (60 if match["sign"] == "+" else -60)
        return replace(reading, offset=offset, zone_column=match.start("sign")), match.end()
    match = forms.ZONE_WORD.match(text, column)
    if match and _looks_like_zone(match["word"]):
        return replace(reading, zone_word=match["word"], zone_column=match.start("word")), match.end()
    return None


def _looks_like_zone(word: str) -> bool:
    if "/" in word or known_abbreviation(word.upper()):
        return True
    if forms.WEEKDAY.match(word) or forms.DAY_AND_MONTH.match(word) or word in {"AT", "ON"}:
        return False
    return 2 <= len(word) <= 5 and word.isalpha() and word.isupper()


def _lacking(text: str, column: int) -> Fault | None:
    """A date that is one, but not enough of one."""
    if match := forms.NUMERIC_DATE.match(text, column):
        message = f"Dates in numbers like {match[0]} are read in more than one way."
        return Fault(code="DL308", message=message, hint=_both_readings(match), column=column)
    if forms.MONTH_AND_YEAR.match(text, column):
        hint = "Write a whole date like 2009-06-16, or a clock time like 21:17."
        return Fault(code="DL302", message="The day is missing from this date.", hint=hint, column=column)
    if forms.DAY_AND_MONTH.match(text, column):
        hint = "Add the year: June 16, 2009."
        return Fault(code="DL302", message="The year is missing from this date.", hint=hint, column=column)
    return None


def _both_readings(match: Match[str]) -> str:
    first, second, last = match["a"], match["b"], match["c"]
    if len(first) == 4:
        orders = [(first, second, last)]
    else:
        year = last if len(last) == 4 else f"20{int(last) % 100:02}"
        orders = [(year, second, first), (year, first, second)]
    found: list[str] = []
    for year, month, day in orders:
        try:
            meant = date(int(year), int(month), int(day))
        except ValueError:
            continue
        reading = f"{meant.isoformat()} ({meant.day} {MONTHS[meant.month - 1]})"
        if reading not in found:
            found.append(reading)
    return f"Write {' or '.join(found)}." if found else "Write the date like 2009-06-16."


def _second(what: str, column: int) -> Fault:
    hint = "Give one time only; for a span, its beginning."
    return Fault(code="DL301", message=f"There is a second {what} here.", hint=hint, column=column)


def _unread(text: str, column: int, reading: Reading) -> Fault:
    rest = text[column:].strip()
    if any(char.isdigit() and not char.isascii() for char in rest):
        hint = "Write the digits as 0 to 9, like 21:17."
        return Fault(code="DL301", message="These digits cannot be read.", hint=hint, column=column)
    if reading == Reading():
        message = f"“{_short(rest)}” is not a time that can be read."
        hint = HINT
        if forms.ABOUT.match(rest):
            hint = "Write {shown: about 9 pm, at: 21:00, certainty: about}."
        elif dotted := forms.DOTTED_CLOCK.match(rest):
            hint = f"Write {dotted[1]}:{dotted[2]}."
        return Fault(code="DL301", message=message, hint=hint, column=column)
    is_name = rest.isascii() and rest.replace("_", "").isalpha()
    near = nearest_zone(rest) if reading.clock and is_name else None
    if near:
        return Fault(code="DL305", message=f"“{_short(rest)}” is no time zone.", hint=f"Write {near}.", column=column)
    message = f"“{_short(rest)}” is not part of a time." if rest else "The time breaks off here."
    return Fault(code="DL301", message=message, hint=f"Take it out. {HINT}" if rest else HINT, column=column)


def _index(names: tuple[str, ...], start: str) -> int:
    return next(index for index, name in enumerate(names) if name.startswith(start.title()))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
