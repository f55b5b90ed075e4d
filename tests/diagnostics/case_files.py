"""Cases kept as files: a small good site (`base.txt`), what is laid over it, and the exact problems that come of it.

A file begins with a line that says what it shows. Then come parts, each opened by a line `=== NAME`:

    === content/quake/blog.yaml            a text file of the site
    === content/x.md [escapes]             … with \\xNN for bytes, \\n \\r \\t, and \\rep{100000}{[} for many of a kind;
                                           its last line end is left out
    === content/x.md [gone]                the file of the base is deleted
    === content/x.md [folder]              a folder stands there
    === content/x.md [link ../../secret]   a symbolic link stands there
    === terms                              protected texts for the gate, one a line
    === preview                            drafts are shown
    === expect                             one line per problem, then `    = ` and how its hint begins

"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dateline.problems import Problem

HERE = Path(__file__).parent
CASES = HERE / "cases"
_PART = re.compile(r"^=== (?P<name>.+?)(?: \[(?P<how>[^\]]*)\])?$", re.M)
_ESCAPE = re.compile(rb"\\rep\{(?P<count>\d+)\}\{(?P<what>[^}]*)\}|\\x(?P<hex>[0-9a-f]{2})|\\(?P<char>[nrt\\])")
_CHARS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a case: what is done at `name`."""

    name: str
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as a case expects it: its line, and how its hint begins."""

    line: str
    hint: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it was read."""

    name: str
    parts: tuple[Part, ...]
    expected: tuple[Told, ...]
    terms: tuple[bytes, ...]
    preview: bool


def read_case(path: Path) -> Case:
    """Reads a case; ValueError when it is not of the form above."""
    text = path.read_text(encoding="utf-8")
    found = list(_PART.finditer(text))
    if not found or not text[: found[0].start()].strip():
        raise ValueError(f"{path.name}: a case says what it shows, then has parts")
    ends = [*(part.start() for part in found[1:]), len(text)]
    parts = [
        Part(part["name"], part["how"] or "", text[part.end() + 1 : end]) for part, end in zip(found, ends, strict=True)
    ]
    named = {part.name: part for part in parts}
    return Case(
        name=path.stem,
        parts=tuple(part for part in parts if "/" in part.name),
        expected=_told(named["expect"].text) if "expect" in named else (),
        terms=tuple(named["terms"].text.encode().split()) if "terms" in named else (),
        preview="preview" in named,
    )


def _told(text: str) -> tuple[Told, ...]:
    found: list[Told] = []
    for line in text.splitlines():
        if line.startswith("    = "):
            found[-1] = Told(found[-1].line, line[6:])
        elif line.strip():
            found.append(Told(line, ""))
    return tuple(found)


def lay_out(parts: tuple[Part, ...], root: Path) -> None:
    """Writes the parts of a case into a site's folder."""
    for part in parts:
        path = root / part.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() or path.is_symlink():
            path.unlink()
        if part.how == "folder":
            path.mkdir()
        elif part.how.startswith("link "):
            path.symlink_to(part.how.removeprefix("link "))
        elif part.how == "escapes":
            path.write_bytes(_ESCAPE.sub(_unescape, part.text.rstrip("\n").encode()))
        elif not part.how:
            path.write_text(part.text, encoding="utf-8", newline="")
        elif part.how != "gone":
            raise ValueError(f"{part.name}: {part.how} is nothing that a part can be")


def _unescape(found: re.Match[bytes]) -> bytes:
    if found["count"]:
        return found["what"] * int(found["count"])
    if found["hex"]:
        return bytes([int(found["hex"], 16)])
    return _CHARS[found["char"]]


def one_line(problem: Problem) -> str:
    """A problem as the first line of its report, written here once more: the report has tests of its own."""
    span = problem.span
    place = f"{span.path}:{span.line}:{span.column}" if span.line else span.path
    return f"{place}: {problem.code} {problem.severity}: {problem.message}"


def base_parts() -> tuple[Part, ...]:
    """The small good site."""
    return read_case(HERE / "base.txt").parts
