"""What a folder of Markdown is: whose, with which settings, and which of its files are posts."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import Any

from dateline.imports.found import Fault, Options
from dateline.imports.given import Given, as_text, read_file
from dateline.imports.markdown.front import lowered, text_of, toml_values, yaml_values
from dateline.imports.texts import web_address
from dateline.times import known_zones

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
_HTML = (".html", ".htm")
_UNREAD = (".rst", ".org", ".adoc", ".asciidoc", ".textile", ".ipynb")
_HUGO_SETTINGS = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_SKIPPED = frozenset(
    ["_site", "_includes", "_layouts", "_sass", "_data", "node_modules", "vendor", "themes", "public", "resources",
     "archetypes", "layouts", "output"]
)  # fmt: skip
"""Folders that hold no texts of the site's own."""
_LARGEST_SETTINGS = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`names`: all files of the folder. `dialect`: jekyll | hugo | pelican. `content` is the folder of its texts (""
    or ending with /), `url` the web address that it had ("" or ending with /), `settings` by lower-case keys, `authors`
    by their key."""

    given: Given
    names: tuple[str, ...]
    dialect: str
    content: str
    url: str
    zone: str
    language: str
    settings: dict[str, Any] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


def site_of(given: Given, options: Options) -> Site | Fault | None:
    """What a folder is; None when it has nothing of these programs."""
    names = given.members()
    dialect = dialect_of(given, names)
    if not dialect:
        return None
    settings = _settings(given, dialect)
    if isinstance(settings, Fault):
        return settings
    authors = _authors(given) if dialect == "jekyll" else {}
    if isinstance(authors, Fault):
        return authors
    zone = text_of(settings, "timezone")
    return Site(
        given=given,
        names=names,
        dialect=dialect,
        content=_content(names, dialect, settings),
        url=_address(settings, dialect, options),
        zone=zone if zone in known_zones() else options.zone,
        language=text_of(settings, "languagecode", "defaultcontentlanguage", "lang", "default_lang", "locale"),
        settings=settings,
        authors=authors,
    )


def dialect_of(given: Given, names: tuple[str, ...]) -> str:
    """Whose folder it is: by its settings, else by how its files are laid out and begin."""
    if given.member("_config.yml") or given.member("_config.yaml"):
        return "jekyll"
    if given.member("pelicanconf.py"):
        return "pelican"
    if any(given.member(f"{name}.{ending}") for name in _HUGO_SETTINGS for ending in ("toml", "yaml", "yml", "json")):
        return "hugo"
    texts = [name for name in names if name.endswith(MARKDOWN)]
    if any("/_posts/" in f"/{name}" for name in names) or given.path.name in ("_posts", "_drafts"):
        return "jekyll"
    for name in texts[:200]:
        path = given.member(name)
        head = Given(path, name).head if path else b""
        if re.match(rb"(?:\xef\xbb\xbf)?Title:", head, re.I):
            return "pelican"
        if re.match(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n|\{\s*\"", head):
            return "jekyll" if re.match(r"\d{4}-\d\d-\d\d-", name.rsplit("/", 1)[-1]) else "hugo"
    return ""


def posts_in(site: Site) -> tuple[str, ...]:
    """The names of the files that may be posts."""
    found = []
    for name in site.names:
        if not name.startswith(site.content) or not name.endswith((*MARKDOWN, *_HTML)):
            continue
        folders = name.removeprefix(site.content).split("/")[:-1]
        if set(folders) & _SKIPPED or name.rsplit("/", 1)[-1].lower().startswith(("readme.", "license.", "changelog.")):
            continue
        if name.endswith(_HTML) and not (site.dialect == "jekyll" and "_posts" in folders):
            continue
        found.append(name)
    return tuple(found)


def unread_in(site: Site) -> tuple[str, ...]:
    """The names of texts in other markup languages."""
    return tuple(
        name for name in site.names if name.startswith(site.content) and name.lower().endswith(_UNREAD)
        and not set(name.split("/")[:-1]) & _SKIPPED
    )  # fmt: skip


def _settings(given: Given, dialect: str) -> dict[str, Any] | Fault:
    if dialect == "jekyll":
        for name in ("_config.yml", "_config.yaml"):
            if given.member(name):
                return _read(given, name)
        return {}
    if dialect == "pelican":
        return _python(given) if given.member("pelicanconf.py") else {}
    found: dict[str, Any] = {}
    names = [*_HUGO_SETTINGS, *(f"config/_default/{part}" for part in ("languages", "permalinks", "taxonomies"))]
    for name in names:
        for ending in ("toml", "yaml", "yml", "json"):
            if not given.member(f"{name}.{ending}"):
                continue
            values = _read(given, f"{name}.{ending}")
            if isinstance(values, Fault):
                return values
            part = name.rsplit("/", 1)[-1]
            found |= {part: values} if part in ("languages", "permalinks", "taxonomies") else values
    return found


def _read(given: Given, name: str) -> dict[str, Any] | Fault:
    text = text_in(given, name, _LARGEST_SETTINGS)
    if isinstance(text, Fault):
        return text
    shown = f"{given.shown}/{name}"
    if name.endswith("json"):
        from dateline.imports.given import as_json

        values = as_json(text.encode(), shown)
        values = values if isinstance(values, dict | Fault) else {}
    else:
        values = toml_values(text, shown) if name.endswith("toml") else yaml_values(text, shown)
    return values if isinstance(values, Fault) else lowered(values)


_UNSEEN = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text_in(given: Given, name: str, most: int) -> str | Fault:
    """A text file of the folder; a fault that names it when it is none."""
    path = given.member(name)
    if path is None:
        return Fault(message=f"There is no {name} here.", path=given.shown)
    data = read_file(path, most)
    if isinstance(data, Fault):
        return data
    # Editors leave such signs behind, and nobody sees them; for one of them no folder of a thousand texts is refused.
    return as_text(_UNSEEN.sub(b"", data).replace(b"\xe2\x80\xa8", b"\n"), f"{given.shown}/{name}")


def _python(given: Given) -> dict[str, Any] | Fault:
    """What a Pelican site's settings plainly assign. They are a program, which is read and never run."""
    text = text_in(given, "pelicanconf.py", _LARGEST_SETTINGS)
    if isinstance(text, Fault):
        return text
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                value = ast.literal_eval(node.value)
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                continue
            found[node.targets[0].id.lower()] = str(value) if isinstance(value, str | int | float) else value
    return found


def _authors(given: Given) -> dict[str, str] | Fault:
    """Names of authors by the keys that posts use for them: `_data/authors.yml`."""
    name = next((name for name in ("_data/authors.yml", "_data/authors.yaml") if given.member(name)), "")
    if not name:
        return {}
    values = _read(given, name)
    if isinstance(values, Fault):
        return values
    return {key: text_of(facts, "name", "display_name") for key, facts in values.items() if isinstance(facts, dict)}


def _content(names: tuple[str, ...], dialect: str, settings: dict[str, Any]) -> str:
    wanted = {
        "jekyll": text_of(settings, "source") or ".",
        "hugo": text_of(settings, "contentdir") or "content",
        "pelican": text_of(settings, "path") or "content",
    }[dialect].strip("./")
    inside = wanted and any(name.startswith(f"{wanted}/") for name in names)
    return f"{wanted}/" if inside else ""


def _address(settings: dict[str, Any], dialect: str, options: Options) -> str:
    if options.url:
        return web_address(options.url).rstrip("/") + "/"
    if dialect == "jekyll":
        found = f"{text_of(settings, 'url').rstrip('/')}/{text_of(settings, 'baseurl').strip('/')}"
    else:
        found = text_of(settings, "baseurl" if dialect == "hugo" else "siteurl")
    address = web_address(found)
    return f"{address.rstrip('/')}/" if address else ""


def title_of(site: Site) -> str:
    """The site's own title."""
    return text_of(site.settings, "title", "sitename")


def key_of(site: Site) -> str:
    """What tells a site from others, whatever is asked of its import."""
    settings = site.settings
    own = web_address(text_of(settings, "url", "baseurl", "siteurl"))
    return own.rstrip("/") or title_of(site) or site.given.path.resolve().name


def taxonomies_of(site: Site) -> tuple[str, ...]:
    """The keys under which Hugo's posts name what they belong to: tags and categories, and what the site adds."""
    named = site.settings.get("taxonomies")
    found = [value for value in named.values() if isinstance(value, str)] if isinstance(named, dict) else []
    return tuple(dict.fromkeys(["tags", "categories", *(value.lower() for value in found)]))


def languages_of(site: Site) -> frozenset[str]:
    """The languages in which a Hugo site is written; they part its files' names: `post.fr.md`."""
    named = site.settings.get("languages")
    return frozenset(key.lower() for key in named) if isinstance(named, dict) else frozenset()


def permalinks_of(site: Site) -> dict[str, str]:
    """How addresses are made of posts: by section for Hugo, under "" for Jekyll and Pelican."""
    if site.dialect == "hugo":
        named = site.settings.get("permalinks")
        inner = named.get("page", named) if isinstance(named, dict) else {}
        return {key: value for key, value in inner.items() if isinstance(value, str)} if isinstance(inner, dict) else {}
    key, otherwise = ("permalink", "date") if site.dialect == "jekyll" else ("article_url", "{slug}.html")
    return {"": text_of(site.settings, key) or otherwise}
