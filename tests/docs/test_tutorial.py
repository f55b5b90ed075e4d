"""The tutorial, word by word: what its reader has in the end, and was told on the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.docs.pages import blocks
from tests.docs.reader import Reader


@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")
def test_it_can_be_followed_word_by_word(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(blocks("tutorial.md"))
    told = "".join(reader.told)
    assert "No problems" in told
    assert "DL403 error: Unknown source “gauge”." in told, "the planted mistake is told"
    site, published = tmp_path / "work/flood-archive", tmp_path / "work/www"
    assert (published / "flood-2026/the-first-cellars-are-wet.html").read_text("utf-8").count("Mill Lane")
    assert (site / "output/index.html").read_bytes() == (published / "index.html").read_bytes()
    assert (tmp_path / "work/flood-archive.bag/bagit.txt").is_file()
