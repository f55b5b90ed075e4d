"""How templates become Python: as Jinja writes it, but for what every page does thousands of times."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def shown(value: Any) -> str:
    """What `escape` gives, as text alone: it goes into a page at once, and no one asks any more whether it is safe."""
    kind = type(value)
    if kind is str:
        return (  # type: ignore[no-any-return]
            value.replace("&", "&amp;")
            .replace(">", "&gt;")
            .replace("<", "&lt;")
            .replace("'", "&#39;")
            .replace('"', "&#34;")
        )
    return value if kind is Markup else escape(value)


class PlainCode(CodeGenerator):
    """Output goes through `shown`; a macro is called as it is, where `context.call` would look what else it may be."""

    def write_commons(self) -> None:
        """What every function of a template has at hand."""
        super().write_commons()
        self.writeline("shown = environment.shown")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`x(…)`: a macro at once, all else as Jinja calls it."""
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        scope = ", ".join(
            ["_loop_vars=_loop_vars"] * frame.loop_frame + ["_block_vars=_block_vars"] * frame.block_frame
        )
        by_context = f"(lambda *args, **more: context.call(*args, {scope}, **more))" if scope else "context.call"
        self.write("(Macro.__call__ if type(called := ")
        self.visit(node.node, frame)
        self.write(f") is Macro else {by_context})(called")
        self.signature(node, frame)
        self.write(")")
