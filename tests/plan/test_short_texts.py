"""Standfirsts, closing notes, captions, corrections and bios: checked as bodies are, and whole wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_kit import Site

SOURCES = "met: {title: A warning, publisher: The Office}\n"
FIELDS = {
    "standfirst": ("content/storm/blog.yaml", "title: Storm\nstandfirst: |\n  {}\n"),
    "closing note": ("content/storm/blog.yaml", "title: Storm\nclosing_note: |\n  {}\n"),
    "caption": (
        "content/storm/2012-10-28.md",
        "## 09:00 One {{#one}}\nmedia:\n  - lost: true\n    alt: x\n    caption: >-\n      {}\n\nText.\n",
    ),
    "correction": (
        "content/storm/2012-10-28.md",
        "## 09:00 One {{#one}}\ncorrections:\n  - at: 2012-10-29\n    text: >-\n      {}\n\nText.\n",
    ),
    "bio": ("content/people.yaml", "ada:\n  name: Ada\n  bio: |\n    {}\n"),
}
SHOWN = {"standfirst": "storm/index.html", "closing note": "storm/index.html", "bio": "people/ada.html"}


def _site(tmp_path: Path, field: str, text: str) -> Site:
    site = Site(tmp_path).file("content/sources.yaml", SOURCES)
    site.file("content/storm/blog.yaml", "title: Storm\n").file(
        "content/storm/2012-10-28.md", "## 09:00 One {#one}\n\nText.\n"
    )
    path, form = FIELDS[field]
    return site.file(path, form.format(text))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("See [@nowhere].", "DL403"),
        ("See [this](javascript:alert(1)).", "DL504"),
        ("See [this](/absent.html).", "DL508"),
        ("See ![x](https://elsewhere.example/x.png).", "DL603"),
        ('See <img src="x.png">.', "DL603"),
    ],
)
def test_what_is_wrong_in_any_text_is_told_with_its_file(tmp_path: Path, field: str, text: str, code: str) -> None:
    site = _site(tmp_path, field, text).fails(code)
    (span,) = {problem.span for problem in site.result.problems if problem.severity == "error"}
    assert span.path == FIELDS[field][0]
    assert span.line > 0


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "bio"])
def test_where_no_list_follows_a_citation_names_its_source(tmp_path: Path, field: str) -> None:
    site = _site(tmp_path, field, "See [@met] *now*.").build()
    path = SHOWN.get(field, "storm/one.html")
    site.has(path, "See <cite>(The Office)</cite> <em>now</em>.")


@pytest.mark.parametrize("field", FIELDS)
def test_links_hold_on_every_page_that_shows_the_text(tmp_path: Path, field: str) -> None:
    site = _site(tmp_path, field, "See [it](/storm/one.html).").build()
    site.has(SHOWN.get(field, "storm/one.html"), 'See <a href="../storm/one.html">it</a>.')
    if field == "standfirst":
        site.has("index.html", 'See <a href="storm/one.html">it</a>.')


def test_headings_of_a_closing_note_stand_below_the_title_of_its_page(tmp_path: Path) -> None:
    _site(tmp_path, "closing note", "# What remains").build().has("storm/index.html", '<h2 id="_closing_what-remains">')


def test_the_description_of_a_page_is_text_not_markup(tmp_path: Path) -> None:
    site = _site(tmp_path, "standfirst", "See *the* [page](/storm/one.html).").build()
    site.has("storm/index.html", '<meta name="description" content="See the page.">')


def test_a_short_text_of_a_draft_is_checked_and_not_shown(tmp_path: Path) -> None:
    site = _site(tmp_path, "caption", "See [@nowhere].")
    site.edit("content/storm/2012-10-28.md", "{#one}", "{#one .draft}").build()
    assert [(problem.code, problem.severity) for problem in site.result.problems] == [("DL403", "warning")]
    site.edit("content/storm/2012-10-28.md", "[@nowhere]", "[@met]").build().lacks("The Office")
