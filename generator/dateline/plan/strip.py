"""The shape of the day: entries over time as bars on a hairline, computed here so that templates only write it down.

A drawing is as wide as the page lets it be, so everything is told in units along it: minutes of a day, which has 23 or
25 hours when clocks change, or days of a long coverage. Time runs as the blog's language is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from dateline.index.order import BlogIndex, Day, day_of
from dateline.model.entry import Entry
from dateline.placeholders import ROOT
from dateline.plan.views import KeyEvent, Strip, StripLane, StripMark
from dateline.times import zones
from dateline.times.show import short_date
from dateline.urls import path_to_href

HOURLY = 3
"""A coverage of so many days is drawn hour by hour, a longer one day by day."""
_HOURS = (0, 6, 12, 18, 24)
_BIN = 10
"""Minutes that share a bar: four pixels of a wide page."""
_TARGETS = 11
"""Links side by side: on the narrowest page, 280 pixels of text, each has the 24 pixels that WCAG 2.2 asks (2.5.8)."""
_BARS = 180
"""Bars of a long coverage."""
_MIDDLE, _LOWEST, _HIGHEST = 12, 4, 10
"""The hairline, and how far a bar reaches to either side of it, in a drawing 24 units high."""
_NAMED = 3
"""Headlines in the name of a link that stands for several key events."""


def day_lane(
    day: str, entries: Iterable[Entry], keys: Sequence[tuple[Entry, KeyEvent]], zone: str, *, rtl: bool
) -> StripLane | None:
    """A day (2009-06-16) hour by hour, or None when no entry of it has a time of day.

    `keys` are the key events among the entries. What is known to the day only, or was removed, has no bar.
    """
    start = _instant(day, 0, zone)
    width = (_instant(day, 24, zone) - start) // 60
    minutes = [_minute(entry, start, width) for entry in entries if _has_time(entry)]
    if not minutes:
        return None
    marks = [(_minute(entry, start, width), key) for entry, key in keys if _has_time(entry)]
    draw = _Drawing(width, rtl=rtl)
    keyed = {minute // _BIN for minute, _ in marks}
    counts = Counter(minute // _BIN for minute in minutes)
    return StripLane(
        label="",
        href="",
        width=width,
        bars=draw.bars((at * _BIN + _BIN / 2, count) for at, count in sorted(counts.items()) if at not in keyed),
        marks=tuple(draw.mark(found) for found in _apart(marks, width)),
        scale=tuple((hour, draw.share((_instant(day, hour, zone) - start) // 60)) for hour in _HOURS),
    )


def hourly(
    days: Sequence[Day], blog: str, zone: str, locale: str, keys: Sequence[tuple[Entry, KeyEvent]], *, rtl: bool
) -> Strip | None:
    """A lane for each of a few days, named as the blog's locale has it; None when no entry has a time of day."""
    lanes: list[StripLane] = []
    for day in days:
        own = [pair for pair in keys if day_of(pair[0], zone) == day.day]
        lane = day_lane(day.day, day.entries, own, zone, rtl=rtl)
        if lane is not None:
            name = short_date(date.fromisoformat(day.day), locale) if len(days) > 1 else ""
            href = ROOT + path_to_href(day.path(blog)) if name else ""
            if lanes and lanes[-1].scale == lane.scale:
                # Lanes that are alike have one scale, below the last of them.
                lanes[-1] = replace(lanes[-1], scale=())
            lanes.append(replace(lane, label=name, href=href))
    return Strip(by="hour", lanes=tuple(lanes)) if lanes else None


def daily(index: BlogIndex, blog: str, zone: str, locale: str, *, rtl: bool) -> Strip:
    """One lane from the first day of a long coverage to the last. Each day is a link, or several share one."""
    days = index.days
    removed = Counter(day_of(entry, zone) for entry in index.removed)
    held = {day.day: sum(map(len, day.parts)) - removed[day.day] for day in days}
    first, last = (date.fromisoformat(day.day) for day in (days[0], days[-1]))
    width = (last - first).days + 1
    draw = _Drawing(width, rtl=rtl)
    step = -(-width // _BARS)
    # Slots of about one width, none of them narrower than a target.
    targets = width // -(-width // _TARGETS)
    key_days = {(date.fromisoformat(day_of(entry, zone)) - first).days for entry in index.key_events}
    bins: Counter[int] = Counter()
    slots: dict[int, list[Day]] = {}
    for day in days:
        at = (date.fromisoformat(day.day) - first).days
        if held[day.day]:
            bins[at // step] += held[day.day]
        slots.setdefault(at * targets // width, []).append(day)
    heights = draw.heights(bins)
    keyed = {at // step for at in key_days}
    marks = []
    for at, found in sorted(slots.items()):
        begin, end = (-(-number * width // targets) for number in (at, at + 1))
        own = [number for number in sorted(keyed) if begin <= number * step < end]
        names = [short_date(date.fromisoformat(day.day), locale) for day in (found[0], found[-1])]
        marks.append(
            StripMark(
                href=ROOT + path_to_href(found[0].path(blog)),
                time=" – ".join(dict.fromkeys(names)),
                headlines=(),
                count=sum(held[day.day] for day in found),
                x=width - end if rtl else begin,
                width=end - begin,
                path="".join(draw.bar(number * step + step / 2, heights[number]) for number in own),
            )
        )
    lane = StripLane(
        label="",
        href="",
        width=width,
        bars="".join(draw.bar(at * step + step / 2, heights[at]) for at in sorted(bins) if at not in keyed),
        marks=tuple(marks),
        scale=((short_date(first, locale), draw.share(0)), (short_date(last, locale), draw.share(width))),
    )
    return Strip(by="day", lanes=(lane,))


def _has_time(entry: Entry) -> bool:
    return entry.status != "removed" and entry.time.certainty != "day"


def _minute(entry: Entry, start: int, width: int) -> int:
    """The minute of its day, counted from midnight as time passes, not as clocks show it."""
    return min(max((entry.time.instant - start) // 60, 0), width - 1)


def _instant(day: str, hour: int, zone: str) -> int:
    """When the clock of a zone shows an hour of a day; 24 is the next day's midnight."""
    midnight = datetime.fromisoformat(day) + (timedelta(days=1) if hour == 24 else timedelta(hours=hour))
    info = zones.zone(zone)
    assert info is not None
    return zones.naive_seconds(midnight) - zones.local_offsets(midnight, info)[0]


def _apart(
    marks: Sequence[tuple[int, KeyEvent]], width: int
) -> Iterator[tuple[float, float, list[tuple[int, KeyEvent]]]]:
    """Key events as targets that do not overlap: (left, width, those in it). Near ones share a target."""
    room = width / _TARGETS
    group: list[tuple[int, KeyEvent]] = []
    centre = 0.0
    for minute, key in marks:
        own = min(max(minute, room / 2), width - room / 2)
        if group and own - centre < room:
            group.append((minute, key))
            continue
        if group:
            yield centre - room / 2, room, group
        group, centre = [(minute, key)], own
    if group:
        yield centre - room / 2, room, group


class _Drawing:
    """A hairline of some units, and what stands on it."""

    def __init__(self, width: int, *, rtl: bool) -> None:
        self._width = width
        self._rtl = rtl

    def at(self, x: float) -> float:
        """A place along the line as it is drawn."""
        return self._width - x if self._rtl else x

    def share(self, x: float) -> str:
        """The same in hundredths of the line."""
        return f"{self.at(x) / self._width * 100:.4g}%"

    def bar(self, x: float, half: int) -> str:
        """A bar across the line."""
        return f"M{self.at(x):g} {_MIDDLE - half}v{2 * half}"

    def bars(self, counted: Iterable[tuple[float, int]]) -> str:
        """Bars for numbers of entries."""
        return "".join(self.bar(x, _half(count)) for x, count in counted)

    def heights(self, counts: Counter[int]) -> dict[int, int]:
        """Half heights of bars against the highest of them."""
        most = max(counts.values(), default=1)
        return {at: max(_LOWEST, round(_HIGHEST * count / most)) for at, count in counts.items()}

    def mark(self, found: tuple[float, float, list[tuple[int, KeyEvent]]]) -> StripMark:
        """A link over the key events that it stands for; it leads to the first of them."""
        left, wide, keys = found
        times = [key.time.clock for _, key in (keys[0], keys[-1])]
        return StripMark(
            href=keys[0][1].href,
            time=" – ".join(dict.fromkeys(times)),
            headlines=tuple(key.headline for _, key in keys[:_NAMED]),
            count=len(keys),
            x=round(self._width - left - wide if self._rtl else left),
            width=int(wide),
            path="".join(self.bar(minute, _HIGHEST) for minute in dict.fromkeys(minute for minute, _ in keys)),
        )


def _half(count: int) -> int:
    return min(_LOWEST + count - 1, _HIGHEST)
