"""Whatever a page of the guide leads to is there: pages, files, headings; and every page can be found."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, anchors, links, named, tokens


def _local(page: str) -> list[tuple[str, str]]:
    """(path below docs/, anchor) of what a page links within the repository."""
    found = []
    for address in links(page):
        if "://" not in address and not address.startswith("mailto:"):
            path, _, anchor = unquote(address).partition("#")
            found.append((posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page, anchor))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for path, anchor in _local(page):
        assert (DOCS / path).is_file(), path
        assert not anchor or anchor in anchors(path), f"{path}#{anchor}"


@pytest.mark.parametrize("page", [*PAGES, "../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md"])
def test_pages_that_are_named_exist(page: str) -> None:
    for path in named(page):
        assert (ROOT / path).is_file(), path


def test_every_page_can_be_found_from_the_first_one() -> None:
    reached, todo = {"index.md"}, ["index.md"]
    while todo:
        for path, _ in _local(todo.pop()):
            if path in PAGES and path not in reached:
                reached.add(path)
                todo.append(path)
    assert reached == set(PAGES)


def test_the_first_page_lists_every_other_one_once() -> None:
    listed = [path for path, _ in _local("index.md")]
    assert sorted(listed) == sorted(set(PAGES) - {"index.md"})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_title_and_no_level_is_left_out(page: str) -> None:
    levels = [len(line) - len(line.lstrip("#")) for line in _headings(DOCS / page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def _headings(path: Path) -> list[str]:
    fenced, found = False, []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and line.startswith("#"):
            found.append(line)
    return found


def test_the_rooms_that_the_policies_name_are_there() -> None:
    spans = [child.content for token in tokens("policies.md") for child in token.children or []]
    found = [text for text in spans if re.fullmatch(r"[\w./]+(?:\.py|\.html|/)", text)]
    assert len(found) > 40
    tops = {"tests", "themes", "content"}
    for name in found:
        assert (ROOT / ("" if name.split("/")[0] in tops else "generator/dateline") / name).exists(), name
