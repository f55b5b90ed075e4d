"""All checks of one blog; what is wrong with a draft only warns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from dateline.checks.comments import check_threads
from dateline.checks.entries import (
    check_aliases,
    check_ids,
    check_media,
    check_protection,
    check_references,
    check_sources,
    check_times,
)
from dateline.checks.texts import check_blog_texts
from dateline.markup.fragment import Fragment
from dateline.model.blog import Blog
from dateline.model.site import Common
from dateline.problems import Problem


def check_blog(blog: Blog, common: Common, blogs: Iterable[str], fragments: dict[str, Fragment]) -> tuple[Problem, ...]:
    """Every problem of a blog, in the order of files and lines."""
    ready = structs.replace(blog, entries=tuple(entry for entry in blog.entries if entry.status != "draft"))
    names = tuple(blogs)
    everyone = {entry.id for entry in blog.entries}
    found = set(_all(ready, common, names, fragments, everyone))
    if len(ready.entries) != len(blog.entries):
        # Ids must be unique among drafts too: a draft is published one day.
        found |= set(check_ids(blog))
        for problem in _all(blog, common, names, fragments, everyone):
            if problem not in found:
                found.add(structs.replace(problem, severity="warning"))
    return tuple(sorted(found))


def _all(
    blog: Blog, common: Common, blogs: tuple[str, ...], fragments: dict[str, Fragment], everyone: set[str]
) -> Iterator[Problem]:
    yield from check_ids(blog)
    yield from check_aliases(blog, blogs)
    yield from check_references(blog, common, blogs, everyone)
    yield from check_times(blog)
    yield from check_protection(blog)
    yield from check_threads(blog, common)
    yield from check_sources(blog, common)
    yield from check_media(blog)
    yield from check_blog_texts(blog, fragments)
