"""What all tests share: the order they run in, the outside checkers, and one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.outside_tools import (
    Missing,
    NuMessage,
    find_axe,
    find_chromium,
    find_exiftool,
    find_nu,
    find_replay,
    is_required,
    run_exiftool,
    run_nu,
)

NuChecker = Callable[[Sequence[Path]], list[NuMessage]]
ExifTool = Callable[[Sequence[Path]], dict[str, dict[str, object]]]

# A machine that others share stands still for seconds at times, which says nothing of what is tested. Nothing is
# judged by the clock, and what is waited for may take its time: only a test that fails waits for so long.
settings.register_profile(
    "clockless",
    deadline=None,
    # The examples of a test may share its folder.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("clockless")
expect.set_options(timeout=60_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then those of the written files, then those in the browser."""

    def slowness(item: pytest.Item) -> int:
        if item.get_closest_marker("browser"):
            return 2
        return 1 if item.get_closest_marker("formats") else 0

    items.sort(key=slowness)


@pytest.fixture(scope="session")
def nu_checker() -> NuChecker:
    """Checks many HTML, CSS and SVG files in one run, and returns the errors found in them."""
    jar = find_nu()
    if isinstance(jar, Missing):
        _leave_out(jar)
    return partial(run_nu, jar)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium (or Chrome) that browser tests start."""
    path = find_chromium()
    if isinstance(path, Missing):
        _leave_out(path)
    return path


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The text of axe, to be evaluated in a page."""
    path = find_axe()
    if isinstance(path, Missing):
        _leave_out(path)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def replay_folder() -> Path:
    """Where the scripts of ReplayWeb.page lie."""
    path = find_replay()
    if isinstance(path, Missing):
        _leave_out(path)
    return path


@pytest.fixture(scope="session")
def exiftool() -> ExifTool:
    """Tells what is written in many pictures in one run."""
    program = find_exiftool()
    if isinstance(program, Missing):
        _leave_out(program)
    return partial(run_exiftool, program)


def _leave_out(missing: Missing) -> NoReturn:
    if is_required():
        pytest.fail(f"{missing.reason} (CI=true: a missing checker is an error)", pytrace=False)
    pytest.skip(missing.reason)


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Chromium without a window, scripts of pages allowed."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(chromium_path), args=["--no-sandbox"])
        yield found
        found.close()
