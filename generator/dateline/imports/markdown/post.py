"""One file's facts: what its keys and its name say of a post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.imports.found import Fault, Options, Person
from dateline.imports.markdown.front import is_set, split, text_of, texts_of
from dateline.imports.markdown.sites import MARKDOWN, Site, languages_of, taxonomies_of, text_in
from dateline.load.text import LARGEST_TEXT
from dateline.times import Moment, read_moment

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_PARTS = re.compile(r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)\b(?:.*?([+-]\d\d:?\d\d|Z)\s*$)?")
_BUNDLE = ("index", "_index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post before its text is looked at. `file`: its name in the folder; `folder`: where it stands, "" or ending
    with /; `values` its keys; `body` its text as it stands in the file; `is_html`: not Markdown."""

    key: str
    file: str
    folder: str
    slug: str
    title: str
    time: Moment
    updated: Moment | None
    status: str
    pinned: bool
    lang: str
    by: tuple[Person, ...]
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    values: Mapping[str, Any]
    body: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class NoPost:
    """A file that is none, and why."""

    what: str
    why: str


def post_in(site: Site, file: str, options: Options) -> Post | NoPost | Fault:
    """The post in a file of the folder."""
    text = text_in(site.given, file, LARGEST_TEXT)
    if isinstance(text, Fault):
        return text
    front = split(text, f"{site.given.shown}/{file}")
    if isinstance(front, Fault):
        return front
    inner = file.removeprefix(site.content)
    folders, name = inner.split("/")[:-1], inner.rsplit("/", 1)[-1]
    stem = name[: name.rindex(".")]
    lang = text_of(front.values, "lang", "language")
    if site.dialect == "hugo":
        bare, _, ending = stem.rpartition(".")
        if bare and (ending.lower() in languages_of(site) or re.fullmatch(r"[a-z]{2}(?:-[a-zA-Z]{2})?", ending)):
            stem, lang = bare, lang or ending
        if stem == "_index":
            return NoPost("a list page", "it only lists others")
    if not front.form:
        return NoPost("a text without keys", f"{site.dialect.capitalize()} builds no post of it")
    is_draft_file = "_drafts" in folders
    is_page = site.dialect == "pelican" and "pages" in folders
    dated = _DATED.fullmatch(stem) if site.dialect != "hugo" or not text_of(front.values, "date") else None
    time = _time(front.values, dated, site.zone, options.time if is_draft_file or _is_draft(front.values) else "")
    if isinstance(time, Fault):
        line = _line_of(text, "date")
        return Fault(message=time.message, hint=time.hint, path=f"{site.given.shown}/{file}", line=line)
    if time is None or is_page:
        if is_page:
            return NoPost("a page", "a page stands outside the log")
        return NoPost("a draft", f"{_UNDATED}; --time gives it one") if is_draft_file else NoPost("a page", _UNDATED)
    status = _status(front.values, is_draft=is_draft_file)
    if status == "skip":
        return NoPost("a text that is to be skipped", "its status says so")
    own = stem if stem not in _BUNDLE else (folders[-1] if folders else stem)
    bundle = _DATED.fullmatch(own)
    slug = text_of(front.values, "slug") or (dated[4] if dated else bundle[4] if bundle else own)
    return Post(
        key=re.sub(r"^(?:_posts|_drafts)/", "", inner[: inner.rindex(".")]),
        file=file,
        folder=file[: -len(name)],
        slug=slug,
        title=text_of(front.values, "title") or slug.replace("-", " ").replace("_", " ").strip().capitalize(),
        time=time,
        updated=_moment(text_of(front.values, "updated", "last_modified_at", "lastmod", "modified"), site.zone, time),
        status=status,
        pinned=is_set(front.values, "pin", "pinned", "sticky"),
        lang=lang.replace("_", "-"),
        by=_by(front.values, site),
        tags=_tags(front.values, site),
        categories=_categories(front.values, site, folders),
        values=front.values,
        body=front.body,
        is_html=not file.endswith(MARKDOWN),
    )


_UNDATED = "it has no date"


def _time(values: Mapping[str, Any], dated: re.Match[str] | None, zone: str, otherwise: str) -> Moment | Fault | None:
    said = text_of(values, "date", "publishdate", "pubdate", "published_at")
    if said in ("true", "false"):
        said = ""
    shown = said or (f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}" if dated else "") or otherwise
    if not shown:
        return None
    found = _read(shown, zone)
    if found is None:
        return Fault(
            message=f"The date “{shown[:60]}” cannot be read.", hint="Write it like 2009-06-16 21:17:00 -0400."
        )
    return found


def _read(shown: str, zone: str) -> Moment | None:
    # Ruby, Go and Python write "… UTC", fractions of a second and "+0000", which the first form leaves out.
    plain = re.sub(r"(:\d\d)\.\d+", r"\1", shown.strip())
    plain = re.sub(r"^(\d{4}-\d\d-\d\d)[T ]+(\d)(?=:)", r"\1 0\2", plain)
    plain = re.sub(r"^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?) ?(Z|[+-]\d\d:?\d\d)$", r"\1T\2\3", plain)
    found = read_moment(plain, zone, None)
    if not isinstance(found, Moment) and (parts := _PARTS.match(plain)):
        # What else stands there, such as the year once more, these programs pass over.
        found = read_moment(f"{parts[1]}T{parts[2]}{parts[3] or ''}", zone, None)
    return found if isinstance(found, Moment) else None


def _moment(shown: str, zone: str, after: Moment) -> Moment | None:
    found = _read(shown, zone) if shown else None
    return found if found is not None and found.instant > after.instant else None


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^[ \t\"]*{key}[\"]?[ \t]*[:=]", text, re.M | re.I)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _is_draft(values: dict[str, Any]) -> bool:
    return is_set(values, "draft") or text_of(values, "status").lower() == "draft"


def _status(values: dict[str, Any], *, is_draft: bool) -> str:
    """As each of the three says that something is not, or not for everybody, to be seen."""
    said = text_of(values, "status").lower()
    if said == "skip":
        return "skip"
    if said in ("hidden", "private"):
        return "withheld"
    if is_draft or _is_draft(values) or text_of(values, "published").lower() in ("false", "no", "off"):
        return "draft"
    return "withheld" if is_set(values, "private") or text_of(values, "password") else "published"


def _by(values: dict[str, Any], site: Site) -> tuple[Person, ...]:
    found = []
    for key in ("author", "authors"):
        value = values.get(key)
        named = value if isinstance(value, list) else [value]
        for one in named:
            if isinstance(one, dict):
                found.append(text_of({k.lower(): v for k, v in one.items()}, "name", "display_name"))
            elif site.dialect == "pelican":
                # "Last, First; Last, First" where there is a semicolon, else names parted by commas.
                parts = one.split(";") if isinstance(one, str) and ";" in one else texts_of(one, commas=True)
                found += [part.strip() for part in parts]
            elif isinstance(one, str):
                found.append(site.authors.get(one) or one)
    if not any(found) and site.dialect == "pelican":
        found = [text_of(site.settings, "author")]
    return tuple(Person(name=name) for name in dict.fromkeys(found) if name)


def _tags(values: dict[str, Any], site: Site) -> tuple[str, ...]:
    spaces = site.dialect == "jekyll"
    names = taxonomies_of(site) if site.dialect == "hugo" else ("tags", "tag", "keywords")
    found = [tag for name in names for tag in texts_of(values.get(name), commas=True, spaces=spaces)]
    return tuple(dict.fromkeys(found))


def _categories(values: dict[str, Any], site: Site, folders: list[str]) -> tuple[str, ...]:
    """Categories, which become tags too; Jekyll takes those of the folders above `_posts` as well."""
    if site.dialect == "hugo":
        return ()
    if site.dialect == "pelican":
        by_folder = [folders[-1]] if folders else []
        return tuple(texts_of(values.get("category")) or by_folder)
    above = folders[: next((at for at, name in enumerate(folders) if name in ("_posts", "_drafts")), 0)]
    named = [*texts_of(values.get("category")), *texts_of(values.get("categories"), commas=True, spaces=True)]
    return tuple(dict.fromkeys([*above, *named]))
