"""The index as a reader of its files sees it, by the forms that `dateline.search` tells; it shares no code with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.site_kit import SITE_YAML, Site

SEARCHED = SITE_YAML.rstrip() + "\n    search: true\n"
LEAF = ("label", "href", "machine", "clock", "about", "zone", "day", "state", "lang", "dir", "text")


def searched(root: Path) -> Site:
    """A site of a site.yaml only that asks for search."""
    return Site(root).file("content/site.yaml", SEARCHED)


def documents(site: Site, pattern: str) -> dict[str, Any]:
    """The JSON files at a pattern of paths."""
    return {path: json.loads(data) for path, data in site.output().items() if fnmatchcase(path, pattern)}


def records(site: Site) -> dict[str, dict[str, Any]]:
    """What results show, by the entry's address; entries of one address are joined by number."""
    found: dict[str, dict[str, Any]] = {}
    for path, rows in documents(site, "*/search/*.json").items():
        if "/words-" not in path:
            for row in rows:
                record = dict(zip(LEAF, row, strict=True))
                found[record["href"]] = record
    return found


def words(site: Site) -> dict[str, dict[str, int]]:
    """The words of each entry, by its address, with what each counts."""
    found: dict[str, dict[str, int]] = {}
    for path, index in documents(site, "*/search/words-*.json").items():
        entries = _entries(site, path, index)
        for word, places in zip(index["words"].split(), index["places"].split(), strict=True):
            at = -1
            for step, letter in re.findall(r"(\d+)([a-o])", places):
                at += int(step)
                found.setdefault(entries[at], {})[word] = "-abcdefghijklmno".index(letter)
    return found


def facets(site: Site) -> dict[str, dict[str, Any]]:
    """What each entry can be narrowed down by, by its address."""
    found = {}
    for path, index in documents(site, "*/search/words-*.json").items():
        entries = _entries(site, path, index)
        for href, (length, state, *named) in zip(entries, index["entries"], strict=True):
            kinds = zip(("tags", "people", "sources"), named, strict=True)
            found[href] = {"length": length, "state": state}
            found[href].update({kind: [tuple(index[kind][n]) for n in numbers] for kind, numbers in kinds})
    return found


def holders(site: Site, word: str) -> set[str]:
    """The blogs that hold words beginning as a word does, as the site's own files have it."""
    listed = documents(site, "search/blogs.json")["search/blogs.json"]
    stem = word[: listed["letters"]]
    bucket = (ord(stem[0]) * 31 + (ord(stem[1]) if len(stem) > 1 else 0)) % listed["buckets"]
    number = bucket * len(listed["words"]) // listed["buckets"]
    file: Mapping[str, str] = documents(site, f"search/words-{number}.json")[f"search/words-{number}.json"]
    found: set[str] = set()
    names = [blog[0] for blog in listed["blogs"]]
    for other, blogs in zip(file["words"].split(" "), file["blogs"].split(" "), strict=True):
        if other == stem:
            at = -1
            numbers = {at := at + int(step) for step in blogs.lstrip("!").split(",") if step}
            found |= {name for n, name in enumerate(names) if (n in numbers) is not blogs.startswith("!")}
    return found


def _entries(site: Site, path: str, index: Mapping[str, Any]) -> list[str]:
    folder = path.rpartition("/")[0]
    hrefs = []
    for name, _, size in index["leaves"]:
        rows = documents(site, f"{folder}/{name}.json")[f"{folder}/{name}.json"]
        assert len(rows) == size
        hrefs += [row[1] for row in rows]
    return hrefs
