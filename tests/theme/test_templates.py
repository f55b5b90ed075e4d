"""The default theme's templates as texts: what they mark safe, say and ask for; and how a site overrides them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.site_kit import SITES, Site

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
PLAIN = THEME.parent / "plain"
TEMPLATES = sorted((*(THEME / "templates").iterdir(), *(PLAIN / "templates").iterdir()))
_ENV = Environment(extensions=["jinja2.ext.i18n"])


def _named(path: Path) -> str:
    return f"{path.parents[1].name}/{path.name}"


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_only_fields_that_hold_html_are_marked_safe(path: Path) -> None:
    tree = _ENV.parse(path.read_text())
    marked = [found.node for found in tree.find_all(nodes.Filter) if found.name in ("safe", "tojson", "xmlattr")]
    wrong = [node for node in marked if not (isinstance(node, nodes.Getattr) and node.attr.endswith("_html"))]
    assert not wrong, [node.lineno for node in wrong if node]
    assert not re.search(r"autoescape|Markup|\|\s*safe\s*\|", path.read_text())


def test_every_field_that_holds_html_is_marked_safe_where_it_is_shown() -> None:
    for path in TEMPLATES:
        tree = _ENV.parse(path.read_text())
        for output in tree.find_all(nodes.Output):
            bare = [part for part in output.nodes if isinstance(part, nodes.Getattr) and part.attr.endswith("_html")]
            assert not bare, (path.name, [node.lineno for node in bare])


_WORD = re.compile(r"[A-Za-z]{2,}")
_MARKUP = re.compile(r"<style.*?</style>|<!--.*?-->|<!DOCTYPE[^>]*>|<[^>]*>|&\w+;", re.S)
_READ_ALOUD = re.compile(r"\b(?:title|alt|aria-label|placeholder)=\"([^\"]*)\"")


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=_named)
def test_whatever_readers_see_can_be_translated(path: Path) -> None:
    """No word stands in the text of a template, or in an attribute that is read aloud, but as `_("…")`."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
    text = re.sub(r"\{%-?.*?-?%\}|\{\{.*?\}\}", "\x00", text, flags=re.S)
    attributes = [word for value in _READ_ALOUD.findall(text) for word in _WORD.findall(value.replace("\x00", " "))]
    assert not attributes
    # A macro may give attributes without their tag; whatever else is left between tags is text.
    assert not _WORD.findall(re.sub(r" [a-z-]+=\"\x00\"", "", _MARKUP.sub(" ", text)))


def test_the_judge_of_words_sees_one() -> None:
    assert _WORD.findall(_MARKUP.sub(" ", "<p class='meta'>Words &nbsp;</p>")) == ["Words"]
    assert _READ_ALOUD.findall('<a aria-label="Words">') == ["Words"]


# A script is the theme's: a file of its own, put off, or the early one.
_THEMES_OWN = re.compile(
    r"""<script(?: defer src="\{\{ (?:view\.)?site\.assets\['[a-z]+\.js'\] \}\}">|>\{\{ site\.early_html\|safe \}\})"""
    r"</script>"
)
_DATA = """{% set said = view|json_ld %}{% if said %}<script type="application/ld+json">{{ said }}</script>
"""


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_no_template_holds_scripts_styles_of_elements_or_other_hosts(path: Path) -> None:
    # Data for machines is no script: browsers do not run a block of this type, and one filter alone writes it.
    # The style of an accent is known to the policy of `_headers` by its hash, as the early script is.
    text = _THEMES_OWN.sub("", path.read_text().replace(_DATA, "").replace("<style>{{ shell.style }}</style>", ""))
    assert not re.search(r"<script|<style|<iframe|\son\w+=|javascript:", text, re.I)
    assert not re.findall(r"(?:src|href)=\"https?:", text)
    assert not re.findall(r"\sstyle=", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_ids_of_the_theme_begin_with_an_underscore(path: Path) -> None:
    """Entries, headings and sources never have such ids, see `dateline.markup.anchors`."""
    names = re.findall(r"\s(?:id|aria-labelledby|for)=\"([^\"{]+)", path.read_text())
    assert not [name for name in names if not name.startswith("_")]


def test_data_for_machines_stands_in_one_template_in_one_place() -> None:
    assert [path.name for path in TEMPLATES if "json_ld" in path.read_text()] == ["_machines.html"]
    assert (THEME / "templates/_machines.html").read_text().count(_DATA) == 1


def test_the_stylesheet_asks_nothing_of_anybody() -> None:
    for path in THEME.parent.rglob("*.css"):
        assert not re.search(r"@import|url\(|expression\(|http", path.read_text())


def test_a_site_overrides_one_file_and_keeps_the_others(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    before = site.output()
    layout = (THEME / "templates" / "page.html").read_text().replace("<h1>", '<h1 class="ours">')
    site.file("themes/default/templates/page.html", layout).build()
    site.changed("about.html", "darbare.html", "404.html")
    site.has("about.html", '<h1 class="ours">')
    assert before["storm/first.html"] == site.output()["storm/first.html"]


def test_a_theme_of_another_name_stands_on_the_default_one(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").edit(
        "content/site.yaml", "theme_options:", "theme: ours\ntheme_options:"
    )
    site.file("themes/ours/templates/home.html", "<h1>{{ view.site.title }}</h1>\n")
    site.file("themes/ours/assets/ours.css", "p { color: red }\n")
    site.build()
    site.has("index.html", "<h1>The &lt;Newsroom&gt; &amp; &#39;Co&#39; &#34;Archive&#34;</h1>")
    site.has("storm/first.html", "<!DOCTYPE html>", 'class="masthead"')
    assert any(path.startswith("assets/ours-") for path in site.output())


def test_overriding_a_part_changes_every_page_that_draws_it_in(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    byline = (THEME / "templates" / "_byline.html").read_text().replace('class="byline"', 'class="byline ours"')
    site.file("themes/default/templates/_byline.html", byline).build()
    for path in ("storm/first.html", "storm/2012-10-28.html", "storm/index.html", "index.html"):
        site.has(path, 'class="byline ours"')
    site.same_as_clean()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<p>\n{{ view.titel }}\n</p>\n", 2, "titel"),
        ("<p>\n\n{{ nothing }}\n</p>\n", 3, "nothing"),
        ("<p>\n{% if %}\n</p>\n", 2, "Expected an expression"),
        ("{% for x in view.title.y %}{% endfor %}\n", 1, "y"),
        ('a\n{% include "absent.html" %}\n', 2, "absent.html"),
        ("a\n{{ 1 / 0 }}\n", 2, "division"),
        ("a\n{{ view.title|nofilter }}\n", 2, "nofilter"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(tmp_path: Path, text: str, line: int, said: str) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    site.file("themes/default/templates/page.html", text).fails("DL702")
    (problem,) = {found.span: found for found in site.result.problems if found.severity == "error"}.values()
    assert (problem.span.path, problem.span.line) == ("themes/default/templates/page.html", line)
    assert said in problem.message


def test_a_fault_in_a_part_is_told_at_the_part(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    entry = (THEME / "templates" / "_entry.html").read_text() + "\n{{ entry.nothing_such }}\n"
    site.file("themes/default/templates/_entry.html", entry).fails("DL702")
    (span,) = {found.span for found in site.result.problems if found.severity == "error"}
    assert (span.path, span.line) == ("themes/default/templates/_entry.html", entry.count("\n"))
