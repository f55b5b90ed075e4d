"""The element of a page that holds its article, without what pages put around and between the words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SURE = (
    "[itemprop=articleBody]", ".e-content", ".entry-content", ".post-content", ".article-body", ".article__body",
    ".story-body", ".post-body", ".cnnBlogContentPost", ".entry", "article", "main",
)  # fmt: skip
"""Where the words of a page stand: schema.org, microformats, and the habits of publishers."""
_NEVER = (
    "script, style, template, nav, form, header nav, footer nav, .sharedaddy, .share, .social, .related, "
    ".post-navigation, .navigation, .comments-area, #comments, #respond, .comment-respond, #disqus_thread, "
    ".byline, .entry-meta, .postmetadata"
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|addtoany|author-?(?:box|bio|info)|bread-?crumbs?|bookmarks?|byline|comments?|"
    r"comment-?(?:list|form|area)|cookies?|disqus\w*|feedback|follow|foot(?:er)?|jp-relatedposts|login|masthead|menu|"
    r"meta|more|nav\w*|newsletter|outbrain|pager|pagination|popular|post-?meta|print|promo\w*|rating|recommend\w*|"
    r"related\w*|reply|respond|search|shar(?:e|ing)\w*|sidebar|skip|social\w*|sponsor\w*|subscribe|subscription|taboola|"
    r"tags?|teasers?|toolbar|trackbacks?|voting|widgets?)(?:$|[\s_-])",
    re.I,
)
"""Names that publishers give to what stands beside their texts."""
_PICTURES = "img, picture, video, audio, iframe, blockquote"
_INLINE = frozenset(["a", "b", "em", "font", "i", "span", "strong", "u"])
_BLOCKS = frozenset(
    ["div", "section", "aside", "ul", "ol", "dl", "p", "footer", "header", "table", "nav", "form", "figure", "span"]
)
_ENOUGH = 0.9
"""The part of the guide's words that the article's element must hold."""
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class Spans:
    """Where every element of a page begins and ends in its squeezed words, and where the guide's paragraphs are.

    `ends` are the sums of the hits' lengths, up to and with each: `ends[i]` belongs to `hits[i]`.
    """

    words: str
    of: dict[int, tuple[int, int]]
    hits: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]

    def held(self, node: LexborNode) -> int:
        """How many of the guide's letters an element holds, in whole paragraphs."""
        start, end = self.of.get(node.mem_id, (0, 0))
        first = bisect_left(self.hits, (start, -1))
        last = bisect_left(self.hits, (end, -1))
        while last > first and self.hits[last - 1][1] > end:
            last -= 1
        return (self.ends[last - 1] if last else 0) - (self.ends[first - 1] if first else 0)

    def size(self, node: LexborNode) -> int:
        """How many letters an element holds."""
        start, end = self.of.get(node.mem_id, (0, 0))
        return end - start


@dataclass(frozen=True, slots=True)
class Article:
    """The article's own tree, and the words of what stood beside them, block by block."""

    body: LexborNode
    beside: tuple[str, ...]


def article_of(tree: LexborHTMLParser, paragraphs: tuple[str, ...]) -> Article | None:
    """The elements that hold the words, freed of what stands beside them; None when nothing holds enough of them.
    `paragraphs` are the article's words, as a guide knows them."""
    body = tree.body
    if body is None:
        return None
    spans = _spans(body, paragraphs)
    found = _by_guide(tree, body, spans) if spans.hits else _by_name(tree, spans.size(body))
    if found is None:
        return None
    parts = _with_outer(body, found, spans)
    beside = [words for part in parts for words in _free(part, spans)]
    alone = LexborHTMLParser(f"<body>{''.join(part.html or '' for part in parts)}</body>").body
    return None if alone is None else Article(alone, tuple(beside))


def is_within_comments(node: LexborNode | None) -> bool:
    """Whether an element stands among a page's comments."""
    while node is not None:
        if node.tag in ("body", "html"):
            return False
        names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}".lower()
        if re.search(r"\bcomment(?:s|list|-list|-content|-body)?\b", names):
            return True
        node = node.parent
    return False


def _by_guide(tree: LexborHTMLParser, body: LexborNode, spans: Spans) -> LexborNode | None:
    """The innermost element with nearly all of the guide's words; one that publishers name for it, if it is near."""
    wanted = spans.held(body) * _ENOUGH
    inner, level = body, 0
    while level < _DEEPEST:
        within = next((child for child in inner.iter() if spans.held(child) >= wanted), None)
        if within is None or within.tag in ("p", "pre", "table", "ul", "ol", "blockquote", "span", "a"):
            break
        inner, level = within, level + 1
    for selector in _SURE:
        for node in tree.css(selector):
            if spans.held(node) >= wanted and spans.size(node) <= 2 * spans.size(inner) and _holds(node, inner):
                return node
    return inner


def _holds(outer: LexborNode, inner: LexborNode | None) -> bool:
    while inner is not None:
        if inner.mem_id == outer.mem_id:
            return True
        inner = inner.parent
    return False


def _by_name(tree: LexborHTMLParser, whole: int) -> LexborNode | None:
    for selector in _SURE:
        found = [node for node in tree.css(selector) if not is_within_comments(node)]
        if found:
            best = max(found, key=lambda node: len(node.text(strip=True)))
            if len(best.text(strip=True)) * 20 >= whole:
                return best
    return None


def _with_outer(body: LexborNode, inner: LexborNode, spans: Spans) -> list[LexborNode]:
    """The article's element, and before and behind it the blocks around other words of the guide's, such as a lead
    that stands with the headline."""
    start, end = spans.of.get(inner.mem_id, (0, 0))
    outside = [hit for hit in spans.hits if hit[1] <= start or hit[0] >= end]
    if not outside:
        return [inner]
    found: dict[int, LexborNode] = {}
    for hit in outside:
        node, level = body, 0
        while level < _DEEPEST:
            within = next((child for child in node.iter() if _spans_hit(spans.of.get(child.mem_id), hit)), None)
            if within is None or within.tag in _INLINE:
                break
            node, level = within, level + 1
        if node.mem_id != body.mem_id and not _holds(node, inner):
            found[node.mem_id] = node
    outer = sorted(found.values(), key=lambda node: spans.of[node.mem_id][0])
    before = [node for node in outer if spans.of[node.mem_id][0] < start]
    return [*before, inner, *(node for node in outer if spans.of[node.mem_id][0] >= start)]


def _spans_hit(span: tuple[int, int] | None, hit: tuple[int, int]) -> bool:
    return span is not None and span[0] <= hit[0] and hit[1] <= span[1]


def _free(article: LexborNode, spans: Spans) -> list[str]:
    """Takes out what is no part of the words: what never is, and what holds none of them and is named for something
    else, or is little but links. The words of what was taken out."""
    doomed = [node for node in article.css(_NEVER) if not spans.held(node)]
    if not spans.hits:
        doomed += article.css("aside")
    else:
        doomed += [
            node
            for node in article.css(", ".join(sorted(_BLOCKS)))
            if node.mem_id != article.mem_id and not spans.held(node) and (_is_beside(node) or _is_links(node, spans))
        ]
    beside, gone = [], set[int]()
    for node in doomed:
        above = node.parent
        while above is not None and above.mem_id not in gone and above.mem_id != article.mem_id:
            above = above.parent
        if node.mem_id in gone or (above is not None and above.mem_id in gone):
            continue
        gone.add(node.mem_id)
        if node.tag not in ("script", "style", "template", "form", "nav"):
            beside.append(" ".join(node.text(separator=" ").split()))
    for node in doomed:
        if node.mem_id in gone:
            node.decompose()
    return [words for words in beside if words]


def _is_beside(node: LexborNode) -> bool:
    if node.tag in ("nav", "form", "aside", "footer"):
        return True
    names = (
        f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''} {node.attributes.get('role') or ''}"
    )
    return _BESIDE.search(names) is not None


def _is_links(node: LexborNode, spans: Spans) -> bool:
    links = node.css("a")
    if not links or node.tag in ("figure", "span") or node.css_first(_PICTURES) is not None:
        return False
    linked = sum(spans.size(link) for link in links)
    return linked > 0.6 * max(spans.size(node), 1)


def _spans(body: LexborNode, paragraphs: tuple[str, ...]) -> Spans:
    parts: list[str] = []
    of: dict[int, tuple[int, int]] = {}
    at = 0
    open_nodes: list[tuple[LexborNode, int]] = []
    node: LexborNode | None = body
    while node is not None:
        if node.tag == "-text":
            squeezed = _squeezed(node.text_content or "")
            parts.append(squeezed)
            at += len(squeezed)
        elif node.child is not None and node.tag not in ("script", "style", "template"):
            open_nodes.append((node, at))
            node = node.child
            continue
        else:
            of[node.mem_id] = (at, at)
        while node is not None and node.next is None:
            if not open_nodes:
                node = None
                break
            node, start = open_nodes.pop()
            of[node.mem_id] = (start, at)
            if not open_nodes:
                node = None
        node = node.next if node is not None else None
    words = "".join(parts)
    hits = _hits(words, paragraphs)
    ends, total = [], 0
    for start, end in hits:
        total += end - start
        ends.append(total)
    return Spans(words, of, hits, tuple(ends))


def _hits(words: str, paragraphs: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    last = 0
    for paragraph in paragraphs:
        squeezed = _squeezed(paragraph)
        if len(squeezed) < 16:
            continue
        at = words.find(squeezed, last)
        at = words.find(squeezed) if at < 0 else at
        if at >= 0:
            found.append((at, at + len(squeezed)))
            last = at + len(squeezed)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
