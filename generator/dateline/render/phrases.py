"""Interface strings, put into templates when they are compiled: the language of an environment never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from dateline.render.writing import WRITING, PlainCode, markup
from dateline.words import SOURCE, figures, translated, translated_number

_FIELD = re.compile(r"%\((\w+)\)s|%%")


class PlainTemplate(Template):
    """A template whose imported module is the same for every page: no page brings globals of its own."""

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """The context of one page or part, of which thousands are made: without a list of globals that came with it."""
        if shared or locals:
            return super().new_context(vars, shared, locals)
        return Context(self.environment, {**self.globals, **(vars or {})}, self.name, self.blocks)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class PhraseEnvironment(Environment):
    """An environment in which `_("constant")` and `_("By %(name)s", name=…)` are plain output once compiled.

    As with Jinja's newstyle gettext a phrase is the translator's, hence safe, and always a format; what is put into it
    is escaped. Numbers get the figures of the language, in phrases and where a template asks for it: `{{ n|figures }}`.
    """

    template_class = PlainTemplate
    code_generator_class = PlainCode
    writing = WRITING

    def __init__(self, language: str, *, careful: bool, **options: Any) -> None:
        super().__init__(**options)
        self.careful = careful
        self._language = language
        self._loaded: dict[str, Template] = {}
        self._counts: dict[tuple[str, str, int], str] = {}
        self.filters["figures"] = self._figures
        self.globals.update(_=self._said, gettext=self._said, ngettext=self._counted)
        self.newstyle_gettext = True

    def _figures(self, value: Any) -> Any:
        return figures(value, self._language) if type(value) is int else value

    def _said(self, text: str, /, **values: Any) -> str:
        return self._filled(translated(text, self._language), values)

    def _counted(self, one: str, many: str, number: int, /, **values: Any) -> str:
        # "3 comments" stands below a third of all entries.
        key = (one, many, number)
        is_plain = not values and type(number) is int
        found = self._counts.get(key) if is_plain else None
        if found is None:
            text = translated_number(one, many, number, self._language)
            found = self._filled(text, {"num": number, **values})
            if is_plain:
                self._counts[key] = found
        return found

    def _filled(self, text: str, values: dict[str, Any]) -> str:
        # In plain text nothing is escaped, and nothing is a phrase's to mark as safe.
        phrase = markup(text) if self.autoescape else text
        return phrase % {name: self._figures(value) for name, value in values.items()}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template, which neither changes nor goes once it is loaded: every page imports and extends several."""
        if isinstance(name, str) and globals is None:
            found = self._loaded.get(name)
            if found is None:
                found = self._loaded[name] = super().get_template(name, parent)
            return found
        return super().get_template(name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, as a plain dict: every page and part copies them, and Jinja's chain of maps takes
        ten times as long. They are the environment's as they stand when the template is loaded."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Settling(self._language).visit(super()._parse(source, name, filename))
        for output in tree.find_all(nodes.Output):
            output.nodes = [settled for part in output.nodes for settled in self._settled(part)]
        return tree

    def _settled(self, part: nodes.Expr) -> list[nodes.Expr]:
        """A call of `_` as the texts and expressions that it puts out, and English figures as they are; anything else
        as it is."""
        if isinstance(part, nodes.Filter) and part.name == "figures" and part.node and self._language == SOURCE:
            return [part.node]
        text = _phrase(part)
        if text is None:
            return [part]
        assert isinstance(part, nodes.Call)
        given = {pair.key: pair.value for pair in part.kwargs}
        phrase = translated(text, self._language)
        if any(found[1] and found[1] not in given for found in _FIELD.finditer(phrase)):
            return [part]
        if self._language != SOURCE:
            given = {name: _in_figures(value) for name, value in given.items()}
        return list(_pieces(phrase, given, part.lineno))


class _Settling(NodeTransformer):
    """Puts phrases in the place of calls of `_`, wherever they stand, that put nothing into them."""

    def __init__(self, language: str) -> None:
        self._language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        text = _phrase(node)
        if text is None or node.kwargs:
            return self.generic_visit(node)
        phrase = translated(text, self._language)
        return node if "%" in phrase else nodes.MarkSafeIfAutoescape(nodes.Const(phrase), lineno=node.lineno)


def _phrase(part: nodes.Expr) -> str | None:
    """The text of `_("constant", …)`; None of anything else."""
    if (
        isinstance(part, nodes.Call)
        and isinstance(part.node, nodes.Name)
        and part.node.name == "_"
        and len(part.args) == 1
        and isinstance(part.args[0], nodes.Const)
        and not (part.dyn_args or part.dyn_kwargs)
    ):
        return str(part.args[0].value)
    return None


def _in_figures(value: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, "figures", [], [], None, None, lineno=value.lineno)


def _pieces(phrase: str, given: dict[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    end = 0
    for found in _FIELD.finditer(phrase):
        if found.start() > end:
            yield nodes.Const(Markup(phrase[end : found.start()]), lineno=line)
        yield given[found[1]] if found[1] else nodes.Const(Markup("%"), lineno=line)
        end = found.end()
    if end < len(phrase):
        yield nodes.Const(Markup(phrase[end:]), lineno=line)
