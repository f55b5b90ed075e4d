"""What values may be, one kind at a time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.nodes import compose
from dateline.schema.kinds import (
    WRONG,
    Address,
    Colour,
    Flag,
    Id,
    Kind,
    Language,
    Line,
    ListOf,
    OneOf,
    Prose,
    RefTo,
    Tag,
    When,
    Whole,
    Zone,
    id_hint,
    is_id,
)
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.reader import Reader
from dateline.urls import slugify

KINDS: dict[str, Kind] = {
    "address": Address(),
    "colour": Colour(),
    "flag": Flag(),
    "id": Id(),
    "language": Language(),
    "line": Line(20),
    "lines": ListOf(Line(20), most=3),
    "mail": Address(mail=True),
    "prose": Prose(),
    "ref": RefTo("a source"),
    "tag": Tag(),
    "when": When(),
    "whole": Whole(0, 100),
    "word": OneOf(("live", "closed")),
    "zone": Zone(),
}


def _read(kind: str, text: str) -> tuple[Any, list[str]]:
    reader = Reader(path="x.yaml", zone="America/New_York")
    node = compose(f"k: {text}", reader)
    assert isinstance(node, MappingNode), reader.problems
    value = KINDS[kind].read(node.value[0][1], reader)
    assert all(problem.hint for problem in reader.problems)
    return value, [problem.code for problem in reader.problems]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("line", "12:30", "12:30"),
        ("line", "no", "no"),
        ("line", "1e3", "1e3"),
        ("line", "0x1F", "0x1F"),
        ("line", '"~"', "~"),
        ("line", '"  two\\twords "', "two\twords"),
        ("lines", "[~, no, 1_000]", ("~", "no", "1_000")),
        ("lines", "one", ("one",)),
        ("flag", "yes", True),
        ("flag", "Off", False),
        ("whole", "007", 7),
        ("whole", '"100"', 100),
        ("word", "LIVE", "live"),
        ("id", "a-1", "a-1"),
        ("tag", "ایران", "ایران"),
        ("tag", "हिन्दी", "हिन्दी"),
        ("address", "https://пример.example/ü?a=b#c", "https://пример.example/ü?a=b#c"),
        ("address", "http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("mail", "a@b.example", "mailto:a@b.example"),
        ("language", "zh-Hant-TW", "zh-Hant-TW"),
        ("colour", '"#ABC"', "#abc"),
        ("zone", "Asia/Tehran", "Asia/Tehran"),
    ],
)
def test_a_value_is_read(kind: str, text: str, value: object) -> None:
    assert _read(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("line", "[a]", "DL206"),
        ("line", '"a\\nb"', "DL213"),
        ("line", "a" * 21, "DL213"),
        ("line", '"\\x02"', "DL102"),
        ("line", '"a\\0b"', "DL102"),
        ("prose", '"\\u2028"', "DL102"),
        ("id", '"a\\x02"', "DL102"),
        ("lines", "[a, b, c, d]", "DL213"),
        ("lines", "[a, {b: c}]", "DL206"),
        ("flag", "1", "DL209"),
        ("whole", "-1", "DL208"),
        ("whole", "101", "DL208"),
        ("whole", "1" * 400, "DL208"),
        ("whole", "1.0", "DL208"),
        ("whole", "٣", "DL208"),
        ("word", "clsoed", "DL207"),
        ("id", "a--b", "DL211"),
        ("id", "-a", "DL211"),
        ("id", "a" * 101, "DL211"),
        ("id", "ａ", "DL211"),
        ("id", '""', "DL211"),
        ("tag", '""', "DL211"),
        ("tag", '"-"', "DL211"),
        ("tag", "Two Words", "DL211"),
        ("tag", "日" * 40, "DL211"),
        ("ref", '"@"', "DL206"),
        ("address", "javascript:alert(1)", "DL212"),
        ("address", "JaVaScRiPt:alert(1)", "DL212"),
        ("address", '"java\\tscript:x"', "DL212"),
        ("address", "data:text/html,x", "DL212"),
        ("address", "file:///etc/passwd", "DL212"),
        ("address", "//a.example", "DL212"),
        ("address", "www.a.example", "DL212"),
        ("address", "https://", "DL212"),
        ("address", "https://user:word@a.example/", "DL212"),
        ("address", "'https://a.example/\"onclick=\"'", "DL212"),
        ("address", "https://[::1", "DL212"),
        ("address", "https://a.example\\@b.example", "DL212"),
        ("mail", "a@b@c", "DL212"),
        ("mail", "a?subject=x@b.example", "DL212"),
        ("language", "fa_IR", "DL217"),
        ("language", "persian", "DL217"),
        ("colour", "'red'", "DL218"),
        ("colour", "'#12'", "DL218"),
        ("colour", "'#12345678'", "DL218"),
        ("zone", "Tehran", "DL305"),
        ("zone", "../../etc/passwd", "DL305"),
        ("zone", '""', "DL305"),
        ("when", "{at: 21:17, att: x}", "DL204"),
        ("when", "{shown: x}", "DL205"),
        ("when", "{at: 2009-06-16, at: 2009-06-17}", "DL202"),
        ("when", "{? [a] : b}", "DL204"),
        ("when", "[2009-06-16]", "DL206"),
        ("when", "{at: [2009-06-16]}", "DL206"),
    ],
)
def test_a_value_is_refused_with_its_code_and_a_hint(kind: str, text: str, code: str) -> None:
    value, codes = _read(kind, text)

    assert value is WRONG or kind == "lines"
    assert codes == [code]


def test_the_place_of_a_fault_in_a_time_is_inside_the_text() -> None:
    for text, column in (("2009-06-17 10:00 XQT", 21), ('"2009-06-17 10:00 XQT"', 22), ("2009-06-31", 12)):
        reader = Reader(path="x.yaml", zone="UTC")
        node = compose(f"k: {text}", reader)
        assert isinstance(node, MappingNode)
        When().read(node.value[0][1], reader)
        assert [problem.span.column for problem in reader.problems] == [column]


@given(
    kind=st.sampled_from(sorted(KINDS)),
    text=st.text(max_size=60),
    style=st.sampled_from(["scalar", "list", "mapping"]),
)
def test_no_kind_raises(kind: str, text: str, style: str) -> None:
    scalar = ScalarNode(text, 0, 0)
    nodes: dict[str, Node] = {
        "scalar": scalar,
        "list": SequenceNode([scalar], 0, 0),
        "mapping": MappingNode([(scalar, scalar)], 0, 0),
    }
    reader = Reader(path="x.yaml", zone="UTC")

    value = KINDS[kind].read(nodes[style], reader)

    assert (value is not WRONG) or reader.problems


@given(st.text(max_size=120))
def test_the_id_that_a_hint_suggests_is_one(text: str) -> None:
    hint = id_hint(text)

    if "such as “" in hint:
        assert is_id(hint.split("such as “")[1].removesuffix("”."))


@given(st.text(max_size=60))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    slug = slugify(text)

    assert slugify(slug) == slug
    assert not slug.startswith("-")
    assert "--" not in slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("State Department", "state-department"),
        ("snake_case", "snake-case"),
        ("Ünïcode", "ünïcode"),
        ("U\u0308n", "ün"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("ﬁne", "fine"),
        ("\U0001d400", "a"),
        ("🙂", ""),
        ("--", ""),
    ],
)
def test_slugs_keep_the_letters_of_every_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_the_suggested_id_of_a_letter_with_an_accent_is_the_plain_letter() -> None:
    assert "“ol-krise”" in id_hint("Öl-Krise")
