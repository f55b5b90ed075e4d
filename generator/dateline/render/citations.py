"""How to cite an entry: BibTeX, RIS and CSL-JSON, each with what it does to signs that mean something in it.

Names are given whole. Which part of one is a family name nobody told us, and a guess would be wrong for an
organisation, a pseudonym, and most of the world.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dateline.plan.views import EntryPage
from dateline.render.facts import known, permalink, writers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(NamedTuple):
    """A citation in one format; `format` is its name."""

    format: str
    text: str


class _Work(NamedTuple):
    """What citations say of an entry. `date` is ISO 8601 to the day, `time` the clock with its zone or ""."""

    blog: str
    id: str
    writers: tuple[str, ...]
    title: str
    container: str
    archive: str
    publisher: str
    date: str
    time: str
    about: bool
    url: str
    language: str
    keywords: tuple[str, ...]


def citations(view: EntryPage) -> tuple[Citation, ...]:
    """The citations of an entry that has a permalink."""
    work = _work(view)
    return (Citation("BibTeX", _bibtex(work)), Citation("RIS", _ris(work)), Citation("CSL-JSON", _csl(work)))


def _work(view: EntryPage) -> _Work:
    entry, site = view.entry, view.site
    published = entry.published
    date = known(published) if published else ""
    publisher = site.publisher or site.title
    return _Work(
        blog=view.blog.id,
        id=entry.id,
        writers=tuple(by.name for by in writers(view)) or (publisher,),
        title=entry.label,
        container=view.blog.title,
        archive=site.title,
        publisher=publisher,
        date=date[:10],
        time=f"{published.clock} {published.zone}".strip() if published and "T" in date else "",
        about=published is not None and published.certainty == "about",
        url=permalink(entry, site),
        language=entry.lang or entry.blog_lang,
        keywords=tuple(tag.text for tag in entry.tags),
    )


# --- BibTeX ---------------------------------------------------------------------------------------------------

_TEX = str.maketrans(
    {
        # An escaped brace is still a brace to BibTeX, which counts them before LaTeX reads them.
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_MEANS_SOMETHING = re.compile(r"[{}\\~^<>&%$#_]|[^\S ]|  |^ | $").search
_NOT_KEY = re.compile(r"[^A-Za-z0-9:-]+")


@lru_cache(maxsize=4096)
def tex(text: str) -> str:
    """A text as LaTeX shows it, in UTF-8; its braces are balanced whatever the text holds."""
    return _one_line(text).translate(_TEX) if _MEANS_SOMETHING(text) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _bibtex(work: _Work) -> str:
    """`@misc`, which BibTeX's own styles and biblatex both know; braces keep names whole and titles as they are."""
    key = _NOT_KEY.sub("-", f"{work.blog}:{work.id}").strip("-:") or "entry"
    year, month, day = (*work.date.split("-"), "", "", "")[:3]
    on = f"{int(day)} {_MONTHS[int(month) - 1].title()}. {int(year)}" if day else ""
    fields = (
        ("author", " and ".join(f"{{{tex(name)}}}" for name in work.writers)),
        ("title", f"{{{tex(work.title)}}}"),
        ("howpublished", f"{tex(work.container)}, {tex(work.archive)}"),
        ("year", year),
        ("note", ", ".join(filter(None, (on, tex(work.time))))),
        ("url", work.url),
        ("language", work.language),
    )
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    if month:
        lines.insert(4, f"  month = {_MONTHS[int(month) - 1]}")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


# --- RIS --------------------------------------------------------------------------------------------------------


def _ris(work: _Work) -> str:
    """One tag to a line (RIS format specifications of 2011): no value can begin a line of its own."""
    date = work.date.replace("-", "/")
    tags = (
        ("TY", "BLOG"),
        *(("AU", name) for name in work.writers),
        ("TI", work.title),
        ("T2", work.container),
        ("PB", work.publisher),
        ("PY", work.date[:4]),
        ("DA", f"{date}/{work.time}" if date else ""),
        ("UR", work.url),
        ("LA", work.language),
        ("DP", work.archive),
        *(("KW", word) for word in work.keywords),
    )
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in tags if value]
    return "\n".join((*lines, "ER  - "))


# --- CSL-JSON ---------------------------------------------------------------------------------------------------


class _Name(msgspec.Struct, frozen=True):
    literal: str


class _Date(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    date_parts: tuple[tuple[int, ...], ...]
    circa: bool = False


class _Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab"):
    """An item of the CSL schema (csl-data.json, version 1.0)."""

    id: str
    type: str = msgspec.field(name="type")
    author: tuple[_Name, ...]
    title: str
    container_title: str
    publisher: str
    source: str
    issued: _Date | None = None
    url: str = msgspec.field(name="URL", default="")
    language: str = ""
    keyword: str = ""


_encode = msgspec.json.Encoder().encode


def _csl(work: _Work) -> str:
    item = _Item(
        id=f"{work.blog}/{work.id}",
        type="post-weblog",
        author=tuple(_Name(literal=name) for name in work.writers),
        title=work.title,
        container_title=work.container,
        publisher=work.publisher,
        source=work.archive,
        issued=_Date((tuple(int(part) for part in work.date.split("-")),), work.about) if work.date else None,
        url=work.url,
        language=work.language,
        keyword=", ".join(work.keywords),
    )
    return _encode([item]).decode()
