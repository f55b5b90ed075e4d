"""Whether nothing at all has changed since the last build: then there is nothing to read, to plan or to make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dateline.build.options import Options, Result
from dateline.commit import scan_stats
from dateline.load.scan import Tree
from dateline.load.theme_files import theme_digest
from dateline.plan.combine import combine
from dateline.problems import Problem, Span
from dateline.state.store import Store

if TYPE_CHECKING:
    from dateline.state.records import Made


def remember_still(
    options: Options,
    tree: Tree,
    theme: str,
    owned: Mapping[str, str],
    made: Mapping[str, Made],
    last_due: int | None,
    result: Result,
    store: Store,
) -> None:
    """Keeps what the next build must find as it is. `owned` is what the manifests say now, themselves included."""
    stats = scan_stats(options.output, [path for path in owned if path not in made])
    stats.update((path, done.stat) for path, done in made.items())
    problems = tuple(
        ((problem.span.path, problem.span.line, problem.span.column), problem.code, problem.message, problem.hint)
        for problem in result.problems
    )
    rest = (result.total, result.entries, result.blogs, result.url)
    files = tuple((path, sha, *stats.get(path, (-1, -1))) for path, sha in owned.items())
    record = (theme, _inputs(options, tree, theme), last_due, result.next_due, problems, rest, files)
    store.save_plain("still", record)


def is_still(options: Options, tree: Tree, owned: Mapping[str, str], store: Store) -> Result | None:
    """The result of the last build, if this one would give the same and the output is as that one left it."""
    if tree.problems:
        return None
    record: Any = store.load_plain("still")
    if not isinstance(record, tuple):
        return None
    theme, inputs, last_due, next_due, problems, (total, entries, blogs, url), files = record
    if not options.is_between(last_due, next_due):
        return None
    if inputs != _inputs(options, tree, theme):
        return None
    if len(owned) != len(files) or any(owned.get(path) != sha for path, sha, _, _ in files):
        return None
    stats = scan_stats(options.output, owned)
    if any(stats.get(path) != (size, time) for path, _, size, time in files):
        return None
    return Result(
        # Only warnings: a build with errors leaves no such record.
        problems=tuple(Problem(Span(*span), code, "warning", message, hint) for span, code, message, hint in problems),
        total=total,
        next_due=next_due,
        entries=entries,
        blogs=blogs,
        url=url,
    )


def _inputs(options: Options, tree: Tree, theme: str) -> bytes:
    parts = [part for path, known in tree.files.items() for part in (path, known.sha)]
    return combine(theme_digest(options.root, theme), *parts)
