"""How templates become Python: as Jinja writes it, but for what every page does thousands of times."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from dateline.plan import views

escaped: Callable[[str], str] = _escape_inner
"""What MarkupSafe does with a text itself: `escape` needs ten times as long to make `Markup` of what it gives."""
markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""`Markup` of what is text already: five times as fast, since it need not ask whether it is HTML."""


def shown(value: Any) -> str:
    """What `escape` gives, as text alone: it goes into a page at once, and no one asks any more whether it is safe."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    return escaped(value) if kind is str else escape(value)


def safe(value: Any) -> Markup:
    """The filter of that name: what needs no escaping."""
    return markup(value) if type(value) is str else Markup(value)


def called(macro: Macro, *args: Any, **more: Any) -> Any:
    """What calling a macro gives. Arguments by position, as nearly all are, are handed on at once."""
    left = macro._argument_count - len(args)
    if more or left < 0 or macro.caller or macro.catch_varargs or macro.catch_kwargs:
        return Macro.__call__(macro, *args, **more)
    text = macro._func(*args, *(missing,) * left) if left else macro._func(*args)
    return markup(text) if type(text) is str and macro._default_autoescape else text


def straight(function: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """What a function gives, which `Context.call` would first ask whether it wants the context."""
    return function(*args, **more)


_PHRASES = ("_", "gettext", "ngettext")


class PlainCode(CodeGenerator):
    """Output is escaped where it stands; a macro is called as it is, where `context.call` would look what else it may
    be; and a field of a view, or a macro of an imported template, is read as Python reads it.

    What has no such field raises AttributeError then. Jinja would look for a key of that name, and may be asked whether
    there is one at all: who renders such a template does it over in an environment that is `careful`.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._modules: set[str] = set()
        """The names by which templates are imported."""

    def write_commons(self) -> None:
        """What every function of a template has at hand."""
        super().write_commons()
        self.writeline("escaped, shown, markup, call_macro, straight = environment.writing")

    def enter_frame(self, frame: Frame) -> None:
        """The beginning of a template or block: like a macro it gathers what it puts out, and gives it in one. Every
        piece would be handed by itself through each of the templates and blocks around."""
        super().enter_frame(frame)
        if frame.parent is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """The end of a template or block; what extends another puts out nothing itself."""
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None and not (frame.rootlevel and self.has_known_extends):
            self.writeline(f"yield concat({frame.buffer})")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`x.name`."""
        is_macro = isinstance(node.node, nodes.Name) and node.node.name in self._modules
        if self.environment.careful or not (is_macro or node.attr in FIELDS):  # type: ignore[attr-defined]
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Import(self, node: nodes.Import, frame: Frame) -> None:
        """`import "x" as y`: what is asked of y is a macro."""
        self._modules.add(node.target)
        super().visit_Import(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(said if type(said := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        elif frame.eval_ctx.autoescape:
            self.write(") is Markup else escaped(said) if type(said) is str else shown(said))")
        else:
            self.write(") is str else str(said))")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """The end of a macro."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or force_unescaped:
            super().return_buffer_contents(frame, force_unescaped)
        else:
            self.writeline(f"return markup(concat({frame.buffer}))")

    def visit_MarkSafeIfAutoescape(self, node: nodes.MarkSafeIfAutoescape, frame: Frame) -> None:
        """A phrase among the arguments of a call."""
        if frame.eval_ctx.volatile:
            super().visit_MarkSafeIfAutoescape(node, frame)
            return
        self.write("markup(" if frame.eval_ctx.autoescape else "(")
        self.visit(node.expr, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`x(…)`: a macro at once, all else as Jinja calls it."""
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if isinstance(node.node, nodes.Name) and node.node.name in _PHRASES:
            # A function that asks for nothing of the page.
            self.write("straight(")
            self.visit(node.node, frame)
            self.signature(node, frame)
            self.write(")")
            return
        scope = ", ".join(
            ["_loop_vars=_loop_vars"] * frame.loop_frame + ["_block_vars=_block_vars"] * frame.block_frame
        )
        by_context = f"(lambda *args, **more: context.call(*args, {scope}, **more))" if scope else "context.call"
        self.write("(call_macro if type(called := ")
        self.visit(node.node, frame)
        self.write(f") is Macro else {by_context})(called")
        self.signature(node, frame)
        self.write(")")


FIELDS = frozenset(name for view in views.View.__subclasses__() for name in view.__struct_fields__)
"""The names of all that views hold."""
WRITING = (escaped, shown, markup, called, straight)
"""What compiled templates call."""
