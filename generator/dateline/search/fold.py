"""Texts to words that are found however they are written. `search.js` does the same to what a reader asks for.

What differs between spellings of one word is folded: case, diacritics, compatibility forms (NFKD, UAX 15), the Arabic
and Persian forms of ye, kaf and he, the digits of either, apostrophes and marks that are not seen. A zero-width
non-joiner parts a word without ending it: such a word is found by its parts and as one.
"""

from __future__ import annotations

import re
import unicodedata

JOINER = "\u200c"
LONGEST = 40
"""Letters of a word that count: addresses and keyboard mashing are no words."""
SAME = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ـ": "",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ",
    "'": "", "’": "", "ʼ": "",
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
"""Letter → what it is written as here. Pages hand it to their script, so that there is one table."""

_WORD = re.compile(rf"[^\W_]+(?:{JOINER}[^\W_]+)*")
_PUNCTUATION = re.compile("[\u00a0\u2013\u2014\u2018\u201c\u201d\u2026]+")
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))


class _Folding(dict[int, str | int | None]):
    """Code point → what becomes of it, for `str.translate`; worked out when it is first met."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        found: str | int | None = code
        if letter in SAME:
            found = SAME[letter]
        elif letter != JOINER and unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf"):
            found = None
        elif any(first <= code <= last for first, last in _IDEOGRAPHS):
            # Nothing parts words in these scripts, so each of their letters is one.
            found = f" {letter} "
        self[code] = found
        return found


_FOLDING = _Folding()


def fold(text: str) -> str:
    """A text with everything folded that makes no difference."""
    simple = _PUNCTUATION.sub(" ", text.replace("’", ""))
    if simple.isascii():
        # Nearly all of English, in a tenth of the time.
        return simple.lower().replace("'", "")
    return unicodedata.normalize("NFKD", text).lower().translate(_FOLDING)


def words_of(text: str) -> list[str]:
    """The words of a text in order; one with a joiner inside is followed by its parts."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if JOINER in word:
            parts = word.split(JOINER)
            found += ("".join(parts)[:LONGEST], *parts)
        else:
            found.append(word[:LONGEST])
    return found
