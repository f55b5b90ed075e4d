"""`dateline build` and `dateline check`: the conductor's two callers at the command line."""

from __future__ import annotations

import gc
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, structs

from dateline.cli.afterwards import afterwards, is_alone
from dateline.cli.faults import write_problem
from dateline.cli.place import as_of, find_root, shown
from dateline.cli.progress import ProgressLine, is_watched
from dateline.cli.tell import count_line, counted, decline, due_line, explain, print_problems, summary_line

if TYPE_CHECKING:
    from dateline.build import Options, Result
    from dateline.shard.part import Part
    from dateline.shard.reading import Shards

OUTPUT = "output"
PREVIEW = "preview"
SHARDS = "shards"


class Asked(Struct, frozen=True, kw_only=True):
    """The options of `build` and `check` as they were given."""

    root: Path | None
    output: Path | None = None
    drafts: bool = False
    as_of: str | None = None
    adopt: bool = False
    explain: bool = False
    form: str = "text"
    quiet: bool = False
    fix: bool = False
    against: str = ""
    shard: str | None = None


def run_build(asked: Asked, traceback: bool) -> int:
    """Builds and tells; the exit code."""
    if asked.quiet and asked.explain:
        raise click.UsageError("--quiet and --explain contradict each other: choose one.")
    here = Path.cwd()
    part = _part(asked)
    root = find_root(asked.root, here)
    place = PREVIEW if asked.drafts else OUTPUT if part is None else f"{SHARDS}/{part.number}-of-{part.of}"
    output = asked.output or root / place
    if asked.drafts and _is_within(output, root / OUTPUT):
        raise click.UsageError(
            f"A preview with drafts never goes into the site's own folder {shown(root / OUTPUT, here)}: "
            f"leave --output out to have it in {shown(root / PREVIEW, here)}."
        )
    began = time.monotonic()
    instant = as_of(asked.as_of, os.environ)
    result, failed = conduct(asked, root, output, traceback, commit=True, as_of=instant, part=part)
    return tell_build(asked, result, failed, root, output, time.monotonic() - began, part)


def _part(asked: Asked) -> Part | None:
    if asked.shard is None:
        return None
    from dateline.shard.part import Part, read_part

    part = read_part(asked.shard)
    if not isinstance(part, Part):
        raise click.BadParameter(f"“{asked.shard[:20]}” names no shard. {part}", param_hint="--shard")
    if asked.drafts:
        raise click.UsageError("--drafts and --shard contradict each other: a preview is built in one.")
    if asked.as_of is None and not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        raise click.UsageError(
            "Shards must agree which entries are due: give them all the same --as-of, or the same SOURCE_DATE_EPOCH, "
            "such as the time of the commit (git log -1 --format=%ct)."
        )
    return part


def tell_build(
    asked: Asked, result: Result, failed: bool, root: Path, output: Path, seconds: float, part: Part | None = None
) -> int:
    """Says what came of a build or a merge; the exit code."""
    here = Path.cwd()
    # What programs read has stdout for itself.
    words = asked.form != "text"
    if result.recovered and not asked.quiet:
        click.echo(result.recovered, err=True)
    code = _tell_problems(asked, result, failed, root, here)
    if code:
        if code == 1 and not asked.quiet:
            click.echo("Nothing was written: the output is as it was.", err=True)
        return code
    if asked.quiet:
        return 0
    if asked.explain:
        explain(result, lambda line: click.echo(line, err=words))
    where = f"Open {shown(output / 'index.html', here)}" if part is None else f"Shard {part} in {shown(output, here)}"
    click.echo(f"{summary_line(result, seconds)} {where}", err=words)
    if asked.drafts:
        click.echo("This is a preview with what is held back: do not publish it.", err=words)
    elif result.next_due is not None:
        click.echo(due_line(result.next_due), err=words)
    return 0


def run_check(asked: Asked, traceback: bool) -> int:
    """Repairs if asked, checks and tells; the exit code."""
    here = Path.cwd()
    root = find_root(asked.root, here)
    if asked.fix:
        _fix(asked, root, here)
    instant = as_of(asked.as_of, os.environ)
    result, failed = conduct(asked, root, root / OUTPUT, traceback, commit=False, as_of=instant)
    if asked.against and result.ok and not failed:
        result = _compared(asked, root, result, instant)
    code = _tell_problems(asked, result, failed, root, here)
    if code == 0 and not result.problems and not asked.quiet:
        what = f"{counted(result.entries, 'entry')} in {counted(result.blogs, 'blog')}, {counted(result.total, 'file')}"
        click.echo(f"No problems: {what}.", err=asked.form != "text")
    return code


def _fix(asked: Asked, root: Path, here: Path) -> None:
    from dateline.mend import mend_site

    repairs = mend_site(root)
    if asked.quiet:
        return
    words = asked.form != "text"
    for repair in repairs:
        click.echo(f"{shown(root / repair.path, here)}:{repair.line}: {repair.what}.", err=words)
    files = counted(len({repair.path for repair in repairs}), "file")
    click.echo(f"{counted(len(repairs), 'repair')} in {files}." if repairs else "Nothing to repair.", err=words)


def _compared(asked: Asked, root: Path, result: Result, instant: int) -> Result:
    """The result with an error for each address that an older state had and this one lacks."""
    from dateline.begin.outcome import Declined
    from dateline.repository.against import compare

    found = compare(_options(asked, root, root / OUTPUT, commit=False, as_of=instant), result, asked.against)
    if isinstance(found, Declined):
        decline(found)
    if found.unbuilt:
        first = found.unbuilt[0]
        place = f"{first.span.path}:{first.span.line}" if first.span.line else first.span.path
        click.echo(
            f"{asked.against} cannot be compared with: its content has errors itself, the first one in {place}: "
            f"{first.code} {first.message}",
            err=True,
        )
    return structs.replace(result, problems=tuple(sorted((*result.problems, *found.problems))))


def _options(asked: Asked, root: Path, output: Path, *, commit: bool, as_of: int) -> Options:
    from dateline.build import Options

    return Options(
        root=root,
        output=output,
        as_of=as_of,
        preview=asked.drafts,
        # A check writes nothing, so what lies in the output is no obstacle to it.
        adopt=asked.adopt or not commit,
        commit=commit,
    )


def conduct(
    asked: Asked,
    root: Path,
    output: Path,
    traceback: bool,
    *,
    commit: bool,
    as_of: int,
    part: Part | None = None,
    shards: Shards | None = None,
) -> tuple[Result, bool]:
    """(what came of it, whether the system refused)."""
    from dateline.build import Result, build

    options = _options(asked, root, output, commit=commit, as_of=as_of)
    options = structs.replace(options, part=part, shards=shards)
    watched = not asked.quiet and is_watched(sys.stderr, os.environ.get("TERM", ""))
    progress = ProgressLine(sys.stderr) if watched else None
    extra: dict[str, Any] = {"progress": progress} if progress else {}
    if is_alone():
        # Nobody needs the room that a search for garbage would find in all that was made: the process ends.
        gc.disable()
    if commit:
        from dateline.commit import drop_replaced, has_replaced

        afterwards(partial(drop_replaced, output), partial(has_replaced, output))
        options = structs.replace(options, frees=False)
    try:
        return build(options, **extra), False
    except OSError as fault:
        if traceback:
            raise
        return Result(problems=(write_problem(fault, output, shown(output, Path.cwd())),)), True
    finally:
        if progress:
            progress.clear()


def _tell_problems(asked: Asked, result: Result, failed: bool, root: Path, here: Path) -> int:
    way = shown(root, here)
    # A path of the system's own telling starts where we stand already.
    prefix = "" if failed or way == "." else f"{way}/"
    if result.problems or asked.form in ("json", "gitlab"):
        print_problems(result.problems, asked.form, root, prefix)
    if result.refused is not None:
        message, hint = result.refused
        click.echo(f"dateline: {message}\n    = {hint}", err=True)
        return 2
    if result.problems and not failed and not asked.quiet:
        click.echo(count_line(result.problems), err=True)
    if failed:
        return 2
    return 0 if result.ok else 1


def _is_within(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
