"""The benchmark's archive: live blogs of 500 entries, the same on every machine and in every version of Python.

Each blog is made from its own seed, so that the first blogs of a large archive are those of a small one.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from bench import words
from bench.prose import body
from bench.words import phrase, pick, sentence

SEED = "dateline-bench-1"
BLOG_SIZE = 500
FIRST_DAY = date(2021, 1, 4)
DAYS_BETWEEN_BLOGS = 7
URL = "https://archive.example/"
TITLE = "The archive of live coverage"
ZONE = "Europe/London"
"""The site's own; the clocks of blogs elsewhere are named where blogs stand together."""
ZONES = (ZONE, "America/New_York", "Asia/Tokyo", "Africa/Nairobi", "America/Sao_Paulo", "Europe/Berlin")
PART = 50
"""Entries on a page of a day."""
_TOKEN = re.compile(r"\{\{(cite|to):([a-z0-9-]+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str
    role: str
    bio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source. Dates are ISO days; `archived` is the address of a copy, or empty."""

    id: str
    title: str
    publisher: str
    url: str
    url_status: str
    author: str
    published: str
    accessed: str
    archived: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's comment in `thread`. `votes` is -1 where none were shown."""

    id: str
    thread: str
    time: datetime
    who: str
    text: str
    votes: int
    released: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`markdown` holds `{{cite:ID}}` and `{{to:ID}}` where each generator writes citations and links its own way."""

    id: str
    title: str
    time: datetime
    order: int
    by: tuple[str, ...]
    tags: tuple[str, ...]
    place: str
    kind: str
    key: bool
    verification: str
    sources: tuple[str, ...]
    hosts: tuple[str, ...]
    comments: tuple[Comment, ...]
    via: tuple[tuple[str, str], ...]
    updated: datetime | None
    correction: tuple[datetime, str] | None
    corrects: str
    markdown: str

    def body(self, cite: Callable[[str], str], link: Callable[[str], str]) -> str:
        """The Markdown with citations and addresses of other entries of the blog filled in."""
        return _TOKEN.sub(lambda found: (cite if found[1] == "cite" else link)(found[2]), self.markdown)

    @property
    def day(self) -> str:
        return self.time.date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    id: str
    source: str
    declared: int
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """`entries` oldest first; `leads` names who leads each day."""

    id: str
    title: str
    standfirst: str
    zone: str
    live: bool
    leads: dict[str, str]
    sources: tuple[Document, ...]
    threads: tuple[Thread, ...]
    entries: tuple[Entry, ...]

    @property
    def city(self) -> str:
        """What readers call the zone."""
        return self.zone.rsplit("/", 1)[1].replace("_", " ")

    @property
    def abroad(self) -> bool:
        """Whether its clock is another than the site's, and named among those of other blogs."""
        return self.zone != ZONE

    def days(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.day, []).append(entry)
        return {day: tuple(entries) for day, entries in found.items()}


class Corpus:
    """The archive of `size` entries. Blogs are made as they are asked for, and not kept."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.tags = {
            f"{topic}-{aspect}".lower(): f"{topic} {aspect}" for aspect in words.ASPECTS for topic in words.TOPICS
        }
        self.people = tuple(_people())
        self.publishers = tuple(f"{first} {last}" for last in words.PRESS_LAST for first in words.PRESS_FIRST)
        source = random.Random(f"{SEED}/site")
        self.sources = tuple(
            _document(source, f"press-{number}", publisher, FIRST_DAY)
            for number, publisher in enumerate(self.publishers, 1)
        )
        self._tag_names = tuple(sorted(self.tags, key=lambda _: source.random()))
        self._tag_weights = tuple(accumulate(1 / rank for rank in range(1, len(self.tags) + 1)))

    def blogs(self) -> Iterator[Blog]:
        """The blogs, oldest first; the last is the one still live, and smaller when `size` is no multiple of 500."""
        number, left = 0, self.size
        while left > 0:
            number += 1
            yield self._blog(number, min(left, BLOG_SIZE), live=left <= BLOG_SIZE)
            left -= BLOG_SIZE

    def _blog(self, number: int, size: int, *, live: bool) -> Blog:
        source = random.Random(f"{SEED}/blog/{number}/{size}")
        zone = ZoneInfo(pick(source, ZONES))
        start = FIRST_DAY + timedelta(days=DAYS_BETWEEN_BLOGS * (number - 1))
        place = pick(source, words.PLACES)
        documents = tuple(
            _document(source, f"b{number}-{at}", pick(source, self.publishers), start)
            for at in range(1, max(6, size // 8) + 1)
        )
        leads: dict[str, str] = {}
        entries: list[Entry] = []
        comments: dict[str, list[Comment]] = {f"readers-{at}": [] for at in (1, 2)}
        for at, count in enumerate(_spread(source, size)):
            day = start + timedelta(days=at)
            leads[day.isoformat()] = pick(source, self.people).id
            for when, order in _times(source, day, zone, count):
                lead = leads[day.isoformat()]
                entries.append(self._entry(source, when, order, lead, place, documents, entries, comments))
        threads = tuple(
            Thread(
                id=name,
                source=documents[at].id,
                declared=len(found) * 3 + 40,
                comments=tuple(found),
            )
            for at, (name, found) in enumerate(comments.items())
            if found
        )
        topic = pick(source, words.TOPICS).lower()
        return Blog(
            id=f"blog-{number:04d}",
            title=f"{place}: the {topic} week, as it happened ({number})",
            standfirst=f"{sentence(source)} {sentence(source)}",
            zone=zone.key,
            live=live,
            leads=leads,
            sources=documents,
            threads=threads,
            entries=tuple(entries),
        )

    def _entry(
        self,
        source: random.Random,
        when: datetime,
        order: int,
        lead: str,
        place: str,
        documents: tuple[Document, ...],
        earlier: list[Entry],
        comments: dict[str, list[Comment]],
    ) -> Entry:
        chance = source.random
        title = phrase(source, pick(source, words.TITLES))
        slug = "-".join(re.findall(r"[a-z]+", title.lower())[:6])
        cited = [pick(source, documents if chance() < 0.8 else self.sources).id for _ in range(1 + (chance() < 0.5))]
        sources = tuple(dict.fromkeys(cited))
        by = [lead if chance() < 0.6 else pick(source, self.people).id]
        if chance() < 0.12:
            by.append(pick(source, self.people).id)
        markdown, hosts = body(source, sources, earlier[-1].id if earlier else "")
        kind = "summary" if chance() < 0.012 else "correction" if earlier and chance() < 0.012 else "update"
        return Entry(
            id=f"{slug}-{len(earlier) + 1}",
            title=title,
            time=when,
            order=order,
            by=tuple(dict.fromkeys(by)),
            tags=self._tags(source),
            place=(place if chance() < 0.6 else pick(source, words.PLACES)) if chance() < 0.7 else "",
            kind=kind,
            key=chance() < 0.05,
            verification=pick(source, ("unverified", "corroborated", "verified", "disputed")) if chance() < 0.4 else "",
            sources=sources,
            comments=tuple(
                _comment(source, when, comments, released=True) for _ in range(min(3, int(chance() * chance() * 7)))
            ),
            via=tuple((pick(source, words.PASSERS), pick(source, words.CHANNELS)) for _ in range(1 + (chance() < 0.3)))
            if chance() < 0.12
            else (),
            updated=when + timedelta(minutes=1 + int(chance() * 40)) if chance() < 0.1 else None,
            correction=(when + timedelta(minutes=5 + int(chance() * 30)), sentence(source))
            if chance() < 0.02
            else None,
            corrects=pick(source, earlier).id if kind == "correction" else "",
            markdown=markdown,
            hosts=hosts,
        )

    def _tags(self, source: random.Random) -> tuple[str, ...]:
        """Three tags by Zipf's law."""
        found: dict[str, None] = {}
        while len(found) < 3:
            found[self._tag_names[bisect(self._tag_weights, source.random() * self._tag_weights[-1])]] = None
        return tuple(found)


def _people() -> Iterator[Person]:
    source = random.Random(f"{SEED}/people")
    for last in words.LAST_NAMES:
        for first in words.FIRST_NAMES:
            name = f"{first} {last}"
            yield Person(
                id=name.lower().replace(" ", "-"),
                name=name,
                role=pick(source, words.ROLES),
                bio=f"{name} has been here since {2001 + int(source.random() * 20)}. {sentence(source)}",
            )


def host_of(publisher: str) -> str:
    """The host of a publisher's pages."""
    return publisher.lower().replace(" ", "-") + ".example"


def _document(source: random.Random, name: str, publisher: str, start: date) -> Document:
    published = start - timedelta(days=int(source.random() * 20))
    url = f"https://{host_of(publisher)}/{published:%Y/%m}/{name}"
    copied = source.random() < 0.6
    return Document(
        id=name,
        title=phrase(source, pick(source, words.TITLES)),
        publisher=publisher,
        url=url,
        url_status=pick(source, ("live", "live", "live", "dead", "unknown", "deviated")),
        author=f"{pick(source, words.FIRST_NAMES)} {pick(source, words.LAST_NAMES)}" if source.random() < 0.7 else "",
        published=published.isoformat(),
        accessed=(start + timedelta(days=1)).isoformat(),
        archived=f"https://copies.example/{start:%Y%m%d}/{url}" if copied else "",
    )


def _spread(source: random.Random, size: int) -> list[int]:
    """Entries per day, the busiest days first. The last part of the last day has room for what the edits add."""
    days = max(2, min(6, size // 40))
    weights = sorted((0.5 + source.random() for _ in range(days)), reverse=True)
    counts = [max(1, int(size * weight / sum(weights))) for weight in weights]
    last = counts[-1]
    if not 1 <= last % PART <= 20:
        counts[-1] = last - last % PART + 5 + int(source.random() * 15)
    counts[0] += size - sum(counts)
    return counts


def _times(source: random.Random, day: date, zone: ZoneInfo, count: int) -> Iterator[tuple[datetime, int]]:
    """Moments between six and half past ten, far from the hours at which clocks are changed, as (time, order).

    A few entries share their minute with the one before; what shares it is ordered by the editors.
    """
    minutes = list(range(6 * 60, 22 * 60 + 30))
    chosen = sorted(minutes.pop(int(source.random() * len(minutes))) for _ in range(count))
    minute = order = 0
    for own in chosen:
        shared = minute > 0 and source.random() < 0.03
        minute, order = (minute, order + 1) if shared else (own, 0)
        yield datetime.combine(day, time(minute // 60, minute % 60), zone), order


def _comment(source: random.Random, when: datetime, comments: dict[str, list[Comment]], *, released: bool) -> Comment:
    thread = pick(source, tuple(comments))
    text = " ".join(phrase(source, pick(source, words.SPOKEN)) for _ in range(1 + int(source.random() * 4)))
    if source.random() < 0.3:
        text += "\n\n" + phrase(source, pick(source, words.SPOKEN))
    found = Comment(
        id=f"c{sum(map(len, comments.values())) + 1}",
        thread=thread,
        time=when - timedelta(minutes=1 + int(source.random() * 50)),
        who=f"a reader in {pick(source, words.PLACES)}",
        text=text,
        votes=int(source.random() * 60) if source.random() < 0.4 else -1,
        released=released,
    )
    comments[thread].append(found)
    if released and source.random() < 0.1:
        # Something that the editors hold back, as in every thread.
        _comment(source, when, comments, released=False)
    return found
