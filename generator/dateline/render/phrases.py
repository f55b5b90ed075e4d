"""Interface strings, put into templates when they are compiled: the language of an environment never changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from markupsafe import Markup


class PhraseEnvironment(Environment):
    """An environment in which `_("constant")` costs nothing when a page is rendered; `phrase` translates it."""

    def __init__(self, phrase: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self._phrase = phrase

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for output in tree.find_all(nodes.Output):
            output.nodes = [self._settled(part) for part in output.nodes]
        return tree

    def _settled(self, part: nodes.Expr) -> nodes.Expr:
        """A call that can only give one text, as that text; anything else as it is."""
        if (
            isinstance(part, nodes.Call)
            and isinstance(part.node, nodes.Name)
            and part.node.name == "_"
            and len(part.args) == 1
            and isinstance(part.args[0], nodes.Const)
            and not (part.kwargs or part.dyn_args or part.dyn_kwargs)
        ):
            # As newstyle gettext does: the text is the translator's, hence safe, and always a format string.
            return nodes.Const(Markup(self._phrase(str(part.args[0].value))) % (), lineno=part.lineno)
        return part
