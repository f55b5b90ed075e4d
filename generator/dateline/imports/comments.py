"""Comments as thread files hold them: a stranger's words as typed, without markup, and without a name."""

from __future__ import annotations

import re

from dateline.imports.found import Text
from dateline.imports.texts import tidy, web_address

_READ_AS_HEADING = re.compile(r"^(##)(?=[ \t])", re.M)
_PLEAS = re.compile(
    r"hide my (?:identity|name)"
    r"|(?:don['’]?t|do not|please) (?:use|show|publish|print|mention) (?:my|our|their|his|her) name"
    r"|(?:remove|delete|take) (?:my|this|that|the|his|her|their|\w+(?: \w+)?['’]s) (?:name|comment|post|entry|identity)"
    r"|(?:stop|don['’]?t|do not|please not) (?:naming|announc|posting|reveal|publish)|\bdon['’]t post\b"
    r"|(?:endanger|risking?|put(?:ting)?) (?:the |their |his |her |my |our )?(?:people|lives|life|famil)"
    r"|keep (?:me|my name|us) (?:anonymous|out)|(?:get|have) (?:me|them|us|him|her)(?: all)? (?:killed|arrested)"
    r"|for (?:my|our|their|his|her)? ?safety",
    re.I,
)
"""Words by which people ask, in English, that someone be kept out of sight."""


def as_typed(text: Text) -> str:
    """The words of a comment with its paragraphs, line breaks and quoted lines; links of HTML as text and address."""
    words = _words(text.text) if text.form == "html" else tidy(text.text)
    lines = [re.sub(r"[ \t\u00a0]+$", "", row) for row in words.split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return _READ_AS_HEADING.sub(r"\\\1", joined)


def asks_for_protection(words: str) -> bool:
    """Whether a comment seems to ask that someone be kept out of sight: an editor reads it before all others."""
    return _PLEAS.search(words) is not None


def _words(html: str) -> str:
    from bs4 import Tag

    from dateline.imports.html.clean import clean
    from dateline.imports.html.markdown import words_of

    try:
        tree = clean(html, "").tree
        for words in tree.find_all(string=True):
            if words.find_parent("pre") is None:
                words.replace_with(re.sub(r"\s+", " ", words))
        for mark in tree.find_all("attribution"):
            said = re.sub(r"\[@\?: |[\[\]\\]|\(http[^)]*\)", "", str(mark["said"]))
            mark.replace_with(f"\n\n{said}")
        for link in tree.find_all("a"):
            address, said = web_address(str(link.get("href", ""))), link.get_text()
            bare = address.split("://", 1)[-1].rstrip("/")
            if address and bare not in said:
                link.append(f" ({address})")
        for picture in tree.find_all("img"):
            picture.replace_with(str(picture.get("alt", "")))
        for mark in tree.find_all(["br", "parting"]):
            mark.replace_with("\n" if mark.name == "br" else "\n\n")
        for quote in reversed(tree.find_all("blockquote")):
            _space_blocks(quote)
            rows = re.sub(r"\n\s*\n+", "\n\n", quote.get_text()).strip().split("\n")
            quote.replace_with("\n\n" + "\n".join(f"> {row.strip()}".rstrip() for row in rows) + "\n\n")
        assert isinstance(tree, Tag)
        _space_blocks(tree)
        rows = [row.strip() for row in tree.get_text().split("\n")]
        return "\n".join(rows).strip()
    except RecursionError:
        return words_of(html)


def _space_blocks(tree: object) -> None:
    from bs4 import Tag

    assert isinstance(tree, Tag)
    for block in tree.find_all(["p", "div", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table"]):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    for item in tree.find_all(["li", "tr"]):
        item.insert_before("\n")
