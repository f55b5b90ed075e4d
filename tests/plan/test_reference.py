"""The reference of templates is fresh, whole and true: every template is in it, with the view that it is given."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.plan import views
from dateline.plan.reference import PARTS, TEMPLATES, reference
from dateline.render.renderer import Renderer
from tests.site_kit import SITES, Site

ROOT = Path(__file__).parents[2]
TEMPLATES_OF_THE_THEME = {path.name for path in (ROOT / "themes/default/templates").iterdir()}


def test_the_reference_in_the_repository_is_current() -> None:
    committed = ROOT / "docs/reference/templates.md"
    assert committed.read_text(encoding="utf-8") == reference(), (
        "write it anew: python -m dateline.plan.reference > docs/reference/templates.md"
    )


def test_every_template_is_listed_once() -> None:
    headings = re.findall(r"^### (\S+)$", reference(), re.M)
    listed = [name for name in headings if "." in name]
    assert sorted(listed) == sorted(TEMPLATES_OF_THE_THEME)


def test_every_view_is_told_with_all_its_fields() -> None:
    text = reference()
    for name, view in vars(views).items():
        if isinstance(view, type) and issubclass(view, views.View) and view is not views.View:
            section = text.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
            assert view.__doc__ and view.__doc__.split("\n")[0].split("`")[0].strip()[:20] in section
            fields = [field.name for field in msgspec.structs.fields(view)]
            assert re.findall(r"^\| `(\w+)` \|", section, re.M) == fields


def test_every_link_within_it_leads_somewhere() -> None:
    text = reference()
    headings = {name.lower() for name in re.findall(r"^### (\S+)$", text, re.M)}
    assert set(re.findall(r"\(#(\w+)\)", text)) <= headings


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[type]]:
    """Template → the types that it was given while a site with some of everything was made."""
    seen: dict[str, set[type]] = {}
    site = Site(tmp_path_factory.mktemp("given"), like=SITES / "newsroom").by(1)
    site.file("content/site.yaml", site.read("content/site.yaml") + "search: true\n")
    with pytest.MonkeyPatch.context() as patch:
        rendered = Renderer._rendered

        def watched(self: Renderer, name: str, lang: str, *more: Any, **values: Any) -> str:
            (value,) = values.values()
            seen.setdefault(name, set()).update(
                {type(each) for each in value} if isinstance(value, tuple) else {type(value)}
            )
            return rendered(self, name, lang, *more, **values)

        patch.setattr(Renderer, "_rendered", watched)
        # What only copies for keeping are made of is asked for too.
        site.options = msgspec.structs.replace(site.options, wholes=())
        site.build()
    return seen


def test_every_template_is_given_what_is_told(given: dict[str, set[type]]) -> None:
    assert {name: {view} for name, view in TEMPLATES.items()} == {name: given[name] for name in TEMPLATES}
    for name, (_, kind) in PARTS.items():
        (wanted,) = re.findall(r"[A-Z]\w+", kind)
        assert {found.__name__ for found in given[name]} == {wanted}, name


def test_nothing_else_is_made_by_itself(given: dict[str, set[type]]) -> None:
    assert set(given) == {*TEMPLATES, *PARTS}
