"""`dateline import`: says what was kept, dropped and withheld, and what is left for editors to do."""

from __future__ import annotations

import dataclasses
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from dateline.cli.place import find_root, shown
from dateline.cli.tell import counted
from dateline.imports.found import Fault
from dateline.imports.importing import Wish, import_from
from dateline.imports.report import BlogLine, Report

_MOST_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were given."""

    root: Path | None
    source: Path
    kind: str
    blog: str
    dry_run: bool
    zone: str
    time: str
    title: str
    url: str
    language: str
    status: str
    form: str


def run_import(asked: Asked, traceback: bool) -> int:
    """Imports and tells; the exit code: 1 when the input cannot be imported."""
    here = Path.cwd()
    root = find_root(asked.root, here)
    wish = Wish(
        kind=asked.kind,
        blog=asked.blog,
        zone=asked.zone,
        time=asked.time,
        title=asked.title,
        url=asked.url,
        language=asked.language,
        status=asked.status,
        dry_run=asked.dry_run,
    )
    outcome = import_from(root, asked.source, shown(asked.source, here), wish, int(time.time()))
    if isinstance(outcome, Fault):
        _tell_fault(outcome, asked.form)
        return 1
    if asked.form == "json":
        click.echo(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False, indent=2))
        return 0
    for row in report_lines(outcome, dry_run=asked.dry_run):
        click.echo(row)
    return 0


def report_lines(report: Report, *, dry_run: bool) -> Iterator[str]:
    """The report, line by line."""
    if report.undone:
        yield "An import that had been broken off was taken back first."
    for blog in report.blogs:
        yield from _blog_lines(blog)
    if report.dropped:
        told = Counter((one.what, one.why) for one in report.dropped)
        where = {(one.what, one.why): one.where for one in reversed(report.dropped)}
        yield f"Dropped: {len(report.dropped)}"
        for (what, why), number in list(told.items())[:_MOST_TOLD]:
            times = f" ({number} times)" if number > 1 else f" ({where[what, why]})" if where[what, why] else ""
            yield f"  {what}: {why}{times}"
        if len(told) > _MOST_TOLD:
            yield f"  … and {len(told) - _MOST_TOLD} more; --format json tells all."
    if not report.ignored:
        yield "Careful: .gitignore does not name private/, where unreleased comments are. Add a line: /private/"
    if dry_run:
        yield "This was a dry run: nothing was written."
    elif report.is_empty():
        yield "Nothing new: nothing was written."
    elif report.written:
        yield "Look it through with `dateline check` and `dateline serve`."


def _blog_lines(blog: BlogLine) -> Iterator[str]:
    kept = [counted(len(blog.entries), "entry")]
    if blog.sources:
        kept.append(counted(len(blog.sources), "source"))
    if blog.media:
        held = sum(1 for medium in blog.media if medium.file and not medium.why)
        kept.append(f"{held} of {len(blog.media)} media")
    known = []
    if blog.known_entries:
        known.append(counted(blog.known_entries, "entry"))
    if blog.known_comments:
        known.append(counted(blog.known_comments, "comment"))
    before = f"; imported before: {', '.join(known)}" if known else ""
    yield f"content/{blog.blog}{' (new)' if blog.made else ''}: {', '.join(kept)}{before}"
    for entry in blog.entries[:_MOST_TOLD]:
        status = "" if entry.status == "published" else f"  [{entry.status}]"
        yield f"  + {entry.path}  {entry.time}{status}"
        if entry.title:
            yield f"      {entry.title}"
        if entry.by:
            yield f"      by {'; '.join(entry.by)}"
        if entry.tags:
            yield f"      tags: {', '.join(entry.tags)}"
    if len(blog.entries) > _MOST_TOLD:
        yield f"  … and {counted(len(blog.entries) - _MOST_TOLD, 'more entry')}; --format json tells all."
    for medium in [medium for medium in blog.media if medium.why or not medium.file][:_MOST_TOLD]:
        why = f": {medium.why}" if medium.why else ""
        yield f"  ! {medium.was}  {f'held back in {medium.file}' if medium.file else 'lost'}{why}"
    for thread in blog.threads[:_MOST_TOLD]:
        yield f"  + {thread.path}  {thread.completeness()}; all {thread.added} withheld"
        if thread.at_risk:
            yield f"      {counted(thread.at_risk, 'comment')} marked at-risk: they seem to ask for protection"
    if len(blog.threads) > _MOST_TOLD:
        yield f"  … and {counted(len(blog.threads) - _MOST_TOLD, 'more thread')}; --format json tells all."


def _tell_fault(fault: Fault, form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"fault": dataclasses.asdict(fault)}, ensure_ascii=False, indent=2))
        return
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part)
    hint = f"\n    = {fault.hint}" if fault.hint else ""
    click.echo(f"{place or 'dateline'}: {fault.message}{hint}\nNothing was written.", err=True)
