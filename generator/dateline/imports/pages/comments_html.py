"""Comments in the HTML of a page: lists of the usual classes, answers by nesting; what heading and pager declare."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.imports.found import FoundComment, Text
from dateline.imports.pages.threads import declared_in
from dateline.imports.pages.when import in_words, time_on, told_with_zone
from dateline.imports.texts import line, web_address
from dateline.times import Moment

_ITEMS = (
    "li.comment", "article.comment", "div.comment", ".h-cite.p-comment", "[itemprop=comment]", "li[id^=comment-]",
    "div[id^=comment-]",
)  # fmt: skip
"""One comment each: WordPress in all its years, Movable Type and TypePad, Drupal, microformats, schema.org."""
_NAMES = (
    ".comment-author .fn, .comment-author cite, .comment-author-name, .commenter, .p-author, .fn, cite, .author, "
    ".username, .user-name, .nickname, .benutzer, .user, [class*=author]"
)
_TIMES = (
    "time, .comment-meta, .commentmetadata, .comment-date, .dt-published, .comment-time, .date, .timestamp, .datetime, "
    ".submitted, .comment-footer, [class*=date], [class*=datum], [class*=time], [class*=meta], small"
)
_WORDS = (
    ".comment-content", ".comment-text", ".comment_text", ".commentText", ".e-content", "[itemprop=text]",
    ".comment-body", ".body", ".content", "[class*=comment-body]", "[class*=comment-text]", "[class*=comment-content]",
    "[class*=kommentar-text]",
)  # fmt: skip
_NEVER_WORDS = (
    "header, footer, time, script, style, form, .says, .submitted, .reply, .comment-reply-link, .links, .vote, .votes, "
    ".likes, .comment-date, .comment-actions, .comment-tools, .comment-awaiting-moderation, .children"
)
_NOT_WORDS = ".comment-author, .comment-meta, .commentmetadata, .vcard, .comment-footer"
"""What usually stands beside the words; some themes have put the words themselves into it."""
_ID = re.compile(r"(?:div-)?(?:li-)?(?:comment|kommentar|comentario|commentaire|c)[-_]?(\d{1,20})")
_NAMED = re.compile(
    r"(?:[a-z]+-)?(?:user-?|reader-?)?(?:comments?|kommentare?|comentarios?|commentaires?|commenti|reacties?|leserbrief)"
    r"(?:[-_]*(?:item|card|entry|box|con|wrap|wrapper|row|single|node|message|container))?"
)
"""Classes by which other systems name one comment; those of the whole list, a plural, hold more than one."""
_SAYS = re.compile(r"\s*(?:\w+\s*)?\w{2,12}\s*:\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHtml:
    """The comments found, what the page declares of their number, and where the pager stands."""

    comments: tuple[FoundComment, ...] = ()
    declared: int | None = None
    page: int = 0
    pages: int = 0


def read_comments(tree: LexborHTMLParser, zone: str, language: str = "und") -> ThreadHtml:
    """The comments under a saved page, oldest or newest first as the page has them. `language` is the page's."""
    items, selector = _items(tree, zone, language)
    page, pages = _pager(tree)
    found = _comments(items, selector, zone, language) or _listed(tree, zone, language)
    return ThreadHtml(comments=found, declared=_declared(tree), page=page, pages=pages)


def _items(tree: LexborHTMLParser, zone: str, language: str) -> tuple[list[LexborNode], str]:
    """The elements that hold one comment each, and what selects them."""
    for selector in _ITEMS:
        items = [node for node in tree.css(selector) if not _is_ping(node)]
        if any(node.text(strip=True) for node in items):
            return items, selector
    groups: dict[str, list[LexborNode]] = defaultdict(list)
    for node in tree.css("[class*=omment], [class*=oment], [class*=reacti], [class*=leserbrief]"):
        for token in (node.attributes.get("class") or "").split():
            if node.tag in _HOLDERS and _NAMED.fullmatch(token.lower()):
                groups[f"{node.tag}.{token}"].append(node)
    timed = {name: [one for one in found if _is_one(one, zone, language)] for name, found in groups.items()}
    best = max(timed, key=lambda name: len(timed[name]), default="")
    return (timed[best], re.sub(r"([^\w.-])", r"\\\1", best)) if best and timed[best] else ([], "")


_HOLDERS = ("div", "li", "article", "section", "p", "tr", "blockquote")


def _is_one(node: LexborNode, zone: str, language: str) -> bool:
    """Whether an element of an unknown system seems to be one comment: it shows one time, and words besides."""
    days = {time.day() for text in _shown_times(node) if (time := time_on(text, zone, language))}
    return len(days) == 1 and len(node.text(strip=True)) > 20


def _is_ping(node: LexborNode) -> bool:
    names = node.attributes.get("class") or ""
    return "pingback" in names or "trackback" in names


def _shown_times(own: LexborNode) -> list[str]:
    found = []
    for node in own.css(_TIMES):
        found += [_text(node), node.attributes.get("datetime") or "", node.attributes.get("title") or ""]
    return [text for text in found if text]


def _comments(items: list[LexborNode], selector: str, zone: str, language: str) -> tuple[FoundComment, ...]:
    keys = {item.mem_id: str(index) for index, item in enumerate(items)}
    found = []
    for index, item in enumerate(items):
        comment = _comment(_own(item, selector), item.attributes.get("id") or "", str(index), zone, language)
        found.append(replace(comment, reply=_answered(item, keys)))
    return tuple(found)


def _comment(own: LexborNode, identity: str, key: str, zone: str, language: str) -> FoundComment:
    inner = next((found for node in own.css("[id]") if (found := _ID.fullmatch(node.attributes.get("id") or ""))), None)
    number = _ID.fullmatch(identity) or inner
    link = own.css_first(".comment-meta a, .commentmetadata a, a.permalink, a[href*='#comment-']")
    name = next((_text(node) for node in own.css(_NAMES) if _text(node)), "")
    return FoundComment(
        key=key,
        slug=f"c{number[1]}" if number else "",
        time=_time(own, zone, language),  # before the words are taken out, which takes out what stands among them
        body=Text(form="html", text=_words(own)),
        name=line(name, 200),
        url=web_address((link.attributes.get("href") or "") if link else ""),
    )


def _time(own: LexborNode, zone: str, language: str) -> Moment | None:
    """The time as shown, before the one for machines, before what stands in an element of no known name."""
    shown = _shown_times(own)
    small = [text for node in own.css("a, span, div, em, i, td, dd, strong, b") if len(text := _text(node)) <= 60]
    machine = next((time for text in shown if (time := told_with_zone(text, zone))), None)
    for texts, words in ((shown, ""), (shown, language), (small, language)):
        if time := next((time for text in texts if (time := time_on(text, zone, words))), None):
            return in_words(time, machine)
    return None


def _listed(tree: LexborHTMLParser, zone: str, language: str) -> tuple[FoundComment, ...]:
    """Comments of a definition list, as Blogger had them: a name, the words, a time, one below the other."""
    found = []
    for index, head in enumerate(tree.css("dl[id*=comments] dt") or tree.css("dt.comment-author")):
        parts, below = [head.html or ""], head.next
        while below is not None and below.tag != "dt":
            parts.append(below.html or "" if below.tag == "dd" else "")
            below = below.next
        own = LexborHTMLParser(f"<body>{''.join(parts)}</body>").body
        if own is not None:
            found.append(_comment(own, head.attributes.get("id") or "", str(index), zone, language))
    return tuple(found)


def _own(item: LexborNode, selector: str) -> LexborNode:
    """A comment without the answers that stand within it: other comments by the same sign, and lists of them. What
    else in it is called a comment holds its own words."""
    own = LexborHTMLParser(f"<body>{item.html}</body>").body
    assert own is not None
    first = own.child
    for inner in own.css(f"{selector}, .children"):
        if first is None or inner.mem_id != first.mem_id:
            inner.decompose()
    return own


def _words(own: LexborNode) -> str:
    for selector in _WORDS:
        found = own.css_first(selector)
        if found is not None:
            _free(found, _NOT_WORDS)
            if found.text(strip=True):
                return found.html or ""
    for name in own.css(_NAMES):
        after = name.next
        if after is not None and after.tag == "-text" and _SAYS.fullmatch(after.text_content or ""):
            after.decompose()  # “says:”, in whatever language
    whole = own.child
    _free(whole if whole is not None and whole.next is None else own, f"{_NAMES}, {_TIMES}, {_NOT_WORDS}")
    return own.html or ""


def _free(words: LexborNode, beside: str) -> None:
    """Takes out of a comment what is no part of its words; what stands `beside` them only where it is short and holds
    no paragraph."""
    for junk in words.css(_NEVER_WORDS):
        if junk.mem_id != words.mem_id:
            junk.decompose()
    for junk in words.css(beside):
        if junk.mem_id != words.mem_id and len(junk.text(strip=True)) < 200 and junk.css_first("p") is None:
            junk.decompose()


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
