"""Pages for a throttled line: what a reader must fetch to read a page, compressed as hosts do it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bench.corpus import Corpus
from bench.facts import Facts
from bench.writers import dateline

from tests.site_kit import Site

KILOBYTE = 1000
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
"""Those of a screen: what is for paper is fetched after all else. Scripts only enhance what is read without them."""
_SCRIPTS = re.compile(r'<script[^>]*\ssrc="([^"]+)"')


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of an archive like the benchmark's: entries of 60 to 180 words, with sources, tags and comments."""
    root = tmp_path_factory.mktemp("archive")
    corpus, facts = Corpus(300), Facts()
    for blog in corpus.blogs():
        facts.add(corpus, blog)
        dateline.write_blog(corpus, blog, root)
    dateline.write_site(corpus, facts, root)
    return Site(root).build().options.output


def weight(page: Path, *, scripts: bool = False) -> int:
    """Bytes of a page with its style sheets, each compressed by gzip as web servers do; of its scripts too if asked."""
    html = page.read_text(encoding="utf-8")
    names = _STYLES.findall(html) + (_SCRIPTS.findall(html) if scripts else [])
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in (page, *(page.parent / name for name in names)))


def test_a_day_of_fifty_entries_weighs_no_more_than_30_kilobytes(archive: Path) -> None:
    days = [path for path in archive.glob("blog-*/20*.html") if path.read_text().count("<article") == 50]
    assert days
    assert {path.name: size for path in days if (size := weight(path)) > 30 * KILOBYTE} == {}


def test_an_entry_weighs_no_more_than_10_kilobytes(archive: Path) -> None:
    entries = [path for path in archive.glob("blog-*/*.html") if 'class="page-entry' in path.read_text()]
    assert len(entries) == 300
    assert {path.name: size for path in entries if (size := weight(path)) > 10 * KILOBYTE} == {}


def test_what_only_enhances_weighs_two_kilobytes_more(archive: Path) -> None:
    page = next(path for path in archive.glob("blog-*/*.html") if 'class="page-entry' in path.read_text())
    assert 0 < weight(page, scripts=True) - weight(page) <= 2 * KILOBYTE


def test_what_is_weighed_is_all_that_is_fetched(archive: Path) -> None:
    page = next(archive.glob("blog-*/index.html"))
    assert weight(page) > len(gzip.compress(page.read_bytes(), 6)) + 3 * KILOBYTE, "its stylesheet was not counted"
