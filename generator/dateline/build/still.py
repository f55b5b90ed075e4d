"""Whether nothing at all has changed since the last build: then there is nothing to read, to plan or to make."""

from __future__ import annotations

from collections.abc import Mapping
from operator import eq
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.build.options import Options, Result
from dateline.build.seen import Seen
from dateline.commit import scan_stats
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


def still_record(
    output: Path, still: Still, owned: Mapping[str, str], made: Mapping[str, Made], result: Result
) -> tuple[Any, ...]:
    """The record of all that must be as it is. `owned` is what the manifests say now, themselves included."""
    stats = scan_stats(output, [path for path in owned if path not in made])
    stats.update((path, done.stat) for path, done in made.items())
    problems = tuple(
        ((problem.span.path, problem.span.line, problem.span.column), problem.code, problem.message, problem.hint)
        for problem in result.problems
    )
    rest = (result.total, result.entries, result.blogs, result.url)
    files = (tuple(owned), tuple(owned.values()), tuple(stats.get(path, (-1, -1)) for path in owned))
    return (still.inputs, still.last_due, still.next_due, problems, rest, files)


def is_still(options: Options, tree: Tree, owned: Mapping[str, str], seen: Seen, store: Store) -> Result | None:
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
    problems, (total, entries, blogs, url), (paths, hashes, stats) = record[3:]
    if len(owned) != len(paths) or not all(map(eq, map(owned.get, paths), hashes)):
        return None
    if not seen.are_as_left(paths, stats):
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
