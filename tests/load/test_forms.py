"""Entries in their three forms, and threads."""

from __future__ import annotations

import pytest
from msgspec import structs

from dateline.load.entries import read_entry_file, read_entry_list
from dateline.load.log import read_log
from dateline.load.threads import read_thread
from dateline.model.entry import Entry
from dateline.schema.kinds import Ref
from dateline.schema.reader import Reader

ZONE = "America/New_York"

LOG = """by: mk

## 21:17 Washington asked {#asked .key .unverified}
tags: [twitter, press]
place: Washington
media: [{lost: true, alt: A square}]

Officials would *not* say.

Twice.
"""

FILE = """---
time: 2009-06-16T21:17-04:00
title: Washington asked
by: mk
key: yes
verification: unverified
tags: [twitter, press]
place: Washington
media: [{lost: true, alt: A square}]
---

Officials would *not* say.

Twice.
"""

LIST = """defaults:
  by: mk
entries:
  - id: asked
    time: 2009-06-16 21:17 ET
    title: Washington asked
    key: true
    verification: unverified
    tags:
      - twitter
      - press
    place: Washington
    media:
      - lost: true
        alt: A square
    body: |
      Officials would *not* say.

      Twice.
"""


def _reader() -> Reader:
    return Reader(path="x", zone=ZONE)


def _plain(entry: Entry) -> dict[str, object]:
    """What an entry says, whatever the form and the place that it was written in."""
    kept = {
        field.name: getattr(entry, field.name)
        for field in structs.fields(entry)
        if field.name not in ("path", "spot", "spots", "time", "by", "media", "body")
    }
    person = entry.by[0].person
    return kept | {
        "instant": (entry.time.instant, entry.time.certainty),
        "by": person and person.id,
        "media": [(media.lost, media.alt) for media in entry.media],
        "body": entry.body.text,
    }


def test_the_three_forms_give_the_same_entry() -> None:
    readers = [_reader() for _ in range(3)]
    [log] = read_log(LOG, readers[0], "2009-06-16")
    [file] = read_entry_file(FILE, readers[1], "asked")
    [item] = read_entry_list(LIST, readers[2])

    assert [reader.problems for reader in readers] == [[], [], []]
    assert _plain(log) == dict(_plain(file), pinned_id=True)
    assert _plain(log) == _plain(item)


def test_a_body_knows_the_line_that_it_begins_at() -> None:
    [log] = read_log(LOG, _reader(), "2009-06-16")
    [file] = read_entry_file(FILE, _reader(), "asked")
    [item] = read_entry_list(LIST, _reader())

    for text, body in ((LOG, log.body), (FILE, file.body), (LIST, item.body)):
        assert text.split("\n")[body.line - 1].strip() == "Officials would *not* say."


def test_an_entry_without_an_id_has_that_of_its_minute() -> None:
    [first, second] = read_log("## 21:17\n\nA\n\n## 2009-06-17 00:05 B\n", _reader(), "2009-06-16")

    assert [(entry.id, entry.pinned_id) for entry in (first, second)] == [
        ("20090616-2117", False),
        ("20090617-0005", False),
    ]


def test_keys_outdo_the_heading_and_the_heading_outdoes_the_defaults() -> None:
    defaults = "place: Here\nstatus: draft\n\n"
    text = defaults + "## 21:17 Heading {.withheld}\nstatus: published\n\nA\n\n## 21:18 B\n\nB\n"
    reader = _reader()
    [first, second] = read_log(text, reader, "2009-06-16")

    assert reader.problems == []
    assert (first.status, first.place) == ("published", "Here")
    assert (second.status, second.place) == ("draft", "Here")


def test_a_broken_entry_leaves_the_others_to_be_read() -> None:
    reader = _reader()

    entries = read_log("## 21:17 A\norder: x\n\nA\n\n## 99:99 B\n\nB\n\n## 21:19 C\n\nC\n", reader, "2009-06-16")

    assert [entry.title for entry in entries] == ["A", "C"]
    assert [problem.code for problem in reader.problems] == ["DL208", "DL307"]


def test_an_empty_front_matter_is_told_whatever_was_told_before() -> None:
    reader = _reader()
    read_entry_file("---\norder: x\n---\nA\n", reader, "a")
    before = len(reader.problems)

    assert read_entry_file("---\n---\nB\n", reader, "b") == ()
    assert [problem.code for problem in reader.problems[before:]] == ["DL205"]


@pytest.mark.parametrize("item", ["", "~", "null", "''", "[]", "x", "[[a]]", "{}"])
def test_a_list_item_that_is_no_entry_is_told(item: str) -> None:
    reader = _reader()

    assert read_entry_list(f"entries:\n  - {item}\n", reader) == ()
    assert {problem.code for problem in reader.problems} <= {"DL205", "DL206"}
    assert reader.problems


@pytest.mark.parametrize("text", ["entries:\n", "entries: ~\n", "entries: []\n"])
def test_a_list_may_still_be_empty(text: str) -> None:
    reader = _reader()

    assert read_entry_list(text, reader) == ()
    assert reader.problems == []


THREAD = """---
source: cnn
declared: 82
held: 27
zone: America/Chicago
---

## June 16, 2009 at 4:20 pm · a reader {#c22 reply=c20 votes=-3 .released}

#iran !!!! *stars*

## June 16, 2009 at 4:25 pm · a reader in Tehran {#c20}
at-risk: true
paraphrase: Asks for help.

Words.
"""


def test_a_thread_gives_its_comments_in_their_order() -> None:
    reader = _reader()
    thread = read_thread(THREAD, reader, "sound-off")

    assert reader.problems == []
    assert thread is not None
    assert (thread.head.declared, thread.head.held) == (82, 27)
    first, second = thread.comments.values()
    assert (first.id, first.reply, first.votes, first.status) == ("c22", Ref("c20", (8, 46)), -3, "released")
    assert (first.body.text, first.body.line) == ("#iran !!!! *stars*", 10)
    assert (second.description, second.status, second.at_risk) == ("a reader in Tehran", "withheld", True)
    assert second.paraphrase == "Asks for help."
    assert first.time.offset == -5 * 3600


def test_faults_of_a_thread_are_told_at_their_lines() -> None:
    reader = _reader()
    read_thread(THREAD.replace("paraphrase", "parafrase").replace("votes=-3", "votes=x"), reader, "sound-off")

    assert [(p.span.line, p.span.column, p.code) for p in reader.problems] == [(8, 56, "DL208"), (14, 1, "DL204")]


def test_a_thread_with_an_empty_head_lacks_its_source() -> None:
    reader = _reader()

    assert read_thread("---\n---\n", reader, "t") is None
    assert [problem.code for problem in reader.problems] == ["DL205"]
