"""Whatever a template writes, what comes of it names no file and no part of the page that is not there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dateline.build import Whole
from dateline.export.alone import Alone, stand_alone
from dateline.placeholders import ROOT

FILES = {
    "a/one.html": b"",
    "a/two.html": b"",
    "about.html": b"",
    "a/media/p.png": b"\x89PNG" + bytes(40),
    "a/media/ü x.jpg": b"\xff\xd8" + bytes(4000),
    "a/media/s.mp3": b"ID3" + bytes(40),
    "assets/x.css": b"p { color: red }",
}
ANCHORS = {"a/index.html": "", "a/one.html": "one", "a/day.html": "_day"}
ADDRESSES = st.sampled_from(
    [ROOT + path.replace("ü x", "%C3%BC%20x") for path in FILES]
    + [f"{ROOT}a/index.html", f"{ROOT}a/day.html#one", f"{ROOT}a/one.html#gone", f"{ROOT}a/one.html#", "#one"]
    + ["https://else.example/?a=1", "mailto:a@b.example"]
)
PICTURES = st.sampled_from([f"{ROOT}a/media/p.png", f"{ROOT}a/media/%C3%BC%20x.jpg", f"{ROOT}a/media/s.mp3"])
WORDS = st.sampled_from(["Text", "a &lt;b&gt; &amp; c", "“so”", "دریا", ""])


def _link(address: str, words: str, inner: str) -> str:
    return f'<a class="x" rel="tag" type="text/html" hreflang="en" href="{address}" title="a>b">{words}{inner}</a>'


def _picture(src: str, words: str) -> str:
    sources = f'<source type="image/avif" srcset="{ROOT}a/media/p.png 1w, {ROOT}a/media/p.png 2w" sizes="1px">'
    return f'<picture>{sources}<img src="{src}" alt="{words}" loading="lazy" sizes="2px"></picture>'


PARTS = st.one_of(
    st.builds(_link, ADDRESSES, WORDS, st.one_of(st.just(""), st.builds(_picture, PICTURES, WORDS))),
    st.builds(_picture, PICTURES, WORDS),
    st.builds(lambda src: f'<audio controls src="{src}" aria-label="A sound"></audio>', PICTURES),
    st.builds(lambda src: f'<video controls poster="{ROOT}a/media/p.png"><source src="{src}"></video>', PICTURES),
    st.builds(
        lambda shown, src: (
            f"<figure><details><summary>Warning</summary><template>{shown}</template>"
            f'<p class="plain"><a href="{src}">Open</a></p></details></figure>'
        ),
        st.builds(_picture, PICTURES, WORDS),
        PICTURES,
    ),
    st.builds(lambda to: f'<svg viewBox="0 0 1 1"><a href="{to}"><path d="M0 0"/></a></svg>', ADDRESSES),
    st.builds(lambda to: f'<p data-from="{to}">Text</p>', ADDRESSES),
    st.sampled_from(
        ["<script>bad()</script>", f'<script src="{ROOT}x.js"></script>', "<pre>\n a &lt;template&gt;\n</pre>", "<br>"]
    ),
)


def page_of(parts: list[str]) -> Whole:
    head = f'<link rel="stylesheet" href="{ROOT}assets/x.css" media="print"><link rel="icon" href="{ROOT}i.svg">'
    text = f'<!DOCTYPE html>\n<html lang="fa"><head>{head}</head><body><main id="one">{"".join(parts)}</main>'
    return Whole(blog="a", page=f'{text}<p id="_day">Day</p></body></html>'.encode(), anchors=ANCHORS)


@given(
    parts=st.lists(PARTS, max_size=6),
    url=st.sampled_from(["", "https://a.example/x/"]),
    largest=st.sampled_from([0, 100, 10_000]),
)
def test_no_page_asks_for_anything_or_leads_nowhere(parts: list[str], url: str, largest: int) -> None:
    done = stand_alone(page_of(parts), FILES.__getitem__, url, largest)
    assert isinstance(done, Alone), done
    text = done.data.decode()
    assert ROOT not in text and "<script" not in text and "<template" not in text
    tree = LexborHTMLParser(text)
    for node in tree.css("*"):
        kept = node.attributes
        assert "srcset" not in kept
        for name in ("src", "poster"):
            assert (kept.get(name) or "data:").startswith("data:"), node.html
        href = kept.get("href")
        if href is not None:
            assert re.match(r"#(one|_day)?$|https://(a|else)\.example/|mailto:", href), href
            assert url or not href.startswith("https://a.")
        elif node.tag == "a":
            assert not {"rel", "type", "hreflang"} & set(kept), "without an address it has nothing that belongs to one"
    assert not tree.css("a a"), "no link stands in another"
    sizes = {len(FILES[path]) for path in done.apart}
    assert not sizes or min(sizes) > largest


@given(parts=st.lists(PARTS, max_size=4))
def test_a_page_that_stands_alone_stays_as_it_is(parts: list[str]) -> None:
    once = stand_alone(page_of(parts), FILES.__getitem__, "https://a.example/x/", 100)
    assert isinstance(once, Alone)
    again = stand_alone(Whole(blog="a", page=once.data, anchors=ANCHORS), FILES.__getitem__, "", 0)
    assert isinstance(again, Alone)
    assert b"".join(again.data.split()) == b"".join(once.data.split()) and again.loose == 0
