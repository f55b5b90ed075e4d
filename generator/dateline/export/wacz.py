"""A WACZ file (Web Archive Collection Zipped, 1.1.1) of the built site, for ReplayWeb.page and its kin."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5

from selectolax.lexbor import LexborHTMLParser

from dateline import __version__
from dateline.export.built import Built
from dateline.export.cdxj import DATA, SHORT, index_of
from dateline.export.warc import INDEX, moment, write_warc
from dateline.export.zips import Zip
from dateline.urls import path_to_href

VERSION = "1.1.1"
WARC = "data.warc.gz"
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:-part-\d+)?\.html")
_NO_PAGES = ("404.html", "search.html")


def write_wacz(built: Built, blog: str, as_of: int, stream: IO[bytes], comment: bytes) -> int:
    """Writes the WACZ of a blog, or of all (""); how many files of the site it holds. The site must have a `url`."""
    paths = built.of(blog)
    when = moment(as_of)
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / WARC
        with warc.open("wb") as file:
            records = write_warc(built, paths, as_of, WARC, file)
        index, short = index_of(records, when, WARC)
        pages, others = page_lists(built, paths, blog, when)
        made = {f"indexes/{DATA}": index, f"indexes/{SHORT}": short, "pages/pages.jsonl": pages}
        if others:
            made["pages/extraPages.jsonl"] = others
        resources = [_resource(f"archive/{WARC}", _sha_of(warc), warc.stat().st_size)]
        resources += [_resource(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in made.items()]
        package = _json(_package(built, blog, when, resources)) + b"\n"
        out = Zip(stream, as_of, comment)
        # What tells of the rest stands first, so that who reads over a network has it at once.
        out.add("datapackage.json", package)
        out.add("datapackage-digest.json", _json(_digest(package)) + b"\n")
        for path, data in made.items():
            out.add(path, data)
        out.take(f"archive/{WARC}", warc)
        out.close()
    return len(paths)


def _package(built: Built, blog: str, when: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    settings = built.settings
    told: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": f"{settings.title}: {blog}" if blog else settings.title,
        "description": settings.description,
        "created": when,
        "modified": when,
        "software": f"Dateline {__version__}",
        "mainPageUrl": built.url + (path_to_href(f"{blog}/{INDEX}") if blog else INDEX),
        "mainPageDate": when,
        "resources": resources,
    }
    return {name: value for name, value in told.items() if value}


def page_lists(built: Built, paths: tuple[str, ...], blog: str, when: str) -> tuple[bytes, bytes]:
    """The pages to begin with (fronts, days, standalone pages), with their text for searching, and all others; b"" for
    none. Pages that only lead elsewhere are in neither."""
    blogs = set(built.blogs)
    first: list[dict[str, str]] = []
    others: list[dict[str, str]] = []
    for path in paths:
        if not path.endswith(".html") or path in _NO_PAGES:
            continue
        found = _page(built, path, when)
        if found is None:
            continue
        folder, _, name = path.rpartition("/")
        if not folder or (folder in blogs and (name == INDEX or _DAY.fullmatch(name))):
            first.append(found)
        else:
            del found["text"]
            others.append(found)
    # A viewer opens at the first of them.
    main = built.url + (path_to_href(f"{blog}/{INDEX}") if blog else INDEX)
    first.sort(key=lambda page: page["url"] != main)
    begin = {"format": "json-pages-1.0", "id": "pages", "title": "Pages", "hasText": True}
    more = {"format": "json-pages-1.0", "id": "extra-pages", "title": "Extra Pages", "hasText": False}
    return _lines(begin, first), _lines(more, others) if others else b""


def _page(built: Built, path: str, when: str) -> dict[str, str] | None:
    tree = LexborHTMLParser(built.read(path))
    if tree.css_first('meta[http-equiv="refresh"]') is not None:
        return None
    url = built.url + path_to_href(path)
    title = tree.css_first("title")
    main = tree.css_first("main") or tree.body
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{url} {when}")),
        "url": url,
        "ts": when,
        "title": title.text(strip=True) if title is not None else path,
        "text": " ".join(main.text(separator=" ").split()) if main is not None else "",
    }


def _lines(head: dict[str, Any], pages: list[dict[str, str]]) -> bytes:
    def all_lines() -> Iterator[bytes]:
        yield _json(head)
        yield from (_json(page) for page in pages)

    return b"".join(line + b"\n" for line in all_lines())


def _resource(path: str, sha: str, size: int) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2].lower(), "path": path, "hash": f"sha256:{sha}", "bytes": size}


def _digest(package: bytes) -> dict[str, str]:
    return {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _sha_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
