"""Whether nothing at all has changed since the last build: then there is nothing to read, to plan or to make.

How the output was left is kept folder by folder, so that a blog that rests is told of the next build as it was told of
this one, and nobody takes it apart.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from dateline.build.options import Options, Result
from dateline.build.seen import Seen
from dateline.commit import MANIFEST_NAME, FileStat, Layers, scan_stats
from dateline.load.scan import Tree
from dateline.load.theme_files import theme_digest
from dateline.plan.combine import combine
from dateline.problems import Problem, Span
from dateline.state.store import Store

if TYPE_CHECKING:
    from dateline.state.records import Made


class Still(Struct, frozen=True, kw_only=True):
    """What the next build must find as it is: the theme of this name, of which `looks` digests the files as they were
    read, the files of the `tree`, and the instant between two at which entries fall due."""

    tree: Tree
    theme: str
    looks: bytes
    last_due: int | None
    next_due: int | None

    @property
    def inputs(self) -> bytes:
        """Stands for all files that the site is made from."""
        return _inputs(self.tree, self.looks)


class Rest(NamedTuple):
    """How what was made of a blog was left: the hash of its manifest, which names just that, the sum of the record of
    its share, and how its files lie (`lying_as`)."""

    manifest: str
    share: bytes
    lying: bytes


def lying_as(stats: Mapping[str, FileStat]) -> bytes:
    """Paths and (size, mtime_ns), as `lying` tells them again."""
    return marshal.dumps((tuple(stats), tuple(stats.values())), 2)


def lying(told: bytes) -> tuple[tuple[str, ...], tuple[FileStat, ...]]:
    """Paths, and of each (size, mtime_ns)."""
    found: tuple[tuple[str, ...], tuple[FileStat, ...]] = marshal.loads(told)
    return found


def share_record(blog: str) -> str:
    """The name of the record of a blog's share."""
    return f"blocks/{blog}"


def still_record(
    output: Path,
    still: Still,
    own: Mapping[str, Made],
    blogs: Mapping[str, Rest],
    manifests: Mapping[str, str],
    result: Result,
) -> tuple[Any, ...]:
    """The record of all that must be as it is: what was made that is no blog's (`own`), the blogs, and the manifests
    with their hashes, of which the root's stands for all that they say."""
    stats = {path: made.stat for path, made in own.items()}
    found = scan_stats(output, manifests)
    stats.update((path, found.get(path, (-1, -1))) for path in manifests)
    problems = tuple(
        ((problem.span.path, problem.span.line, problem.span.column), problem.code, problem.message, problem.hint)
        for problem in result.problems
    )
    rest = (result.total, result.entries, result.blogs, result.url)
    left = (manifests[MANIFEST_NAME], lying_as(stats), {blog: tuple(found) for blog, found in blogs.items()})
    return (still.inputs, still.last_due, still.next_due, problems, rest, left)


def rests(store: Store) -> dict[str, Rest]:
    """How the last build left the blogs."""
    record: Any = store.load_plain("still")
    return {blog: Rest(*found) for blog, found in record[5][2].items()} if isinstance(record, tuple) else {}


def is_still(options: Options, tree: Tree, owned: Layers, seen: Seen, store: Store) -> Result | None:
    """The result of the last build, if this one would give the same and the output is as that one left it."""
    if tree.problems:
        return None
    first: Any = store.load_plain("inputs")
    if not isinstance(first, tuple):
        return None
    theme, inputs, last_due, next_due = first
    if not options.is_between(last_due, next_due) or inputs != _inputs(tree, theme_digest(options.root, theme)):
        return None
    record: Any = store.load_plain("still")
    if not isinstance(record, tuple) or record[:3] != first[1:]:
        return None
    problems, (total, entries, blogs, url), (root, own, left) = record[3:]
    # The root's manifest holds the hashes of the blogs', and one that is not as it says is none of the `folders`.
    if owned.of("").get(MANIFEST_NAME) != root or len(owned.folders) != len(left):
        return None
    if not all(seen.are_as_left(*lying(told)) for told in (own, *(found[2] for found in left.values()))):
        return None
    return Result(
        # Only warnings: a build with errors leaves no such record.
        problems=tuple(Problem(Span(*span), code, "warning", message, hint) for span, code, message, hint in problems),
        total=total,
        paths=owned.keys(),
        next_due=next_due,
        entries=entries,
        blogs=blogs,
        url=url,
    )


def _inputs(tree: Tree, looks: bytes) -> bytes:
    parts = [part for path, known in tree.files.items() for part in (path, known.sha)]
    return combine(looks, *parts)
