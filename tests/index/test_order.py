"""A blog in order: by time, in days of the blog's zone, in parts of fifty."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.order import PART, BlogIndex, index_blog
from dateline.load.log import read_log
from dateline.model.blog import Blog, BlogSettings
from dateline.model.entry import Entry
from dateline.protect.protect import protect
from dateline.schema.reader import Reader

NEW_YORK = "America/New_York"


def entries_of(log: str, zone: str = NEW_YORK, day: str = "2009-06-16") -> tuple[Entry, ...]:
    """The entries of a log; a log in which something is wrong fails the test."""
    reader = Reader(path=f"content/quake/{day}.md", zone=zone, day=date.fromisoformat(day))
    found = read_log("\n".join(line.strip() for line in log.split("\n")), reader, day)
    assert not reader.problems, reader.problems
    return found


def indexed(entries: tuple[Entry, ...], zone: str = NEW_YORK) -> BlogIndex:
    """The order of a blog of these entries, as it may be published."""
    blog = Blog(id="quake", zone=zone, language="en", settings=BlogSettings(title="Quake"), entries=entries)
    return index_blog(protect(blog, as_of=4_000_000_000, preview=False).blog)


def order(log: str, zone: str = NEW_YORK) -> list[str]:
    return [entry.id for entry in indexed(entries_of(log, zone), zone).entries]


def days(log: str, zone: str = NEW_YORK, day: str = "2009-06-16") -> dict[str, list[str]]:
    index = indexed(entries_of(log, zone, day), zone)
    return {day.day: [entry.id for entry in day.entries] for day in index.days}


# --- order ---------------------------------------------------------------------------------------------------


def test_entries_stand_by_their_instant_whatever_zone_they_are_written_in() -> None:
    log = """
    ## 2009-06-16T12:00-04:00 {#c}
    ## 2009-06-16T19:00+04:30 {#a}
    ## 2009-06-16T15:30Z {#b}
    """
    assert order(log) == ["a", "b", "c"]


def test_entries_of_one_instant_stand_by_order_then_id() -> None:
    log = """
    ## 12:00 {#late}
    order: 2

    ## 12:00 {#z-early}
    order: -1

    ## 12:00 {#b}

    ## 12:00 {#a}

    ## 11:59 {#before}
    order: 99
    """
    assert order(log) == ["before", "z-early", "a", "b", "late"]


@given(st.permutations(range(8)))
@settings(max_examples=20)
def test_the_order_of_files_does_not_matter(numbers: list[int]) -> None:
    entries = entries_of("".join(f"## 1{n // 2}:00 {{#e{n}}}\n\n" for n in range(8)))
    assert indexed(tuple(entries[n] for n in numbers)) == indexed(entries)


# --- days ----------------------------------------------------------------------------------------------------


LATE_AT_NIGHT = """
    ## 2009-06-16T23:59-04:00 {#before-midnight}
    ## 2009-06-17T00:00-04:00 {#at-midnight}
    ## 2009-06-17T00:01-04:00 {#after-midnight}
    """


def test_a_day_begins_at_midnight_in_the_zone_of_the_blog() -> None:
    assert days(LATE_AT_NIGHT) == {
        "2009-06-16": ["before-midnight"],
        "2009-06-17": ["at-midnight", "after-midnight"],
    }


def test_the_same_entries_fall_on_other_days_in_another_zone() -> None:
    assert days(LATE_AT_NIGHT, "Asia/Tehran") == {
        "2009-06-17": ["before-midnight", "at-midnight", "after-midnight"],
    }
    assert days(LATE_AT_NIGHT, "Pacific/Honolulu") == {
        "2009-06-16": ["before-midnight", "at-midnight", "after-midnight"],
    }


def test_the_day_on_which_clocks_go_forward_has_23_hours() -> None:
    log = """
    ## 2009-03-08T04:59Z {#before}
    ## 2009-03-08T05:00Z {#first}
    ## 2009-03-09T03:59Z {#last}
    ## 2009-03-09T04:00Z {#after}
    """
    assert days(log, day="2009-03-08") == {
        "2009-03-07": ["before"],
        "2009-03-08": ["first", "last"],
        "2009-03-09": ["after"],
    }


def test_the_day_on_which_clocks_go_back_has_25_hours_in_their_true_order() -> None:
    log = """
    ## 2009-11-01T04:00Z {#first}
    ## 01:30 EST {#second-half-past-one}
    ## 01:30 EDT {#first-half-past-one}
    ## 2009-11-02T04:59Z {#last}
    ## 2009-11-02T05:00Z {#after}
    """
    assert days(log, day="2009-11-01") == {
        "2009-11-01": ["first", "first-half-past-one", "second-half-past-one", "last"],
        "2009-11-02": ["after"],
    }


def test_a_day_that_has_no_midnight_begins_when_its_clock_does() -> None:
    # In Tehran clocks went forward at midnight of 22 March 2009: that day began at 01:00.
    log = """
    ## 2009-03-21T20:29Z {#before}
    ## 2009-03-21T20:30Z {#first}
    """
    assert days(log, "Asia/Tehran", "2009-03-22") == {"2009-03-21": ["before"], "2009-03-22": ["first"]}


def test_an_entry_known_to_the_day_stays_on_it_in_every_zone() -> None:
    entries = entries_of("## 12:00 {#a}\ntime: 2009-06-16\n\n")
    for zone in (NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tehran"):
        assert [day.day for day in indexed(entries, zone).days] == ["2009-06-16"]


# --- parts ---------------------------------------------------------------------------------------------------


def minutes(count: int) -> str:
    return "".join(f"## {n // 60:02}:{n % 60:02} {{#m{n:03}}}\n\n" for n in range(count))


def test_a_day_of_fifty_entries_has_one_part_and_of_fifty_one_two() -> None:
    assert [len(part) for part in indexed(entries_of(minutes(50))).days[0].parts] == [50]
    assert [len(part) for part in indexed(entries_of(minutes(51))).days[0].parts] == [50, 1]
    assert [len(part) for part in indexed(entries_of(minutes(151))).days[0].parts] == [50, 50, 50, 1]


def test_parts_have_addresses_of_their_own_and_entries_know_theirs() -> None:
    index = indexed(entries_of(minutes(101)))
    assert index.pages["m000"] == "quake/2009-06-16.html"
    assert index.pages["m049"] == "quake/2009-06-16.html"
    assert index.pages["m050"] == "quake/2009-06-16-part-2.html"
    assert index.pages["m100"] == "quake/2009-06-16-part-3.html"


def test_a_newest_entry_leaves_full_parts_as_they_are() -> None:
    for count in (50, 99, 100, 120):
        before, after = (indexed(entries_of(minutes(n))).days[0].parts for n in (count, count + 1))
        full = count // PART
        assert before[:full] == after[:full]


@given(st.integers(0, 130), st.integers(0, 1000))
@settings(max_examples=15)
def test_every_entry_stands_on_one_page_in_order(count: int, seed: int) -> None:
    entries = list(entries_of(minutes(count)))
    random.Random(seed).shuffle(entries)
    index = indexed(tuple(entries))
    on_pages = [entry for day in index.days for part in day.parts for entry in part]
    assert on_pages == list(index.entries)
    assert [entry.id for entry in on_pages] == [f"m{n:03}" for n in range(count)]
    assert all(0 < len(part) <= PART for day in index.days for part in day.parts)


# --- what stands out -----------------------------------------------------------------------------------------


def test_the_newest_summary_stands_on_top() -> None:
    log = """
    ## 12:00 {#newer .summary}
    ## 11:00 {#older .summary}
    ## 13:00 {#newest-of-all}
    ## 14:00 {#gone .summary .removed}
    ## 15:00 {#testimony .summary .at-risk}
    ## 16:00 {#not-yet .summary .draft}
    """
    summary = indexed(entries_of(log)).summary
    assert summary is not None
    assert summary.id == "newer"
    assert indexed(entries_of("## 11:00 {#a}\n")).summary is None


def test_key_events_and_pinned_entries_keep_their_order_and_leave_stones_out() -> None:
    log = """
    ## 12:00 {#b .key .pinned}
    ## 11:00 {#a .key .pinned}
    ## 13:00 {#gone .key .pinned .removed}
    """
    index = indexed(entries_of(log))
    assert [entry.id for entry in index.key_events] == ["a", "b"]
    assert [entry.id for entry in index.pinned] == ["a", "b"]


def test_whoever_refers_to_an_entry_is_known_to_it() -> None:
    log = """
    ## 11:00 {#a}

    ## 12:00 {#b}
    corrects: a
    updates: [a, other/x]

    ## 13:00 {#gone .removed}
    corrects: a

    ## 14:00 {#testimony .at-risk}
    updates: a
    """
    assert indexed(entries_of(log)).incoming["a"] == (("corrects", "b"), ("updates", "b"))
