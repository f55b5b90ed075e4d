"""The pages of the guide and the fenced blocks in them, as a Markdown parser sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = tuple(sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")))

RUN = "sh"
"""Run in order, in an empty folder for each page."""
SHOWN = ("console", "text", "nginx", "apache", "caddy")
"""Not run: what needs another host or program, what is printed, other programs' settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block. `line` is that of its fence; `file` is the name behind the language: the block is that file."""

    page: str
    line: int
    language: str
    file: str
    text: str

    @property
    def kind(self) -> str:
        """run, file, shown; or what is wrong with it."""
        if self.file:
            return "file"
        if self.language == RUN:
            return "run"
        return "shown" if self.language in SHOWN else f"line {self.line}: “{self.language}” without a file name"


@cache
def tokens(page: str) -> tuple[Token, ...]:
    """A page, parsed as CommonMark with tables."""
    return tuple(MarkdownIt("commonmark").enable("table").parse((DOCS / page).read_text("utf-8")))


@cache
def blocks(page: str) -> tuple[Block, ...]:
    """The blocks of a page in their order; one that is indented instead of fenced is of no known kind."""
    found = []
    for token in tokens(page):
        if token.type in ("fence", "code_block"):
            language, _, file = token.info.strip().partition(" ")
            line = token.map[0] + 1 if token.map else 0
            found.append(Block(page=page, line=line, language=language, file=file.strip(), text=token.content))
    return tuple(found)


@cache
def anchors(page: str) -> frozenset[str]:
    """Where links can lead within a page, as GitHub names headings."""
    parsed = tokens(page)
    found: dict[str, int] = {}
    out = set()
    for at, token in enumerate(parsed):
        if token.type == "heading_open":
            words = "".join(child.content for child in parsed[at + 1].children or [])
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            count = found[slug] = found.get(slug, -1) + 1
            out.add(f"{slug}-{count}" if count else slug)
    return frozenset(out)


@cache
def links(page: str) -> tuple[str, ...]:
    """Every address that a page links or shows, images among them."""
    found = []
    for token in tokens(page):
        for child in token.children or []:
            address = child.attrs.get("href") if child.type == "link_open" else child.attrs.get("src")
            if address:
                found.append(str(address))
    return tuple(found)


@cache
def named(page: str) -> tuple[str, ...]:
    """What stands in backticks and looks like a page of the guide."""
    spans = [child.content for token in tokens(page) for child in token.children or [] if child.type == "code_inline"]
    return tuple(text for text in spans if re.fullmatch(r"docs/[\w/.-]+\.md", text))
