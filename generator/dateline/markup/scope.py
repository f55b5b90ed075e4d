"""What a text is rendered within: it decides, with the text, every byte of the fragment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.words import SOURCE

CITED = re.compile(r"\[@([^\]\s?][^\]\s]*)\]")
"""A citation `[@id]`, as Pandoc writes it; `[@?: …]` names a lost source and is none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A media file that a text may show: its href and pixel size, (0, 0) when it has none."""

    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`prefix` begins every id in the fragment ("" on a standalone page, see `markup.anchors`); `folder` is where
    relative links start ("" or "BLOG/"); `labels` names the sources that may be cited; `pictures` the files that may
    be shown; `quotes` are the language's quotation marks (opening, closing, inner opening, inner closing).
    """

    prefix: str
    folder: str
    quotes: tuple[str, str, str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    headings: bool = True
    """True: headings become placeholders below the entry's headline. False: h2 and deeper, as on a page."""
    lang: str = SOURCE
    """The language of the words that the text gets besides its own."""
    dir: str = "ltr"
    """The direction of what surrounds the text."""
    listed: bool = True
    """Whether a list of sources follows the text, for citations to lead to. False: they name their source instead."""


_ENGLISH = ("“", "”", "‘", "’")
_QUOTES: dict[str, tuple[str, str, str, str]] = {
    "en": _ENGLISH,
    "fa": ("«", "»", "‹", "›"),
    "ar": ("«", "»", "‹", "›"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "de": ("„", "“", "‚", "‘"),
    "de-CH": ("«", "»", "‹", "›"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pt": ("«", "»", "“", "”"),
    "pt-BR": _ENGLISH,
    "ru": ("«", "»", "„", "“"),
    "uk": ("«", "»", "„", "“"),
    "pl": ("„", "”", "«", "»"),
    "cs": ("„", "“", "‚", "‘"),
    "nl": _ENGLISH,
    "sv": ("”", "”", "’", "’"),
    "fi": ("”", "”", "’", "’"),
    "da": ("»", "«", "›", "‹"),
    "nb": ("«", "»", "‘", "’"),
    "el": ("«", "»", "“", "”"),
    "he": ("”", "”", "’", "’"),
    "ja": ("「", "」", "『", "』"),
    "zh": _ENGLISH,
    "zh-Hant": ("「", "」", "『", "』"),
    "tr": _ENGLISH,
}


def quotes_of(language: str) -> tuple[str, str, str, str]:
    """The quotation marks of a BCP 47 tag, by the whole tag, then its language, else English ones."""
    return _QUOTES.get(language) or _QUOTES.get(language.split("-", 1)[0], _ENGLISH)
