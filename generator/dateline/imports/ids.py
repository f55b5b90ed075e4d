"""Addresses for what comes without one: from the name it had, else from its words, else from its time."""

from __future__ import annotations

import re
from collections.abc import Container

from dateline.checks.addresses import unportable
from dateline.schema.kinds import is_id
from dateline.times import Moment
from dateline.urls import slugify

_DAY_PAGE = re.compile(r"\d{4}-\d\d-\d\d(?:-part-\d+)?")
_LONGEST = 60


def id_from(*wishes: str, at: Moment | None = None, otherwise: str = "part") -> str:
    """The first wish that has letters an id may have; else the time as `YYYYMMDD-HHMM`; else `otherwise`."""
    for wish in wishes:
        slug = _slug(wish)
        if slug and not _DAY_PAGE.fullmatch(slug) and slug != "index":
            return slug if unportable(f"{slug}.html") is None else f"{slug}-entry"
    return f"{at.local():%Y%m%d-%H%M}" if at is not None else otherwise


def unused(wish: str, taken: Container[str]) -> str:
    """The id itself, or with the first number from 2 that makes it a new one."""
    number, found = 1, wish
    while found in taken:
        number += 1
        found = f"{wish[: 98 - len(str(number))].rstrip('-')}-{number}"
    return found


def tag_from(shown: str) -> str:
    """A tag as content writes it; "" when it holds neither letters nor digits."""
    slug = slugify(shown.strip().lstrip("#"))
    while len(slug.encode()) > 100:
        slug = slug[:-1].rstrip("-")
    # Where `tags/` has its own page, and where some systems have devices, no tag can have one.
    return slug if not slug or (slug != "index" and unportable(f"{slug}.html") is None) else f"{slug}-tag"


def _slug(text: str) -> str:
    plain = re.sub(r"[’'`]", "", text)
    words = re.sub(r"[^a-z0-9]+", " ", slugify(plain)).split()
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _LONGEST and slug:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST]
    # A title of another script leaves but its figures, which would name nothing.
    enough = is_id(slug) and sum(map(len, words)) * 2 >= len(re.sub(r"\W", "", text))
    return slug if enough else ""
