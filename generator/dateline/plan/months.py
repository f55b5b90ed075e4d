"""Rows by month: nothing that spans days pages by count, so one new entry never shifts a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from dateline.placeholders import ROOT
from dateline.plan.summary import Row
from dateline.plan.views import DayGroup, Link
from dateline.times.show import long_date, month_name
from dateline.urls import path_to_href


def day_group(day: str, rows: Iterable[Row], lang: str) -> DayGroup:
    """The headlines of a day, oldest first."""
    ordered = sorted(rows, key=_order)
    return DayGroup(
        label=long_date(date.fromisoformat(day), lang), machine=day, rows=tuple([row.headline for row in ordered])
    )


def _order(row: Row) -> tuple[int, str]:
    return row.instant, row.headline.href


class Months(Struct, frozen=True):
    """The months of one subject (newest first), and the addresses they stand at: the newest at the subject's own.

    So a new entry changes one file, and a month gets an address of its own when another follows, which it keeps.
    """

    stem: str
    names: tuple[str, ...]
    lang: str

    def path(self, month: str) -> str:
        """The output path of a month."""
        return f"{self.stem}.html" if not self.names or month == self.names[0] else f"{self.stem}/{month}.html"

    def links(self) -> dict[str, tuple[Link, ...]]:
        """For each month's page the links to all months, newest first; none when there is only one."""
        if len(self.names) < 2:
            return {}
        plain = tuple(
            Link(text=month_name(month, self.lang), href=ROOT + path_to_href(self.path(month))) for month in self.names
        )
        return {
            month: (*plain[:at], Link(text=plain[at].text, href=plain[at].href, current=True), *plain[at + 1 :])
            for at, month in enumerate(self.names)
        }
