"""All checks of one blog; what is wrong with a draft only warns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import structs

from dateline.checks.comments import check_threads
from dateline.checks.entries import (
    check_aliases,
    check_blog_references,
    check_comments,
    check_files,
    check_ids,
    check_media,
    check_names,
    check_protection,
    check_references,
    check_sources,
    check_times,
    referred_to,
)
from dateline.checks.texts import check_blog_texts
from dateline.index.pieces import by_file
from dateline.kept import Itself, Kept
from dateline.markup.fragment import Fragment
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.site import Common
from dateline.problems import Problem

_FEW = 10
"""Entries that are checked together, and not again while they are the same: a log grows at its end."""


def check_blog(
    blog: Blog, common: Common, blogs: Iterable[str], fragments: Mapping[str, Fragment], kept: Kept
) -> tuple[Problem, ...]:
    """Every problem of a blog, in the order of files and lines."""
    ready = structs.replace(blog, entries=tuple(entry for entry in blog.entries if entry.status != "draft"))
    names = tuple(blogs)
    everyone = frozenset(entry.id for entry in blog.entries)
    found = set(_all(ready, common, names, fragments, everyone, kept))
    if len(ready.entries) != len(blog.entries):
        # Ids must be unique among drafts too: a draft is published one day.
        found |= set(check_ids(blog))
        for problem in _all(blog, common, names, fragments, everyone, Kept()):
            if problem not in found:
                found.add(structs.replace(problem, severity="warning"))
    return tuple(sorted(found))


def _all(
    blog: Blog,
    common: Common,
    blogs: tuple[str, ...],
    fragments: Mapping[str, Fragment],
    everyone: frozenset[str],
    kept: Kept,
) -> Iterator[Problem]:
    yield from check_ids(blog)
    around = (common, blogs, blog.id, blog.settings, blog.sources, blog.threads, blog.media)
    around = kept.same("checks around", around, lambda: around)
    make = partial(_of_blog, structs.replace(blog, entries=()), common, blogs)
    yield from kept.same("checks of all but entries", Itself(around), make)

    def made_from(entries: tuple[Entry, ...], referred: frozenset[str]) -> tuple[object, ...]:
        texts = tuple([fragments.get(entry.id) for entry in entries])
        # Only what somebody refers to and is not there stands on which entries there are.
        return (Itself(around), entries, texts, None if referred <= everyone else everyone)

    def of_file(entries: tuple[Entry, ...], referred: frozenset[str], memory: Kept) -> tuple[Problem, ...]:
        found: list[Problem] = []
        for at in range(0, len(entries), _FEW):
            few = entries[at : at + _FEW]
            of_few = partial(_of_entries, structs.replace(blog, entries=few), common, blogs, fragments, everyone)
            found += memory.same(at, made_from(few, referred), of_few)
        return tuple(found)

    for name, entries in by_file(blog.entries, kept, "checked"):
        referred = kept.same(("referred", name), entries, partial(referred_to, entries, blog.id))
        yield from kept.within(("checks", name), made_from(entries, referred), partial(of_file, entries, referred))


def _of_blog(blog: Blog, common: Common, blogs: tuple[str, ...]) -> tuple[Problem, ...]:
    return (
        *check_aliases(blog, blogs),
        *check_blog_references(blog, common, blogs),
        *check_threads(blog, common),
        *check_sources(blog, common),
        *check_files(blog),
        *check_comments(blog),
    )


def _of_entries(
    blog: Blog, common: Common, blogs: tuple[str, ...], fragments: Mapping[str, Fragment], everyone: frozenset[str]
) -> tuple[Problem, ...]:
    return (
        *check_names(blog),
        *check_references(blog, common, blogs, everyone),
        *check_times(blog),
        *check_protection(blog),
        *check_media(blog),
        *check_blog_texts(blog, fragments),
    )
