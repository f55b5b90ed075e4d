"""Which sizes of a picture there are, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.blog import MediaFile
from dateline.placeholders import ROOT
from dateline.plan.pictures import STEPS, picture_of, picture_outputs, widths


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((99, 100), ()),
        ((300, 200), (300,)),
        ((500, 300), (500,)),
        ((600, 300), (480, 600)),
        ((1000, 1600), (480, 1000)),
        ((1200, 10), (480, 960, 1200)),
        ((1440, 900), (480, 960, 1440)),
        ((1441, 900), (480, 960, 1440)),
        ((12000, 7000), (480, 960, 1440)),
    ],
)
def test_the_widths_of_a_pictures_copies(size: tuple[int, int], wanted: tuple[int, ...]) -> None:
    assert widths(MediaFile(name="media/a.jpg", sha="", width=size[0], height=size[1])) == wanted


@given(
    st.integers(1, 20_000),
    st.integers(1, 20_000),
    st.booleans(),
    st.sampled_from(["jpg", "PNG", "gif", "webp", "avif"]),
)
def test_a_page_names_just_the_files_that_are_made_and_none_is_wider_than_the_picture(
    width: int, height: int, animated: bool, ending: str
) -> None:
    file = MediaFile(name=f"media/a b.{ending}", sha="", width=width, height=height, animated=animated)
    made = {output.path: output.view() for output in picture_outputs("blog", file, "content/blog/media/x")}
    picture = picture_of("blog", file)
    candidates = [part for _, srcset in picture.sources for part in srcset.split(", ")]
    named = {candidate.split(" ")[0] for candidate in candidates} | {picture.src, picture.href}
    assert named == {ROOT + path.replace(" ", "%20") for path in made}
    assert all(spec.width <= min(width, max(STEPS)) for spec in made.values())
    assert [spec.width for spec in made.values()].count(0) == 1, "the picture itself"
    if picture.sources:
        for candidate in candidates:
            href, told = candidate.split(" ")
            assert made[href.removeprefix(ROOT).replace("%20", " ")].width == int(told.removesuffix("w"))


def test_two_pictures_never_have_a_copy_of_one_name() -> None:
    paths = [
        output.path
        for name in ("media/a.jpg", "media/a.png", "media/a.jpeg", "media/a-480.jpg")
        for output in picture_outputs("blog", MediaFile(name=name, sha="", width=2000, height=1000), "")
    ]
    assert len(paths) == len(set(paths)) == 4 * 8
