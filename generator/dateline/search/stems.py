"""Which blogs hold a word: how the whole archive is searched without asking every blog.

Words are cut to their first letters, so that the few new words of a new entry seldom are new here, and dealt out to
`BUCKETS` by their first two letters, so that whoever asks for the beginning of a word finds all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.plan.digest import digest
from dateline.plan.summary import BlogSearch
from dateline.search.words import LeafWords

LETTERS = 6
BUCKETS = 32
ENOUGH = 24_000
"""Words of blogs that one file may hold before there are twice as many files."""

Stems = tuple[str, ...]
"""By bucket: the stems of a blog, sorted and joined by spaces."""


def bucket_of(stem: str) -> int:
    """The bucket of a word by its first two letters; `search.js` reckons likewise."""
    return (ord(stem[0]) * 31 + (ord(stem[1]) if len(stem) > 1 else 0)) % BUCKETS


def stems_of(leaves: Iterable[LeafWords]) -> Stems:
    """The stems of a blog."""
    words: set[str] = set()
    for leaf in leaves:
        for entry in leaf.entries:
            words.update(entry.words.split(" "))
    words.discard("")
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for stem in sorted({word[:LETTERS] for word in words}):
        buckets[bucket_of(stem)].append(stem)
    return tuple(" ".join(bucket) for bucket in buckets)


def digests_of(stems: Stems) -> tuple[bytes, ...]:
    """What stands for each bucket, the same on every machine."""
    return tuple(digest(bucket) for bucket in stems)


def files_for(blogs: Iterable[BlogSearch]) -> tuple[tuple[int, ...], ...]:
    """The buckets that each file holds: as many files, by powers of two, as keep them small."""
    total = sum(sum(blog.counts) for blog in blogs)
    files = 1
    while files < BUCKETS and total > ENOUGH * files:
        files *= 2
    each = BUCKETS // files
    return tuple(tuple(range(at, at + each)) for at in range(0, BUCKETS, each))


def written(stems: Sequence[Iterable[str]]) -> bytes:
    """A file of stems, given for each blog in order: JSON of `words`, sorted and joined by spaces, and of each word the
    `blogs`: numbers in steps from -1 on, joined by commas; of a word that most hold, after a `!`, those without it."""
    holders: dict[str, list[int]] = {}
    for number, blog in enumerate(stems):
        for bucket in blog:
            for stem in bucket.split():
                holders.setdefault(stem, []).append(number)
    ordered = sorted(holders)
    every = len(stems)
    return msgspec.json.encode(
        {"words": " ".join(ordered), "blogs": " ".join(_numbers(holders[stem], every) for stem in ordered)}
    )


def _numbers(found: list[int], every: int) -> str:
    if len(found) * 2 > every:
        there = set(found)
        return "!" + _steps([number for number in range(every) if number not in there])
    return _steps(found)


def _steps(numbers: list[int]) -> str:
    before = [-1, *numbers]
    return ",".join(str(number - last) for last, number in zip(before, numbers, strict=False))


def version_of(buckets: Sequence[int], blogs: Mapping[str, BlogSearch]) -> bytes:
    """What stands for a file of these buckets, the same on every machine."""
    return digest([(name, [blog.digests[bucket] for bucket in buckets]) for name, blog in blogs.items()])
