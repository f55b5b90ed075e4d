"""Each day as plain text: all that its page says, nothing that it does not, and one more file for an added entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.render.hostile import hostile_site
from tests.site_kit import SITES, Site

BLOG = "title: The storm & <after>\nzone: America/New_York\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).file("content/storm/blog.yaml", BLOG)


def text(site: Site, path: str = "storm/2012-10-28.txt") -> str:
    return (site.options.output / path).read_bytes().decode()


def test_a_day_reads_from_top_to_bottom(site: Site) -> None:
    site.file("content/people.yaml", "mk: {name: M. Kay, role: Producer}\n")
    site.file("content/sources.yaml", "wire: {title: Surge, publisher: The Wire, url: 'https://wire.example/surge'}\n")
    site.file(
        "content/storm/2012-10-28.md",
        """
        ## 09:00 The <first> & "the" rest {#first .key .unverified}
        by: mk
        tags: [surge]
        place: New York

        Water *rose* [@wire].

        > It is in the street.
        >
        > — A resident, [@wire]
        """,
    ).build()
    assert text(site) == (
        "The storm & <after>\n"
        "Sunday 28 October 2012\n"
        "1 entry · New York time\n"
        "https://archive.example/storm/2012-10-28.html\n"
        "\n" + "-" * 72 + "\n\n"
        "09:00 EDT\n"
        'The <first> & "the" rest\n'
        "Key event · Unverified · By M. Kay (Producer)\n"
        "\n"
        "New York —\n"
        "\n"
        "Water rose[1].\n"
        "\n"
        "> It is in the street.\n"
        ">\n"
        "> — A resident, The Wire[1]\n"
        "\n"
        "Sources\n"
        "\n"
        "[1] The Wire, Surge · link not checked · no stored copy\n"
        "    <https://wire.example/surge>\n"
        "\n"
        "Filed under: surge\n"
        "https://archive.example/storm/first.html\n"
        "\n" + "=" * 72 + "\n\n"
        "A site\n"
        "To ask for something to be taken down: takedown@archive.example\n"
    )


def test_a_persian_day_has_the_signs_of_its_language(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/khabar/blog.yaml", "title: خبر\nlanguage: fa\nzone: Europe/Paris\n")
    site.file("content/sources.yaml", "wire: {title: موج, publisher: خبرگزاری, author: الف, published: 2026-03-01}\n")
    site.file(
        "content/khabar/2026-03-01.md",
        """
        ## 09:00 آغاز {#aghaz}
        by: [{name: مینا}, {name: آرش}]
        via: [{who: شاهد, how: تلفن}]
        tags: [surge, storm]
        updated: 2026-03-01 10:00

        متن [@wire].
        """,
    ).build()
    found = text(site, "khabar/2026-03-01.txt")
    assert "," not in found
    for words in ("شاهد، تلفن", "به وقت پاریس، ۱۰ اسفند", "خبرگزاری، موج، الف، ۱۰ اسفند", "surge، storm", "مینا، آرش"):
        assert words in " ".join(found.split()), words


def test_comments_corrections_and_what_is_lost_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    whole = "".join(
        data.decode() for path, data in site.output().items() if path.startswith("storm/20") and path.endswith(".txt")
    )
    for said in ("Correction, ", "Comments: ", "This entry was removed", "Photo not preserved", "in our words", "> "):
        assert said in whole, said
    # A comment's own signs stand as they were typed.
    assert "#tag !!!! *so* <script>alert(1)</script> &" in whole


def test_every_headline_and_source_of_a_page_is_in_its_text(tmp_path: Path) -> None:
    from lxml import html as lxml_html

    site = Site(tmp_path, like=SITES / "newsroom").build()
    checked = 0
    for path, data in site.output().items():
        if not path.endswith(".txt") or path.replace(".txt", ".html") not in site.output():
            continue
        found = " ".join(re.sub(r"^[ >]+", "", data.decode(), flags=re.M).split())
        page = lxml_html.document_fromstring(site.output()[path.replace(".txt", ".html")])
        for element in page.xpath("//article//*[contains(@class, 'headline')] | //article//cite"):
            assert " ".join("".join(element.itertext()).split()) in found, path
            checked += 1
        assert found.count("-" * 72) == len(page.xpath("//article"))
    assert checked > 150


def test_no_markup_entity_or_placeholder_is_left(tmp_path: Path) -> None:
    for like in ("newsroom", "rich"):
        site = Site(tmp_path / like, like=SITES / like).build()
        for path, data in site.output().items():
            if path.endswith(".txt") and path.count("/") == 1:
                for sign in (b"</", b"&amp;", b"&lt;", b"&#", b"<p>", b"\x02", b"\x03", b"\x04", b"\r"):
                    assert sign not in data or (sign == b"</" and b"</script>" in data), (path, sign)
                assert data.endswith(b"\n") and not data.endswith(b"\n\n")
                assert b"\n\n\n" not in data


def test_lines_are_no_longer_than_a_terminal_is_wide(tmp_path: Path) -> None:
    from dateline.render.lines import columns

    site = Site(tmp_path, like=SITES / "newsroom").build()
    for path in ("storm/2012-10-28.txt", "khabar/2012-12-31.txt", "long-night/2012-10-29.txt"):
        long = [line for line in text(site, path).splitlines() if columns(line) > 78 and "://" not in line]
        assert not long, path


def test_a_part_of_a_day_has_its_own_text(site: Site) -> None:
    lines = [f"## {n // 60:02}:{n % 60:02} Line {n} {{#n{n}}}\n" for n in range(60)]
    site.file("content/storm/2012-10-28.md", "\n".join(lines)).build()
    assert "Sunday 28 October 2012 · Part 2 of 2" in text(site, "storm/2012-10-28-part-2.txt")
    site.has("storm/2012-10-28-part-2.html", 'type="text/plain" href="../storm/2012-10-28-part-2.txt"')
    first = text(site)
    site.append("content/storm/2012-10-28.md", "## 02:00 Added {#added}").build()
    assert text(site) == first
    assert [path for path in site.touched() if path.endswith(".txt")] == ["storm/2012-10-28-part-2.txt"]


def test_a_new_day_changes_the_text_of_no_other(site: Site) -> None:
    site.file("content/storm/2012-10-28.md", "## 09:00 One {#one}\n").build()
    site.file("content/storm/2012-10-29.md", "## 09:00 Two {#two}\n").build()
    assert [path for path in site.touched() if path.endswith(".txt")] == ["storm/2012-10-29.txt"]
    assert "storm/2012-10-28.txt" not in site.made


def test_the_page_names_its_text_in_the_head_and_at_the_foot(site: Site) -> None:
    site.file("content/storm/2012-10-28.md", "## 09:00 One {#one}\n").build()
    site.has(
        "storm/2012-10-28.html",
        '<link rel="alternate" type="text/plain" href="../storm/2012-10-28.txt">',
        '<a href="../storm/2012-10-28.txt" type="text/plain">',
    )


def test_without_a_url_addresses_lead_from_the_file(site: Site) -> None:
    site.edit("content/site.yaml", "url: https://archive.example/\n", "")
    site.file("content/storm/2012-10-28.md", "## 09:00 One {#one}\n").build()
    assert "\n../storm/one.html\n" in text(site)


def test_what_is_at_risk_is_told_by_the_day_without_an_address(site: Site) -> None:
    log = "## 09:17 Said {#said .at-risk}\nplace: Tehran\n\nIn our words.\n\n## 10:00 Gone {#gone .removed}\n"
    site.file("content/storm/2012-10-28.md", log).build()
    found = text(site)
    assert "28 October 2012\nSaid\n" in found and "In our words." in found
    for secret in ("09:17", "Tehran", "said.html", "Gone"):
        assert secret not in found


@pytest.mark.parametrize(
    "body",
    [
        "Norbert Quill",
        "> and so Norbert\n> Quill",
        "- word word word word word word word word word word word word Norbert Quill",
    ],
)
def test_protected_text_is_seen_across_the_lines_of_a_text(
    site: Site, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.gate.gate import Gate
    from dateline.markup.render import render
    from dateline.render.plain import plain
    from tests.render.test_plain import SCOPE

    for width in range(10, 74):
        data = plain(render(body, SCOPE).html, width=width).encode()
        assert Gate((b"Norbert Quill",)).refuse("storm/2012-10-28.txt", data) is not None, data


@pytest.mark.parametrize("theme", ["default", "plain"])
def test_a_stone_is_no_entry_of_its_day(tmp_path: Path, theme: str) -> None:
    site = Site(tmp_path).file("content/storm/blog.yaml", BLOG)
    site.file("content/site.yaml", site.read("content/site.yaml") + f"theme: {theme}\n")
    log = "## 09:00 One {#one}\n\nText.\n\n## 10:00 {#two .removed}\n\n## 11:00 {#three .removed}\n"
    site.file("content/storm/2012-10-28.md", log).build().same_as_clean()
    for path in ("storm/2012-10-28.html", "storm/2012-10-28.txt"):
        assert b"1 entry" in site.output()[path]
        assert b"3 entries" not in site.output()[path]


def test_hostile_texts_reach_no_page_through_a_text(tmp_path: Path) -> None:
    site = hostile_site(tmp_path, "<script>alert(1)</script>").build()
    assert any(b"<script>" in data for path, data in site.output().items() if path.endswith(".txt"))
    for path, data in site.output().items():
        if path.endswith(".html"):
            assert b"alert(1)</script>" not in data.replace(b"<\\/", b"</"), path
            assert b"<script>alert" not in data, path


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("page.html", '{% include "day.txt" %}'),
        ("page.html", '{% import "_plain.txt" as p %}'),
        ("day.txt", '{% import "_macros.html" as m %}'),
        ("day.txt", "{{ view.entries[0]|block }}"),
        ("page.html", '{{ view.site|part("_source.txt") }}'),
        ("day.txt", '{{ view.site|part("_navigation.html") }}'),
    ],
)
def test_neither_kind_of_template_sees_the_other(site: Site, name: str, source: str) -> None:
    site.file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
    site.file("content/storm/2012-10-28.md", "## 09:00 One {#one}\n").build()
    site.file(f"themes/default/templates/{name}", source).fails("DL702")


def test_an_old_name_of_a_blog_has_no_page_for_a_text(site: Site) -> None:
    site.file("content/storm/blog.yaml", BLOG + "aliases: [tempest]\n")
    site.file("content/storm/2012-10-28.md", "## 09:00 One {#one}\n").build()
    site.has("tempest/2012-10-28.html", "http-equiv").has_no("tempest/*.txt")
    site.has("_redirects", "/tempest/* /storm/:splat 301")
