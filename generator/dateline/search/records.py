"""What there is to find: a record for each entry that is published, made from the very view that its page shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from dateline.kept import Kept
from dateline.model.site import Person
from dateline.placeholders import ROOT
from dateline.plan.digest import digest
from dateline.plan.lines import Line
from dateline.plan.text_media import MEDIUM, words_of
from dateline.plan.views import CommentView, EntryView, TimeView, View

_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|q|s|small|span|strong|sub|sup|u)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_NOTE = re.compile(r"<sup\b[^<>]*>.*?</sup>", re.DOTALL)

PART = 20
"""Entries of a leaf: a result is shown with the text of its leaf, about 1 kB for each entry."""
Named = tuple[tuple[str, str], ...]
"""(slug, what readers call it)."""


class Record(View, frozen=True, kw_only=True):
    """An entry as search knows it. `href` is root-relative: the entry's page, or of one at risk its day's. `state` is
    the slug of its verification, or "". `text` is all of its words that readers see, without the headline's."""

    href: str
    label: str
    time: TimeView
    state: str
    lang: str
    dir: str
    text: str
    tags: Named
    people: Named
    sources: Named


class Leaf(View, frozen=True):
    """The records of a day, or of a part of a long one; `name` as 2009-06-16 or 2009-06-16-part-2. `digest` stands for
    the records."""

    name: str
    records: tuple[Record, ...]
    digest: bytes

    @property
    def version(self) -> str:
        """What tells one state of the leaf from another in addresses; the same on every machine."""
        return self.digest.hex()[:8]


def leaves_of(
    lines: tuple[Line, ...], views: Mapping[str, EntryView], people: Mapping[str, Person], kept: Kept
) -> tuple[Leaf, ...]:
    """The records of a blog, oldest first. `lines` are its published entries, `views` those of all that pages show."""
    published = [view for view in views.values() if not view.tombstone and view.preview is None]
    found = []
    for day, pairs in groupby(zip(lines, published, strict=True), key=lambda pair: pair[0].row.day):
        of_day = list(pairs)
        for part, at in enumerate(range(0, len(of_day), PART), 1):
            name = day if part == 1 else f"{day}-part-{part}"
            records = tuple(
                kept.same(("record", view.id), (line, view, people), partial(record_of, line, view, people))
                for line, view in of_day[at : at + PART]
            )
            found.append(kept.same(("leaf", name), records, partial(_leaf, name, records)))
    return tuple(found)


def _leaf(name: str, records: tuple[Record, ...]) -> Leaf:
    return Leaf(name, records, digest(records))


def record_of(line: Line, view: EntryView, people: Mapping[str, Person]) -> Record:
    """What is to be found of an entry. It stands on the view alone: what is not on its page is not in its record."""
    row = line.row
    headline = row.headline
    return Record(
        href=headline.href.removeprefix(ROOT),
        label=headline.text,
        time=headline.time,
        state=headline.verification.slug if headline.verification else "",
        lang=headline.lang,
        dir=headline.dir,
        text=" ".join(" ".join(_texts(view)).split()),
        tags=tuple(zip(row.tags, (link.text for link in view.tags), strict=True)),
        people=tuple((person, people[person].name) for person in dict.fromkeys(row.people)),
        sources=tuple(dict.fromkeys((citation.publisher, citation.name) for citation in row.citations)),
    )


def _texts(view: EntryView) -> Iterator[str]:
    if view.place:
        yield f"{view.place} —"
    yield from (plain(correction.text_html) for correction in view.corrections)
    yield plain(view.body_html)
    for media in view.media:
        yield media.warning
        yield media.alt
        yield plain(media.caption_html)
    for thread in view.threads:
        yield from _comments(thread.comments)


def _comments(comments: Iterable[CommentView]) -> Iterator[str]:
    for comment in comments:
        yield plain(comment.body_html)
        yield from _comments(comment.replies)


def plain(markup: str) -> str:
    """Our own markup as text: numbers of notes left out, blocks parted by a space, words with emphasis inside whole.
    Words that stand for pictures stand where those do."""
    if not markup:
        return ""
    if ' alt="' in markup or ' aria-label="' in markup:
        markup = MEDIUM.sub(_words, markup)
    text = _TAG.sub(" ", _INLINE.sub("", _NOTE.sub("", markup)))
    return html.unescape(text)


def _words(medium: re.Match[str]) -> str:
    return f" {words_of(medium)} "
