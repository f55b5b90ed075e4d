"""What the tests of builds share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.build.ways import end_hand


@pytest.fixture(scope="module", autouse=True)
def _no_process_is_left() -> Iterator[None]:
    """Some modules count the processes that are there."""
    yield
    end_hand()
