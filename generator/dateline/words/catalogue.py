"""Catalogues: which there are, which one a language tag gets, and what they say."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

SOURCE = "en"
"""The language that phrases are written in."""
FOLDER = Path(__file__).parent

Values = Mapping[str, object]
_DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
"""Digits of those languages that have a catalogue and digits of their own."""


def phrase(text: str) -> str:
    """Marks a phrase for the catalogues where it is written down but not yet said."""
    return text


@cache
def languages() -> tuple[str, ...]:
    """The languages of the interface, English first."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.mo")))


@cache
def language_of(tag: str) -> str:
    """The language of the interface for a BCP 47 tag: the tag itself, cut from the end until there is a catalogue
    (RFC 4647 section 3.4); else English."""
    there = {language.lower(): language for language in languages()}
    parts = tag.replace("_", "-").lower().split("-")
    while parts:
        found = there.get("-".join(parts))
        if found is not None:
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()
    return SOURCE


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    with (FOLDER / f"{language}.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)


@lru_cache(maxsize=4096)
def translated(text: str, tag: str) -> str:
    """A phrase as its catalogue has it, its placeholders `%(name)s` still open."""
    return _catalogue(language_of(tag)).gettext(text)


def translated_number(one: str, many: str, number: int, tag: str) -> str:
    """The same for a phrase that counts; what was `%(num)d` takes text, for figures are the language's."""
    return _catalogue(language_of(tag)).ngettext(one, many, number).replace("%(num)d", "%(num)s")


def said(text: str, tag: str, **values: object) -> str:
    """A phrase in the language of a tag, its placeholders filled in. Numbers get the language's figures."""
    found = translated(text, tag)
    return found % {name: _shown(value, tag) for name, value in values.items()} if values or "%" in found else found


def counted(one: str, many: str, number: int, tag: str, **values: object) -> str:
    """A phrase that counts, such as "%(num)d days"."""
    filled = {name: _shown(value, tag) for name, value in {"num": number, **values}.items()}
    return translated_number(one, many, number, tag) % filled


def figures(value: int | str, tag: str) -> str:
    """A number, or a text with numbers in it, in the figures of a language."""
    table = _DIGITS.get(language_of(tag))
    return str(value) if table is None else str(value).translate(table)


def _shown(value: object, tag: str) -> object:
    return figures(value, tag) if type(value) is int else value
