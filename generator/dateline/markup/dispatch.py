"""The parser's two loops, asking only rules that can begin with the character at hand.

markdown-it asks every rule at every place. What it finds stays the same: a rule left out here would itself have turned
down the character first of all, without any other effect. A rule that `_BLOCKS` and `_INLINES` do not name is asked
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_Rule = TypeVar("_Rule", bound=Callable[..., Any])

_BLOCKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters other than spaces that a line must begin with for a rule to find anything."""

_INLINES = {
    "newline": "\n",
    "line_start": "\\",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "citation": "[",
    "elision": "[",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The characters that a rule finds anything at."""

_PAIRS = ("balance_pairs", "strikethrough", "emphasis")
"""The rules of the second round that have nothing to do in an inline text in which the first found no delimiters."""


def add(md: MarkdownIt) -> None:
    """Makes the parser use these loops. To be called last: rules added to it later would not be seen."""
    md.block = _Blocks(md.block.ruler)
    md.inline = _Inlines(md.inline)


def _named(ruler: Ruler[_Rule]) -> list[tuple[str, _Rule]]:
    return list(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))


def _by_character(rules: Iterable[tuple[str, _Rule]], begins: Mapping[str, str]) -> dict[str, list[_Rule]]:
    """The rules to ask at each character, in their order; under "" those for any other character."""
    named = list(rules)
    found = {
        char: [rule for name, rule in named if char in begins.get(name, char)]
        for char in sorted({char for name, _ in named for char in begins.get(name, "")})
    }
    found[""] = [rule for name, rule in named if name not in begins]
    return found


class _Blocks(ParserBlock):
    def __init__(self, ruler: Ruler[Callable[[StateBlock, int, int, bool], bool]]) -> None:
        self.ruler = ruler
        self._rules = _by_character(_named(ruler), _BLOCKS)
        self._others = self._rules.pop("")

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """As `ParserBlock.tokenize`, but for the choice of rules."""
        rules_at, others = self._rules, self._others
        src, starts, shifts, indents = state.src, state.bMarks, state.tShift, state.sCount
        deepest = state.md.options.maxNesting
        line = startLine
        has_empty_lines = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            for rule in rules_at.get(src[starts[line] + shifts[line]], others):
                if rule(state, line, endLine, False):
                    break
            state.tight = not has_empty_lines
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line


class _Inlines(ParserInline):
    def __init__(self, stock: ParserInline) -> None:
        self.ruler, self.ruler2 = stock.ruler, stock.ruler2
        self.terminator_re = stock.terminator_re
        named = _named(self.ruler)
        self._rules = _by_character(named, _INLINES)
        self._others = self._rules.pop("")
        # The first rule takes a run of text that no rule can begin in; what follows it here does the same.
        marks = re.escape("".join(self._rules))
        self._marks = re.compile(f"[{marks}]")
        # Words between stars that can only be their own pair: what stands before could open nothing else, what stands
        # behind could close nothing else, and between them is no mark.
        self._emphasised = re.compile(
            rf"(?:(?<=[ \n])|(?<!.))(\*\*?)([A-Za-z0-9](?:[^{marks}]*[A-Za-z0-9])?)\1(?=[ \n.,;:?!)]|\Z)", re.S
        ).match
        self._unpaired = [rule for name, rule in _named(self.ruler2) if name not in _PAIRS]

    def skipToken(self, state: StateInline) -> None:
        """As `ParserInline.skipToken`, but for the choice of rules."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        if state.level < state.md.options.maxNesting:
            state.level += 1
            for rule in self._rules.get(state.src[pos], self._others):
                if rule(state, True):
                    break
            else:
                state.pos = pos + 1
            state.level -= 1
        else:
            # Of what is nested too deeply the rest is skipped, and one character more, as ever.
            state.pos = state.posMax + 1
        state.cache[pos] = state.pos

    def tokenize(self, state: StateInline) -> None:
        """As `ParserInline.tokenize`, but for the choice of rules, and with text up to the next of them in one go."""
        src, end, rules_at = state.src, state.posMax, self._rules
        deepest = state.md.options.maxNesting
        while (pos := state.pos) < end:
            rules = rules_at.get(src[pos])
            if rules is None:
                mark = self._marks.search(src, pos, end)
                state.pos = mark.start() if mark else end
                state.append_pending(src[pos : state.pos])
                continue
            if state.level < deepest:
                if src[pos] == "*" and (found := self._emphasised(src, pos, end)):
                    _emphasise(state, *found.groups())
                    state.pos = found.end()
                    continue
                for rule in rules:
                    if rule(state, False):
                        break
                else:
                    state.append_pending(src[pos])
                    state.pos = pos + 1
            else:
                state.append_pending(src[pos])
                state.pos = pos + 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """As `ParserInline.parse`, but a text that no rule can begin in becomes its one token at once."""
        if self._marks.search(src) is None:
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        paired = state.delimiters or any(state.tokens_meta)
        for rule in self.ruler2.getRules("") if paired else self._unpaired:
            rule(state)
        return state.tokens


def _emphasise(state: StateInline, stars: str, words: str) -> None:
    """Puts in the tokens that the rules of both rounds would make of `*words*`, empty ones of second stars too."""
    if state.pending:
        state.pushPending()
    name = "em" if stars == "*" else "strong"
    tokens = [
        Token(f"{name}_open", name, 1, markup=stars),
        Token("text", "", 0, content=words),
        Token(f"{name}_close", name, -1, markup=stars),
    ]
    state.tokens += tokens if stars == "*" else [Token("text", "", 0), *tokens, Token("text", "", 0)]
