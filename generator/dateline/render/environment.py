"""The template engine: Jinja over the theme's templates, escaping on, no disk, clock or network within reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from dateline.load.theme import TemplateFile
from dateline.placeholders import LEVELS
from dateline.render.citations import citations
from dateline.render.compiled import CompiledTemplates
from dateline.render.facts import absolute, cover, known, latest, picture
from dateline.render.lines import wrapped
from dateline.render.linked_data import linked_data
from dateline.render.phrases import PhraseEnvironment
from dateline.render.plain import plain
from dateline.render.writing import safe

TEXT = ".txt"
"""How the names of templates end whose output is plain text: in them nothing is escaped."""


def environment(
    templates: Mapping[str, TemplateFile],
    block: Callable[[Any], Any],
    part: Callable[[Any, str], Any],
    compiled: Sequence[Path],
    language: str,
    *,
    large: Callable[[Any], Any],
    careful: bool = False,
) -> Environment:
    """An environment over a theme's templates of HTML and XML, in a language of the interface. `block` gives an entry's
    HTML and `part` that of another shared part in that language, each made once however many pages show it; `large`
    gives what stands for a long one until the page is finished."""
    markup = {name: file for name, file in templates.items() if not name.endswith(TEXT)}
    env = _environment(markup, compiled, language, escaping=True, careful=careful)
    env.globals.update(H=LEVELS[0], H1=LEVELS[1])
    env.filters.update(block=block, part=part, large=large, safe=safe)
    env.filters.update(absolute=absolute, known=known, latest=latest, picture=picture, cover=cover)
    env.filters.update(citations=citations, json_ld=linked_data)
    return env


def text_environment(
    templates: Mapping[str, TemplateFile],
    part: Callable[[Any, str], Any],
    compiled: Sequence[Path],
    language: str,
    *,
    careful: bool = False,
) -> Environment:
    """An environment over a theme's templates of plain text. Neither sees the other's templates, so that what was not
    escaped can get into no page. `part` is as for pages; `plain` gives HTML as text, `wrapped` a text in lines."""
    plain_text = {name: file for name, file in templates.items() if name.endswith(TEXT)}
    env = _environment(plain_text, compiled, language, escaping=False, careful=careful)
    env.filters.update(part=part, plain=plain, wrapped=wrapped)
    return env


def _environment(
    templates: Mapping[str, TemplateFile], compiled: Sequence[Path], language: str, *, escaping: bool, careful: bool
) -> Environment:
    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = templates.get(name)
        return None if file is None else (file.text, file.path, lambda: True)

    return PhraseEnvironment(
        language,
        careful=careful,
        loader=FunctionLoader(source),
        autoescape=escaping,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(compiled, language, careful=careful),
    )
