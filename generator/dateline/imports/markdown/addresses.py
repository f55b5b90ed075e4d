"""Where posts stood on the web: by the patterns of each program, as far as its settings tell them."""

from __future__ import annotations

import re
from urllib.parse import quote

from dateline.imports.markdown.front import text_of
from dateline.imports.markdown.post import Post
from dateline.imports.markdown.sites import Site, permalinks_of
from dateline.urls import slugify

_JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's built-in styles (its documentation, “Permalinks”)."""


def address_of(site: Site, post: Post) -> str:
    """The address that a post had, from the site's root: `/2009/06/16/asked.html`; "" where it cannot be told."""
    own = text_of(post.values, "permalink", "url") or text_of(post.values, "save_as")
    if own:
        return _rooted(own) if ":" not in own else _rooted(_filled(own, post, site))
    patterns = permalinks_of(site)
    if site.dialect == "jekyll":
        return _rooted(_filled(_JEKYLL.get(patterns[""], patterns[""]), post, site))
    if site.dialect == "pelican":
        return _rooted(_formatted(patterns[""], post))
    section = post.file.removeprefix(site.content).split("/")[0]
    if section in patterns:
        return _rooted(_filled(patterns[section], post, site))
    folders = post.file.removeprefix(site.content).split("/")[:-1]
    is_bundle = re.fullmatch(r"_?index(?:\.[\w-]+)?\.\w+", post.file.rsplit("/", 1)[-1]) is not None
    if is_bundle and folders:
        folders = folders[:-1]
    return _rooted("/".join([*folders, text_of(post.values, "slug") or _last(post)]) + "/")


def _last(post: Post) -> str:
    stem = post.key.rsplit("/", 1)[-1].split(".")[0]
    return post.key.split("/")[-2] if stem in ("index", "_index") and "/" in post.key else stem


def _filled(pattern: str, post: Post, site: Site) -> str:
    local = post.time.local()
    year, week, weekday = local.isocalendar()
    parts = {
        "year": f"{local.year:04}",
        "short_year": f"{local.year % 100:02}",
        "month": f"{local.month:02}",
        "i_month": str(local.month),
        "day": f"{local.day:02}",
        "i_day": str(local.day),
        "y_day": f"{local.timetuple().tm_yday:03}",
        "hour": f"{local.hour:02}",
        "minute": f"{local.minute:02}",
        "second": f"{local.second:02}",
        "week": f"{week:02}",
        "w_year": str(year),
        "short_day": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[weekday - 1],
        "title": slugify(post.title) if site.dialect == "hugo" else post.slug,
        "slug": post.slug,
        "name": post.slug,
        "filename": post.key.rsplit("/", 1)[-1],
        "contentbasename": post.key.rsplit("/", 1)[-1],
        "slugorfilename": post.slug,
        "slugorcontentbasename": post.slug,
        "section": post.file.removeprefix(site.content).split("/")[0],
        "sections": "/".join(post.file.removeprefix(site.content).split("/")[:-1]),
        "categories": "/".join(slugify(name) for name in post.categories),
        "output_ext": ".html",
    }
    return re.sub(r":([A-Za-z_]+)", lambda found: _part(found, parts), pattern)


def _part(found: re.Match[str], parts: dict[str, str]) -> str:
    """A placeholder's value; of a name that goes on behind a known one (`:title_x`), the longest known."""
    name = found[1].lower()
    known = next((name[:end] for end in range(len(name), 0, -1) if name[:end] in parts), "")
    return parts[known] + found[1][len(known) :] if known else found[0]


def _formatted(pattern: str, post: Post) -> str:
    """Pelican's patterns, such as `{date:%Y}/{slug}.html`."""
    local = post.time.local()
    signs = {"Y": f"{local.year:04}", "m": f"{local.month:02}", "d": f"{local.day:02}", "b": f"{local:%m}",
             "y": f"{local.year % 100:02}", "H": f"{local.hour:02}", "M": f"{local.minute:02}"}  # fmt: skip
    plain = {"slug": post.slug, "category": slugify(post.categories[0]) if post.categories else "", "lang": post.lang}

    def one(found: re.Match[str]) -> str:
        if found[1] == "date":
            return re.sub(r"%[-#]?([A-Za-z])", lambda sign: signs.get(sign[1], ""), found[2] or "%Y-%m-%d")
        return plain.get(found[1], "")

    return re.sub(r"\{(\w+)(?::([^{}]*))?\}", one, pattern)


def _rooted(path: str) -> str:
    return quote("/" + re.sub(r"/{2,}", "/", path).strip().lstrip("/"), safe="/%:?=&+,;@~!$'()*-._")
