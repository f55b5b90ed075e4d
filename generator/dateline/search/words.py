"""Which words stand where: counted once for each leaf, and put together for a stretch of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from itertools import accumulate

import msgspec

from dateline.kept import Kept
from dateline.plan.digest import digest
from dateline.search.fold import words_of
from dateline.search.records import Leaf, Record

FULL = 24_000
"""Places of words after which a stretch of days is full: about 300 entries, and 75 kB."""
_MOST = 15
_HEADLINE = 4
"""What a word in a headline counts, in words of the text."""


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """The words of an entry, sorted and joined by spaces, and how much each counts (1 to 15) as a byte each. `length`
    is that of the entry in words."""

    words: str
    weights: bytes
    length: int


class LeafWords(msgspec.Struct, frozen=True, array_like=True):
    """The words of a leaf's entries; `digest` is the leaf's."""

    digest: bytes
    entries: tuple[Counted, ...]

    @property
    def places(self) -> int:
        """How many words stand at how many entries."""
        return sum(len(entry.weights) for entry in self.entries)


Remembered = dict[str, LeafWords]
"""Leaf's name → its words, as an earlier build counted them."""


class Stretch(msgspec.Struct, frozen=True):
    """Days in a row that one file of words covers. It is named by its first leaf."""

    leaves: tuple[Leaf, ...]
    words: tuple[LeafWords, ...]

    @property
    def name(self) -> str:
        """The day it begins with."""
        return self.leaves[0].name

    @property
    def digest(self) -> bytes:
        """Stands for all that its file is made from, the same on every machine."""
        return digest([(leaf.name, leaf.digest) for leaf in self.leaves])

    @property
    def version(self) -> str:
        """What tells one state of it from another in addresses."""
        return self.digest.hex()[:8]


def count(leaves: tuple[Leaf, ...], before: Mapping[str, LeafWords], kept: Kept) -> tuple[LeafWords, ...]:
    """The words of each leaf; those that an earlier build counted are taken as they are."""
    found = []
    for leaf in leaves:
        make = partial(_counted_or_known, leaf, before.get(leaf.name))
        found.append(kept.same(("words", leaf.name), leaf.digest, make))
    return tuple(found)


def _counted_or_known(leaf: Leaf, known: LeafWords | None) -> LeafWords:
    if known is not None and known.digest == leaf.digest:
        return known
    return LeafWords(leaf.digest, tuple(_counted(record) for record in leaf.records))


def _counted(record: Record) -> Counted:
    words = words_of(record.text)
    headline = words_of(record.label)
    weights = Counter(words)
    for word in headline:
        weights[word] += _HEADLINE
    ordered = sorted(weights)
    return Counted(" ".join(ordered), bytes(min(weights[word], _MOST) for word in ordered), len(words) + len(headline))


def stretches(leaves: tuple[Leaf, ...], words: tuple[LeafWords, ...]) -> tuple[Stretch, ...]:
    """Cuts a blog's leaves into stretches, oldest first, so that a new entry joins the last and full ones stay."""
    found: list[tuple[int, int]] = []
    begun = 0
    totals = list(accumulate((leaf.places for leaf in words), initial=0))
    for end in range(1, len(leaves) + 1):
        if totals[end] - totals[begun] >= FULL or end == len(leaves):
            found.append((begun, end))
            begun = end
    return tuple(Stretch(leaves[first:last], words[first:last]) for first, last in found)


def written(stretch: Stretch) -> bytes:
    """The file of a stretch: JSON, in which every word stands as itself.

    `leaves` are (name, version, entries); `tags`, `people`, `sources` name what `entries` count by number: each is
    (length, state, tags, people, sources), oldest first. `words` is sorted and joined by spaces; `places` tells of each
    word the entries that it stands in, as a run of steps (from -1 on) each followed by a letter for how much it counts:
    `1a2b` is the entries 0 and 2, counting 1 and 2.
    """
    names: dict[str, dict[tuple[str, str], int]] = {"tags": {}, "people": {}, "sources": {}}
    entries = []
    at: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    number = 0
    for leaf, words in zip(stretch.leaves, stretch.words, strict=True):
        for record, counted in zip(leaf.records, words.entries, strict=True):
            facets = [
                [known.setdefault(named, len(known)) for named in getattr(record, kind)]
                for kind, known in names.items()
            ]
            entries.append((counted.length, record.state, *facets))
            for word, weight in zip(counted.words.split(" "), counted.weights, strict=False):
                step = f"{number - last.get(word, -1)}{_LETTERS[weight]}"
                last[word] = number
                at.setdefault(word, []).append(step)
            number += 1
    ordered = sorted(word for word in at if word)
    return msgspec.json.encode(
        {
            "leaves": [(leaf.name, leaf.version, len(leaf.records)) for leaf in stretch.leaves],
            **{kind: list(known) for kind, known in names.items()},
            "entries": entries,
            "words": " ".join(ordered),
            "places": " ".join("".join(at[word]) for word in ordered),
        }
    )


_LETTERS = "-abcdefghijklmno"


def shown(leaf: Leaf) -> bytes:
    """The file of a leaf, what results show: (headline, href, machine-readable time, clock, whether it is a guess,
    zone, day, verification, language, direction, text) for each entry."""
    return msgspec.json.encode([_shown(record) for record in leaf.records])


def _shown(record: Record) -> tuple[str | bool, ...]:
    time = record.time
    clock = "" if time.certainty == "day" else time.clock
    return (
        record.label, record.href, time.machine, clock, time.certainty == "about", time.zone if clock else "",
        time.day_short, record.state, record.lang, record.dir, record.text,
    )  # fmt: skip
