"""Shortcodes: what they stand for is kept, words in brackets are words."""

from __future__ import annotations

import pytest

from dateline.imports.shortcodes import expand
from dateline.imports.wordpress.autop import with_paragraphs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a [sic] b […] c [Update] [1] [x](y)", "a [sic] b […] c [Update] [1] [x](y)"),
        ("[embed]https://v.example/1[/embed]", "https://v.example/1"),
        ("[youtube=https://y.example/watch?v=1]", "\n\nEmbedded: https://y.example/watch?v=1\n\n"),
        ("[tweet https://t.example/1]", "\n\nEmbedded: https://t.example/1\n\n"),
        ("[box colour='red']kept[/box]", "kept"),
        ('[caption caption="Old form"]word[/caption]', "Old form word"),
        (
            '[caption id="a"]<img src="a.jpg"> Words <i>here</i>[/caption]',
            '<figure><img src="a.jpg"><figcaption>Words <i>here</i></figcaption></figure>',
        ),
        ("[photo image=http://a.example/b.jpg]", ""),
        ("[widget id=7]", ""),
    ],
)
def test_expanding(text: str, wanted: str) -> None:
    assert expand(text).text == wanted


def test_pictures_and_what_is_dropped() -> None:
    found = expand('[photo image=http://a.example/b.jpg alt="A gate" caption=“By day”] [widget id=7]')
    assert [(one.was, one.alt, one.caption) for one in found.media] == [("http://a.example/b.jpg", "A gate", "By day")]
    assert [one.what for one in found.dropped] == ["shortcode [widget id=7]"]
    assert expand("[photo image=javascript:alert(1).jpg]").media == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\nb\n\nc", "<p>a<br>b</p>\n<p>c</p>"),
        ("<div>a</div>\nb", "<div>\n<p>a</p>\n</div>\n<p>b</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<!-- wp:paragraph -->\n<p>a</p>\n\nb", "<!-- wp:paragraph -->\n<p>a</p>\n\nb"),
        ("", ""),
    ],
)
def test_paragraphs_as_wordpress_makes_them(text: str, wanted: str) -> None:
    assert with_paragraphs(text) == wanted
