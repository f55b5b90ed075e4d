"""Lines of keys read without a YAML parser: the nodes are those that the parser gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.load.libyaml import composed
from dateline.load.plain import plain_mapping
from dateline.schema.nodes import MappingNode, Node, SequenceNode
from dateline.schema.reader import Reader


def _shape(node: Node) -> Any:
    place = (node.line, node.column)
    if isinstance(node, MappingNode):
        return place, node.flow_style, [(_shape(key), _shape(value)) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return place, node.flow_style, [_shape(item) for item in node.value]
    return place, getattr(node, "style", None) or "", node.value


PIECES = (
    *("a", "12:30", "http://x.y/z?a=b#c", "it's", "é “x”", "سلام", "null", "~", "3", "\u200c", "𝄞", "\ud7ff", "\ue000"),
    *(" ", "  ", ":", ": ", "#", " #", ",", ", ", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "-"),
    *('"', "'", "\\", "\n", "\t", "\xa0", "\x85", "\u2028", "...", "---", "<<", "="),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
keys = st.sampled_from(["a", "at-risk", "B_1", "null", "y"])
lines = st.one_of(
    st.builds("{}: {}{}".format, keys, pieces, st.sampled_from(["\n", " \n", ""])),
    st.builds(lambda key, items: f"{key}: [{', '.join(items)}]\n", keys, st.lists(pieces, min_size=1, max_size=4)),
    st.builds('{}:  "{}"\n'.format, keys, pieces),
    st.builds(
        "{}:{}\n{}".format,
        keys,
        st.sampled_from(["", " "]),
        st.lists(
            st.builds(
                "{}{}{}\n".format,
                st.sampled_from(["  - ", "  - ", "  - ", "    ", "    ", " - ", "- ", "  -  ", "      "]),
                st.sampled_from(["", "", "k: ", "at-x: ", "{a: b, c: d}", "{who: the x ,how:  y}", "[a, b]"]),
                pieces,
            ),
            max_size=4,
        ).map("".join),
    ),
    st.sampled_from(
        ["a: b\n", "tags: [x, y z , w-1]\n", 't: " a: b # c "\n', "u:  b:c \n", "\n", "- a\n", "# c\n", "a:\n"]
    ),
)


@given(st.lists(lines, max_size=5).map("".join))
@example("a: b\n")
@example("a: b\n\n\n")
@example("via:\n  - {who: a neighbour, how: by radio}\n  - {who: x,how: y }\na: b")
@example('corrections:\n  - at: 2021-05-17 07:16\n    text: "A: b"\n  - at: x\ntags: \n   - one two\n   - “three”\n')
@example("tags: [ x, y  z ]\nplace: São  Tomé  \n")
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    plain = plain_mapping(text)
    if plain is None:
        return
    reader = Reader(path="x.md", zone="UTC")
    parsed = composed(text, reader)
    assert reader.problems == []
    assert parsed is not None
    assert _shape(plain) == _shape(parsed)


@pytest.mark.parametrize(
    "text",
    [
        "status: released\n",
        "tags: [ferries, border-statements]\nplace: Vellin\nsources: [b1-38]\n",
        'by: x\ntitle: "A: b # c"',
        "at: 2009-06-16T21:17-04:00\nurl: https://x.example/a?b=c\n",
        "via:\n  - {who: a neighbour, how: by telephone}\nplace: Łódź\n",
        'corrections:\n  - at: 2021-05-17 07:16\n    text: "It’s: so"\n  - at: 12:30\n    text: b\n',
        "tags:\n - a\n - [b, c]\n",
    ],
)
def test_the_usual_lines_need_no_parser(text: str) -> None:
    assert plain_mapping(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a",
        "a:\n",
        "a: b: c",
        "a: b #c",
        "a: b\n  c",
        "a: b\n- c",
        "a: [b",
        "a: {b: c}",
        "a: *b",
        "a: 'b'",
        "a:\n  b: c",
        "a:\n  - b\n    c",
        "a:\n  - b: c\n   d: e",
        "a:\n  -  b",
        "a:\n  - {b: {c: d}}",
        "a:\n\n  - b",
        "a: x\u200cy",
        f"a: b{' ' * 100_000}# many spaces, each looked at once",
    ],
)
def test_the_rest_is_the_parsers(text: str) -> None:
    assert plain_mapping(text) is None
