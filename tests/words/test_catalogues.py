"""The catalogues are whole, fresh and the same bytes whoever makes them; and all that is said goes through them."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from dateline import engine
from dateline.plan import words
from dateline.words import SOURCE, language_of, languages
from dateline.words.catalogue import FOLDER
from dateline.words.extract import TEMPLATE, catalogues, compiled, gathered, read, renewed, written

PACKAGE = FOLDER.parent
FIELD = re.compile(r"%\((\w+)\)[sd]")
FILES = [pytest.param(path, id=path.stem) for path in catalogues()]


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def said(path: Path) -> Iterator[Message]:
    return (message for message in read(path) if message.id)


def test_persian_is_among_the_languages() -> None:
    assert languages()[0] == SOURCE == "en"
    assert "fa" in languages()
    assert {path.stem for path in catalogues()} == set(languages()[1:])


def test_the_template_names_every_phrase_of_code_and_themes() -> None:
    assert TEMPLATE.read_bytes() == written(gathered()), "run `make words`"
    text = TEMPLATE.read_text(encoding="utf-8")
    assert "themes/default/templates/_entry.html" in text and "generator/dateline/plan/words.py" in text


@pytest.mark.parametrize("path", FILES)
def test_a_catalogue_is_in_step_with_the_template_and_with_its_compiled_form(path: Path) -> None:
    catalog = renewed(read(path), gathered())
    assert path.read_bytes() == written(catalog), "run `make words`"
    assert path.with_suffix(".mo").read_bytes() == compiled(catalog), "run `make words`"


@pytest.mark.parametrize("path", FILES)
def test_a_catalogue_has_words_for_every_phrase_and_no_guess(path: Path) -> None:
    missing = [message.id for message in said(path) if not all(strings(message))]
    assert missing == []
    assert [message.id for message in said(path) if message.fuzzy] == []
    assert not read(path).obsolete


@pytest.mark.parametrize("path", FILES)
def test_what_is_put_into_a_phrase_is_put_into_its_translation(path: Path) -> None:
    for message in said(path):
        ids = (message.id,) if isinstance(message.id, str) else message.id
        wanted = set(FIELD.findall(ids[-1]))
        for string in strings(message):
            assert set(FIELD.findall(string)) == wanted, message.id
            assert re.sub(r"%\(\w+\)[sd]|%%", "", string).count("%") == 0, message.id
            # Spaces at the ends part a phrase from what follows; the template counts on them.
            ends = ids[-1][:1].isspace(), ids[-1][-1:].isspace()
            assert (string[:1].isspace(), string[-1:].isspace()) == ends, message.id


@pytest.mark.parametrize("path", FILES)
def test_numbers_have_as_many_forms_as_the_language(path: Path) -> None:
    catalog = read(path)
    for message in said(path):
        if not isinstance(message.id, str):
            assert len(strings(message)) == catalog.num_plurals, message.id


def test_persian_counts_as_unicode_has_it() -> None:
    assert read(FOLDER / "fa.po").num_plurals == 2
    assert "n == 1" in (FOLDER / "fa.po").read_text(encoding="utf-8").split("\n\n", 1)[0]


NAMES = re.compile(r"\b(?:Atom|RSS|JSON Feed|RFC \d+)\b")
"""They are written so in every language."""


def test_persian_is_written_as_persian() -> None:
    """Persian letters, comma, question mark and digits, and no word of another script."""
    for message in said(FOLDER / "fa.po"):
        for string in strings(message):
            plain = NAMES.sub("", FIELD.sub("", string))
            assert not re.search(r"[A-Za-z0-9,;?\"“”يك]", plain), (message.id, string)
            assert not re.search(r"\u200c(?=[\s،؛:]|$)|(?:^|\s)\u200c", plain), ("a joiner joins nothing", string)


def test_a_new_phrase_waits_for_its_translator_and_an_old_one_falls_away() -> None:
    template = gathered()
    template.add("A phrase that is new", None, locations=[("x.html", 0)])
    old = read(FOLDER / "fa.po")
    old.add("A phrase of old times", "قدیمی")
    found = renewed(old, template)
    assert not found["A phrase that is new"].string
    assert "A phrase of old times" not in found
    assert found["Live"].string == "زنده"


def test_a_new_language_begins_as_an_empty_file(tmp_path: Path) -> None:
    """And counts as Unicode has it: Polish has three forms for whole numbers, and one more for fractions."""
    (tmp_path / "pl.po").write_bytes(b"")
    found = renewed(read(tmp_path / "pl.po"), gathered())
    text = written(found).decode()
    assert text.startswith("# The phrases of the interface.\nmsgid") and "nplurals=4" in text
    assert len(found) == len(gathered())


def test_a_guess_of_a_tool_is_not_taken_over() -> None:
    old = read(FOLDER / "fa.po")
    old["Live"].flags.add("fuzzy")
    assert not renewed(old, gathered())["Live"].string


def test_nothing_in_the_files_tells_when_or_with_what_they_were_made() -> None:
    for path in (TEMPLATE, *FOLDER.glob("*.?o")):
        assert not re.search(rb"20\d\d-\d\d-\d\d|Babel|Generated", path.read_bytes()), path


def test_what_is_decided_by_a_catalogue_is_made_again_when_it_changes(tmp_path: Path) -> None:
    """The engine's digest covers the compiled catalogues."""
    code = "from dateline import engine; print(engine.fingerprint().hex())"
    target = tmp_path / "dateline"
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.mo")):
        copy = target / path.relative_to(PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())

    def fingerprint() -> str:
        search = [str(tmp_path), *sys.path]
        script = f"import sys; sys.path[:] = {search!r}; {code}"
        return subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, check=True).stdout

    before = fingerprint()
    assert before == f"{engine.fingerprint().hex()}\n"
    catalogue = target / "words/fa.mo"
    catalogue.write_bytes(catalogue.read_bytes().replace("زنده".encode(), "مرده".encode()))
    assert fingerprint() != before


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "a.py").write_bytes(b"a = 1\n")
    (tmp_path / "words" / "fa.mo").write_bytes(b"one")
    for path in tmp_path.rglob("*.??"):
        os.utime(path, (1_000, 1_000))
    return tmp_path


def _digest(package: Path, *, keeps: bool = True) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", not keeps)
        return engine._code_digest(str(package))


def test_the_digest_of_the_code_is_kept_beside_the_bytecode(package: Path) -> None:
    digest = _digest(package)
    kept = package / "__pycache__" / "engine.digest"
    assert kept.read_bytes().endswith(digest)
    kept.write_bytes(kept.read_bytes()[:16] + b"another digest..")
    assert _digest(package) == b"another digest..", "nothing was read but this"
    kept.write_bytes(b"broken")
    assert _digest(package) == digest


@pytest.mark.parametrize("path", ["a.py", "words/fa.mo", "words/new.py"])
def test_it_is_another_when_a_file_is(package: Path, path: str) -> None:
    before = _digest(package)
    (package / path).write_bytes(b"b = 2\n")
    assert _digest(package) not in (before, b"")


def test_what_was_just_written_is_read_again(package: Path) -> None:
    (package / "a.py").write_bytes(b"a = 2\n")
    _digest(package)
    assert not (package / "__pycache__" / "engine.digest").exists()


def test_nor_is_it_kept_where_bytecode_is_not(package: Path) -> None:
    _digest(package, keeps=False)
    (package / "__pycache__").rmdir()
    assert _digest(package) == _digest(package, keeps=False)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fa", "fa"), ("FA-ir", "fa"), ("fa-Arab-AF", "fa"), ("fa_IR", "fa"), ("fa-u-ca-gregory", "fa"),
        ("fa-IR-x-desk", "fa"), ("en-GB", "en"), ("de", "en"), ("fas", "en"), ("f", "en"), ("", "en"), ("*", "en"),
    ],
)  # fmt: skip
def test_a_language_without_a_catalogue_falls_back_by_its_tag_and_then_to_english(tag: str, language: str) -> None:
    assert language_of(tag) == language


# --- everything that is said is said through them --------------------------------------------------------


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            yield node.targets[0].id, node.value


def _is_phrase(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase"


def test_every_word_of_views_is_marked_for_the_catalogues() -> None:
    tree = ast.parse(Path(words.__file__).read_text(encoding="utf-8"))
    for name, value in _constants(tree):
        if name in ("INCOMING", "RIGHT_TO_LEFT"):
            continue
        found = value.values if isinstance(value, ast.Dict) else [value]
        assert all(_is_phrase(part) for part in found), f"{name} is not marked: phrase(…)"


LATER = {("heads.py", name) for name in ("CHRONOLOGY", "TAGS", "PEOPLE", "SOURCES")} | {
    ("shared.py", "SEARCH"),
    ("site_index.py", "VERIFICATION"),
}
"""Phrases of tables that are said when the table is read."""


def test_every_word_of_views_is_said_in_a_language() -> None:
    """`words.X` stands in the code only where it is said, or where a table of phrases is."""
    tables = {name for name, value in _constants(ast.parse(Path(words.__file__).read_text(encoding="utf-8")))}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spoken: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("said", "counted"):
                spoken |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "words"
                and node.attr in tables - {"INCOMING", "RIGHT_TO_LEFT", "PUBLISHER_UNKNOWN"}
            ):
                told = (path.name, node.attr) in LATER
                assert told or id(node) in spoken, f"{path.name}:{node.lineno} says words.{node.attr} in English only"
