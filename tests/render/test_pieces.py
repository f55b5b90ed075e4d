"""Long parts that are put in last: the page is the one that it would be had they stood in it from the beginning."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dateline.load.theme import TemplateFile, Theme
from dateline.placeholders import LEVELS, PIECE, ROOT
from dateline.plan.output import PAGE, Output
from dateline.problems import Problem
from dateline.render.pieces import Pieces
from dateline.render.renderer import Renderer

LINK = f'<h{LEVELS[0]}><a href="{ROOT}e/1.html">–</a></h{LEVELS[0]}>'
PART = "{{ it.html|safe }}{{ it.text }}"


def renderer(**templates: str) -> Renderer:
    """One of a theme that holds these templates."""
    files = {f"{name}.html": TemplateFile(f"themes/x/templates/{name}.html", text) for name, text in templates.items()}
    return Renderer(Theme("x", files), "https://x.example/")


def page(made_by: Renderer, view: Any, path: str = "a/b.html", **more: Any) -> bytes | Problem:
    """The page of the template of that name."""
    return made_by.render(Output(path=path, kind=PAGE, template="page.html", key=b"", view=lambda: view, **more))


def part(html: str, text: str = "") -> SimpleNamespace:
    """What a part is made of."""
    return SimpleNamespace(html=html, text=text)


def over(manner: str) -> str:
    """A page of parts."""
    return "<main>{% for g in view.groups %}{{ g|part('p.html')" + manner + " }}|{% else %}none{% endfor %}</main>"


LONG = {"empty": "", "one": LINK, "many": LINK * 40, "plain": "x" * 2_048, "longest": "–" * 201_000}
BODIES = st.lists(st.tuples(st.sampled_from([*LONG]), st.text(max_size=8)), max_size=4)
"""By name: what is wrong is to be told in a few words."""


@given(BODIES, st.sampled_from(["a.html", "a/b.html", "a/b/c.html"]), st.integers(1, 4))
def test_it_is_the_same_page_every_time(bodies: list[tuple[str, str]], path: str, top: int) -> None:
    shown = [(LONG[name], "".join(sign for sign in text if sign >= " ")) for name, text in bodies]
    view = SimpleNamespace(groups=[part(html, text) for html, text in shown])
    wanted = page(renderer(page=over(""), p=PART), view, path, top=top)
    one = renderer(page=over("|large"), p=PART)
    for _ in range(3):
        assert page(one, view, path, top=top) == wanted


def test_one_part_on_pages_of_several_depths() -> None:
    one, view = renderer(page=over("|large"), p=PART), SimpleNamespace(groups=[part(LINK * 80)])
    for _ in range(3):
        for path, way, top in (("a.html", "", 2), ("a/b.html", "../", 2), ("a/b.html", "../", 3)):
            wanted = f'<h{top}><a href="{way}e/1.html">–</a></h{top}>' * 80
            assert page(one, view, path, top=top) == f"<main>{wanted}|</main>".encode()


def test_a_part_that_changes_among_others_that_stay() -> None:
    one, groups = renderer(page=over("|large"), p=PART), [part(f"<p>{number}</p>" * 500) for number in range(5)]
    for number in range(5):
        groups[number] = part("<p>anew</p>" * 500)
        found = page(one, SimpleNamespace(groups=groups))
        assert found == page(renderer(page=over(""), p=PART), SimpleNamespace(groups=groups))


def test_what_serves_several_pages_holds_no_mark() -> None:
    inner = "{{ it.groups[0]|part('p.html')|large }}"
    for outer in ("{{ view|part('outer.html') }}", "{{ view|part('outer.html')|large }}"):
        one, view = renderer(page=outer, outer=inner, p=PART), SimpleNamespace(groups=[part("x" * 5_000)])
        for _ in range(3):
            assert page(one, view) == b"x" * 5_000
    assert one.part(view, "outer.html", "en") == "x" * 5_000


@pytest.mark.parametrize("more", [{"absolute": True}, {"placeless": True}])
def test_pages_that_are_finished_otherwise_hold_it_from_the_beginning(more: dict[str, Any]) -> None:
    view = SimpleNamespace(groups=[part(LINK * 80)])
    assert page(renderer(page=over("|large"), p=PART), view, **more) == page(
        renderer(page=over(""), p=PART), view, **more
    )


def test_what_is_no_part_is_escaped_as_ever() -> None:
    assert page(renderer(page="{{ view|large }}"), "<" * 3_000) == b"&lt;" * 3_000


@pytest.mark.parametrize("manner", ["[:2]", "|replace('0', '7')", "|replace('0', 'x')"])
def test_a_template_that_cuts_into_one_is_told_of(manner: str) -> None:
    cutting = "{% for g in view.groups %}{{ (g|part('p.html')|large)" + manner + " }}{% endfor %}"
    found = page(renderer(page=cutting, p=PART), SimpleNamespace(groups=[part("x" * 5_000)]))
    assert isinstance(found, Problem)
    assert found.code == "DL702"
    assert "large" in found.message


def test_what_is_made_anew_every_time_is_let_go_of() -> None:
    pieces = Pieces()
    for number in range(3_000):
        pieces.finish(f"{PIECE}0{PIECE}", [Markup("x" * 3_000 + str(number))], "a.html", 2)
        assert len(pieces._finished) <= 1_024
