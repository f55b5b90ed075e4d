"""Ids in feeds that an older state of the site gave otherwise: to subscribers' programs what they have shown already
would be new (RFC 4287 section 4.2.6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from dateline.load.blog import read_blog_settings, read_entries
from dateline.load.files import sort_files
from dateline.load.scan import scan
from dateline.load.site import read_common
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.site import Settings
from dateline.problems import Problem, error

_OF_A_NAME = "Feed ids are made of the first of `aliases`, which are the names that something had before, oldest first."


def read_names(root: Path) -> tuple[Settings, tuple[Blog, ...]]:
    """The blogs of a site with the names of all that is in them, and nothing else. Faults are not told."""
    files = sort_files(scan(root, ("content",), {}, 0), "content")
    common, _ = read_common(files)
    blogs = []
    for its in files.blogs.values():
        settings = read_blog_settings(files, its, [])
        zone = settings.zone or common.settings.zone
        entries = tuple(entry for path in its.entries for entry in read_entries(files, path, zone, []))
        blogs.append(Blog(id=its.id, zone=zone, language="", settings=settings, entries=entries))
    return common.settings, tuple(blogs)


def renumbered(old: Path, root: Path, published: Collection[str], revision: str) -> Iterator[Problem]:
    """An error for each id that changes, of what was `published` from the site that stands at `old` for now."""
    (settings, before), (settings_now, now) = read_names(old), read_names(root)
    was = settings.feed_authority
    if was and settings_now.feed_authority != was:
        said = f"`feed_authority` was “{was}” in {revision[:40]}: subscribers would get every entry once more."
        yield error(settings_now.where("feed_authority"), "DL906", said, f'Put back feed_authority: "{was}".')
        return
    for blog in before:
        its = next((one for one in now if blog.id in (one.id, *one.settings.aliases)), None)
        if its is None:
            continue
        if its.first_id != blog.first_id:
            said = f"In feeds this blog's entries were named for “{blog.first_id}” by {revision[:40]}."
            hint = _hint(its.id, tuple(its.settings.aliases), blog.first_id)
            yield error(its.settings.where("aliases"), "DL906", said, hint)
            continue
        names = {name: entry for entry in its.entries for name in (*entry.aliases, entry.id)}
        for entry in blog.entries:
            found = names.get(entry.id)
            if found and found.first_id != entry.first_id and f"{blog.id}/{entry.id}.html" in published:
                yield _told(found, entry.first_id, revision)


def _told(entry: Entry, first: str, revision: str) -> Problem:
    said = f"In feeds this entry was named for “{first}” by {revision[:40]}: subscribers would get it once more."
    return error(entry.where("aliases"), "DL906", said, _hint(entry.id, tuple(entry.aliases), first))


def _hint(name: str, aliases: tuple[str, ...], first: str) -> str:
    if first == name:
        return f"{_OF_A_NAME} Let a page at content/static/ lead here from any other address."
    names = ", ".join((first, *(alias for alias in aliases if alias != first)))
    return f"{_OF_A_NAME} Write `aliases: [{names}]`."
