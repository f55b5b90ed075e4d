"""Bodies of entries: Markdown that is proven to render without a fault, whatever the origin held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.imports.escaping import paragraphs
from dateline.imports.found import Medium, Text
from dateline.imports.html.markdown import Converted, to_markdown, words_of
from dateline.imports.texts import tidy
from dateline.markup.fragment import Fragment
from dateline.markup.render import render
from dateline.markup.scope import Picture, Scope, quotes_of

_KINDS = {".mp3": "audio", ".ogg": "audio", ".oga": "audio", ".opus": "audio", ".m4a": "audio", ".flac": "audio",
          ".wav": "audio", ".mp4": "video", ".webm": "video", ".ogv": "video", ".m4v": "video", ".pdf": "file",
          ".txt": "file", ".csv": "file", ".json": "file", ".vtt": "file"}  # fmt: skip
_IMAGE = re.compile(r"<(img|audio|video|source)\b[^>]*>", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """Where a body stands: the entry's id, the blog, its language, the address it was taken from."""

    entry: str
    blog: str
    language: str
    base: str


def shown_media(text: Text) -> tuple[Medium, ...]:
    """The pictures, sound and film that a body shows: their addresses as they stand there."""
    html = rendered_html(text.text) if text.form == "markdown" and "!" in text.text else text.text
    if text.form == "plain" or not _IMAGE.search(html):
        return ()
    from dateline.imports.html.clean import clean

    try:
        tree = clean(html, "").tree
    except RecursionError:
        return ()
    found: dict[str, Medium] = {}
    for element in tree.find_all(["img", "audio", "video", "source"]):
        src = str(element.get("src", "")).strip()
        if src and src not in found:
            was = "" if src.startswith("data:") else src
            alt, title = str(element.get("alt", "")), str(element.get("title", ""))
            found[src] = Medium(src=src, was=was, alt=alt.strip(), caption=title.strip())
    return tuple(found.values())


def body_of(text: Text, facts: BodyFacts, media: Mapping[str, str]) -> tuple[Converted, Fragment]:
    """The body as Markdown and as it renders. `media`: `src` → file, for those that the text may show."""
    for converted in _ways(text, facts, media):
        fragment = render(converted.text, _scope(facts, media.values()))
        errors = [flaw for flaw in fragment.flaws if flaw.severity != "warning"]
        if not errors and not fragment.inside and not fragment.cited:
            return converted, fragment
    raise AssertionError("words alone, escaped, always render")  # pragma: no cover - tried with every text there is


def _ways(text: Text, facts: BodyFacts, media: Mapping[str, str]) -> Iterable[Converted]:
    """Ways to say a text, the truest first; the last one says but its words."""
    if text.form == "plain":
        yield Converted(text=paragraphs(tidy(text.text)))
        return
    html = text.text
    if text.form == "markdown":
        as_written = _with_files(tidy(text.text).strip(), media)
        if "<" not in as_written or not _holds_html(as_written):
            yield Converted(text=as_written)
        html = rendered_html(tidy(text.text))
    converted = to_markdown(html, facts.base, media)
    yield converted
    lost = "layout that could not be said"
    words = paragraphs(words_of(html))
    yield replace(converted, text=words, dropped=(*converted.dropped, lost))
    yield Converted(text=re.sub(r"([^\w\s])", r"\\\1", words_of(html), flags=re.A), dropped=(lost,))


def rendered_html(markdown: str) -> str:
    """Markdown of other programs as HTML: CommonMark with tables, strikethrough and footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(md.use(footnote_plugin).use(deflist_plugin).render(markdown))


def _holds_html(markdown: str) -> bool:
    """Whether there are elements in it: a sign of less, code and addresses between such signs are none."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    inner = (child for token in tokens for child in (token, *(token.children or ())))
    return any(token.type in ("html_block", "html_inline") for token in inner)


def _with_files(markdown: str, media: Mapping[str, str]) -> str:
    """Markdown whose pictures name the files they are in now; one that is lost leaves its place empty."""

    def named(found: re.Match[str]) -> str:
        file = media.get(found["src"].strip("<>"))
        return f"![{found['alt']}]({file}{found['rest']})" if file else ""

    return re.sub(r"!\[(?P<alt>[^\]\n]*)\]\((?P<src><[^>\n]*>|[^)\s]+)(?P<rest>[^)\n]*)\)", named, markdown)


def _scope(facts: BodyFacts, files: Iterable[str]) -> Scope:
    pictures = {
        name: Picture(href=name, width=1, height=1, kind=_KINDS.get("." + name.rsplit(".", 1)[-1], "image"))
        for name in files
        if name
    }
    return Scope(prefix=facts.entry, folder=f"{facts.blog}/", quotes=quotes_of(facts.language), pictures=pictures)
