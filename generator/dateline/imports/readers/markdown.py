"""A folder that Jekyll, Hugo or Pelican would build: its posts, with their pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, FoundEntry, Medium, Options, Text
from dateline.imports.given import Given
from dateline.imports.markdown import hugo, liquid
from dateline.imports.markdown.addresses import address_of
from dateline.imports.markdown.front import text_of
from dateline.imports.markdown.places import Places
from dateline.imports.markdown.post import NoPost, Post, post_in
from dateline.imports.markdown.shortcodes import Aside, too_many
from dateline.imports.markdown.sites import Site, dialect_of, key_of, posts_in, site_of, title_of, unread_in
from dateline.imports.values import counted, in_order

MOST_FILES = 50_000
_COVERS = ("image", "cover", "featured_image", "featuredimage", "thumbnail", "images", "header_image", "feature")


def recognises(given: Given) -> bool:
    """A folder with the settings of one of these programs, or with texts of their forms."""
    return given.is_folder and dialect_of(given, given.members()) != ""


def read(given: Given, options: Options) -> Found | Fault:
    """All posts as the entries of one blog. Pages without a date stand outside a log and are dropped."""
    if not given.is_folder:
        return Fault(message="This is not a folder.", hint="Name the folder of the site, with its settings and texts.")
    site = site_of(given, options)
    if site is None or isinstance(site, Fault):
        hint = "Name the folder that holds _posts/ (Jekyll) or content/ (Hugo, Pelican)."
        return site or Fault(message="There are no texts of Jekyll, Hugo or Pelican here.", hint=hint)
    files = posts_in(site)
    if len(files) > MOST_FILES:
        return Fault(message=f"This folder holds more than {MOST_FILES:,} texts.", hint="Import a part of it.")
    posts: list[Post] = []
    dropped: list[Dropped] = []
    for file in files:
        post = post_in(site, file, options)
        if isinstance(post, Fault):
            return post
        if isinstance(post, NoPost):
            dropped.append(Dropped(what=post.what, why=post.why, where=file))
        else:
            posts.append(post)
    unread = unread_in(site)
    if unread:
        what = counted(len(unread), "text", "texts")
        dropped.append(Dropped(what=what, why="in a markup that is not read; only Markdown is", where=unread[0]))
    if not posts:
        return Fault(message="There are no dated posts here.", hint="Posts have a date in their keys or in their name.")
    addresses = {post.file: address_of(site, post) for post in posts}
    entries = [_entry(Places(site=site, post=post, addresses=addresses), dropped) for post in posts]
    blog = FoundBlog(
        key=key_of(site),
        title=options.title or title_of(site) or given.path.resolve().name,
        entries=in_order(entries),
        standfirst=_standfirst(site),
        url=site.url,
        zone=site.zone,
        language=options.language or site.language.replace("_", "-"),
    )
    return Found(kind="markdown", blogs=(blog,), dropped=tuple(dropped))


def _standfirst(site: Site) -> Text | None:
    said = text_of(site.settings, "tagline", "description", "sitesubtitle", "subtitle")
    return Text(form="plain", text=said) if said else None


def _entry(places: Places, dropped: list[Dropped]) -> FoundEntry:
    site, post = places.site, places.post
    aside = Aside()

    def find(name: str) -> str:
        return places.absolute(places.named(name))

    if too_many(post.body):
        text = post.body
        dropped.append(Dropped(what="the meaning of its shortcodes", why="there are too many", where=post.file))
    elif site.dialect == "jekyll":
        page = {**post.values, "url": places.base, "title": post.title}
        text = liquid.expand(post.body, find, aside, site.settings, page)
    else:
        text = hugo.expand(post.body, find, aside) if site.dialect == "hugo" else post.body
    text = aside.back(text)
    dropped += aside.told(post.file)
    body, media = _html(text, places) if post.is_html else _markdown(text, places, dropped)
    return FoundEntry(
        key=post.key,
        time=post.time,
        updated=post.updated,
        title=post.title,
        slug=post.slug,
        url=places.base,
        body=body,
        by=post.by,
        tags=tuple(dict.fromkeys((*post.categories, *post.tags))),
        pinned=post.pinned,
        status=post.status,
        lang=post.lang,
        media=(*media, *_cover(places, {medium.name for medium in media})),
    )


def _markdown(text: str, places: Places, dropped: list[Dropped]) -> tuple[Text, tuple[Medium, ...]]:
    from dateline.imports.markdown.fit import fitted

    found = fitted(text, places.link, places.post.title)
    dropped += [
        Dropped(what=what, why="nothing stands for it here", where=places.post.file)
        for what in dict.fromkeys(found.dropped)
    ]
    media = []
    for shown in found.pictures.values():
        data, was = places.picture(shown.named)
        media.append(
            Medium(
                src=shown.src,
                name=_base(shown.named),
                data=data,
                alt=shown.alt,
                caption=shown.caption,
                was=was,
            )
        )
    return Text(form="markdown", text=found.text), tuple(media)


def _html(text: str, places: Places) -> tuple[Text, tuple[Medium, ...]]:
    from dateline.imports.markdown.fit import parsed, sources_of

    media = {}
    for found in sources_of(parsed(text)):
        data, was = places.picture(found)
        media[found] = Medium(src=found.strip(), name=_base(found), data=data, was=was)
    return Text(form="html", text=text), tuple(media.values())


def _cover(places: Places, shown: set[str]) -> tuple[Medium, ...]:
    """The picture that the keys put above a text, unless the text shows it itself."""
    values = places.post.values
    for key in _COVERS:
        src, facts = _named(values.get(key))
        if not src or _base(src) in shown:
            continue
        data, was = places.picture(src)
        if data is None and not was:
            continue
        return (
            Medium(
                name=_base(src),
                data=data,
                alt=text_of(facts, "alt", "image_alt") or text_of(values, "image_alt", "image-alt"),
                caption=text_of(facts, "caption", "title"),
                credit=text_of(facts, "credit", "attribution"),
                was=was,
            ),
        )
    return ()


def _named(value: Any) -> tuple[str, Mapping[str, Any]]:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        facts = {str(key).lower(): inner for key, inner in value.items()}
        return text_of(facts, "path", "image", "src", "url", "feature", "teaser"), facts
    return (value if isinstance(value, str) else ""), {}


def _base(address: str) -> str:
    return posixpath.basename(re.split(r"[?#]", address, maxsplit=1)[0])
