"""Rows by month: nothing that spans days pages by count, so one new entry never shifts a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dateline.placeholders import ROOT
from dateline.plan.summary import Row
from dateline.plan.views import DayGroup, Link
from dateline.times.show import long_date, month_name
from dateline.urls import path_to_href


def by_month(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Rows by month (2009-06), the newest month first, rows in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.day[:7], []).append(row)
    return {month: tuple(found[month]) for month in sorted(found, reverse=True)}


def day_groups(rows: Iterable[Row], lang: str) -> tuple[DayGroup, ...]:
    """Headlines under their days, oldest first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return tuple(
        DayGroup(label=long_date(date.fromisoformat(day), lang), machine=day, rows=tuple(row.headline for row in rows))
        for day, rows in sorted(found.items())
    )


class Months:
    """The months of one subject, and the addresses they stand at: the newest at the subject's own."""

    def __init__(self, stem: str, rows: Mapping[str, tuple[Row, ...]], lang: str) -> None:
        self.stem = stem
        self.rows = rows
        self.names = tuple(rows)
        self._lang = lang

    def path(self, month: str) -> str:
        """The output path of a month."""
        newest = not self.names or month == self.names[0]
        return f"{self.stem}.html" if newest else f"{self.stem}/{month}.html"

    def links(self, current: str) -> tuple[Link, ...]:
        """Links to all months, newest first; none when there is only one."""
        if len(self.names) < 2:
            return ()
        return tuple(
            Link(
                text=month_name(month, self._lang), href=ROOT + path_to_href(self.path(month)), current=month == current
            )
            for month in self.names
        )
