"""Which blogs are built by which shard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST: Final = 1000
"""Shards. A matrix of GitHub's has at most 256 jobs, one of GitLab's 200."""

_FORM: Final = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Shard `number`, from 1, of so many."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def read_part(text: str) -> Part | str:
    """The part that "2/5" names, or what is wrong with it."""
    found = _FORM.fullmatch(text)
    if found is None:
        return "Write it as i/n, such as 2/5: the second of five."
    number, of = int(found[1]), int(found[2])
    if not 1 <= of <= MOST:
        return f"There can be 1 to {MOST} shards."
    if not 1 <= number <= of:
        return f"Of {of} shards the first is 1/{of} and the last {of}/{of}."
    return Part(number=number, of=of)


def deal(sizes: Mapping[str, int], part: Part) -> frozenset[str]:
    """The blogs of a part. `sizes` of all blogs, in bytes of their files.

    Shards get about equal loads. Sizes count by their power of two, so that a blog that grows by an entry stays where
    it was, and where its shard's cache is.
    """
    loads = [0] * part.of
    mine: set[str] = set()
    for blog in sorted(sizes, key=lambda blog: (-_weight(sizes[blog]), blog)):
        lightest = loads.index(min(loads))
        loads[lightest] += _weight(sizes[blog])
        if lightest == part.number - 1:
            mine.add(blog)
    return frozenset(mine)


def _weight(size: int) -> int:
    return 1 << max(size, 1).bit_length()
