"""A blog in one file: all of it, in order, and nothing that lies elsewhere."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.export import HTML
from tests.export.copies import a_site, a_text, declined, exported, newsroom
from tests.site_kit import Site

ASKS = re.compile(r"(?:src|srcset|poster|data|action|background|manifest)$")


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_bytes())


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> LexborHTMLParser:
    root = tmp_path_factory.mktemp("flood")
    exported(a_site(root), HTML, root / "flood.html")
    return page(root / "flood.html")


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """The newsroom's blogs."""
    root = tmp_path_factory.mktemp("newsroom")
    exported(newsroom(root), HTML, root / "copies")
    return {path.stem: page(path) for path in (root / "copies").iterdir()}


def first(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first node that a selector finds; there must be one."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def hrefs(tree: LexborHTMLParser) -> dict[str, str]:
    return {node.text(strip=True): node.attributes["href"] or "" for node in tree.css("a[href]")}


def test_all_blogs_become_a_file_each(copies: dict[str, LexborHTMLParser]) -> None:
    assert sorted(copies) == ["khabar", "long-night", "storm"]
    assert {name: first(tree, "html").attributes["lang"] for name, tree in copies.items()} == {
        "khabar": "fa",
        "long-night": "en-GB",
        "storm": "en-US",
    }


def test_every_entry_stands_in_it_once_and_oldest_first(tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    exported(site, HTML, tmp_path / "copies")
    for blog in ("storm", "long-night", "khabar"):
        days = sorted(
            path for path in site.output() if re.fullmatch(rf"{blog}/\d{{4}}-\d\d-\d\d(-part-\d)?\.html", path)
        )
        wanted = [
            article.attributes["id"]
            for day in sorted(days, key=lambda path: (path[: len(blog) + 11], len(path), path))
            for article in LexborHTMLParser(site.output()[day]).css("article")
        ]
        found = [article.attributes["id"] for article in page(tmp_path / f"copies/{blog}.html").css("article")]
        assert found == wanted and wanted, blog
    assert len(page(tmp_path / "copies/long-night.html").css("article")) > 100


def test_what_is_shown_of_an_entry_is_what_its_day_shows(tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    exported(site, HTML, tmp_path / "copies")
    day = LexborHTMLParser(site.output()["storm/2012-10-28.html"])
    copy = page(tmp_path / "copies/storm.html")
    for name in ("first", "main", "summary", "days", "raw", "gone"):
        shown = [first(tree, f'article[id="{name}"]').text(separator=" ") for tree in (day, copy)]
        assert shown[0].split() == shown[1].split() and shown[0]


def test_nothing_in_it_asks_for_anything(copies: dict[str, LexborHTMLParser], flood: LexborHTMLParser) -> None:
    for name, tree in {**copies, "flood": flood}.items():
        assert not tree.css("script, template, iframe, object, embed, source, link[rel=stylesheet], base"), name
        for node in tree.root.traverse() if tree.root else ():
            for attribute, value in node.attributes.items():
                if ASKS.match(attribute) and node.tag != "html":
                    assert (value or "").startswith("data:"), (name, node.tag, attribute)
        for style in tree.css("style"):
            assert not re.search(r"@import|url\(", style.text())
        assert {link.attributes["rel"] for link in tree.css("link")} <= {"canonical"}
    (policy,) = (node.attributes["content"] for node in flood.css('meta[http-equiv="Content-Security-Policy"]'))
    assert policy == "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"


def test_every_link_leads_to_a_part_of_it_or_out(copies: dict[str, LexborHTMLParser], flood: LexborHTMLParser) -> None:
    for name, tree in {**copies, "flood": flood}.items():
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), name
        for node in tree.css("[href]"):
            href = node.attributes["href"] or ""
            assert re.match(r"[a-z]+:", href) or href == "#" or href.removeprefix("#") in ids, (name, href)


def test_links_within_the_blog_stay_in_the_file(flood: LexborHTMLParser) -> None:
    found = hrefs(flood)
    assert found["the second"] == "#second"
    assert found["this day"] == "#_day-2009-06-16"
    assert found["the first again"] == "#first"


def test_links_to_the_rest_of_the_site_lead_there(flood: LexborHTMLParser) -> None:
    found = hrefs(flood)
    assert found["about"] == "https://flood.example/archive/about.html"
    assert found["What was said"] == "https://flood.example/archive/flood/media/paper.pdf"
    assert found["water"] == "https://flood.example/archive/tags/water.html"
    assert found["https://flood.example/archive/flood/"] == "https://flood.example/archive/flood/"


def test_without_an_address_of_the_site_such_links_are_words(tmp_path: Path) -> None:
    done = exported(a_site(tmp_path, url=""), HTML, tmp_path / "flood.html")
    tree = page(tmp_path / "flood.html")
    words = [node for node in tree.css("a") if "href" not in node.attributes]
    assert {"about", "What was said", "water"} <= {node.text(strip=True) for node in words}
    assert not [node.attributes for node in words if {"rel", "target", "type"} & set(node.attributes)]
    assert done.loose == len(words)
    assert hrefs(tree)["the second"] == "#second"


def test_an_old_address_of_an_entry_leads_to_it_too(tmp_path: Path) -> None:
    site = a_site(tmp_path).append("content/flood/2009-06-16.md", "## 12:00 Last {#last}\n\n[Old](zweite.html).")
    exported(site, HTML, tmp_path / "flood.html")
    assert hrefs(page(tmp_path / "flood.html"))["Old"] == "#second"


def test_pictures_are_in_it_in_the_form_that_every_browser_knows(flood: LexborHTMLParser) -> None:
    pictures = [node for node in flood.css("img") if node.attributes["alt"] in ("The bridge", "The bridge again")]
    assert len(pictures) == 2 and not flood.css("picture")
    for node in pictures:
        kind, _, text = (node.attributes["src"] or "").partition(";base64,")
        assert kind == "data:image/jpeg"
        assert Image.open(BytesIO(base64.b64decode(text))).size == (240, 160)
        assert not {"srcset", "sizes", "loading"} & set(node.attributes)


def test_what_has_a_warning_waits_behind_it_without_a_script(flood: LexborHTMLParser) -> None:
    (details,) = flood.css("details")
    assert "open" not in details.attributes and "Blood" in first(details, "summary").text()
    assert (first(details, "img").attributes["src"] or "").startswith("data:image/png;base64,")
    assert [node for node in flood.css("img") if node.attributes["alt"] == "A wound"] and not details.css("p.plain")


def test_what_is_too_large_is_said_and_linked(tmp_path: Path) -> None:
    done = exported(a_site(tmp_path), HTML, tmp_path / "flood.html", largest=1000)
    tree = page(tmp_path / "flood.html")
    assert done.apart == ("flood/media/bridge.jpg",)
    size = -(-(tmp_path / "output/flood/media/bridge.jpg").stat().st_size // 1000)
    one, two = tree.css(".apart")
    assert one.text() == f"The bridge ({size} kB, not in this file)"
    assert two.text() == f"The bridge again ({size} kB, not in this file)"
    assert one.attributes["href"] == "https://flood.example/archive/flood/media/bridge.jpg"
    assert [node.attributes["alt"] for node in tree.css("img")] == ["A wound"]
    assert (first(tree, "audio").attributes["src"] or "").startswith("data:audio/mpeg;base64,")


def test_in_a_persian_blog_it_is_said_in_persian(tmp_path: Path) -> None:
    site = a_site(tmp_path).edit("content/flood/blog.yaml", "title: The flood\n", "title: سیل\nlanguage: fa\n")
    exported(site, HTML, tmp_path / "flood.html", largest=0)
    tree = page(tmp_path / "flood.html")
    assert "در این پرونده نیست" in first(tree, ".apart").text()
    assert re.search("[۰-۹]+ کیلوبایت", first(tree, ".apart").text())
    assert first(tree, "html").attributes["dir"] == "rtl"


def test_within_a_link_nothing_too_large_becomes_a_link_of_its_own(tmp_path: Path) -> None:
    site = a_site(tmp_path).append(
        "content/flood/2009-06-16.md", "## 12:00 Last {#last}\n\n[![Far](media/bridge.jpg)](https://far.example/)"
    )
    exported(site, HTML, tmp_path / "flood.html", largest=0)
    far = first(page(tmp_path / "flood.html"), '.body a[href="https://far.example/"]')
    assert [node.tag for node in far.css(".apart")] == ["span"]


def test_styles_are_those_of_the_site(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    exported(site, HTML, tmp_path / "flood.html")
    sheets = {node.attributes.get("media", ""): node.text() for node in page(tmp_path / "flood.html").css("style")}
    output = site.output()
    for name, medium in (("dateline", ""), ("print", "print")):
        (sheet,) = (data.decode() for path, data in output.items() if path.startswith(f"assets/{name}-"))
        assert sheets[medium].strip() == sheet.strip() and sheet


def test_a_theme_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    site.file("themes/default/templates/whole.html", OWN).file("themes/default/assets/ours.css", "p { color: red }\n")
    exported(site, HTML, tmp_path / "flood.html")
    text = (tmp_path / "flood.html").read_text(encoding="utf-8")
    assert text.startswith('<!DOCTYPE html><html><head><style>p{color:red}</style>\n</head>\n<body><h1 class="ours">')
    assert "The third" in text and "<script" not in text and "assets/" not in text and "\x02" not in text


OWN = """
    <!DOCTYPE html><html><head><link rel="stylesheet" href="{{ view.site.assets['ours.css'] }}"><link
    rel="icon" href="{{ view.site.assets['icon.svg'] }}"><script src="{{ view.site.assets['live.js'] }}"></script>
    </head>
    <body data-from="{{ view.site.href }}"><h1 class="ours">{{ view.blog.title }}</h1>
    {% for day in view.days %}{% for entry in day.entries %}{{ entry|block }}{% endfor %}{% endfor %}</body></html>
"""


@pytest.mark.parametrize(
    ("template", "style", "said"),
    [
        ("<p>{{ view.site.href }}</p>", "p {}", "where no link or picture is"),
        (
            "<link rel=stylesheet href=\"{{ view.site.assets['ours.css'] }}\">",
            'p::after { content: "</STYLE >" }',
            "</sty",
        ),
    ],
)
def test_what_no_file_can_give_is_told_and_nothing_written(
    tmp_path: Path, template: str, style: str, said: str
) -> None:
    site = a_text(tmp_path).file("themes/default/templates/whole.html", template)
    site.file("themes/default/assets/ours.css", style)
    told = declined(site, HTML, tmp_path / "flood.html")
    assert said in told.message and "whole.html" in told.hint
    assert not (tmp_path / "flood.html").exists()


def test_a_fault_in_the_template_is_told_with_its_place_and_publishes_nothing(tmp_path: Path) -> None:
    site = a_text(tmp_path).file("themes/default/templates/whole.html", "<p>\n{{ view.nothing }}\n</p>")
    told = declined(site, HTML, tmp_path / "flood.html")
    (problem,) = told.problems
    assert (problem.code, problem.span.path, problem.span.line) == ("DL702", "themes/default/templates/whole.html", 2)
    assert not (tmp_path / "flood.html").exists() and site.output() == {}


def test_a_build_that_nobody_asked_a_copy_of_does_not_look_at_that_template(tmp_path: Path) -> None:
    a_text(tmp_path).file("themes/default/templates/whole.html", "{{ view.nothing }}").build()


def test_an_export_publishes_nothing_of_its_own(tmp_path: Path) -> None:
    site = a_text(tmp_path).build()
    before = site.output()
    exported(site, HTML, tmp_path / "flood.html")
    assert site.output() == before
    assert site.build().touched() == []


def test_one_blog_alone(tmp_path: Path) -> None:
    done = exported(newsroom(tmp_path), HTML, tmp_path / "one.html", blog="storm")
    assert [path for path, _ in done.copies] == [tmp_path / "one.html"]


def test_one_blog_in_a_folder(tmp_path: Path) -> None:
    site = a_text(tmp_path).file("content/fire/blog.yaml", "title: The fire\n")
    exported(site, HTML, tmp_path / "copies", blog="flood")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["flood.html"]


def test_a_blog_without_entries(tmp_path: Path) -> None:
    site = a_text(tmp_path).file("content/fire/blog.yaml", "title: The fire\n")
    exported(site, HTML, tmp_path / "copies")
    assert "No entries yet." in (tmp_path / "copies/fire.html").read_text(encoding="utf-8")


def test_several_blogs_do_not_fit_into_one_file(tmp_path: Path) -> None:
    site = a_text(tmp_path).file("content/fire/blog.yaml", "title: The fire\n")
    told = declined(site, HTML, tmp_path / "all.html")
    assert "2 blogs" in told.message and "--blog: fire, flood" in told.hint


def test_a_blog_that_is_not_there(tmp_path: Path) -> None:
    told = declined(a_text(tmp_path), HTML, tmp_path / "x.html", blog="flod")
    assert told.message == "There is no blog “flod”." and "flood" in told.hint
    assert not (tmp_path / "x.html").exists()


def test_an_archive_without_a_blog(tmp_path: Path) -> None:
    told = declined(Site(tmp_path), HTML, tmp_path / "x")
    assert "no blog" in told.message and not (tmp_path / "x").exists()
