"""A page as it was copied and pasted: head, paragraphs, what it is filed under, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.imports.found import Person, Text
from dateline.imports.pages.parts import Page
from dateline.imports.pages.threads import find_thread
from dateline.imports.pages.when import is_update, time_on
from dateline.imports.shortcodes import expand
from dateline.imports.texts import same_words
from dateline.times import Moment

_FILED = re.compile(
    r"(?:filed (?:under|in)|posted in|categor(?:y|ies)|tag(?:s|ged)?(?: (?:with|as))?|topics?|labels?|keywords)"
    r"\s*:\s*(?P<tags>.+)",
    re.I,
)
_BY = re.compile(r"(?:(?:posted|written|post|story|reported)\s+)?by:?\s+(?P<who>[^\s.].{0,120})", re.I)
_WHEN_AND_WHO = (
    re.compile(r"(?P<when>.*\d.*?)\s*[,|·•—–-]?\s+by:?\s+(?P<who>[^\s.].{1,120})", re.I),
    re.compile(
        r"(?:posted |written )?by:?\s+(?P<who>[^\s.].{1,80}?)(?:\s*[,|·•—–-]\s*|\s+on\s+)(?P<when>.*\d.*)", re.I
    ),
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.’' -]{1,40}(?:, [A-Z][\w. ]{1,30})?)(?: \([A-Z][\w .]{1,30}\))?\s+(?:—|–|--|-)\s+(?=\S)"
)
_ENDED = re.compile(r"[.!?:;,…”\"»]\s*$")
_HEAD_LINES = 14


@dataclass(slots=True)
class _Head:
    """What was recognised above the text; `used` are the indices of its lines."""

    time: Moment | None = None
    updated: Moment | None = None
    by: list[Person] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_text(text: str, zone: str, title: str = "") -> Page:
    """Takes a pasted page apart. Times without a zone are read in `zone`; `title` is given when it is known."""
    lines = text.split("\n")
    thread = find_thread(lines, zone)
    article = lines[: thread.at] if thread else lines
    expanded = expand("\n".join(article))
    rows = [row.rstrip() for row in expanded.text.split("\n")]
    rows, tags = _filed_under(rows)
    head = _Head()
    _times(rows, zone, head)
    heading = _title(rows, title, head)
    _bylines(rows, heading, head)
    body = [row for index, row in enumerate(rows) if index not in head.used]
    words = "\n".join(body).strip("\n")
    page = Page(
        title=title or (rows[heading].strip() if heading >= 0 else ""),
        body=Text(form="plain", text=words),
        time=head.time,
        updated=head.updated,
        by=tuple(head.by),
        tags=tags,
        place=place_of(words),
        media=expanded.media,
        dropped=expanded.dropped,
    )
    if thread is None:
        return page
    return replace(page, comments=thread.comments, declared=thread.declared, page=thread.page, pages=thread.pages)


def place_of(words: str) -> str:
    """The place of a dateline that opens a text, such as “WASHINGTON (CNN) — ”; "" when there is none."""
    found = _DATELINE.match(words.lstrip())
    if found is None:
        return ""
    place = found["place"].strip(" .-")
    return place.title() if place.isupper() else place[:1] + place[1:]


def split_tags(text: str) -> tuple[str, ...]:
    """What a line such as “360° Radar • Technology” names."""
    signs = next((sign for sign in ("•", "·", "|", ";", ",", "/") if sign in text), None)
    parts = text.split(signs) if signs else [text]
    return tuple(dict.fromkeys(part.strip().lstrip("#") for part in parts if part.strip(" #")))


def _filed_under(rows: list[str]) -> tuple[list[str], tuple[str, ...]]:
    kept, tags = [], []
    for row in rows:
        found = _FILED.fullmatch(row.strip()) if len(row) < 500 else None
        if found:
            parts = re.split(r"\s[|·•]\s(?=tag)", found["tags"], flags=re.I)
            tags += [
                tag for part in parts for tag in split_tags(re.sub(r"^tag\w*(?: with| as)?:?\s*", "", part, flags=re.I))
            ]
        else:
            kept.append(row)
    return kept, tuple(dict.fromkeys(tags))


def _shown(rows: Sequence[str], head: _Head) -> list[int]:
    """The first lines that say something and were not recognised yet."""
    said = [index for index, row in enumerate(rows) if row.strip()]
    return [index for index in said[:_HEAD_LINES] if index not in head.used]


def _times(rows: Sequence[str], zone: str, head: _Head) -> None:
    said = _shown(rows, head)
    for here, below in pairwise([*said, -1]):
        if here in head.used:
            continue
        if _when_and_who(rows[here].strip(), here, zone, head):
            continue
        both = f"{rows[here].strip()} {rows[below].strip()}" if below >= 0 else ""
        lone, joined = time_on(rows[here], zone), time_on(both, zone) if both else None
        # A date and a clock may stand on two lines; a date alone is worth less than both.
        found = joined if joined and (lone is None or lone.certainty == "day") else lone
        if found is None:
            continue
        if is_update(rows[here]):
            head.updated = head.updated or found
        elif head.time is None:
            head.time = found
        else:
            continue
        head.used |= {here, below} if found is joined else {here}


def _when_and_who(row: str, index: int, zone: str, head: _Head) -> bool:
    """One line that tells both: “Posted on January 12, 2026 by Name”."""
    for pattern in _WHEN_AND_WHO:
        found = pattern.fullmatch(row) if len(row) < 250 else None
        time = time_on(found["when"], zone) if found else None
        if found and time and head.time is None:
            head.time = time
            head.by += _people(found["who"], "")
            head.used.add(index)
            return True
    return False


def _title(rows: Sequence[str], known: str, head: _Head) -> int:
    """The line of the headline, -1 when there is none; the lines that repeat it are used up as well."""
    said = _shown(rows, head)
    if not said or (not known and len(rows[said[0]]) > 300):
        return -1
    heading = next((index for index in said if known and same_words(rows[index], known)), -1 if known else said[0])
    words = known or rows[heading].strip()
    head.used |= {index for index in said if same_words(rows[index], words)}
    return heading


def _bylines(rows: Sequence[str], heading: int, head: _Head) -> None:
    """Who wrote it: “By Name, Role”, or a name and a role on short lines of their own below the headline."""
    if head.by:
        return
    said = [index for index in _shown(rows, head) if index > heading][:4]
    for here in said:
        found = _BY.fullmatch(rows[here].strip())
        if found and not _ENDED.search(found["who"]):
            head.used.add(here)
            head.by += _people(found["who"], _role_below(rows, here, head))
            return
    if said and _is_name(rows[said[0]]):
        role = _role_below(rows, said[0], head)
        alone = said[0] + 1 >= len(rows) or not rows[said[0] + 1].strip()
        if role or alone:
            head.used.add(said[0])
            head.by.append(Person(name=rows[said[0]].strip(), role=role))


def _role_below(rows: Sequence[str], name: int, head: _Head) -> str:
    below = name + 1
    if below < len(rows) and below not in head.used:
        row = rows[below].strip()
        ends = below + 1 >= len(rows) or not rows[below + 1].strip()
        if row and ends and len(row) <= 100 and not _ENDED.search(row):
            head.used.add(below)
            return row
    return ""


def _people(who: str, role: str) -> list[Person]:
    names, comma, rest = who.strip().partition(",")
    if comma and not role and not _is_name(rest):
        role = rest.strip()
    elif comma:
        names = who
    found = [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*", names) if name.strip()]
    return [Person(name=name, role=role if len(found) == 1 else "") for name in found]


def _is_name(text: str) -> bool:
    words = text.strip().split()
    particles = ("de", "van", "von", "der", "al", "bin", "la", "le", "el")
    return (
        2 <= len(words) <= 5
        and len(text) <= 60
        and not _ENDED.search(text)
        and all(word[0].isupper() or word in particles for word in words)
        and not any(char.isdigit() for char in text)
        and not text.isupper()
    )
