"""Comments in the HTML of a page: lists of the usual classes, answers by nesting; what heading and pager declare."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.imports.found import FoundComment, Text
from dateline.imports.pages.threads import declared_in
from dateline.imports.pages.when import time_on
from dateline.imports.texts import line, web_address

_ITEMS = (
    "li.comment", "article.comment", "div.comment", ".h-cite.p-comment", "[itemprop=comment]", "li[id^=comment-]",
    "div[id^=comment-]",
)  # fmt: skip
_NAMES = ".comment-author .fn, .comment-author cite, .comment-author-name, .commenter, .p-author, .fn, cite, .author"
_TIMES = "time, .comment-meta, .commentmetadata, .comment-date, .dt-published, .comment-time, .date, .timestamp"
_WORDS = (
    ".comment-content", ".comment-text", ".comment_text", ".e-content", "[itemprop=text]", ".comment-body", ".body",
)  # fmt: skip
_NOT_WORDS = (
    ".comment-author, .comment-meta, .commentmetadata, .reply, .comment-reply-link, .vcard, .says, footer, header, "
    ".children, ol, ul.children, .comment-awaiting-moderation, .comment-date, time, script, style"
)
_ID = re.compile(r"(?:div-)?(?:li-)?comment-?(\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHtml:
    """The comments found, what the page declares of their number, and where the pager stands."""

    comments: tuple[FoundComment, ...] = ()
    declared: int | None = None
    page: int = 0
    pages: int = 0


def read_comments(tree: LexborHTMLParser, zone: str) -> ThreadHtml:
    """The comments under a saved page, oldest or newest first as the page has them."""
    items: list[LexborNode] = []
    for selector in _ITEMS:
        items = [node for node in tree.css(selector) if "pingback" not in (node.attributes.get("class") or "")]
        if items:
            break
    page, pages = _pager(tree)
    return ThreadHtml(comments=_comments(items, zone), declared=_declared(tree), page=page, pages=pages)


def _comments(items: list[LexborNode], zone: str) -> tuple[FoundComment, ...]:
    keys = {item.mem_id: str(index) for index, item in enumerate(items)}
    found = []
    for index, item in enumerate(items):
        own = _own(item)
        shown = [text for node in own.css(_TIMES) for text in (_text(node), node.attributes.get("datetime") or "")]
        link = own.css_first(".comment-meta a, .commentmetadata a, a.permalink, a[href*='#comment-']")
        number = _ID.match(item.attributes.get("id") or "")
        name = own.css_first(_NAMES)
        # Before its words are taken out, which takes out what stands among them.
        time = next((time for text in shown if (time := time_on(text, zone))), None)
        found.append(
            FoundComment(
                key=str(index),
                slug=f"c{number[1]}" if number else "",
                body=Text(form="html", text=_words(own)),
                time=time,
                name=line(_text(name), 200),
                reply=_answered(item, keys),
                url=web_address((link.attributes.get("href") or "") if link else ""),
            )
        )
    return tuple(found)


def _own(item: LexborNode) -> LexborNode:
    """A comment without the answers that stand within it."""
    own = LexborHTMLParser(f"<body>{item.html}</body>").body
    assert own is not None
    first = own.child
    for selector in (*_ITEMS, ".children"):
        for inner in own.css(selector):
            if first is None or inner.mem_id != first.mem_id:
                inner.decompose()
    return own


def _words(own: LexborNode) -> str:
    for selector in _WORDS:
        found = own.css_first(selector)
        if found is not None:
            for junk in found.css(_NOT_WORDS):
                junk.decompose()
            if found.text(strip=True):
                return found.html or ""
    for junk in own.css(f"{_NAMES}, {_TIMES}, {_NOT_WORDS}"):
        junk.decompose()
    return own.html or ""


def _answered(item: LexborNode, keys: dict[int, str]) -> str:
    above = item.parent
    while above is not None:
        if above.mem_id in keys:
            return keys[above.mem_id]
        above = above.parent
    return ""


def _declared(tree: LexborHTMLParser) -> int | None:
    selectors = "#comments, .comments-title, #comments h2, #comments h3, .comments-area h2, .comment-count, h2, h3, h4"
    for node in tree.css(selectors):
        text = _text(node)
        declared = declared_in(text) if len(text) < 160 else None
        if declared is not None:
            return declared
    return None


def _pager(tree: LexborHTMLParser) -> tuple[int, int]:
    """(page, pages): the current one is marked, or the only one that is no link."""
    for box in tree.css(".comment-navigation, .comments-pagination, .comment-nav, .navigation, .pager, .pagination"):
        current = box.css_first(".current, [aria-current]")
        numbers = [int(word) for word in re.findall(r"(?<!\d)\d{1,4}(?!\d)", _text(box))]
        if current is not None and numbers:
            shown = re.search(r"\d+", _text(current))
            return int(shown.group()) if shown else 0, max(numbers)
    return 0, 0


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""
