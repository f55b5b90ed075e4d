"""How to cite an entry: BibTeX, RIS and CSL-JSON, each with what it does to signs that mean something in it.

Names are given whole. Which part of one is a family name nobody told us, and a guess would be wrong for an
organisation, a pseudonym, and most of the world.

What many entries have in common (who wrote, where it is held, the day, the subjects) is written once in each format.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dateline.plan.views import BylineView, EntryPage, Link, TimeView
from dateline.render.facts import known, permalink, writers
from dateline.words import SOURCE, language_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(msgspec.Struct, frozen=True):
    """A citation in one format; `format` is its name."""

    format: str
    text: str


def citations(view: EntryPage) -> tuple[Citation, ...]:
    """The citations of an entry that has a permalink."""
    entry, site, blog = view.entry, view.site, view.blog
    published = entry.published
    date = known(published) if published else ""
    publisher = site.publisher or site.title
    work = _Work(
        blog=blog.id,
        id=entry.id,
        by=_by(writers(view), publisher),
        title=entry.label,
        held=_held(blog.title, site.title, publisher),
        day=_day(date[:10], published is not None and published.certainty == "about"),
        time=_clock(published, date, entry.blog_lang) if published and "T" in date else "",
        url=permalink(entry, site),
        language=entry.lang or entry.blog_lang,
        subjects=_subjects(entry.tags),
    )
    title = _one_line(entry.label)
    return (
        Citation("BibTeX", _bibtex(work, _escaped(title))),
        Citation("RIS", _ris(work, title)),
        Citation("CSL-JSON", _csl(work)),
    )


def _clock(time: TimeView, date: str, lang: str) -> str:
    """The clock with the zone as English names it. The offset, where the page is in another language, whose words would
    be strange to the rest of a record; and where ISO 8601 cannot say the zone's own, so that `date` has another clock.
    """
    clock = date[11:16]
    if language_of(lang) == SOURCE and time.clock.replace(".", ":") == clock:
        return f"{clock} {time.zone}"
    return f"{clock} UTC{date[19:]}".removesuffix("+00:00")


# --- what citations have in common ------------------------------------------------------------------------------


class _By(NamedTuple):
    """Who answers for a work, as each format says it."""

    bibtex: str
    ris: str
    csl: msgspec.Raw


@lru_cache(maxsize=1024)
def _by(by: tuple[BylineView, ...], publisher: str) -> _By:
    names = tuple(one.name for one in by) or (publisher,)
    return _By(
        bibtex=" and ".join(f"{{{tex(name)}}}" for name in names),
        ris=_lines(*(("AU", name) for name in names)),
        csl=msgspec.Raw(_encode([_Name(literal=name) for name in names])),
    )


class _Held(NamedTuple):
    """Where a work is held; texts as they are, and as BibTeX and RIS say them."""

    container: str
    archive: str
    publisher: str
    bibtex: str
    ris: str
    ris_archive: str


@lru_cache(maxsize=64)
def _held(container: str, archive: str, publisher: str) -> _Held:
    return _Held(
        container=container,
        archive=archive,
        publisher=publisher,
        bibtex=f"{tex(container)}, {tex(archive)}",
        ris=_lines(("T2", container), ("PB", publisher)),
        ris_archive=_lines(("DP", archive)),
    )


class _Day(NamedTuple):
    """A day, as each format says it."""

    bibtex: str
    on: str
    ris: str
    csl: msgspec.Raw


@lru_cache(maxsize=1024)
def _day(date: str, about: bool) -> _Day | None:
    """A day by its date in ISO 8601; none for ""."""
    if not date:
        return None
    year, month, day = date.split("-")
    name = _MONTHS[int(month) - 1]
    parts = (int(year), int(month), int(day))
    return _Day(
        bibtex=f"  year = {{{year}}},\n  month = {name}",
        on=f"{parts[2]} {name.title()}. {parts[0]}",
        ris=f"PY  - {year}\nDA  - {year}/{month}/{day}/",
        csl=msgspec.Raw(_encode(_Date((parts,), about))),
    )


class _Subjects(NamedTuple):
    """What a work is filed under, as RIS and CSL-JSON say it."""

    ris: str
    csl: str


@lru_cache(maxsize=1024)
def _subjects(tags: tuple[Link, ...]) -> _Subjects:
    return _Subjects(ris=_lines(*(("KW", tag.text) for tag in tags)), csl=", ".join(tag.text for tag in tags))


class _Work(msgspec.Struct, frozen=True):
    """What citations say of an entry. `time` is the clock with its zone or ""."""

    blog: str
    id: str
    by: _By
    title: str
    held: _Held
    day: _Day | None
    time: str
    url: str
    language: str
    subjects: _Subjects


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
_MEANS_SOMETHING = re.compile(r"[{}\\~^<>&%$#_]").search
_NOT_KEY = re.compile(r"[^A-Za-z0-9:-]+")


@lru_cache(maxsize=4096)
def tex(text: str) -> str:
    """A text as LaTeX shows it, in UTF-8; its braces are balanced whatever the text holds."""
    return _escaped(_one_line(text))


def _escaped(line: str) -> str:
    return line.translate(_TEX) if _MEANS_SOMETHING(line) else line


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _bibtex(work: _Work, title: str) -> str:
    """`@misc`, which BibTeX's own styles and biblatex both know; braces keep names whole and titles as they are."""
    fields = [
        f"@misc{{{_NOT_KEY.sub('-', f'{work.blog}:{work.id}').strip('-:') or 'entry'}",
        f"  author = {{{work.by.bibtex}}}",
        f"  title = {{{{{title}}}}}",
        f"  howpublished = {{{work.held.bibtex}}}",
    ]
    if work.day:
        on = work.day.on
        fields += (work.day.bibtex, f"  note = {{{on}, {tex(work.time)}}}" if work.time else f"  note = {{{on}}}")
    if work.url:
        fields.append(f"  url = {{{work.url}}}")
    fields.append(f"  language = {{{work.language}}}\n}}")
    return ",\n".join(fields)


# --- RIS --------------------------------------------------------------------------------------------------------


def _lines(*tags: tuple[str, str]) -> str:
    """One tag to a line (RIS format specifications of 2011): no value can begin a line of its own. What is empty is
    left out."""
    return "".join(f"{tag}  - {_one_line(value)}\n" for tag, value in tags if value)


def _ris(work: _Work, title: str) -> str:
    by, held, day = work.by, work.held, work.day
    title = f"TI  - {title}\n" if title else ""
    date = f"{day.ris}{_one_line(work.time)}\n" if day else ""
    url = f"UR  - {work.url}\n" if work.url else ""
    own = f"{title}{held.ris}{date}{url}LA  - {work.language}\n"
    return f"TY  - BLOG\n{by.ris}{own}{held.ris_archive}{work.subjects.ris}ER  - "


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
    author: msgspec.Raw
    title: str
    container_title: str
    publisher: str
    source: str
    issued: msgspec.Raw | None = None
    url: str = msgspec.field(name="URL", default="")
    language: str = ""
    keyword: str = ""


_encode = msgspec.json.Encoder().encode


def _csl(work: _Work) -> str:
    held = work.held
    item = _Item(
        id=f"{work.blog}/{work.id}",
        type="post-weblog",
        author=work.by.csl,
        title=work.title,
        container_title=held.container,
        publisher=held.publisher,
        source=held.archive,
        issued=work.day.csl if work.day else None,
        url=work.url,
        language=work.language,
        keyword=work.subjects.csl,
    )
    return _encode([item]).decode()
