"""The way of an import: recognised, read, planned, written; or one fault, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dateline.begin.reading import CONTENT
from dateline.imports.found import Fault, Options
from dateline.imports.given import Given
from dateline.imports.kinds import KINDS, kind_named, kind_of, reader_of
from dateline.imports.needed import missing
from dateline.imports.report import Report
from dateline.imports.writing.files import alone, undo, write_all
from dateline.imports.writing.plan import plan_import
from dateline.imports.writing.site import PRIVATE, read_site
from dateline.times import Moment, known_zones, nearest_zone, read_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; each may be empty. `kind` is one of `KINDS`, `status` published, draft or withheld."""

    kind: str = ""
    blog: str = ""
    zone: str = ""
    time: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    status: str = ""
    dry_run: bool = False


def import_from(root: Path, source: Path, shown: str, wish: Wish, now: int) -> Report | Fault:
    """Imports what `source` holds into the site at `root`; `now` in seconds since 1970. OSError as it comes, after
    everything was undone."""
    if fault := missing():
        return fault
    if not (root / CONTENT).is_dir():
        return Fault(message=f"There is no folder {CONTENT}/ in {root}.", hint="Begin a site with `dateline init`.")
    if not source.exists():
        return Fault(message=f"There is no file or folder {shown}.")
    given = Given(source, shown)
    kind = kind_named(wish.kind) if wish.kind else kind_of(given)
    if kind is None:
        names = ", ".join(kind.name for kind in KINDS)
        return Fault(message=f"What {shown} is was not recognised.", hint=f"Say it with --kind: {names}.")
    if wish.zone and wish.zone not in known_zones():
        near = nearest_zone(wish.zone)
        hint = f"Did you mean “{near}”?" if near else "Use an IANA name such as America/New_York."
        return Fault(message=f"There is no time zone “{wish.zone[:80]}”.", hint=hint)
    if wish.dry_run:
        return _import(root, given, kind.name, wish, now)
    with alone(root) as first:
        if not first:
            return Fault(message="Another import is at work in this site.", hint="Wait until it is done.")
        undone = undo(root)
        report = _import(root, given, kind.name, wish, now)
        return replace(report, undone=undone) if isinstance(report, Report) else report


def _import(root: Path, given: Given, name: str, wish: Wish, now: int) -> Report | Fault:
    site = read_site(root)
    kind = kind_named(name)
    assert kind is not None
    options = Options(
        zone=wish.zone or site.zone_of(wish.blog),
        title=wish.title,
        time=wish.time,
        url=wish.url,
        language=wish.language,
    )
    found = reader_of(kind).read(given, options)
    if isinstance(found, Fault):
        return found if found.path else replace(found, path=given.shown)
    moment = read_moment(datetime.fromtimestamp(now, UTC).isoformat(timespec="minutes"), "UTC", None)
    assert isinstance(moment, Moment)
    plan = plan_import(site, found, blog=wish.blog, status=wish.status, now=moment)
    if isinstance(plan, Fault):
        return plan
    report = replace(plan.report, ignored=_is_ignored(root) or not _is_private(plan.changes))
    if wish.dry_run or not plan.changes:
        return report
    if fault := write_all(root, plan.changes):
        return fault
    return replace(report, written=True)


def _is_private(changes: tuple[object, ...]) -> bool:
    return any(str(getattr(change, "path", "")).startswith(f"{PRIVATE}/") for change in changes)


def _is_ignored(root: Path) -> bool:
    """Whether the site's .gitignore names private/; a site without git has nothing to commit it with."""
    if not (root / ".git").exists():
        return True
    try:
        rows = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return any(row.strip().strip("/") == PRIVATE for row in rows)
