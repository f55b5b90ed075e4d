"""The day's log: `2009-06-16.md`, one level-2 heading per entry, made for appending and for clean merges."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dateline.kept import Kept
from dateline.load.misread import say_key_in_text, say_misread
from dateline.load.nodes import compose
from dateline.load.sections import (
    Attribute,
    Section,
    cut,
    front_matter,
    never_closed,
    say_no_front_matter,
)
from dateline.model.entry import KINDS, STATUSES, VERIFICATIONS, Entry
from dateline.model.text import Body
from dateline.problems import Span, error, nearest_hint
from dateline.schema.kinds import id_hint, is_id
from dateline.schema.nodes import Node
from dateline.schema.reader import Place, Reader
from dateline.schema.record import Values, build, read_values
from dateline.times import Fault, Moment, read_moment
from dateline.times.abbreviations import known_abbreviation

NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.[^/]*)?\.md")
"""A file name that makes a Markdown file a day's log."""

_TIME = re.compile(
    r"(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\d{1,2}(?:[:.h]\d\d){1,2}(?:\s?[aApP]\.?[mM]\b\.?)?"
    r"|\d{1,2}\s?[aApP]\.?[mM]\b\.?"
    r"|(?:[Nn]oon|[Mm]idnight)\b)"
    r"(?:\s?[+-]\d\d:?\d\d)?(?=\s|$)"
)
_ZONE = re.compile(r"\s+([A-Z]{2,5})(?:[+-]\d{1,2}(?::?\d\d)?)?(?=\s|$)")
_FLAGS = {"key": "key", "pinned": "pinned", "noindex": "noindex", "at-risk": "at_risk", "at_risk": "at_risk"}
CLASSES: dict[str, tuple[str, Any]] = {
    **{word: (name, True) for word, name in _FLAGS.items()},
    **{word: ("status", word) for word in STATUSES},
    **{word: ("kind", word) for word in KINDS},
    **{word: ("verification", word) for word in VERIFICATIONS},
}
"""What each class of a heading sets."""


def read_log(text: str, reader: Reader, day: str, kept: Kept | None = None) -> tuple[Entry, ...]:
    """The entries of a day's log. `day` is the date in the file's name; `kept` is the memory of this very file."""
    try:
        reader.day = date.fromisoformat(day)
    except ValueError:
        hint = "Name the file after the day, such as 2009-06-16.md."
        reader.problems.append(error(Span(reader.path), "DL307", f"There is no day {day}.", hint))
        return ()
    before, sections = cut(text, kept=kept)
    say_never_closed(text, reader)
    say_misread(text, reader)
    defaults = _defaults(before, reader)
    memory = Kept() if kept is None else kept
    around = (before, reader.zone, day)
    entries = (_same_entry(section, reader, defaults, around, memory) for section in sections)
    return tuple(entry for entry in entries if entry is not None)


def _same_entry(
    section: Section, reader: Reader, defaults: Values | None, around: tuple[str, ...], kept: Kept
) -> Entry | None:
    """The entry of a section, read again if the section is another than it was, or if anything is wrong with it."""
    found = kept.find(section.line)
    if found is not None and found[0] == (section, around):
        kept.put(section.line, *found)
        entry: Any = found[1]
        return entry  # type: ignore[no-any-return]
    faults = len(reader.problems)
    made = _entry(section, reader, defaults)
    if len(reader.problems) == faults:
        kept.put(section.line, (section, around), made)
    return made


def _defaults(before: str, reader: Reader) -> Values | None:
    if not before.strip():
        return None
    fenced = front_matter(before)
    if fenced is not None:
        yaml_text, rest, line = fenced
        reader.first_line = 1
        if rest:
            hint = "Move it under a heading such as “## 21:17 Headline”."
            reader.problems.append(error(Span(reader.path, line, 1), "DL411", "Text before the first heading.", hint))
    elif before.startswith("---"):
        said = say_no_front_matter(before, "file", "Only `key: value` defaults may stand above the first heading.")
        reader.problems.append(error(Span(reader.path, 1, 1), "DL412", *said))
        return None
    else:
        yaml_text = before
        reader.first_line = 0
        if not re.match(r"(?:\s*(?:#[^\n]*)?\n)*\s*[A-Za-z_-]+:", before):
            line = len(before) - len(before.lstrip("\n")) + 1
            hint = "Only `key: value` defaults may stand there; a text belongs under “## 21:17 Headline”."
            reader.problems.append(error(Span(reader.path, line, 1), "DL411", "Text before the first heading.", hint))
            return None
    node = compose(yaml_text, reader)
    return None if node is None else read_defaults(node, reader)


EACH_ITS_OWN = ("id", "aliases", "title")


def read_defaults(node: Node, reader: Reader) -> Values | None:
    """A file's defaults: every key of an entry but those that can only be one entry's."""
    read = read_values(Entry, node, reader)
    if read is None:
        return None
    for name in EACH_ITS_OWN:
        if name in read.places:
            hint = "Write it under the entry that it belongs to."
            said = f"`{name}` belongs to one entry: it cannot be a default for all."
            reader.problems.append(error(Span(reader.path, *read.places[name]), "DL421", said, hint))
    return Values(
        {name: content for name, content in read.values.items() if name not in EACH_ITS_OWN},
        {name: place for name, place in read.places.items() if name not in EACH_ITS_OWN},
    )


def say_never_closed(text: str, reader: Reader) -> None:
    """Reports a fence or comment that hides headings: their entries would be lost unseen."""
    found = never_closed(text)
    if found is not None:
        closing = "-->" if found.opened == "<!--" else found.opened
        said = f"This {found.opened} is never closed, and hides the heading in line {found.hidden}."
        hint = f"Close it with a line {closing}."
        reader.problems.append(error(Span(reader.path, found.line, 1), "DL420", said, hint))


LONGEST_HEADLINE = 300
"""Characters, as the schema says for `title:`."""


def say_too_long(reader: Reader, place: Place) -> None:
    """Reports a heading that is longer than a headline may be."""
    said = f"This headline is longer than {LONGEST_HEADLINE} characters."
    hint = "Shorten it; the text stands below it."
    reader.problems.append(error(Span(reader.path, *place), "DL213", said, hint))


def _entry(section: Section, reader: Reader, defaults: Values | None) -> Entry | None:
    reader.first_line = section.keys_line - 1
    heading = _heading(section, reader)
    own: Values | None = None
    if section.keys:
        node = compose(section.keys, reader)
        own = None if node is None else read_values(Entry, node, reader)
    if heading is None:
        return None
    read = heading if own is None else own.over(heading)
    return finish(read.over(defaults), reader, (section.line, 1), Body(section.body, section.body_line))


def _heading(section: Section, reader: Reader) -> Values | None:
    found = _TIME.match(section.text)
    if found is None:
        span = Span(reader.path, section.line, section.column)
        hint = "Begin it with the time (“## 21:17 Headline”) to open an entry, or make it ### to stand inside one."
        reader.problems.append(error(span, "DL409", "A level-2 heading without a time.", hint))
        return None
    values: dict[str, Any] = {}
    places: dict[str, Place] = {"time": (section.line, section.column)}
    end = _with_zone(section.text, found.end())
    moment = read_moment(section.text[:end], reader.zone, reader.day)
    if isinstance(moment, Fault):
        at = Span(reader.path, section.line, section.column + moment.column)
        reader.problems.append(error(at, moment.code, moment.message, moment.hint))
    else:
        values["time"] = moment
    title = section.text[end:].strip()
    if title:
        values["title"] = title
        places["title"] = (section.line, section.column + section.text.index(title, end))
        if len(title) > LONGEST_HEADLINE:
            say_too_long(reader, places["title"])
    for attribute in section.attributes:
        _take(attribute, section.line, values, places, reader)
    return Values(values, places)


def _with_zone(text: str, end: int) -> int:
    """Where the time ends when a zone's abbreviation follows it; other capitals begin the headline."""
    found = _ZONE.match(text, end)
    return found.end() if found and known_abbreviation(found[1]) else end


def _take(attribute: Attribute, line: int, values: dict[str, Any], places: dict[str, Place], reader: Reader) -> None:
    place = (line, attribute.column)
    if attribute.sign == "#":
        if is_id(attribute.name):
            values["id"], places["id"] = attribute.name, place
        else:
            message = f"“{attribute.name[:80]}” cannot be an id."
            reader.problems.append(error(Span(reader.path, *place), "DL211", message, id_hint(attribute.name)))
    elif attribute.sign == "." and attribute.name in CLASSES:
        name, content = CLASSES[attribute.name]
        if values.setdefault(name, content) != content:
            said = f"“.{attribute.name}” and “.{values[name]}” contradict each other."
            reader.problems.append(error(Span(reader.path, *place), "DL410", said, "Keep one of them."))
        places[name] = place
    else:
        shown = attribute.sign + attribute.name if attribute.sign == "." else attribute.name
        hint = nearest_hint(attribute.name, CLASSES) or "Other keys go on the line under the heading."
        if attribute.name in CLASSES:
            hint = f"Write it with a full stop: .{attribute.name}"
        said = f"“{shown[:60]}” means nothing in a heading."
        reader.problems.append(error(Span(reader.path, *place), "DL410", said, hint))


def finish(read: Values, reader: Reader, place: Place, body: Body) -> Entry | None:
    """The entry, its default id given where none was written."""
    say_key_in_text(body, reader, place)
    moment = read.values.get("time")
    pinned = "id" in read.values
    if not pinned and isinstance(moment, Moment):
        read = Values({**read.values, "id": f"{moment.local():%Y%m%d-%H%M}"}, read.places)
    return build(Entry, read, reader, place, body=body, pinned_id=pinned)
