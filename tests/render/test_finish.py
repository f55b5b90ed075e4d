"""The last step: placeholders become what they stand for on a page, in a feed, on the 404 page."""

from __future__ import annotations

import pytest

from dateline.placeholders import ALL, LEVELS, ROOT
from dateline.render.finish import encoded, finish, finish_absolute

TEXT = f'<a href="{ROOT}a.html">' + "".join(f"<h{level}></h{level}>" for level in LEVELS)


@pytest.mark.parametrize(("path", "way"), [("a.html", ""), ("b/a.html", "../"), ("b/c/a.html", "../../")])
def test_the_way_to_the_root_is_relative(path: str, way: str) -> None:
    assert finish(TEXT, path, 2).decode().startswith(f'<a href="{way}a.html">')


@pytest.mark.parametrize(("top", "levels"), [(1, "1234"), (2, "2345"), (3, "3456"), (5, "5666")])
def test_levels_follow_the_headline_and_end_at_six(top: int, levels: str) -> None:
    assert finish(TEXT, "a.html", top).decode()[len('<a href="a.html">') :] == "".join(f"<h{n}></h{n}>" for n in levels)
    assert finish_absolute(TEXT, "https://x.example/", top).endswith("".join(f"<h{n}></h{n}>" for n in levels))


def test_elsewhere_addresses_are_absolute() -> None:
    assert finish_absolute(TEXT, "https://x.example/sub/", 2).startswith('<a href="https://x.example/sub/a.html">')


def test_nothing_is_left_of_any_placeholder() -> None:
    for done in (finish("".join(ALL), "a.html", 2).decode(), finish_absolute("".join(ALL), "https://x.example/", 2)):
        assert not set(done) & set(ALL)


@pytest.mark.parametrize("signs", ["abc", "a–ü", "سلام", "🜨x", "a" * 3_000 + "–"])
@pytest.mark.parametrize("length", [0, 199_999, 200_000, 204_801])
def test_a_long_page_is_encoded_as_a_short_one(signs: str, length: int) -> None:
    html = (signs * (length // len(signs) + 1))[:length]
    assert encoded(html) == html.encode()
