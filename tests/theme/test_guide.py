"""The guide to themes: its snippets are put where it says, and the site that they make is looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site_kit import SITES, Site

GUIDE = Path(__file__).resolve().parents[2] / "docs/how-to/theme.md"
SNIPPETS: dict[str, str] = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", GUIDE.read_text(), re.M | re.S))


def site_with(tmp_path: Path, *names: str) -> Site:
    site = Site(tmp_path, like=SITES / "newsroom")
    for name in names:
        if name == "content/site.yaml":
            site.append(name, SNIPPETS[name])
        else:
            site.file(name, SNIPPETS[name])
    return site


def test_every_snippet_is_tried_here() -> None:
    assert sorted(SNIPPETS) == [
        "content/site.yaml",
        "themes/default/templates/_colophon.html",
        "themes/ours/assets/dateline.css",
        "themes/ours/templates/_early.html",
        "themes/ours/templates/entry.html",
        "themes/ours/templates/layout.html",
    ]


def test_one_file_over_the_default_theme(tmp_path: Path) -> None:
    site = site_with(tmp_path, "themes/default/templates/_colophon.html").build()
    for path in ("index.html", "storm/first.html", "tags/index.html"):
        site.has(path, "<p>Paid for by its readers.</p>", 'class="masthead"')


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    ours = [name for name in SNIPPETS if "themes/default" not in name]
    site = site_with(tmp_path, *ours).file("themes/ours/assets/early.js", "var early = 1;\n")
    layout = SNIPPETS["themes/ours/templates/layout.html"].replace(
        "{% block head %}", '{{ view.site|part("_early.html") }}{% block head %}'
    )
    site.file("themes/ours/templates/layout.html", layout).build().same_as_clean()
    site.has("storm/first.html", '<body class="page-entry">', "<style>:root{--accent:#663399}</style>", "<article id=")
    site.has("storm/index.html", "<script>var early=1;</script>", 'class="sheet h-feed"').has(
        "storm/erste.html", "http-equiv"
    )
    (style,) = [path for path in site.output() if re.fullmatch(r"assets/dateline-\w+\.css", path)]
    # Published without idle space, in which alone it differs.
    written = SNIPPETS["themes/ours/assets/dateline.css"]
    assert re.sub(r"[\s;]", "", site.output()[style].decode()) == re.sub(r"[\s;]", "", written)


def test_the_fault_that_is_told(tmp_path: Path) -> None:
    ours = [name for name in SNIPPETS if "themes/default" not in name]
    site = site_with(tmp_path, *ours).build()
    site.edit("themes/ours/templates/entry.html", "view.entry|block", "view.entri|block").fails("DL702")
    (span,) = {found.span for found in site.result.problems if found.severity == "error"}
    assert (span.path, span.line) == ("themes/ours/templates/entry.html", 4)


@pytest.mark.parametrize("name", ["theme.md", "hosting.md"])
def test_links_of_the_guides_lead_somewhere(name: str) -> None:
    text = (GUIDE.parent / name).read_text()
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (GUIDE.parent / target).is_file(), target
