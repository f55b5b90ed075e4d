"""The reference of all content files for editors, as Markdown: every key of every kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.load.log import CLASSES, EACH_ITS_OWN
from dateline.load.sections import cut
from dateline.model.blog import BlogSettings
from dateline.model.entry import Byline, Correction, Entry, Media, Via
from dateline.model.site import Licence, NavItem, Page, Person, Publisher, Settings, ThemeOptions
from dateline.model.source import Archived, Source, SourcePicture
from dateline.model.thread import COMMENT_STATUSES, Comment, ThreadHead
from dateline.schema.kinds import Flag
from dateline.schema.record import Key, Record, keys_of
from dateline.schema.shapes import shape

SECTIONS: dict[type[Record], str] = {
    Settings: "The site",
    Publisher: "Publisher",
    Licence: "Licence",
    NavItem: "Item of the navigation",
    ThemeOptions: "Options of the theme",
    Person: "People",
    Source: "Sources",
    Archived: "Archived copy",
    SourcePicture: "Picture of a source",
    BlogSettings: "Live blogs",
    Entry: "Entries",
    Byline: "Byline",
    Via: "Link of a chain",
    Media: "Picture or file",
    Correction: "Correction",
    Page: "Pages",
    ThreadHead: "Threads of comments",
    Comment: "Comments",
}
"""The heading under which the keys of each record stand, in the order of the page."""

WITHIN: dict[type[Record], tuple[type[Record], ...]] = {
    Settings: (Publisher, Licence, NavItem, ThemeOptions),
    Source: (Archived, SourcePicture),
    Entry: (Byline, Via, Media, Correction),
}
"""Records that stand within others, told below them."""


@dataclass(frozen=True, slots=True)
class _Words:
    """`reference.md`: what no schema says, by heading. "" is what stands above the first one."""

    parts: dict[str, str]

    def of(self, heading: str) -> str:
        """The words under a heading; "" where there are none."""
        return self.parts.get(heading, "")


@cache
def _words() -> _Words:
    first, sections = cut(files("dateline.schema").joinpath("reference.md").read_text(encoding="utf-8"))
    return _Words({"": first.strip(), **{section.text: section.body for section in sections}})


def reference() -> str:
    """The text of `docs/reference/content.md`."""
    return "\n\n".join(part for part in _parts() if part) + "\n"


def _parts() -> Iterator[str]:
    words = _words()
    yield words.of("")
    inner = {record for records in WITHIN.values() for record in records}
    for record, heading in SECTIONS.items():
        if record in inner:
            continue
        yield f"## {heading}"
        yield words.of(heading)
        yield _table(record)
        for within in WITHIN.get(record, ()):
            yield f"### {SECTIONS[within]}"
            about = (within.__doc__ or "").strip()
            yield "" if about.lower().endswith(f"{SECTIONS[within].lower()}.") else about
            yield words.of(SECTIONS[within])
            yield _table(within)
        if record is Entry:
            yield from _log(words)
            yield from _list(words)
        elif record is Comment:
            yield _braces_of_comments()
    yield "## Values"
    yield words.of("Values")


def _table(record: type[Record]) -> str:
    rows = [_row(name, key) for name, key in keys_of(record).items()]
    return "\n".join(("| Key | What it may be | Meaning | Example |", "| --- | --- | --- | --- |", *rows))


def _row(name: str, key: Key) -> str:
    shown = written(name)
    cells = (f"`{shown}`", _kind(key), key.doc, f"`{shown}: {key.example}`")
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _kind(key: Key) -> str:
    """The kind, whether it must be there, and what holds where it is left out."""
    said = shape(key.kind, SECTIONS)
    if key.required:
        return f"**required**; {said}"
    if isinstance(key.kind, Flag):
        return f"{said} (`{str(key.default).lower()}`)"
    return f"{said} (`{key.default}`)" if isinstance(key.default, str) and key.default else said


def written(name: str) -> str:
    """A key as it is written: `-` and `_` are the same."""
    return name.replace("_", "-") if name == "at_risk" else name


def _log(words: _Words) -> Iterator[str]:
    yield "### A day’s log"
    yield words.of("A day’s log")
    rows = [
        f"| `.{word}` | `{written(name)}: {'true' if content is True else content}` |"
        for word, (name, content) in CLASSES.items()
        if "_" not in word
    ]
    yield "\n".join(("| In the braces | is the same as |", "| --- | --- |", "| `#an-id` | `id: an-id` |", *rows))
    own = " and ".join((", ".join(f"`{name}`" for name in EACH_ITS_OWN[:-1]), f"`{EACH_ITS_OWN[-1]}`"))
    yield f"Above the first heading any key of an entry may stand, as a default for all below, but {own}."


def _list(words: _Words) -> Iterator[str]:
    for heading in ("An entry as a file", "Entries as a list"):
        yield f"### {heading}"
        yield words.of(heading)


def _braces_of_comments() -> str:
    classes = ", ".join(f"`.{word}`" for word in (*COMMENT_STATUSES, "at-risk"))
    return f"The braces of a heading may hold `#id`, `reply=ID`, `votes=NUMBER` and the words {classes}."


if __name__ == "__main__":
    print(reference(), end="")
