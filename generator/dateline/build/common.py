"""What all blogs share: settings, people, sources, pages and theme. What an earlier process read of it is taken as it
was, as long as its files are the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct

from dateline.build.options import CONTENT
from dateline.checks.site import check_settings
from dateline.checks.texts import Links, check_text, inside_links
from dateline.kept import Kept
from dateline.load.blog import read_blog_settings
from dateline.load.files import SITE_FILES, BlogFiles, Files
from dateline.load.nodes import slow_yaml
from dateline.load.site import read_common
from dateline.load.theme import Theme, read_theme
from dateline.load.theme_files import theme_digest
from dateline.markup.memo import Fragments, Memo
from dateline.markup.render import render
from dateline.model.site import Common, Settings
from dateline.model.text import Body
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.shared import shared_part
from dateline.plan.site_texts import bio_scope, page_fragment
from dateline.problems import Problem, has_errors
from dateline.state.records import StampedCommon, StampedTheme
from dateline.state.store import Store
from dateline.times.told import all_told, recall

Heads = dict[str, tuple[str, str, str]]
"""Blog id → the hash of its blog.yaml, its title, and the language that it names, or ""."""


class Site(Struct, frozen=True, kw_only=True):
    """The shared part of a site. `common` digests all of it that a blog's share stands on; `languages` are those of its
    pages."""

    files: Files
    theme_files: bytes
    """Digest of the theme's files before they were read."""
    looks: bytes
    """Stands for the theme's name and its files."""
    heads: Heads
    theme: Theme
    shared: Shared
    common: bytes
    languages: frozenset[str]
    memo: Memo
    links: Links
    problems: tuple[Problem, ...]


def read_site(root: Path, files: Files, engine: bytes, store: Store, kept: Kept, *, few: bool = False) -> Site:
    """Reads settings, people, sources, pages and theme, with everything that is wrong with them.

    What was whole and is as it was is not read again; `few` as `theme_digest` has it.
    """
    said = _said(files)
    kept.same("told", None, lambda: recall(store.load_plain("dates") or {}))
    common, problems = kept.same("common", said, lambda: _common(files, said, store))
    settings = common.settings
    theme_files = theme_digest(root, settings.theme, kept, few=few)
    looks = combine(settings.theme, theme_files)
    theme, theme_problems = kept.same("theme", looks, lambda: _theme(root, settings, looks, store))
    if problems or theme_problems:
        kept.drop("common")
        kept.drop("theme")
    heads = _heads(files, store, kept)
    named_now = {name: title for name, (_, title, _) in heads.items()}
    titles = kept.same("titles", named_now, lambda: named_now)
    fresh = b"" if has_errors(theme_problems) else engine
    shared = kept.same("shared", (common, theme, titles, fresh), lambda: shared_part(common, theme, titles, fresh))
    memo = kept.same("memo-site", (shared,), lambda: Memo(store.load_record("memo-site", Fragments)))
    links, flaws = kept.same("texts of site", shared, lambda: _texts(shared, memo))
    if flaws:
        # What is wrong must be said again by every build, with hints of that day.
        kept.drop("texts of site")
    found = (*files.tree.problems, *files.problems, *problems, *theme_problems, *check_settings(common), *flaws)
    parts = [files.tree.files[path].sha for path in _named(files)]
    whole = combine(kept.same("common digest", shared, lambda: _digest_of(shared)), *parts)
    languages = frozenset((settings.language, *(page.lang for page in common.pages if page.lang)))
    languages = languages.union(lang for _, _, lang in heads.values() if lang)
    return Site(
        files=files, theme_files=theme_files, looks=looks, heads=heads, theme=theme, shared=shared, common=whole,
        languages=languages, memo=memo, links=links, problems=found,
    )  # fmt: skip


def _common(files: Files, said: bytes, store: Store) -> tuple[Common, tuple[Problem, ...]]:
    """What is common to all blogs, as an earlier process read it, if it was whole and its files are as they were."""
    record = store.load_record("common", StampedCommon)
    if record is not None and record.stamp == said:
        return record.common, slow_yaml()
    return read_common(files)


def _theme(root: Path, settings: Settings, looks: bytes, store: Store) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme, likewise."""
    record = store.load_record("theme", StampedTheme)
    if record is not None and record.stamp == looks:
        return record.theme, ()
    return read_theme(root, settings.theme, settings.where("theme"))


def _named(files: Files) -> list[str]:
    """The files that the site is read from, but for its pages."""
    return [path for name in SITE_FILES if (path := f"{CONTENT}/{name}") in files.tree.files]


def _said(files: Files) -> bytes:
    """Stands for the files that `Common` is read from."""
    paths = (*_named(files), *files.pages)
    return combine(*(part for path in paths for part in (path, files.tree.files[path].sha)))


def remember_site(root: Path, site: Site, store: Store) -> None:
    """Leaves what was read for the next process. Only of a site without any fault: a fault is told by every build."""
    if site.problems:
        return
    answers = all_told()
    if answers != store.load_plain("dates"):
        store.save_plain("dates", answers)
    if site.heads != store.load_record("heads", Heads):
        store.save_record("heads", site.heads)
    said = _said(site.files)
    common = store.load_record("common", StampedCommon)
    if common is None or common.stamp != said:
        store.save_record("common", StampedCommon(stamp=said, common=site.shared.common))
    theme = store.load_record("theme", StampedTheme)
    if theme is None or theme.stamp != site.looks:
        name = site.shared.common.settings.theme
        # It was read after it was looked at: what changed in between is not to be taken for what was seen.
        if combine(name, theme_digest(root, name)) == site.looks:
            store.save_record("theme", StampedTheme(stamp=site.looks, theme=site.theme))


def _heads(files: Files, store: Store, kept: Kept) -> Heads:
    """What links between blogs need of each. What is wrong with a blog.yaml is told when its blog is read."""
    known: Heads = store.load_record("heads", Heads) or {}
    found: Heads = {}
    for name, blog in files.blogs.items():
        sha = files.tree.files[blog.settings].sha
        left = known.get(name)
        if left is not None and left[0] == sha:
            found[name] = left
        else:
            found[name] = kept.same(("head", name), sha, partial(_head, files, blog))
    return found


def _head(files: Files, blog: BlogFiles) -> tuple[str, str, str]:
    settings = read_blog_settings(files, blog, [])
    # Asked for afterwards: a file that changes while it is read is known by what was read.
    return files.tree.files[blog.settings].sha, settings.title, settings.language


def _digest_of(shared: Shared) -> bytes:
    return combine(shared.engine, digest(shared.site), digest(dict(shared.templates)), shared.locale)


def _texts(shared: Shared, memo: Memo) -> tuple[Links, list[Problem]]:
    links: Links = ()
    problems: list[Problem] = []
    for page in shared.common.pages:
        fragment = page_fragment(page, shared, memo)
        problems += check_text(fragment, page.path, page.body, page.where())
        links += inside_links(fragment.inside, page.path, page.body)
    for person in shared.common.people.values():
        bio = memo.get(render, person.bio, bio_scope(shared))
        problems += check_text(bio, person.path, Body(person.bio, 0), person.where("bio"))
        links += inside_links(bio.inside, person.path, Body(person.bio, person.where("bio").line))
    return links, problems
