"""The part of the index that is a blog's own: it knows no other, and is made again only with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import msgspec

from dateline.kept import Kept
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.lines import Line
from dateline.plan.output import BYTES, Output
from dateline.plan.summary import BlogSearch, StretchRow
from dateline.plan.views import EntryView
from dateline.search import words
from dateline.search.records import Leaf, leaves_of
from dateline.search.stems import Stems, digests_of, stems_of
from dateline.search.words import LeafWords, Remembered, Stretch


class BlogIndex(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a blog's index, what the site must know of it, and what the next build need not count again."""

    outputs: tuple[Output, ...]
    search: BlogSearch
    remembered: Remembered
    stems: Stems


def index_of(
    blog: str,
    lines: tuple[Line, ...],
    views: Mapping[str, EntryView],
    shared: Shared,
    before: Mapping[str, LeafWords],
    kept: Kept,
) -> BlogIndex:
    """The index of a blog's published entries. `before` is what an earlier build counted."""
    leaves = leaves_of(lines, views, shared.common.people, kept)
    counted = words.count(leaves, before, kept)
    stretches = words.stretches(leaves, counted)
    stems = kept.same("stems", counted, lambda: stems_of(counted))
    outputs = (
        *(
            _output(f"{blog}/search/{leaf.name}.json", leaf.digest, shared, partial(words.shown, leaf))
            for leaf in leaves
        ),
        *(
            _output(f"{blog}/search/words-{stretch.name}.json", stretch.digest, shared, partial(words.written, stretch))
            for stretch in stretches
        ),
    )
    search = BlogSearch(
        stretches=tuple(_row(stretch) for stretch in stretches),
        digests=digests_of(stems),
        counts=tuple(len(bucket.split()) for bucket in stems),
    )
    remembered = {leaf.name: found for leaf, found in zip(leaves, counted, strict=True)}
    return BlogIndex(outputs=outputs, search=search, remembered=remembered, stems=stems)


def _output(path: str, digest: bytes, shared: Shared, make: partial[bytes]) -> Output:
    return Output(path=path, kind=BYTES, template="", key=combine(shared.engine, path, digest), view=make)


def _row(stretch: Stretch) -> StretchRow:
    return StretchRow(stretch.name, stretch.version, _day(stretch.leaves[0]), _day(stretch.leaves[-1]))


def _day(leaf: Leaf) -> str:
    return leaf.name[:10]
