"""The JSON Schemas allow all that `check` takes, and mark what an editor can be helped with while writing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dateline.cli.commands.schema import NAMES
from dateline.completion.documents import DOCUMENTS, MARK, document, text_of
from dateline.load.entries import read_entry_list
from dateline.load.nodes import compose
from dateline.model.blog import BlogSettings
from dateline.model.entry import Entry
from dateline.model.site import Page, Person, Settings
from dateline.model.source import Source
from dateline.model.thread import Comment, ThreadHead
from dateline.schema.reader import Reader
from dateline.schema.record import Record, Sub, Table, keys_of, read_record, read_values
from tests.begin.sites import snapshot, starter_site
from tests.cli.running import run
from tests.completion.core import content, documents_in, seen
from tests.diagnostics.case_files import CASES, base_parts, lay_out, read_case
from tests.site_kit import DEMONSTRATION, SITES

RECORDS: dict[str, type[Record]] = {
    "site": Settings, "blog": BlogSettings, "entry": Entry, "page": Page, "thread": ThreadHead, "people": Person,
    "sources": Source,
}  # fmt: skip


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(document(name))


def _faults(name: str, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(seen(text))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(document(name))


def test_the_command_knows_them_all() -> None:
    assert tuple(sorted(DOCUMENTS)) == NAMES


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_is_there_and_says_what_it_is_for(name: str) -> None:
    schema = document(name)
    keys = (schema["$defs"][RECORDS[name].__name__.lower()] if name in ("people", "sources") else schema)["properties"]

    assert set(keys) == {key.replace("at_risk", "at-risk") for key in keys_of(RECORDS[name])}
    for key, found in keys_of(RECORDS[name]).items():
        assert keys[key.replace("at_risk", "at-risk")]["description"] == found.doc


@pytest.mark.parametrize("name", RECORDS)
def test_every_example_is_one_that_the_schema_itself_allows(name: str) -> None:
    schema = document(name)
    keys = (schema["$defs"][RECORDS[name].__name__.lower()] if name in ("people", "sources") else schema)["properties"]
    shown = {key: found["examples"] for key, found in keys.items() if "examples" in found}

    assert len(shown) > 2
    for key, examples in shown.items():
        validator = Draft202012Validator({**keys[key], "$defs": schema.get("$defs", {})})
        for example in examples:
            assert validator.is_valid(example), f"{key}: {example!r}"


@pytest.mark.parametrize("like", ["demonstration", "rich", "newsroom", "starter"])
def test_all_good_content_is_allowed(tmp_path: Path, like: str) -> None:
    places = {"demonstration": DEMONSTRATION, "rich": SITES / "rich", "newsroom": SITES / "newsroom"}
    root = starter_site(tmp_path / "site") if like == "starter" else places[like]
    checked = 0
    for path, text in content(root):
        for name, part in documents_in(path, text):
            if seen(part) is not None:
                assert _faults(name, part) == [], path
                checked += 1
    assert checked > 4


TOLD_BY_SCHEMAS = {
    "DL204", "DL205", "DL206", "DL207", "DL208", "DL209", "DL211", "DL212", "DL213", "DL217", "DL218", "DL305", "DL421",
}  # fmt: skip
"""Faults of one value or key, which need no knowledge of the rest of the site."""

ONLY_CHECK = {
    "address-with-query": "where a site can stand is looked at by itself",
    "unicode-ids": "lower case of other scripts is Unicode's own table",
    "folder-bad-name": "the name of a folder",
    "id-wrong": "ids in headings and names of files",
}
"""Cases of those codes in which a schema cannot see the fault."""


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_cases_of_the_diagnostics(tmp_path: Path, path: Path) -> None:
    """A file in which `check` finds nothing is allowed; one with a fault that a schema can see is marked."""
    case = read_case(path)
    told: dict[str, set[str]] = {}
    for line in case.expected:
        place, _, rest = line.line.partition(": ")
        told.setdefault(place.split(":")[0], set()).add(rest.split()[0])
    lay_out(base_parts(), tmp_path)
    lay_out(case.parts, tmp_path)
    for file, text in _readable(tmp_path):
        parts = [(name, part) for name, part in documents_in(file, text)]
        codes = told.get(file, set())
        if codes and not codes & TOLD_BY_SCHEMAS:
            continue
        try:
            faults = [fault for name, part in parts if seen(part) is not None for fault in _faults(name, part)]
        except yaml.YAMLError:  # what is no YAML at all is the text editor's own to tell
            continue
        if not codes:
            assert faults == [], file
        elif codes <= TOLD_BY_SCHEMAS and file.endswith(".yaml") and path.stem not in ONLY_CHECK:
            assert faults, f"{file}: {codes} went unseen"


def _readable(root: Path) -> list[tuple[str, str]]:
    found = []
    for file in sorted((root / "content").rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_symlink() or not file.is_file() or file.stat().st_size > 1_000_000 or "/static/" in path:
            continue
        try:
            text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
        if file.suffix in (".yaml", ".md") and not any(name.startswith(".") for name in path.split("/")):
            found.append((path, text))
    return found


BAD = [
    ("site", "title: A\nzone: UTC\nlanguage: en\n", "contact"),
    ("site", "title: A\nzone: Utc\nlanguage: en\ncontact: a@b.example\n", "zone"),
    ("site", "title:\nzone: UTC\nlanguage: en\ncontact: a@b.example\n", "title"),
    ("site", "title: A\nzone: UTC\nlanguage: english\ncontact: a@b.example\n", "language"),
    ("site", "title: A\nzone: UTC\nlanguage: en\ncontact: a@b.example\nurl: www.b.example\n", "url"),
    ("site", "title: A\nzone: UTC\nlanguage: en\ncontact: a@b.example\nsearch: maybe\n", "search"),
    ("blog", "title: A\nmode: alive\n", "mode"),
    ("blog", "title: A\ntitel: B\n", "titel"),
    ("blog", "title: [A]\n", "title"),
    ("blog", "title: A\nby:\n  - {persn: mk}\n", "by"),
    ("blog", "title: A\nclosed: {shown: noon}\n", "closed"),
    ("blog", "title: A\nclosed: yesterday\n", "closed"),
    ("people", "M K:\n  name: M. K.\n", "M K"),
    ("people", "mk: M. K.\n", "mk"),
    ("people", "mk:\n", "mk"),
    ("sources", "cnn:\n  title: A\n  url_status: gone\n", "url_status"),
    ("sources", "cnn:\n  url: https://a.example/\n", "title"),
    ("entries", "entries:\n  - title: A\n", "time"),
    ("entries", "entries:\n  - time: 2009-06-16\n    id: A b\n", "id"),
    ("entries", "entries:\n  - time:\n", "time"),
    ("entries", "defaults:\n  title: A\nentries: []\n", "title"),
    ("entries", "defaults:\n  by: mk\n", "entries"),
    ("entries", "- time: 2009-06-16\n", ""),
    ("entry", "title: A\n", "time"),
    ("entry", "time: 2009-06-16\ntags: [Two Words]\n", "tags"),
    ("entry", "time: 2009-06-16\nbody: x\n", "body"),
    ("entry", "time: 2009-06-16\nmedia:\n  - file: a.jpg\n", "alt"),
    ("entry", "time: 2009-06-16\norder: first\n", "order"),
    ("log", "status: publshed\n", "status"),
    ("page", "description: A\n", "title"),
    ("thread", "declared: -1\nsource: cnn\n", "declared"),
    ("thread", "declared: 1\n", "source"),
    ("comment", "status: releasd\n", "status"),
]


@pytest.mark.parametrize(("name", "text", "where"), BAD)
def test_mistakes_are_marked_where_they_are(name: str, text: str, where: str) -> None:
    waiting = list(_validator(name).iter_errors(seen(text)))
    assert waiting
    told = []
    while waiting:
        fault = waiting.pop()
        told.append(f"{fault.json_path}: {fault.message}")
        waiting += fault.context or ()
    assert any(where in words for words in told), told
    assert _problems(name, text), "check finds it too"


GOOD = [
    ("blog", "title: 2009\nstatus: Live\nnoindex: yes\naccent: '#8A1C1C'\n"),
    ("blog", "title: true\nclosing-note: x\ncontinued-by: other\nzone: ' UTC '\n"),
    ("blog", "title: A\nclosed: {at: 2009-06-16 noon}\nby: mk\naliases: 2009\n"),
    ("blog", "title: A\nby: {name: A guest, role: Witness}\nstandfirst:\n"),
    ("site", "title: A\nzone: UTC\nlanguage: no\ncontact: mailto:a@b.example\ntags: {roads: }\npublisher: A\n"),
    ("people", ""),
    ("people", "2009: {name: The year}\n"),
    ("entries", "defaults: {time: 2009-06-16}\nentries:\n  - title: A\n  -\n  - time:\n"),
    ("entries", "entries:\n"),
    ("entry", "time: 2009-06-16\nverification: false\nat_risk: off\norder: '-3'\nid: 2009\n"),
    ("entry", "time: 2009-06-16\nat-risk: on\ntags: x\nmedia: {file: a.jpg, alt: 3}\nvia: a neighbour\n"),
    ("log", ""),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_what_may_surprise_is_allowed_and_check_takes_it_too(name: str, text: str) -> None:
    if seen(text) is not None:
        assert _faults(name, text) == []
    assert not _problems(name, text)


def _problems(name: str, text: str) -> list[Any]:
    """What `check` finds wrong in a YAML text that stands alone."""
    reader = Reader(path="x", zone="America/New_York")
    if name == "entries":
        read_entry_list(text, reader)
        return reader.problems
    node = compose(text, reader)
    if node is None:
        return reader.problems
    if name in ("people", "sources"):
        Table(Sub(RECORDS[name])).read(node, reader)
    elif name in ("log", "comment"):
        read_values(Entry if name == "log" else Comment, node, reader)
    else:
        more = {"body": ""} if name in ("entry", "page") else {}
        read_record(RECORDS[name], node, reader, **more)
    return reader.problems


VALUES = (
    "text", "'text'", "\" text \"", "''", "' '", "", "~", "null", "true", "'false'", "Yes", "off", "3", "-1", "+7",
    "'12'", "1.5", "0x10", "0o7", "1e3", ".inf", "2009", "2009-06-16", "2009-06-16T21:17-04:00",
    "'June 16, 2009 9 pm'", "noon", "21:17", "{at: 2009-06-16}", "{at: noon, shown: , certainty: about}",
    "{shown: x}", "[]", "[a, b]", "[a, [b]]", "[2009, 'x-y']", "[Two Words]", "mk", "'@mk'", "'@'",
    "[mk, {person: mk}]", "{person: mk, role: Editor}", "{name: A. Guest}", "{}", "https://a.example/x",
    "HTTP://A.example", "https://", "mailto:a@b.example", "a@b.example", "www.a.example", "UTC", "America/New_York",
    "utc", "en", "fa-IR", "pt-br", "'#abc'", "'#8A1C1C'", "red", "live", "LIVE", "closed", "draft", "published",
    "summary", "key", "verified", "false", "gregorian", "dead", "unknown", "|\n    a line", "|\n    two\n    lines",
    ">-\n    folded\n    text", "سیل", "[سیل, ÉTÉ, été]", "archive.example,2026", "[{file: media/a.jpg, alt: A}]",
    "[{lost: yes, alt: A, was: 'https://a.example/'}]", "{file: a.jpg}", "[{who: a neighbour, how: by telephone}]",
    "[{at: 2009-06-17, text: A date.}]", "[{url: https://a.example/1, at: 2009-06-20}]",
    "[{text: About, to: about.html}]", "{accent: '#abc'}", "{roads: Roads, 2: Two}",
    "{name: CC BY, url: https://a.example/}",
    "x" * 301,
)  # fmt: skip
"""Values as they may stand behind a key: some right for one key, most wrong for most."""


@st.composite
def mappings(draw: st.DrawFn, name: str, indent: str = "") -> str:
    """A mapping with keys of a record, in either spelling, and any values; rarely a key that is none."""
    known = list(keys_of(RECORDS[name]))
    keys = draw(st.lists(st.sampled_from([*known, "nonsense"]), unique=True, max_size=6))
    needed = [key for key, found in keys_of(RECORDS[name]).items() if found.required and key not in keys]
    lines = [f"{key}: {_RIGHT[key]}" for key in needed if draw(st.integers(0, 9))]
    for key in keys:
        spelt = key.replace("_", "-") if draw(st.booleans()) else key
        lines.append(f"{spelt}: {draw(st.sampled_from(VALUES))}")
    return "".join(f"{indent}{line.replace(chr(10), chr(10) + indent)}\n" for line in lines)


_RIGHT = {
    "title": "A", "zone": "UTC", "language": "en", "contact": "a@b.example", "time": "2009-06-16", "name": "N",
    "source": "cnn",
}  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """(name of the schema, a YAML text)."""
    name = draw(st.sampled_from((*RECORDS, "entries")))
    if name in ("people", "sources"):
        ids = draw(
            st.lists(st.sampled_from(("mk", "cnn", "2009", "true", "Two Words", "a_b")), unique=True, max_size=2)
        )
        return name, "".join(f"{one}:\n{draw(mappings(name, '  '))}" for one in ids)
    if name == "entries":
        items = [draw(mappings("entry", "    ")) for _ in range(draw(st.integers(0, 2)))]
        text = "entries:\n" + "".join(f"  -{item[3:]}" if item else "  -\n" for item in items)
        defaults = draw(mappings("entry", "  "))
        return name, text + (f"defaults:\n{defaults}" if draw(st.booleans()) else "")
    return name, draw(mappings(name))


@settings(max_examples=600)
@given(drawn=texts())
def test_whatever_check_takes_is_allowed(drawn: tuple[str, str]) -> None:
    name, text = drawn
    if not _problems(name, text) and seen(text) is not None:
        assert _faults(name, text) == [], text


@pytest.mark.parametrize("name", [name for name in RECORDS if name not in ("people", "sources")])
@pytest.mark.parametrize("value", VALUES)
def test_each_value_behind_each_key(name: str, value: str) -> None:
    """What `check` takes is allowed, for every key and every value by themselves."""
    needed = {key: _RIGHT[key] for key, found in keys_of(RECORDS[name]).items() if found.required}
    for key in keys_of(RECORDS[name]):
        text = "".join(f"{one}: {written}\n" for one, written in {**needed, key: value}.items())
        if not _problems(name, text):
            assert _faults(name, text) == [], text


def test_the_command_prints_one(tmp_path: Path) -> None:
    done = run("schema", "blog")

    assert done.exit_code == 0
    assert json.loads(done.stdout) == document("blog")
    assert json.loads(done.stdout)["$comment"] == MARK


def test_the_command_writes_them_all_and_again(tmp_path: Path) -> None:
    done = run("schema", "--into", tmp_path / "deep/.schema")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{len(NAMES)} schemas in ")
    written = snapshot(tmp_path / "deep/.schema")
    assert set(written) == {f"{name}.json" for name in NAMES}
    (tmp_path / "deep/.schema/blog.json").write_text(json.dumps({"$comment": MARK, "old": True}))

    run("schema", "--into", tmp_path / "deep/.schema")
    assert snapshot(tmp_path / "deep/.schema") == written
    assert written["blog.json"].decode() == text_of("blog")


@pytest.mark.parametrize("other", ["{}", "mine", "[]", '{"$comment": "mine"}'])
def test_a_file_of_somebody_elses_is_not_written_over(tmp_path: Path, other: str) -> None:
    (tmp_path / "site.json").write_text(other)
    done = run("schema", "--into", tmp_path)

    assert done.exit_code == 2
    assert "was not written by Dateline" in done.stderr
    assert snapshot(tmp_path) == {"site.json": other.encode()}


@pytest.mark.parametrize("arguments", [(), ("blog", "--into", "x"), ("nonsense",)])
def test_it_asks_for_one_of_two_things(arguments: tuple[str, ...]) -> None:
    done = run("schema", *arguments)

    assert done.exit_code == 2
    assert "people" in done.stderr
