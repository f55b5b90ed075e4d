"""The list of an entry's sources: each of them once, however it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.site_kit import Site

LINK = "See https://www.social.example/1/?utm_source=x and [another](https://social.example/2)."


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("", f"https://social.example/1\n\n{LINK}"),
        ("", f"Words [@post].\n\n{LINK}"),
        ("sources: [post]", LINK),
    ],
)
def test_a_link_to_a_source_that_is_named_besides_makes_no_second_one(keys: str, text: str, tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    post = "title: A post, publisher: A Witness, url: 'https://social.example/1', text: Words."
    site.file("content/quake/sources.yaml", f"post: {{{post}}}\n")
    site.file("content/quake/2009-06-16.md", f"## 10:00 One {{#one}}\n{keys}\n\n{text}\n").build()
    page = lxml_html.fromstring(site.read("output/quake/one.html").encode())
    sources = [" ".join(found.text_content().split()) for found in page.xpath("//*[@class='sources']//li")]
    assert sorted(found.partition(",")[0] for found in sources) == ["A Witness", "social.example"]
    site.has("sources/a-witness.html", "A post").has("sources/social-example.html", "another")
    assert "social.example/1" not in site.read("output/sources/social-example.html")
