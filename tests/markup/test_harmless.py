"""Raw HTML, judged by another parser than the one that cleans it: whatever is written, nothing can run or ask."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from msgspec import structs

from dateline.markup.render import render, render_inline
from dateline.markup.sanitise import TAGS
from dateline.placeholders import LEVELS
from tests.markup.case_files import scope_of

_PIECES = st.sampled_from(
    [
        *(
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<svg>",
            "</svg>",
            "<math>",
            "<p>",
            "</p>",
            "<table>",
            "<td>",
        ),
        *("<img src=x onerror=alert(1)>", "<img src='&#2;//evil.example/'>", "<a href='javascript:alert(1)'>", "</a>"),
        *("<b onclick=alert(1)>", "<iframe src=//evil.example>", "<form action=x>", "<input autofocus onfocus=x>"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<title>", "</title>", "<textarea>", "<noscript>", "<plaintext>", "<xmp>"),
        *("<h1>", "</h1>", "<h5 id=main>", "</article>", "</main>", "</body>", "<base href=//evil.example>"),
        *("<mtext>", "<mglyph>", "<foreignObject>", "<annotation-xml encoding='text/html'>", "<desc>", "<select>"),
        *(
            "[a](javascript:alert(1))",
            "[a](/about.html)",
            "![x](media/square.jpg)",
            "[@cnn]",
            "> ",
            "\n\n",
            "`",
            "    ",
        ),
        *('"', "'", ">", "<", "=", "&", "&#106;", "&lt;", "&Tab;", "\\", "/", "\u2028", "\u00a0", "\x7f"),
    ]
)
_ON_PAGE = {**{level: str(2 + depth) for depth, level in enumerate(LEVELS)}, "\x02": "../"}
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "srcset",
    "data",
    "xlink:href",
    "poster",
    "cite",
    "background",
    "ping",
)


def faults(fragment: str) -> list[str]:
    """What a browser could run, load or submit, as the HTML parser of libxml2 sees it."""
    for char, text in _ON_PAGE.items():
        fragment = fragment.replace(char, text)
    found = []
    for element in lxml_html.document_fromstring(f"<!DOCTYPE html><body><div>{fragment}</div>").iter("*"):
        tag = str(element.tag)
        if tag not in TAGS and tag not in ("html", "head", "body", "meta"):
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if name.startswith("on") or (name in ("style", "srcdoc", "target") and str(value)[:11] != "text-align:"):
                found.append(f"{tag} {name}")
            if name in _ADDRESSES and re.match(r"javascript:|data:|vbscript:|//", address):
                found.append(f"{tag} {name}={value}")
            if name == "src" and not address.startswith("../iran/media/"):
                found.append(f"{tag} {name}={value}")
    return found


def test_the_judge_sees_what_is_harmful() -> None:
    assert faults("<script>x</script>") == ["<script>"]
    assert faults("<b onclick=x>") == ["b onclick"]
    assert faults("<a href=' java\nscript:x'>") == ["a href= java\nscript:x"]
    assert faults("<img src='\x02/evil.example'>") == ["img src=..//evil.example"]
    assert faults('<a href="\x02about.html">fine</a><td style="text-align:left">') == []


@given(st.lists(_PIECES | st.text(max_size=5), max_size=12).map("".join))
@example("<svg></p><style><a title='</style><img src onerror=alert(1)>'>")
@example("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>")
@example("<script>[a](/about.html)</script><img src='&#2;//evil.example/'>")
@example("<b title='&#x2'>x</b>")
def test_no_text_becomes_anything_that_runs(text: str) -> None:
    for renderer in (render, render_inline):
        assert faults(renderer(text, scope_of()).html) == []


_REFERENCES = st.builds("&#{};".format, st.integers(0, 0x110000) | st.sampled_from([*range(0x20), 0xFFFE, 0xFFFF]))


@given(st.lists(_PIECES | _REFERENCES, max_size=12).map("".join))
@example('[a](https://example.org/ "t&#12;")')
@example("<b title='&#1;'>x</b>")
def test_every_text_can_stand_in_a_feed(text: str) -> None:
    """XML 1.0, section 2.2: neither a control character nor half of a pair."""
    for renderer in (render, render_inline):
        found = renderer(text, scope_of())
        for char in _ON_PAGE:
            found = structs.replace(found, html=found.html.replace(char, ""))
        etree.Element("content").text = found.html + found.text


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.booleans())
def test_raw_headings_never_skip_a_level(written: list[int], page: bool) -> None:
    text = "\n\n".join(f"<h{level}>x</h{level}>" if level % 2 else "#" * level + " x" for level in written)
    html = render(text, scope_of("page" if page else "entry")).html
    for depth, sign in enumerate(LEVELS):
        html = html.replace(sign, str(depth + 2))
    levels = [int(found) for found in re.findall(r"<h(\d)", html)]
    above = 1 if page else 2
    for level in levels:
        assert 1 < level <= above + 1 or level <= max(levels[: levels.index(level)], default=above) + 1
        assert level > (1 if page else 2)
        above = level
    assert html.count("<h") == html.count("</h") == len(written)
