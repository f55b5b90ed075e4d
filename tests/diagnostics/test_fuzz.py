"""Whatever the bytes, a build gives problems, never a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.build import Options, build
from dateline.problems import Problem
from dateline.problems.catalogue import CODES
from dateline.problems.report import as_github, as_json, as_text
from tests.diagnostics.case_files import base_parts, lay_out
from tests.diagnostics.test_cases import AS_OF

GOOD = Path(__file__).parents[2] / "content"
TEXTS = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*") if path.suffix in (".md", ".yaml"))
PIECES = [
    *("---\n", "...\n", "\n\n", "\t", "\r", "\r\n", ": ", "- ", "#", "## ", "### ", "{", "}", "[", "]", "{#", "}\n"),
    *("'", '"', "|\n", ">\n", "&a ", "*a", "!x ", "!!map ", "? ", "~", "null", "%YAML 9\n", "\\x02", "\\u2028", "@"),
    *("> ", "> — [@", "[@?: ", "[^1]", "![](", "](", "<b", "<!--", "-->", "```\n", "~~~\n", "&#2;", "|", "--", "via "),
    *("\x00", "\x02", "\x03", "\u2028", "\u202e", "\ufeff", "\u0301", "🙂", "日", "0", "9999-12-31", "24:00", "ET"),
    *("entries:", "defaults:", "time:", "id:", "by:", "status: draft\n", "at_risk: true\n", "lang: xx\n"),
    *("language: qaa\n", "zone: Etc/GMT+12\n", "published: 0001-01-03\n", "time: 9999-12-29T23:59Z\n"),
    *("url: http://[::1]:x\n", "order: 1e9\n", "published: ", "closed: ", "aliases: [a]\n"),
]
FEW = settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def _mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file and what became of it by a few changes: pieces put in, taken out, doubled, swapped."""
    name = draw(st.sampled_from(TEXTS))
    text = (GOOD / name).read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        how = draw(st.sampled_from(["put", "put", "put", "take", "double", "cut"]))
        if how == "put":
            text = text[:start] + draw(st.sampled_from(PIECES)) + text[start:]
        elif how == "take":
            text = text[:start] + text[end:]
        elif how == "double":
            text = text[:end] + text[start:end] * 2 + text[end:]
        else:
            text = text[:start]
    data = text.encode()
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at:]
    return name, data


def _told(root: Path, *, preview: bool) -> tuple[Problem, ...]:
    options = Options(root=root, output=root / "output", as_of=AS_OF, commit=False, preview=preview)
    problems = build(options).problems
    for problem in problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.span.path
        assert "Traceback" not in problem.message
        assert "object at 0x" not in problem.message + problem.hint
        assert _is_place(root, problem), f"{problem} is not in the file"
    for show in (as_json, as_github):
        show(problems).encode()
    as_text(problems, lambda *_: "x").encode()
    return problems


def _is_place(root: Path, problem: Problem) -> bool:
    """Whether the place exists: a line of the file, and a column in it or just after its end."""
    span = problem.span
    path = root / span.path
    if not span.line or not path.is_file():
        return True
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    every = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return span.line <= len(every) and span.column <= len(every[span.line - 1]) + 1


@FEW
@given(mutation=_mutations(), preview=st.booleans())
def test_a_mutated_file_of_the_demonstration_never_raises(mutation: tuple[str, bytes], preview: bool) -> None:
    name, data = mutation
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(GOOD, root / "content")
        (root / "content" / name).write_bytes(data)

        _told(root, preview=preview)


@FEW
@given(
    name=st.sampled_from(
        [
            "content/site.yaml",
            "content/people.yaml",
            "content/sources.yaml",
            "content/pages/about.md",
            "content/quake/blog.yaml",
            "content/quake/2009-06-16.md",
            "content/quake/x.yaml",
            "content/quake/x.md",
            "content/quake/threads/forum.md",
            "content/quake/media/square.png",
            "themes/default/templates/page.html",
        ]
    ),
    data=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(str.encode),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode()),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: f"---\n{''.join(pieces)}\n---\n".encode()),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: f"## 21:17 {''.join(pieces)}".encode()),
    ),
)
def test_a_file_of_any_bytes_never_raises(name: str, data: bytes) -> None:
    if name.endswith(".html"):
        # What a template may ask for has no end; that it is told where it fails has cases of its own.
        data = data.replace(b"{%", b"").replace(b"{{", b"")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_out(base_parts(), root)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

        _told(root, preview=False)


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_was_cut_off_anywhere_never_raises(name: str, tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "content")
    data = (GOOD / name).read_bytes()
    for part in (1, 2, 3):
        (tmp_path / "content" / name).write_bytes(data[: len(data) * part // 4])

        _told(tmp_path, preview=False)
