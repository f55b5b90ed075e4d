"""All faults at once; drafts; the output that a failing build leaves as it was; inputs that are only large or deep."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dateline.build import Options, Result, build
from tests.diagnostics.case_files import CASES, base_parts, lay_out, one_line, read_case
from tests.diagnostics.test_cases import AS_OF


def _build(root: Path, *, commit: bool = True, preview: bool = False) -> Result:
    return build(Options(root=root, output=root / "output", as_of=AS_OF, commit=commit, preview=preview))


def _tree(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file below a folder with the hash of its bytes and its time of change."""
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


TWELVE_FAULTS = {
    "content/site.yaml": "title: A\nzone: America/New_York\nlanguage: english\ncontact: nobody\n",
    "content/people.yaml": "mk: {name: M. K., url: 'javascript:x'}\n",
    "content/sources.yaml": "wire:\n  title: Wire\n  url_status: lost\n",
    "content/pages/about.md": "No front matter.\n",
    "content/quake/blog.yaml": "titel: The quake\ntitle: The quake\n",
    "content/quake/2009-06-16.md": "## A\n\nText.\n\n## 21:17 B\norder: x\n\nT.\n\n## 21:18 C\nby: zz\n\nT [@no].\n",
    "content/quake/one.md": "---\ntime: soon\n---\nText.\n",
    "content/quake/list.yaml": "entries:\n  - time: 2009-06-16T21:19Z\n    media: [{file: media/no.png, alt: N}]\n",
}


def test_twelve_faults_in_eight_files_are_told_in_one_run(tmp_path: Path) -> None:
    _write(tmp_path, TWELVE_FAULTS)

    result = _build(tmp_path)

    assert [one_line(problem) for problem in result.problems] == [
        "content/pages/about.md:1:1: DL412 error: This page has no front matter.",
        "content/people.yaml:1:24: DL212 error: “javascript:x” is not an address that can be linked.",
        "content/quake/2009-06-16.md:1:4: DL409 error: A level-2 heading without a time.",
        "content/quake/2009-06-16.md:6:8: DL208 error: “x” is not a whole number from -1000000 to 1000000000.",
        "content/quake/2009-06-16.md:11:5: DL404 error: Unknown person “zz”.",
        "content/quake/2009-06-16.md:13:3: DL403 error: Unknown source “no”.",
        "content/quake/blog.yaml:1:1: DL204 error: Unknown key “titel”.",
        "content/quake/list.yaml:3:20: DL601 error: There is no file media/no.png.",
        "content/quake/one.md:2:7: DL301 error: “soon” is not a time that can be read.",
        "content/site.yaml:3:11: DL217 error: “english” is not a language tag.",
        "content/site.yaml:4:10: DL212 error: “nobody” is not an address that can be linked.",
        "content/sources.yaml:3:15: DL207 error: “lost” is not one of live, dead, deviated, unfit, usurped, unknown.",
    ]
    assert not (tmp_path / "output").exists()


def test_the_same_faults_are_told_again_by_the_next_build(tmp_path: Path) -> None:
    _write(tmp_path, TWELVE_FAULTS)

    assert _build(tmp_path).problems == _build(tmp_path).problems


@pytest.mark.parametrize(
    "name",
    ["yaml-tab", "source-unknown", "theme-undefined", "output-static-over-home", "protected-text", "link-to-nothing"],
)
def test_a_build_that_fails_leaves_the_output_as_it_was(name: str, tmp_path: Path) -> None:
    case = read_case(CASES / f"{name}.txt")
    lay_out(base_parts(), tmp_path)
    assert _build(tmp_path).ok
    before = _tree(tmp_path / "output")
    lay_out(case.parts, tmp_path)

    result = build(Options(root=tmp_path, output=tmp_path / "output", as_of=AS_OF, terms=case.terms))

    assert not result.ok
    assert _tree(tmp_path / "output") == before
    assert sorted(path.name for path in tmp_path.iterdir() if "staging" in path.name) == []


def test_a_mended_site_builds_after_a_failure(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    good = (tmp_path / "content/quake/blog.yaml").read_text(encoding="utf-8")
    _write(tmp_path, {"content/quake/blog.yaml": "title: [\n"})
    assert not _build(tmp_path).ok

    _write(tmp_path, {"content/quake/blog.yaml": good})

    assert _build(tmp_path).problems == ()


DRAFT = """
## 21:18 Not ready {#b .draft}
sources: [nowhere]
by: zz

![](media/none.jpg) [x](javascript:y) [@who]

> Words.
> — Someone, [@wire]
"""


def test_the_faults_of_a_draft_warn_and_the_site_is_built(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    log = tmp_path / "content/quake/2009-06-16.md"
    log.write_text(log.read_text(encoding="utf-8") + DRAFT, encoding="utf-8")

    result = _build(tmp_path)

    assert result.ok
    assert {problem.severity for problem in result.problems} == {"warning"}
    assert {"DL403", "DL404", "DL506", "DL601", "DL602"} <= {problem.code for problem in result.problems}
    assert (tmp_path / "output/quake/first.html").is_file()
    assert not (tmp_path / "output/quake/b.html").exists()


def test_the_same_faults_stop_the_build_once_the_entry_is_no_draft(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    log = tmp_path / "content/quake/2009-06-16.md"
    log.write_text(log.read_text(encoding="utf-8") + DRAFT.replace(" .draft", ""), encoding="utf-8")

    result = _build(tmp_path)

    assert not result.ok
    assert {"error"} == {problem.severity for problem in result.problems}


def test_a_draft_with_faults_is_shown_in_a_preview(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    log = tmp_path / "content/quake/2009-06-16.md"
    log.write_text(log.read_text(encoding="utf-8") + DRAFT, encoding="utf-8")

    assert _build(tmp_path, preview=True).ok
    assert (tmp_path / "output/quake/b.html").is_file()


def test_a_folder_without_content_is_told_how_to_begin(tmp_path: Path) -> None:
    result = _build(tmp_path)

    assert [one_line(problem) for problem in result.problems] == [
        "content: DL106 error: There is no folder content/ here."
    ]
    assert "dateline init" in result.problems[0].hint


def test_a_file_named_content_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x")

    assert [problem.code for problem in _build(tmp_path).problems] == ["DL106"]


def test_an_empty_content_folder_lacks_one_thing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    assert [one_line(problem) for problem in _build(tmp_path).problems] == [
        "content/site.yaml: DL106 error: There is no site.yaml."
    ]


def test_a_file_that_the_system_does_not_give_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(base_parts(), tmp_path)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name in ("people.yaml", "2009-06-16.md"):
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert [one_line(problem) for problem in _build(tmp_path).problems if problem.code == "DL104"] == [
        "content/people.yaml: DL104 error: This cannot be read: permission denied.",
        "content/quake/2009-06-16.md: DL104 error: This cannot be read: permission denied.",
    ]


def test_a_template_that_the_system_does_not_give_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(base_parts(), tmp_path)
    _write(tmp_path, {"themes/default/templates/page.html": "x", "themes/default/assets/x.css": "x"})
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name in ("page.html", "x.css") and path.is_relative_to(tmp_path):
            raise OSError(5, "Input/output error")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert [one_line(problem) for problem in _build(tmp_path).problems] == [
        "themes/default/assets/x.css: DL104 error: This cannot be read: input/output error.",
        "themes/default/templates/page.html: DL104 error: This cannot be read: input/output error.",
    ]


def test_with_a_missing_theme_the_rest_of_the_site_is_still_checked(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    site = tmp_path / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "theme: nowhere\n", encoding="utf-8")
    _write(tmp_path, {"content/quake/x.md": "---\ntime: 2009-06-16T22:00-04:00\nby: zz\n---\nText.\n"})

    assert [problem.code for problem in _build(tmp_path).problems] == ["DL404", "DL701"]


DEEP = {
    "quotations": ">" * 10_000 + " x",
    "lists": "- " * 10_000 + "x",
    "lists by indentation": "\n".join("  " * depth + "- x" for depth in range(500)),
    "emphasis": "*" * 10_000 + "x" + "*" * 10_000,
    "emphasis of two kinds": "*_" * 10_000 + "x" + "_*" * 10_000,
    "brackets": "[" * 10_000 + "x" + "]" * 10_000,
    "links": "[" * 2_000 + "x" + "](#a)" * 2_000,
    "pictures": "![" * 2_000,
    "code marks": "`" * 10_000 + "x" + "`" * 9_999,
    "html": "<b>" * 10_000,
    "citations": "[@" * 2_000,
    "footnotes": "[^" * 1_000 + "\n\n" + "[^a]: " * 1_000,
    "entities": "&" * 10_000 + "amp;" * 10_000,
    "tables": "|" * 5_000 + "\n" + "-|" * 5_000,
    "one long line": "abcd " * 40_000,
    "one long word": "a" * 200_000,
    "addresses": "https://a.example/ " * 5_000,
    "backslashes": "\\" * 100_000,
    "reference definitions": "\n".join(f"[a{n}]: #b" for n in range(5_000)),
}


@pytest.mark.parametrize("what", sorted(DEEP))
def test_markdown_from_hell_is_built_or_told(what: str, tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    _write(tmp_path, {"content/quake/2009-06-16.md": f"## 21:17 A {{#first}}\n\n{DEEP[what]}\n"})

    result = _build(tmp_path)

    assert result.ok == (tmp_path / "output/quake/first.html").is_file()
    assert result.ok or result.problems
