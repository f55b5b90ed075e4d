"""The lines of each page after an edit are those that a first build would put there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.kept import Kept
from dateline.plan.lines import Line, by_shelf
from dateline.plan.summary import Row
from dateline.plan.views import BlogLink, FeedItem, Headline, TimeView

_TIME = TimeView(
    machine="2026-01-01", shown="", verbatim=False, certainty="day", clock="", zone="", day_short="", day_long=""
)


def line(number: int, tags: tuple[str, ...]) -> Line:
    """A line of its own, whose tags decide on which pages it stands."""
    headline = Headline(
        text=str(number), href=f"{number}.html", blog=BlogLink(text="", href=""), time=_TIME, key=False,
        verification=None, lang="", dir="",
    )  # fmt: skip
    item = FeedItem(
        id=str(number), blog="b", entry=str(number), title="", href="", authors=(), published="", updated="",
        categories=(), content=b"", lang="en",
    )  # fmt: skip
    row = Row(
        day=f"2026-01-{number % 3 + 1:02}", instant=number, published=number * 7 % 11, headline=headline, tags=tags,
        people=(), citations=(), item=item,
    )  # fmt: skip
    return Line(
        row=row, shelves=tuple(row.shelves()), documents=(), headline=b"", item=b"", cited=b"", place=("", 0, 0, "")
    )


_LINES = [line(number, tags) for number in range(12) for tags in ((), ("a",), ("a", "b"), ("c",))]
_DAYS = st.lists(
    st.lists(st.sampled_from(_LINES), unique_by=lambda found: found.row.instant, max_size=6).map(
        lambda found: tuple(sorted(found, key=lambda line: line.row.instant))
    ),
    max_size=3,
)


@given(rounds=st.lists(_DAYS, min_size=2, max_size=5))
def test_pages_hold_the_same_lines_whatever_stood_there_before(rounds: list[list[tuple[Line, ...]]]) -> None:
    kept = Kept()
    for days in rounds:
        runs = tuple((f"day {at}", lines) for at, lines in enumerate(days))
        assert by_shelf(runs, kept.turn()) == by_shelf(runs, Kept())
