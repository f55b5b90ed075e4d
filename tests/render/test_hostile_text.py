"""Whatever text stands in any field, it is text on every page and in every feed."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from dateline.plan.early import early_script
from tests.render.hostile import FIELDS, hostile_site
from tests.site_kit import DEMONSTRATION

_EARLY = early_script((DEMONSTRATION / "themes/default/assets/early.js").read_bytes())
_PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "</title>", "</style>", "<!--", "-->", "]]>", "<![CDATA[", "<svg onload=x>", "</p>"),
        *('"', "'", "`", "&", "&lt;", "&#60;", "&#2;", "<", ">", "=", "{{ view }}", "{% x %}", "{#", "%(who)s", "%s"),
        *('" onclick="alert(1)', "' onclick='alert(1)", "javascript:alert(1)", "data:text/html,x", "\\", "\u202e", "é"),
        *(
            "<img src=x onerror=alert(1)>",
            "<a href=javascript:x>",
            "🜨",
            "سلام",
            " ",
            "a",
            "[@met]",
            "*so*",
            "://",
            "http",
        ),
    ]
)
_TEXT = st.lists(_PIECES | st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


def _usable(text: str) -> str:
    """One line without a space at its ends; never empty, nor longer than the shortest field may be."""
    return " ".join(text.split())[:200].strip() or "x"


@settings(max_examples=20)
@given(_TEXT.map("".join).map(_usable))
@example('"><script>alert(1)</script><img src=x onerror=alert(1)>')
@example("' onmouseover='alert(1)' x='{{ view.site }}{% raw %}%(who)s &lt;b&gt; ]]>")
@example("]]></content:encoded></item>&amp;<!--")
@example("javascript:alert(1)")
def test_text_in_any_field_is_text_everywhere(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = hostile_site(Path(folder), text).build()
        pages = {path: data.decode() for path, data in site.output().items() if path.endswith(".html")}
        feeds = {path: data for path, data in site.output().items() if path.endswith(".xml")}
    for path, page in pages.items():
        root = lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
        _runs_nothing(root, path)
        assert "http-equiv" not in page or root.xpath("count(//meta[@http-equiv])") == 1
    entry = lxml_html.document_fromstring(
        pages["live/one.html"].encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    assert entry.xpath("string(//h1)") == text
    assert entry.xpath("string(//title)") == f"{text} · {text}"
    assert text in entry.xpath("string(//ol[@class='comments'])")
    assert _times(text, entry) >= FIELDS
    for path, data in feeds.items():
        feed = etree.fromstring(data)
        assert feed is not None, path
        if path.endswith("live/atom.xml"):
            assert feed.findtext("{*}title") == text
            assert {found.text for found in feed.iterfind("{*}entry/{*}author/{*}name")} == {text}
            for content in feed.iterfind("{*}entry/{*}content"):
                _runs_nothing(lxml_html.fromstring(str(content.text)), path)
        if path.endswith("live/rss.xml"):
            assert feed.findtext("channel/title") == text
            assert {found.text for found in feed.iterfind("channel/item/title")} == {text}


def _runs_nothing(root: etree._Element, path: str) -> None:
    for element in root.iter("*"):
        if element.tag == "script" and element.get("type") == "application/ld+json":
            assert isinstance(json.loads(str(element.text)), dict), path
            continue
        if element.tag == "script":
            assert _is_the_themes(element), (path, etree.tostring(element))
            continue
        assert element.tag not in ("script", "style", "iframe", "object", "embed", "form", "base"), (path, element.tag)
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), (path, element.tag, name)
            if name in ("href", "src", "content") and element.tag != "meta":
                address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
                assert not address.startswith(("javascript:", "data:", "vbscript:")), (path, value)


def _is_the_themes(script: etree._Element) -> bool:
    """Whether a script of the head is the early one, or a file of the theme."""
    parent = script.getparent()
    assert parent is not None and parent.tag == "head"
    if not script.attrib:
        return bool(script.text == _EARLY)
    file = re.fullmatch(r"(?:\.\./|https://archive\.example/)*assets/[a-z]+-[0-9a-f]{10}\.js", script.get("src", ""))
    return file is not None and set(script.attrib) == {"src", "defer"} and not script.text


def _times(text: str, root: etree._Element) -> int:
    """How often the text stands on a page, in text or attributes."""
    found = " ".join(root.itertext()).count(text)
    return found + sum(str(value).count(text) for element in root.iter("*") for value in element.attrib.values())
