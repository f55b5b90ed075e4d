"""What a text is rendered within: it decides, with the text, every byte of the fragment."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from dateline.words import SOURCE

CITED = re.compile(r"\[@([^\]\s?][^\]\s]*)\]")
"""A citation `[@id]`, as Pandoc writes it; `[@?: …]` names a lost source and is none."""


class Picture(Struct, frozen=True):
    """A media file that a text may show: its href and pixel size, (0, 0) when it has none.

    `kind`: image, audio, video or file. `src` is the copy for browsers that know no newer formats, "" for the file
    itself; `sources` are (media type, `srcset`). One that is `animated` is shown as a still; one that is `warned` of by
    some entry is not shown in texts, where no warning stands before it.
    """

    href: str
    width: int
    height: int
    kind: str = "image"
    src: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    animated: bool = False
    warned: bool = False


SIZES = "(min-width: 38rem) 35.5rem, calc(100vw - 2.5rem)"
"""How wide a picture stands on a page: the column of text, or the screen without its margins."""


class Card(Struct, frozen=True, kw_only=True):
    """What is stored of a source, ready to be shown where its address stands alone.

    `machine` and `date` tell when it was published, `states` are (slug, word), `copies` (href, words) of its archived
    copies. `href` is "" when the address must not be linked; `lang` and `dir` are "" where they are the text's.
    """

    source: str
    author: str
    publisher: str
    title: str
    href: str
    machine: str
    date: str
    states: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    text: str
    lang: str
    dir: str
    picture: Picture | None
    alt: str


class Scope(Struct, frozen=True, kw_only=True):
    """`prefix` begins every id in the fragment ("" on a standalone page, see `markup.anchors`); `folder` is where
    relative links start ("" or "BLOG/"); `labels` names the sources that may be cited; `pictures` the files that may
    be shown; `cards` what is known of addresses (as `urls.plain_address` writes them); `quotes` are the language's
    quotation marks (opening, closing, inner opening, inner closing).
    """

    prefix: str
    folder: str
    quotes: tuple[str, str, str, str]
    labels: Mapping[str, str] = {}
    pictures: Mapping[str, Picture] = {}
    cards: Mapping[str, Card] = {}
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
