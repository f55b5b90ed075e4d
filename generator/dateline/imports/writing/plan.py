"""An import as a whole: into which blogs it goes, what is written, what is told. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.begin.reading import CONTENT
from dateline.imports.escaping import escape
from dateline.imports.found import Fault, Found, FoundBlog
from dateline.imports.html.markdown import words_of
from dateline.imports.ids import id_from, unused
from dateline.imports.ledger import digest, read_ledger
from dateline.imports.report import Report
from dateline.imports.texts import line
from dateline.imports.writing.desk import Desk
from dateline.imports.writing.files import Change, NewFile
from dateline.imports.writing.site import Blog, Site
from dateline.imports.writing.sources import SourceList
from dateline.imports.writing.yaml import dumped
from dateline.load.files import RESERVED
from dateline.problems import nearest_hint
from dateline.schema.kinds import id_hint, is_id
from dateline.times import Moment, known_zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be written, in no order that matters, and the report of it."""

    changes: tuple[Change, ...]
    report: Report


def plan_import(site: Site, found: Found, *, blog: str, status: str, now: Moment) -> Plan | Fault:
    """What an input means for a site. `blog` is the wanted blog's id, "" for the one that the origin suggests;
    `status` (published, draft or withheld) overrules that of the entries unless ""."""
    desks: dict[str, Desk] = {}
    for one in found.blogs:
        target = _target(site, found.kind, one, blog, set(desks))
        if isinstance(target, Fault):
            return target
        if target not in desks:
            desks[target] = _desk(site, found.kind, one, target, status, now)
        desks[target].take(one)
    changes: list[Change] = []
    lines = []
    dropped = list(found.dropped)
    for desk in desks.values():
        finished = desk.finish()
        if isinstance(finished, Fault):
            return finished
        changes += finished[0] if desk.entries or desk.threads else []
        lines.append(finished[1])
        dropped += desk.dropped
    report = Report(kind=found.kind, blogs=tuple(lines), dropped=tuple(dropped), written=False)
    return Plan(changes=tuple(changes), report=report)


def _target(site: Site, kind: str, found: FoundBlog, wanted: str, planned: set[str]) -> str | Fault:
    if wanted:
        if wanted in RESERVED:
            return Fault(message=f"“{wanted}” is a name of the site's own.", hint="Choose another one.")
        if not is_id(wanted):
            hint = nearest_hint(wanted, site.files.blogs) or id_hint(wanted)
            return Fault(message=f"“{wanted[:80]}” cannot be a blog's address.", hint=hint)
        folder = site.root / CONTENT / wanted
        if wanted not in site.files.blogs and (folder.is_symlink() or folder.exists()):
            return Fault(message=f"{CONTENT}/{wanted} is there, but is no live blog: it has no blog.yaml.")
        return wanted
    known = site.blog_of(digest("blog", kind, found.key))
    if known:
        return known
    taken = {*site.files.blogs, *planned, *RESERVED}
    taken |= {path.name for path in (site.root / CONTENT).iterdir()} if (site.root / CONTENT).is_dir() else set()
    return unused(id_from(found.slug, found.title, otherwise="imported"), taken)


def _desk(site: Site, kind: str, found: FoundBlog, target: str, status: str, now: Moment) -> Desk:
    settings = site.common.settings
    if target in site.files.blogs:
        blog = site.existing(target)
        return Desk(site, blog, kind, now.to_zone(blog.zone), status, SourceList(blog, site.common))
    zone = found.zone if found.zone in known_zones() else site.zone
    blog = Blog(id=target, zone=zone, mode=found.mode, exists=False, ledger=read_ledger(""))
    desk = Desk(site, blog, kind, now.to_zone(zone), status, SourceList(blog, site.common))
    keys = {
        "title": line(found.title) or target,
        "standfirst": _standfirst(found),
        "zone": zone if zone != site.zone else "",
        "language": found.language if found.language != settings.language else "",
        "mode": found.mode,
        "status": "closed" if found.closed else "live",
    }
    desk.changes.append(NewFile(f"{CONTENT}/{target}/blog.yaml", dumped(keys).encode()))
    return desk


def _standfirst(found: FoundBlog) -> str:
    text = found.standfirst
    if text is None:
        return ""
    return escape(line(words_of(text.text) if text.form == "html" else text.text, 2_000))
