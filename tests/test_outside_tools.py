"""The checkers themselves: each must be able to find a fault, or the tests that trust it prove nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import outside_tools
from tests.conftest import NuChecker
from tests.outside_tools import Missing

SOUND = '<!DOCTYPE html><html lang="en"><title>Sound</title><p>Text.'


@pytest.mark.formats
def test_the_nu_checker_names_the_one_faulty_file_of_several(nu_checker: NuChecker, tmp_path: Path) -> None:
    sound, faulty = tmp_path / "sound.html", tmp_path / "faulty.html"
    sound.write_text(SOUND, encoding="utf-8")
    faulty.write_text(SOUND + "</section>", encoding="utf-8")

    errors = nu_checker([sound, faulty])

    assert [Path(error["url"]).name for error in errors] == ["faulty.html"]
    assert "section" in errors[0]["message"]


def test_checking_no_files_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no files"):
        outside_tools.run_nu(Path("vnu.jar"), [])


def test_checking_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"absent\.html"):
        outside_tools.run_nu(Path("vnu.jar"), [tmp_path / "absent.html"])


@pytest.mark.browser
def test_chromium_renders_a_page(chromium_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(SOUND + "<script>document.title = 'Run'</script>", encoding="utf-8")
    command = [str(chromium_path), "--headless", "--no-sandbox", "--dump-dom", page.as_uri()]

    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout

    assert "<title>Run</title>" in shown


def test_a_browser_that_is_named_but_does_not_run_is_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    found = outside_tools.find_chromium()

    assert isinstance(found, Missing)
    assert "/nowhere/chromium" in found.reason


@pytest.mark.parametrize(("value", "required"), [("true", True), ("1", True), ("false", False), ("", False)])
def test_a_missing_checker_is_an_error_only_under_ci(
    monkeypatch: pytest.MonkeyPatch, value: str, required: bool
) -> None:
    monkeypatch.setenv("CI", value)
    assert outside_tools.is_required() is required
