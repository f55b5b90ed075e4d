"""A page as a browser saved it: what machines are told of it, the article, and the comments."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.imports.found import Dropped, Fault, FoundComment, Medium, Options, Person, Text
from dateline.imports.given import Given
from dateline.imports.html.depth import DEEPEST, is_too_deep
from dateline.imports.pages.article import Article, article_of, is_within_comments
from dateline.imports.pages.comments_html import read_comments
from dateline.imports.pages.decoding import decoded
from dateline.imports.pages.guide import guide_of
from dateline.imports.pages.linked import Linked, read_linked
from dateline.imports.pages.parts import Page
from dateline.imports.pages.text import place_of, read_text, split_tags
from dateline.imports.pages.when import in_words, time_on, told_with_zone
from dateline.imports.shortcodes import expand
from dateline.imports.texts import line, same_words, web_address
from dateline.times import Moment, read_moment

_TIMES = (
    "time", ".entry-date", ".published", ".dateline", ".timestamp", ".date", ".cnnBlogContentDateHead", ".post-date",
    ".posted-on", ".date-header", ".post-timestamp", "h1 + small", "h2 + small",
)  # fmt: skip
_AUTHORS = (".p-author .p-name", "[itemprop=author] [itemprop=name]", "[rel~=author]", ".byline .fn", ".author .fn")


def read_html(data: bytes, given: Given, options: Options) -> Page | Fault:
    """Takes a saved page apart. Pictures that were saved beside it come along."""
    html = decoded(data)
    if is_too_deep(html):
        return Fault(message=f"This page is nested more than {DEEPEST} levels deep.", hint="Paste its text instead.")
    tree = LexborHTMLParser(html)
    if tree.body is None or not tree.body.text(strip=True):
        return Fault(message="There is no text on this page.", hint="Save it again, as a complete page.")
    told = read_linked(tree, options.zone)
    guide = guide_of(html)
    title = told.title or guide.title or _text(tree.css_first("h1")) or _text(tree.css_first("title"))
    url = web_address(options.url) or told.url
    language = options.language or told.language or "und"
    thread = read_comments(tree, options.zone, language)
    as_text = read_text(_visible(tree), options.zone, line(title, 1_000))
    tags = told.tags or _tags(tree) or as_text.tags
    day = _on(guide.day, options.zone)
    time = _shown_time(tree, told.time or day, options.zone, language) or told.time or day or as_text.time
    by = _bylines(tree, told) or as_text.by or tuple(Person(name=line(name, 200)) for name in guide.authors)
    # A page that names not even its title has no parts that could be told from one another but by their words.
    article = article_of(tree, guide.paragraphs) if title else None
    page = replace(as_text, title=title or as_text.title) if article is None else _page_of(article, title, url, given)
    return replace(
        page,
        time=time,
        updated=told.updated,
        by=by,
        tags=tags,
        url=url,
        publisher=told.publisher,
        language=told.language,
        comments=_counted(thread.comments) or as_text.comments,
        declared=thread.declared if thread.declared is not None else as_text.declared,
        page=thread.page or as_text.page,
        pages=thread.pages or as_text.pages,
    )


def _page_of(article: Article, title: str, url: str, given: Given) -> Page:
    body = article.body
    for heading in body.css("h1"):
        if same_words(_text(heading), title):
            heading.decompose()
    expanded = expand(body.inner_html or "")
    media = tuple(_beside(node, url, given) for node in LexborHTMLParser(expanded.text).css("img"))
    words = body.text(separator="\n")
    filed = [tag for row in words.split("\n") for tag in _filed(row)]
    return Page(
        title=title,
        body=Text(form="html", text=expanded.text),
        tags=tuple(filed),
        place=place_of(words),
        media=(*expanded.media, *(medium for medium in media if medium is not None)),
        dropped=(*expanded.dropped, *_not_kept(article)),
    )


def _beside(node: LexborNode, url: str, given: Given) -> Medium | None:
    """A picture: the file that the browser saved beside the page, if it is there."""
    src = (node.attributes.get("src") or "").strip()
    if not src or src.startswith("data:"):
        return None
    path = given.member(unquote(src.split("?", 1)[0].removeprefix("./")), beside=True) if "://" not in src else None
    was = web_address(src, url)
    return Medium(src=src, name=src.rsplit("/", 1)[-1], data=path, alt=node.attributes.get("alt") or "", was=was)


def _not_kept(article: Article) -> tuple[Dropped, ...]:
    told = [Dropped(what=f"<{node.tag}>", why="it is no text") for node in article.body.css("object, embed, canvas")]
    told += [Dropped(what=f"“{line(words, 80)}”", why="it stands beside the text") for words in article.beside]
    return tuple(told)


def _shown_time(tree: LexborHTMLParser, told: Moment | None, zone: str, language: str) -> Moment | None:
    """The time as readers saw it: the one that the page tells otherwise, to the minute or on that day; where it tells
    none, the first one above the comments, one with a clock before one without."""
    first = day = None
    for selector in _TIMES:
        for node in tree.css(selector)[:20]:
            if is_within_comments(node):
                continue
            texts = (_text(node), node.attributes.get("datetime") or "", node.attributes.get("title") or "")
            machine = next((time for text in texts if (time := told_with_zone(text, zone))), None)
            for shown in filter(None, (time_on(text, zone, language) for text in texts)):
                found = in_words(in_words(shown, machine), told)
                if _near(found, told):
                    return found
                first = first or (found if found.certainty != "day" else None)
                day = day or found
    return first or day if told is None else None


def _near(one: Moment, told: Moment | None) -> bool:
    if told is None or one.certainty == "day":
        return False
    return one.day() == told.day() if told.certainty == "day" else abs(one.instant - told.instant) < 60


def _on(day: str, zone: str) -> Moment | None:
    found = read_moment(day, zone, None) if day else None
    return found if isinstance(found, Moment) else None


def _bylines(tree: LexborHTMLParser, told: Linked) -> tuple[Person, ...]:
    for selector in _AUTHORS:
        names = [_text(node) for node in tree.css(selector) if not is_within_comments(node)]
        if found := tuple(Person(name=name) for name in dict.fromkeys(names) if name):
            return tuple(_with_role(person, tree, told) for person in found)
    return told.by


def _with_role(person: Person, tree: LexborHTMLParser, told: Linked) -> Person:
    known = next((one.role for one in told.by if same_words(one.name, person.name)), "")
    shown = _text(tree.css_first(".byline .role, .author-title, .author .title, .p-job-title"))
    return replace(person, role=known or shown)


def _tags(tree: LexborHTMLParser) -> tuple[str, ...]:
    nodes = tree.css("a[rel~=tag], a[rel~=category], .p-category")
    return tuple(dict.fromkeys(filter(None, (_text(node) for node in nodes if not is_within_comments(node)))))


def _filed(row: str) -> tuple[str, ...]:
    found = re.fullmatch(r"\s*(?:filed under|tags?|posted in)\s*:\s*(.{1,300})", row, re.I)
    return split_tags(found[1]) if found else ()


def _visible(tree: LexborHTMLParser) -> str:
    """The page's words as someone would have copied them: a line for each block."""
    copy = LexborHTMLParser(tree.html or "")
    for junk in copy.css("script, style, template, noscript, nav, head"):
        junk.decompose()
    body = copy.body
    if body is None:
        return ""
    for node in body.css("br"):
        node.replace_with("\n")
    for node in body.css("p, div, li, h1, h2, h3, h4, h5, h6, tr, blockquote, section, article, header, footer"):
        node.insert_before("\n\n")
        node.insert_after("\n\n")
    rows = [" ".join(row.split()) for row in body.text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _counted(comments: tuple[FoundComment, ...]) -> tuple[FoundComment, ...]:
    return comments if any(comment.body.text.strip() for comment in comments) else ()


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""
