"""The renderer: from views alone; faults of templates are problems, faults of the program are not hidden."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from dateline.load.theme import TemplateFile, Theme
from dateline.plan.output import BYTES, PAGE, Output
from dateline.problems import Problem
from dateline.render.renderer import Renderer


def rendered(template: str, view: Any = None, path: str = "a/b.html", **more: str) -> str | Problem:
    """A page over one template, `more` templates beside it."""
    files = {name: TemplateFile(f"themes/x/templates/{name}", text) for name, text in more.items()}
    files["page"] = TemplateFile("themes/x/templates/page", template)
    output = Output(path=path, kind=PAGE, template="page", key=b"", view=lambda: view)
    found = Renderer(Theme("x", files), "https://x.example/").render(output)
    return found if isinstance(found, Problem) else found.decode()


def test_text_is_escaped_unless_it_is_marked_safe() -> None:
    view = SimpleNamespace(text="<b>'\"&", body_html="<b>x</b>")
    assert rendered("{{ view.text }} {{ view.body_html|safe }}", view) == "&lt;b&gt;&#39;&#34;&amp; <b>x</b>"


def test_phrases_take_text_as_text() -> None:
    view = SimpleNamespace(who="<b>%(x)s 100%")
    assert rendered('{{ _("By %(who)s", who=view.who) }}', view) == "By &lt;b&gt;%(x)s 100%"
    assert rendered('{{ ngettext("%(num)d vote", "%(num)d votes", 2) }}{{ _("100%%") }}') == "2 votes100%"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ view.title }} {{ view.options.label }}", "T <b>"),
        ("{% set x = {'headline': 'k'} %}{{ x.headline }}", "k"),
        ("{{ view.headline is defined }} {{ view.title is defined }}", "False True"),
        ("{{ view.headline|default('none') }}", "none"),
        ("{% macro m(x) %}{{ x.label }}{% endmacro %}{{ m({'label': 1}) }}{{ 'abc'.title() }}", "1Abc"),
        ("{% for x in view.options.items() %}{{ x }}{% endfor %}", "(&#39;label&#39;, Markup(&#39;&lt;b&gt;&#39;))"),
    ],
)
def test_what_is_called_like_a_field_of_a_view_may_be_something_else(template: str, said: str) -> None:
    assert rendered(template, SimpleNamespace(title="T", options={"label": Markup("<b>")})) == said


def test_a_field_that_is_not_there_is_told_as_jinja_tells_it() -> None:
    fault = rendered("\n{{ view.headline }}", SimpleNamespace())
    assert isinstance(fault, Problem)
    assert (fault.code, fault.span.line) == ("DL702", 2)
    assert "has no attribute 'headline'" in fault.message


def in_persian(template: str, **values: Any) -> str:
    view = SimpleNamespace(**values)
    files = {"page": TemplateFile("page", "{% set x = it.x %}" + template)}
    found = Renderer(Theme("x", files), "").part(view, "page", "fa")
    assert found is not None
    return found


def test_phrases_are_said_in_the_language_of_the_page_with_its_figures() -> None:
    assert in_persian('{{ _("Live") }}', x=0) == "زنده"
    assert in_persian('{{ _("Part %(number)s of %(all)s", number=x, all=12) }}', x=3) == "بخش ۳ از ۱۲"
    assert in_persian('{{ ngettext("%(num)d vote", "%(num)d votes", x) }}', x=40) == "۴۰ رأی"
    assert in_persian("{{ x|figures }} {{ x }}", x=1388) == "۱۳۸۸ 1388"
    assert in_persian("{{ x|figures }}", x="<12>") == "&lt;12&gt;"


def test_phrases_outside_of_output_are_translated_too() -> None:
    assert in_persian('{% set a = _("Live") %}<p title="{{ x or _("Closed") }}">{{ a }}</p>', x="") == (
        '<p title="پایان‌یافته">زنده</p>'
    )
    assert in_persian("{% trans n=x %}Part {{ n }}{% endtrans %}", x=2) == "Part ۲"


def test_english_figures_cost_a_page_nothing() -> None:
    assert rendered("{{ view.n|figures }}", SimpleNamespace(n=12)) == "12"


def test_a_part_is_made_once_for_each_language() -> None:
    files = {"part": TemplateFile("part", '{{ _("Live") }} {{ it[0] }}')}
    renderer, feeds = Renderer(Theme("x", files), ""), ("a",)
    assert [renderer.part(feeds, "part", lang) for lang in ("en", "fa", "en-GB", "fa-IR", "de")] == [
        "Live a", "زنده a", "Live a", "زنده a", "Live a",
    ]  # fmt: skip


def test_what_an_earlier_build_made_is_known_in_its_language_only() -> None:
    files = {"part": TemplateFile("part", '{{ _("Live") }}')}
    renderer, row = Renderer(Theme("x", files), ""), SimpleNamespace()
    renderer.know(row, "part", "as it was", "fa")
    assert (renderer.part(row, "part", "fa"), renderer.part(row, "part", "en")) == ("as it was", "Live")


def test_compiled_templates_of_two_languages_do_not_meet(tmp_path: Path) -> None:
    files = {"part": TemplateFile("part", '{{ _("Live") }}')}
    for _ in range(2):
        found = [Renderer(Theme("x", files), "", (tmp_path,)).part((), "part", lang) for lang in ("fa", "en")]
        assert found == ["زنده", "Live"]


@pytest.mark.parametrize(
    ("template", "line"),
    [("{{ nothing }}", 1), ("\n{{ view.nothing }}", 2), ("\n\n{{ view.text.nothing.at_all }}", 3), ("{% bad %}", 1)],
)
def test_what_is_not_in_the_view_is_a_problem_of_the_template(template: str, line: int) -> None:
    found = rendered(template, SimpleNamespace(text="x"))
    assert isinstance(found, Problem)
    assert (found.code, found.span.path, found.span.line) == ("DL702", "themes/x/templates/page", line)
    assert "a/b.html" in found.hint


def test_a_template_reaches_no_file_but_those_of_the_theme() -> None:
    for name in ("/etc/passwd", "../x", "absent.html"):
        found = rendered(f'{{% include "{name}" %}}')
        assert isinstance(found, Problem) and found.code == "DL702"


def test_a_fault_of_the_view_itself_is_no_problem_of_the_template() -> None:
    def broken() -> Any:
        raise ValueError("a bug")

    output = Output(path="a.html", kind=PAGE, template="page", key=b"", view=broken)
    theme = Theme("x", {"page": TemplateFile("themes/x/templates/page", "{{ view }}")})
    with pytest.raises(ValueError, match="a bug"):
        Renderer(theme, "").render(output)


def test_what_is_no_page_and_no_feed_is_not_rendered() -> None:
    with pytest.raises(ValueError, match=BYTES):
        Renderer(Theme("x"), "").render(Output(path="a", kind=BYTES, template="", key=b"", view=lambda: b""))


def test_an_entry_is_rendered_once_however_often_it_is_shown() -> None:
    entry = SimpleNamespace(digest=b"1", text="once", blog_lang="en")
    view = SimpleNamespace(entries=(entry, entry, SimpleNamespace(digest=b"2", text="twice", blog_lang="en")))
    more = {"_entry.html": "<p>{{ entry.text }}</p>"}
    assert (
        rendered("{% for e in view.entries %}{{ e|block }}{% endfor %}", view, **more)
        == "<p>once</p>" * 2 + "<p>twice</p>"
    )
