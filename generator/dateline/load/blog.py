"""Reads one live blog: settings, sources, entries in their three forms, threads, media."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from msgspec import structs

from dateline.kept import Kept
from dateline.load.entries import read_entry_file, read_entry_list
from dateline.load.files import BlogFiles, Files
from dateline.load.log import NAME, read_log
from dateline.load.media import read_media
from dateline.load.nodes import compose
from dateline.load.site import read_table
from dateline.load.threads import read_thread
from dateline.model.blog import Blog, BlogSettings, MediaFile
from dateline.model.entry import Entry
from dateline.model.site import Common
from dateline.model.source import Source
from dateline.model.thread import Thread
from dateline.problems import Problem, Span, error
from dateline.schema.kinds import id_hint, is_id
from dateline.schema.reader import Reader
from dateline.schema.record import build, read_values

T = TypeVar("T")


def read_blog_settings(files: Files, blog: BlogFiles, problems: list[Problem]) -> BlogSettings:
    """blog.yaml; what is missing in a broken one stands as its default, and the break has been reported."""
    text = files.text(blog.settings, problems)
    fallback = BlogSettings(path=blog.settings, spot=(1, 1), title=blog.id)
    if text is None:
        return fallback
    reader = Reader(path=blog.settings, zone="UTC", problems=problems)
    before = len(problems)
    node = compose(text, reader)
    if node is None:
        if len(problems) == before:
            problems.append(error(Span(blog.settings), "DL109", "This file is empty.", "Give it at least a title."))
        return fallback
    quiet = Reader(path=blog.settings, zone="UTC")
    zone = read_values(BlogSettings, node, quiet)
    if zone is not None and zone.values.get("zone"):
        reader.zone = zone.values["zone"]
    read = read_values(BlogSettings, node, reader)
    if read is None:
        return fallback
    found = build(BlogSettings, read, reader, reader.place(node))
    if found is not None:
        return found
    return structs.replace(
        fallback, **{name: read.values[name] for name in ("zone", "language") if name in read.values}
    )


def read_blog(files: Files, blog: BlogFiles, common: Common, kept: Kept) -> tuple[Blog, tuple[Problem, ...]]:
    """The blog and everything that is wrong with its files. A file that is as it was is not read again."""
    problems: list[Problem] = []

    def same(path: str, read: Callable[[list[Problem]], T]) -> T:
        sha = files.tree.files[path].sha
        found, faults = kept.same(("file", path), (sha, zone), lambda: _with_faults(read))
        if faults or files.tree.files[path].sha != sha:
            # What is wrong may lie outside the file, such as the right to read it, and one that changes while it is
            # read is another file by now: it is looked at again.
            kept.drop(("file", path))
            problems.extend(faults)
        return found

    settings = read_blog_settings(files, blog, problems)
    zone = settings.zone or common.settings.zone
    sources: Mapping[str, Source] = {}
    if blog.sources:
        sources = same(blog.sources, partial(read_table, files, blog.sources, Source, zone))
    entries: list[Entry] = []
    for path in blog.entries:
        entries += same(path, partial(_entries_again, files, path, zone, kept))
    threads: dict[str, Thread] = {}
    for path in blog.threads:
        thread = same(path, partial(_thread, files, path, zone))
        if thread is not None:
            threads[thread.id] = thread
    read = Blog(
        id=blog.id,
        zone=zone,
        language=settings.language or common.settings.language,
        calendar=settings.calendar or common.settings.calendar,
        settings=settings,
        sources=sources,
        entries=tuple(entries),
        threads=threads,
        media=_warned(read_media(files, blog, kept, problems), entries),
    )
    return read, tuple(problems)


def _warned(media: dict[str, MediaFile], entries: list[Entry]) -> Mapping[str, MediaFile]:
    """The files, those of which any entry warns marked."""
    for name in {medium.file for entry in entries for medium in entry.media if medium.warning}:
        if name in media:
            media[name] = structs.replace(media[name], warned=True)
    return media


def _with_faults(read: Callable[[list[Problem]], T]) -> tuple[T, tuple[Problem, ...]]:
    faults: list[Problem] = []
    return read(faults), tuple(faults)


def _entries_again(files: Files, path: str, zone: str, kept: Kept, problems: list[Problem]) -> tuple[Entry, ...]:
    return read_entries(files, path, zone, problems, kept.always(("sections", path), Kept).turn())


def read_entries(
    files: Files, path: str, zone: str, problems: list[Problem], kept: Kept | None = None
) -> tuple[Entry, ...]:
    """The entries of one file, in whichever form it has. `kept` is the memory of this file."""
    text = files.text(path, problems)
    if text is None:
        return ()
    name = path.rsplit("/", 1)[1]
    reader = Reader(path=path, zone=zone, problems=problems)
    if not text.strip():
        problems.append(error(Span(path), "DL109", "This file is empty.", "Write an entry in it, or delete it."))
        return ()
    if name.endswith(".yaml"):
        return read_entry_list(text, reader)
    log = NAME.fullmatch(name)
    if log:
        return read_log(text, reader, log[1], kept)
    return read_entry_file(text, reader, name.removesuffix(".md"))


def _thread(files: Files, path: str, zone: str, problems: list[Problem]) -> Thread | None:
    stem = path.rsplit("/", 1)[1].removesuffix(".md")
    if not is_id(stem):
        problems.append(
            error(Span(path), "DL211", f"The file's name “{stem[:80]}” cannot be a thread's id.", id_hint(stem))
        )
        return None
    text = files.text(path, problems)
    return None if text is None else read_thread(text, Reader(path=path, zone=zone, problems=problems), stem)
