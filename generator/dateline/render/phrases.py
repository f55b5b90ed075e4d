"""Interface strings, put into templates when they are compiled: the language of an environment never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from dateline.render.writing import PlainCode, shown

_FIELD = re.compile(r"%\((\w+)\)s|%%")


class PlainTemplate(Template):
    """A template whose imported module is the same for every page: no page brings globals of its own."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class PhraseEnvironment(Environment):
    """An environment in which `_("constant")` and `_("By %(name)s", name=…)` are plain output once compiled.

    `phrase` translates. As with Jinja's newstyle gettext a phrase is the translator's, hence safe, and always a
    format; what is put into it is escaped.
    """

    template_class = PlainTemplate
    code_generator_class = PlainCode
    shown = staticmethod(shown)

    def __init__(self, phrase: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self._phrase = phrase

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, as a plain dict: every page and part copies them, and Jinja's chain of maps takes
        ten times as long. They are the environment's as they stand when the template is loaded."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for output in tree.find_all(nodes.Output):
            output.nodes = [settled for part in output.nodes for settled in self._settled(part)]
        return tree

    def _settled(self, part: nodes.Expr) -> list[nodes.Expr]:
        """A call of `_` as the texts and expressions that it puts out; anything else as it is."""
        if not (
            isinstance(part, nodes.Call)
            and isinstance(part.node, nodes.Name)
            and part.node.name == "_"
            and len(part.args) == 1
            and isinstance(part.args[0], nodes.Const)
            and not (part.dyn_args or part.dyn_kwargs)
        ):
            return [part]
        given = {pair.key: pair.value for pair in part.kwargs}
        phrase = self._phrase(str(part.args[0].value))
        if any(found[1] and found[1] not in given for found in _FIELD.finditer(phrase)):
            return [part]
        return list(_pieces(phrase, given, part.lineno))


def _pieces(phrase: str, given: dict[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    end = 0
    for found in _FIELD.finditer(phrase):
        if found.start() > end:
            yield nodes.Const(Markup(phrase[end : found.start()]), lineno=line)
        yield given[found[1]] if found[1] else nodes.Const(Markup("%"), lineno=line)
        end = found.end()
    if end < len(phrase):
        yield nodes.Const(Markup(phrase[end:]), lineno=line)
