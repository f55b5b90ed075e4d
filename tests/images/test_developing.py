"""What is published of a picture: what is seen of it, upright and in colours of the web, and nothing else."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dateline.images.developing import Spec, develop
from dateline.images.opening import MOST_PIXELS, Unreadable, measure
from tests.images import shots
from tests.images.shots import SECRET, TELLING, drawn, saved

HARMLESS = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "loop", "duration", "bbox",
    "transparency", "background", "version", "extension", "timestamp", "disposal", "blend", "default_image",
}  # fmt: skip
"""What Pillow knows of a file that holds pixels alone."""
MARKS = (b"Exif\x00", b"http://ns.adobe.com", b"xmpmeta", b"Photoshop", b"8BIM", b"ICC_PROFILE", b"ICCP", b"iCCP")
CHUNKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"EXIF", b"XMP ", b"tIME", b"prof", b"mime")


def written(data: bytes, format_: str) -> dict[str, bytes]:
    """A picture under its own name, and its copies."""
    found = develop(data, format_)
    specs = {"own": Spec(source=format_, format=format_, width=0)}
    for kind in {"AVIF", "WEBP", format_} - {"GIF"}:
        specs[f"small {kind}"] = Spec(source=format_, format=kind, width=64)
    return {name: found.write(spec) for name, spec in specs.items()}


@pytest.mark.parametrize(("format_", "data"), [pytest.param(f, d, id=name) for name, f, d in TELLING])
def test_nothing_is_left_of_what_was_written_into_it(format_: str, data: bytes) -> None:
    holds = SECRET in data or any(mark in data for mark in CHUNKS)
    assert holds, "this picture tells nothing, so it proves nothing"
    for name, found in written(data, format_).items():
        assert SECRET not in found, name
        assert not [mark for mark in MARKS + CHUNKS if mark in found], name
        with Image.open(io.BytesIO(found)) as picture:
            picture.load()
            assert set(picture.info) <= HARMLESS, name
            assert not picture.getexif(), name


@pytest.mark.parametrize(("format_", "data"), [pytest.param(f, d, id=name) for name, f, d in TELLING])
def test_the_same_picture_gives_the_same_bytes(format_: str, data: bytes) -> None:
    assert written(data, format_) == written(data, format_)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_published_the_way_up_that_it_was_held(format_: str, orientation: int) -> None:
    data = saved(drawn(64, 32), format_, exif=shots.exif(orientation))
    size = measure(io.BytesIO(data), format_)
    with Image.open(io.BytesIO(written(data, format_)["own"])) as picture:
        assert picture.size == (size.width, size.height) == ((32, 64) if orientation >= 5 else (64, 32))
        rgb = picture.convert("RGB")
        # Red is where the left edge was, by the Exif standard's table.
        middle, low = (size.width // 2, 2), size.height - 3
        places = {
            1: (2, size.height // 2), 2: (size.width - 3, size.height // 2), 3: (size.width - 3, size.height // 2),
            4: (2, size.height // 2), 5: middle, 6: middle, 7: (size.width // 2, low), 8: (size.width // 2, low),
        }  # fmt: skip
        pixel = rgb.getpixel(places[orientation])
        assert isinstance(pixel, tuple)
        assert pixel[0] > 180
        assert pixel[2] < 90


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_of_another_profile_become_those_of_the_web(format_: str) -> None:
    plain = Image.new("RGB", (64, 64), (200, 30, 30))
    data = saved(plain, format_, icc_profile=shots.swapped_profile())
    with Image.open(io.BytesIO(written(data, format_)["own"])) as picture:
        pixel = picture.convert("RGB").getpixel((32, 32))
    assert isinstance(pixel, tuple)
    assert pixel[1] > 150, "red and green have not changed places"
    assert pixel[0] < 100


def test_a_profile_that_is_damaged_is_dropped() -> None:
    data = saved(drawn(64, 64), "PNG", icc_profile=b"no profile")
    assert b"iCCP" in data
    assert b"iCCP" not in written(data, "PNG")["own"]


def test_a_jpeg_of_ordinary_colours_loses_nothing_that_is_seen() -> None:
    data = saved(drawn(), "JPEG", quality=90, exif=shots.exif())
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(written(data, "JPEG")["own"])) as after:
        pairs = zip(before.tobytes(), after.tobytes(), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 6


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_what_is_lossless_stays_so(format_: str) -> None:
    data = saved(drawn(), format_, lossless=True)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(written(data, format_)["own"])) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_sixteen_bits_keep_their_tones() -> None:
    deep = Image.new("I", (64, 64), 128 * 256).convert("I;16")
    with Image.open(io.BytesIO(written(saved(deep, "PNG"), "PNG")["own"])) as picture:
        assert picture.convert("L").getpixel((1, 1)) == 128


def test_clear_parts_stay_clear_in_every_copy() -> None:
    picture = drawn(128, 128).convert("RGBA")
    picture.putalpha(0)
    for name, data in written(saved(picture, "PNG"), "PNG").items():
        with Image.open(io.BytesIO(data)) as found:
            assert found.convert("RGBA").getpixel((5, 5))[3] == 0, name  # type: ignore[index]  # RGBA has four


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
def test_what_moves_goes_on_moving_under_its_own_name_and_stands_still_elsewhere(format_: str) -> None:
    data = next(data for name, kind, data in TELLING if kind == format_ and "moves" in name)
    assert measure(io.BytesIO(data), format_).animated
    for name, made in written(data, format_).items():
        with Image.open(io.BytesIO(made)) as picture:
            assert getattr(picture, "n_frames", 1) == (3 if name == "own" else 1), name
    with Image.open(io.BytesIO(written(data, format_)["own"])) as picture:
        picture.seek(1)
        picture.load()
        assert picture.info["duration"] == pytest.approx(120, abs=10)


def test_an_avif_that_moves_does_not_say_when_it_was_written() -> None:
    data = written(next(data for name, _, data in TELLING if name == "an AVIF that moves"), "AVIF")["own"]
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        at = data.index(box) + 4
        length = 16 if data[at] == 1 else 8
        assert data[at + 4 : at + 4 + length] == bytes(length), box


def test_a_copy_is_never_wider_than_it_is_asked_to_be() -> None:
    found = develop(saved(drawn(601, 401), "JPEG"), "JPEG")
    for kind in ("AVIF", "WEBP", "JPEG"):
        with Image.open(io.BytesIO(found.write(Spec(source="JPEG", format=kind, width=300)))) as picture:
            assert picture.size == (300, 200)


# --- what is damaged -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format_", "data"), [pytest.param(f, d, id=name) for name, f, d in TELLING])
@given(st.data())
@settings(max_examples=8)
def test_damaged_bytes_are_refused_or_give_a_picture(format_: str, data: bytes, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(data) - 1))
    broken = data[:at] + draw.draw(st.binary(max_size=8)) + data[at + draw.draw(st.integers(0, 8)) :]
    if draw.draw(st.booleans()):
        broken = data[:at]
    try:
        made = written(broken, format_)
    except Unreadable:
        return
    for found in made.values():
        with Image.open(io.BytesIO(found)) as picture:
            picture.load()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_half_a_picture_is_none(format_: str) -> None:
    data = saved(drawn(), format_)
    with pytest.raises(Unreadable):
        written(data[: len(data) // 2], format_)


@pytest.mark.parametrize("format_", ["PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_read_by_the_decoder_of_its_own_name_only(format_: str) -> None:
    with pytest.raises(Unreadable):
        measure(io.BytesIO(saved(drawn(), "JPEG")), format_)


def test_what_would_fill_the_memory_is_not_unpacked() -> None:
    side = int(MOST_PIXELS**0.5) + 2
    data = saved(Image.new("1", (side, side)), "PNG")
    with pytest.raises(Unreadable) as fault:
        measure(io.BytesIO(data), "PNG")
    assert fault.value.too_large
    with pytest.raises(Unreadable):
        develop(data, "PNG")
