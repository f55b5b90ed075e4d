"""The renderer: from views alone; faults of templates are problems, faults of the program are not hidden."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

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
