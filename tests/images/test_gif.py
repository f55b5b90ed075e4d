"""A GIF is cleaned block by block: its frames are the same bytes as before."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dateline.images.gif import strip_gif
from tests.images.shots import SECRET, frames, saved

MOVING = saved(frames()[0], "GIF", save_all=True, append_images=frames()[1:], duration=120, loop=0)
COMMENT = b"\x21\xfe\x08" + SECRET + b"\x00"
PLAIN_TEXT = b"\x21\x01\x0c" + bytes(12) + b"\x08" + SECRET + b"\x00"
UNKNOWN = b"\x21\xff\x0bUNKNOWN_APP\x08" + SECRET + b"\x00"


def pixels(data: bytes) -> list[tuple[int, bytes]]:
    """Each frame with the time that it is shown."""
    found = []
    with Image.open(io.BytesIO(data)) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            found.append((int(picture.info.get("duration", 0)), picture.convert("RGB").tobytes()))
    return found


@pytest.mark.parametrize("extra", [COMMENT, PLAIN_TEXT, UNKNOWN], ids=["a comment", "plain text", "an application's"])
def test_blocks_that_nobody_sees_are_left_out(extra: bytes) -> None:
    found = strip_gif(MOVING[:-1] + extra + b"\x3b" + SECRET)
    assert SECRET not in found
    assert found == strip_gif(MOVING)
    assert pixels(found) == pixels(MOVING)


def test_it_is_repeated_as_often_as_before() -> None:
    with Image.open(io.BytesIO(strip_gif(MOVING))) as picture:
        assert picture.info["loop"] == 0


def test_what_is_clean_stays_as_it_is() -> None:
    assert strip_gif(strip_gif(MOVING)) == strip_gif(MOVING)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"PNG" + MOVING, MOVING[:40], MOVING[:-200], MOVING[:13] + b"\x3b"])
def test_half_a_gif_is_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="no GIF"):
        strip_gif(data)


@given(st.binary(max_size=64), st.integers(0, len(MOVING)))
def test_any_bytes_are_refused_or_stripped(noise: bytes, at: int) -> None:
    try:
        found = strip_gif(MOVING[:at] + noise)
    except ValueError:
        return
    assert strip_gif(found) == found
