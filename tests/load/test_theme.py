"""What a template draws in: its digest must differ whenever that of anything it can show does."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.load.theme import read_theme
from dateline.problems import Span

OTHERS = {name: f"{name} as it was" for name in ("a.html", "b.html", "c.html", "_entry.html")}


def moved_by(tmp_path: Path, text: str) -> set[str]:
    """The templates whose change changes the closure of `page.html`, which holds `text`."""
    folder = tmp_path / "themes/ours/templates"
    folder.mkdir(parents=True)
    for name, other in {**OTHERS, "page.html": text}.items():
        (folder / name).write_text(other)

    def closure() -> bytes:
        return read_theme(tmp_path, "ours", Span("content/site.yaml"))[0].closures["page.html"]

    before, moved = closure(), set()
    for name, other in OTHERS.items():
        (folder / name).write_text(other + ", changed")
        if closure() != before:
            moved.add(name)
        (folder / name).write_text(other)
    return moved


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no more than text", ""),
        ('{% extends "a.html" %}', "a"),
        ("{%- include 'a.html' -%}", "a"),
        ('{%+ include "a.html" ignore missing with context %}', "a"),
        ('{% import "a.html" as m %}{% from "b.html" import x with context %}', "ab"),
        ('{% extends "a.html" if view.x else "b.html" %}', "ab"),
        ('{% include "a.html" if x else "b.html" if y else "c.html" %}', "abc"),
        ('{% include ["a.html", "b.html"] ignore missing %}', "ab"),
        ('{%\n  include\n  "a.html"\n%}', "a"),
        ('{% include "a" ~ kind ~ ".html" %}', "abc_"),
        ("{% include view.kind %}", "abc_"),
        ('{% extends "a.html" if x else y %}', "abc_"),
        ('{% extends "a.html" if x == "z" else "b.html" %}', "abc_"),
        ('{% include ["a.html", other] %}', "abc_"),
        ('{{ x|part("a.html") }}{{ y | part( "b.html" ) }}', "ab"),
        ('{{ x|part("a.html" if y else "b.html") }}', "ab"),
        ("{{ x|part(y) }}", "abc_"),
        ('{{ xs|map("part", "a.html")|join }}', "abc_"),
        ("{{ x|block }}", "_"),
        ('{{ xs|map("block")|join }}', "_"),
        ("{# nothing #}{{ x.part }}{{ x.block }}", ""),
    ],
)
def test_a_templates_digest_covers_all_that_it_can_draw_in(tmp_path: Path, text: str, wanted: str) -> None:
    full = {name[0]: name for name in OTHERS}
    assert moved_by(tmp_path, text) == {full[letter] for letter in wanted}


def test_what_is_drawn_in_by_what_is_drawn_in_counts_too(tmp_path: Path) -> None:
    folder = tmp_path / "themes/ours/templates"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text('{% include "one.html" %}')
    (folder / "one.html").write_text('{% import "two.html" as two %}')
    (folder / "two.html").write_text("before")
    span = Span("content/site.yaml")
    before = read_theme(tmp_path, "ours", span)[0].closures
    (folder / "two.html").write_text("after")
    after = read_theme(tmp_path, "ours", span)[0].closures
    assert {name for name in after if before[name] != after[name]} == {"page.html", "one.html", "two.html"}


def test_no_template_that_ships_names_another_by_an_expression() -> None:
    """It would be made again with every change of any template."""
    theme = read_theme(Path("/nowhere"), "default", Span("content/site.yaml"))[0]
    assert len(theme.closures) > 20
    assert not [name for name, drawn in theme.draws.items() if drawn == {*theme.templates}]
