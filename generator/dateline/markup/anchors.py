"""Ids within a page. Those of entries hold neither `_` nor `--`; all others hold one, so that no two can meet.

An entry stands at `asked`; its headings at `asked_the-day`, its sources at `asked_s_1`, the comments it excerpts at
`asked_c_THREAD_COMMENT`, its footnotes at `fn-asked_-1`. The theme's own begin with `_`, as do the prefixes of texts
that are no entry's. A heading's slug holds no `_` (`urls.slugify`).
"""

from __future__ import annotations

import re


def heading(prefix: str, slug: str) -> str:
    """The id of a heading, or of an element that an editor gave one; "" as the prefix on a standalone page."""
    return f"{prefix}_{slug}" if prefix else slug


def source(prefix: str, number: int) -> str:
    """The id of an entry's source in the list at its foot."""
    return f"{prefix}_s_{number}"


def comment(prefix: str, thread: str, name: str) -> str:
    """The id of a comment that an entry excerpts."""
    return f"{prefix}_c_{thread}_{name}"


def footnotes(prefix: str) -> str:
    """What the footnote plug-in puts into its ids (`fn-…-1`, `fnref-…-1`)."""
    return f"{prefix}_" if prefix else ""


def is_footnote(name: str, prefix: str) -> bool:
    """Whether an id is one that the footnote plug-in makes."""
    own = f"-{re.escape(footnotes(prefix))}-" if prefix else ""
    return re.fullmatch(rf"fn(?:ref)?{own}\d+(?::\d+)?", name) is not None
