"""Templates as Dateline compiles them say what Jinja's own would say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from dateline.load.theme import TemplateFile
from dateline.render.environment import environment
from dateline.render.writing import safe, shown


class Html:
    """What knows its own HTML."""

    def __html__(self) -> str:
        return "<b>"


class Text(str):
    """A text of a kind of its own."""


@given(
    st.text() | st.text().map(Markup) | st.text().map(Text) | st.none() | st.integers() | st.floats() | st.booleans()
)
@example("&<>'\"&amp;")
@example(Markup("&<>'\""))
@example(Html())
def test_what_is_shown_is_what_escape_gives(value: Any) -> None:
    assert str(shown(value)) == str(escape(value))


@given(st.text() | st.text().map(Markup) | st.text().map(Text) | st.integers())
@example(Html())
def test_what_is_safe_is_what_markup_gives(value: Any) -> None:
    assert (safe(value), type(safe(value))) == (Markup(value), Markup)


VIEW = SimpleNamespace(text="<i>'\"&", body_html="<b>x</b>", many=("a", "<b>"), one=1, none=None)
TEMPLATES = [
    "{% macro a(x, y='<d>') %}{{ x }}{{ y }}{% endmacro %}{{ a(view.text) }}{{ a(1, 2) }}{{ a(y=view.text, x=3) }}",
    "{% macro a() %}{{ varargs }}{{ kwargs.k }}{% endmacro %}{{ a(1, view.text, k=view.text) }}{{ a(*view.many, k=1)}}",
    "{% macro a(x) %}[{{ x }}{% if x %}{{ a(x - 1) }}{% endif %}]{% endmacro %}{{ a(3) }}",
    "{% macro a(x) %}<{{ x }}>{% endmacro %}{{ a(a(a(view.text))) }}",
    "{% macro a(x) %}<{{ caller(x) }}>{% endmacro %}{% call(y) a(view.text) %}{{ y }}{% endcall %}",
    "{% macro a(x) %}<{{ x }}>{% endmacro %}{% for x in view.many %}{{ a(x) }}{{ loop.cycle('&', 'o') }}{% endfor %}",
    "{% block b %}{% macro a(x) %}<{{ x }}>{% endmacro %}{% for x in view.many %}{{ a(x) }}{% endfor %}{% endblock %}",
    "{% block b %}{% for x in view.many %}{{ ngettext('%(num)d <', '%(num)d', loop.index) }}{% endfor %}{% endblock %}",
    "{% set j = joiner('<') %}{% for x in view.many %}{{ j() }}{{ x.upper() }}{{ 'x y'.split(' ')[0] }}{% endfor %}",
    "{% set k %}{{ view.text }}<br>{% endset %}{{ k }}{{ view.text ~ k }}{{ view.body_html|safe }}{{ view.none }}",
    "{% autoescape false %}{% macro a(x) %}<{{ x }}>{% endmacro %}{{ a(view.text) }}{{ view.text }}{% endautoescape %}",
    "{% import 'm' as m %}{{ m.a(view.text) }}{% from 'm' import a as other %}{{ other(x=view.one) }}",
    "{% macro a(x) %}{% endmacro %}{{ a(1, 2) }}",
    "{% macro a(x) %}{% endmacro %}{{ a(z=2) }}",
    "{{ view.none() }}",
    "{{ nothing() }}",
    "{{ nothing }}",
    "{{ view.nothing }}",
]
BESIDE = "{% macro a(x) %}({{ x }}{{ H }}){% endmacro %}"


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_template_says_what_jinja_would_say(text: str) -> None:
    plain = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    plain.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    files = {name: TemplateFile(name, text) for name, text in {"page": text, "m": BESIDE}.items()}
    ours = environment(files, str, lambda value, name: str(value), (), "en", large=str)
    plain.loader = ours.loader
    plain.globals.update(H=ours.globals["H"])
    assert _said(ours) == _said(plain)


def _said(env: Environment) -> str:
    try:
        return env.get_template("page").render(view=VIEW)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
