"""The nearest known word to one that is not known, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_MANY = 5_000
"""Above this many candidates the comparison would cost more than the hint is worth."""


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """`Did you mean “x”?` for the nearest of the known words; else the known words when they are few; else ""."""
    names = tuple(sorted(set(known)))
    return "" if len(names) > _MANY or len(word) > 200 else _hint(word, names)


def nearest_or(word: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest known word as a hint; without one, the known words when they are few, and what else can be done."""
    hint = nearest_hint(word, known)
    return hint if hint.startswith("Did you mean") else f"{hint} {otherwise}".strip()


@lru_cache(maxsize=1024)
def _hint(word: str, names: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # only a fault needs it

    # One name misspelt is often told at hundreds of places.
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    if names and len(names) <= 40:
        return "Known: " + ", ".join(names) + "."
    return ""
