"""One found entry as a file of its own: `entries/ID.md`.

A file per entry, and not a day's log: what an editor changes, moves, holds back or deletes afterwards is then one
file's history, a second import never has to touch a file that someone has worked in, and long lists of media and
sources stand where a log's heading would have no room for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.imports.escaping import escape
from dateline.imports.found import FoundEntry, Person
from dateline.imports.ids import tag_from
from dateline.imports.texts import line
from dateline.imports.writing import times
from dateline.imports.writing.bodies import BodyFacts, body_of
from dateline.imports.writing.media import Stored
from dateline.imports.writing.site import Blog
from dateline.imports.writing.yaml import dumped
from dateline.load.entries import read_entry_file
from dateline.load.text import LARGEST_TEXT
from dateline.model.site import Common
from dateline.problems import Problem, has_errors
from dateline.schema.reader import Reader

_MOST_TAGS = 50
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The text of an entry's file, and what was dropped from it. `text` is "" when it cannot be said at all."""

    text: str
    dropped: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry goes: its id, the blog, its language, `published` as a text ("" for none), the sources' ids, the
    id of the entry it carries forward, and its status."""

    id: str
    blog: Blog
    language: str
    published: str
    sources: tuple[str, ...]
    updates: str
    status: str


def entry_file(entry: FoundEntry, place: Place, media: tuple[Stored, ...], common: Common) -> Written:
    """The file's text, proven to read back as one entry without a fault."""
    facts = BodyFacts(entry=place.id, blog=place.blog.id, language=place.language, base=entry.url)
    files = {stored.medium.src: stored.file for stored in media if stored.medium.src and not stored.medium.warning}
    converted, fragment = body_of(entry.body, facts, files)
    title = line(entry.title, _LONGEST_TITLE)
    body = converted.text
    if title.endswith("…") and not entry.title.strip().endswith("…"):
        body = f"**{escape(line(entry.title, 5_000))}**\n\n{body}"
    # Of a compiled archive `updated` is the archive's own; what the origin changed before is no news of it.
    changed = entry.updated if not place.published else None
    updated = times.written(changed, place.blog.zone) if changed else ""
    keys: dict[str, Any] = {
        "time": times.value(entry.time, place.blog.zone),
        "published": place.published,
        "updated": updated,
        "title": title,
        "by": [_byline(person, common) for person in entry.by if line(person.name)],
        "tags": list(dict.fromkeys(filter(None, map(tag_from, entry.tags))))[:_MOST_TAGS],
        "place": line(entry.place, 200),
        "status": place.status if place.status != "published" else "",
        "key": entry.is_key,
        "pinned": entry.pinned,
        "order": entry.order or "",
        "lang": entry.lang,
        "updates": [place.updates] if place.updates else [],
        "sources": list(place.sources),
        "media": _media_keys(media, set(fragment.media)),
    }
    for attempt in (keys, {**keys, "lang": ""}):
        text = f"---\n{dumped(attempt)}---\n\n{body}".rstrip() + "\n"
        if fault := _not_read_back(text, place):
            continue
        return Written(text=text, dropped=converted.dropped)
    return Written(text="", why=fault)


def _not_read_back(text: str, place: Place) -> str:
    if len(text.encode()) > LARGEST_TEXT:
        return "it is longer than a file of content may be"
    problems: list[Problem] = []
    entries = read_entry_file(text, Reader(path="", zone=place.blog.zone, problems=problems), place.id)
    if len(entries) == 1 and not has_errors(problems):
        return ""
    return problems[0].message if problems else "it does not read back"


def _byline(person: Person, common: Common) -> str | dict[str, str]:
    """Someone of people.yaml, by name or by login; else a guest."""
    name, role = line(person.name, 200), line(person.role, 200)
    for known in common.people.values():
        if known.name == name or (person.login and known.id == person.login):
            return known.id if not role or role == known.role else {"person": known.id, "role": role}
    return {"name": name, "role": role} if role else {"name": name}


def _media_keys(media: tuple[Stored, ...], shown: set[str]) -> list[dict[str, object]]:
    found = (stored.keys(in_text=stored.file in shown) for stored in media)
    return [{name: value for name, value in keys.items() if value not in ("", False)} for keys in found if keys]
