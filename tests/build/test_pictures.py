"""Pictures of a site from end to end: which files are made of them, and when they are made again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from dateline.build import conductor
from dateline.images import developing
from tests.images.shots import SECRET, exif, frames, saved
from tests.images.shots import drawn as picture
from tests.site_kit import Site

LOG = "content/quake/2009-06-16.md"
MEDIA = "content/quake/media"
ENTRY = """
    ## 08:00 The square {#square}
    media: [{file: media/square.jpg, alt: A square, caption: Seen from the north}]

    ![A roof](media/roof.png)
"""
COPIES = [
    "quake/media/roof.png",
    "quake/media/roof.png.480.avif",
    "quake/media/roof.png.480.webp",
    "quake/media/roof.png.600.avif",
    "quake/media/roof.png.600.webp",
    "quake/media/square.jpg",
    "quake/media/square.jpg.1000.avif",
    "quake/media/square.jpg.1000.webp",
    "quake/media/square.jpg.480.avif",
    "quake/media/square.jpg.480.jpg",
    "quake/media/square.jpg.480.webp",
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog with a photograph, held upright by its maker, and a smaller picture."""
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: A quake\n").file(LOG, ENTRY)
    site.file(f"{MEDIA}/square.jpg", saved(picture(1600, 1000), "JPEG", quality=85, exif=exif(6)))
    return site.file(f"{MEDIA}/roof.png", saved(picture(600, 300), "PNG"))


def media(site: Site) -> list[str]:
    return sorted(path for path in site.output() if path.startswith("quake/media/"))


def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every picture that this process decodes from now on."""
    found: list[str] = []
    real = developing.develop

    def noting(data: bytes, format_: str) -> developing.Developed:
        found.append(format_)
        return real(data, format_)

    monkeypatch.setattr(developing, "develop", noting)
    return found


def test_a_picture_is_published_cleaned_with_copies_beside_it_never_wider(site: Site) -> None:
    site.build()
    assert media(site) == COPIES
    for path, data in site.output().items():
        if path in COPIES:
            assert SECRET not in data
            with Image.open(io.BytesIO(data)) as found:
                parts = path.split(".")
                assert found.width == (int(parts[2]) if len(parts) == 4 else {"jpg": 1000, "png": 600}[parts[1]])


def test_a_page_names_every_size_and_the_room_that_it_takes(site: Site) -> None:
    site.build().has(
        "quake/square.html",
        '<source type="image/avif" srcset="../quake/media/square.jpg.480.avif 480w, ',
        'width="1000" height="1600" loading="lazy" decoding="async"></picture>',
        '<img src="../quake/media/roof.png" alt="A roof" width="600" height="300"',
    )


def test_feeds_show_the_plainest_copy_and_nothing_behind_a_warning(site: Site) -> None:
    site.edit(LOG, "caption: Seen", 'warning: shows "wounds", caption: Seen').build()
    feed = site.output()["quake/atom.xml"].decode()
    assert "media/roof.png" in feed
    assert "Warning: shows" in feed
    assert "square.jpg" not in feed
    site.edit(LOG, 'warning: shows "wounds", ', "").build().has(
        "quake/atom.xml", "https://archive.example/quake/media/square.jpg"
    )


def test_nothing_is_encoded_again_for_a_new_entry_by_another_process_or_engine(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.by(1).build()
    seen = encoded(monkeypatch)
    site.append(LOG, "## 09:00 Another {#another}\n\nText.").build().same_as_clean()
    before = len(seen)
    assert before == 2, "only the clean build that it was compared with decodes the two"
    monkeypatch.setattr(conductor, "fingerprint", lambda: b"another engine.")
    site.build().changed()
    assert not [path for path in site.made if "/media/" in path]
    site.protecting("stands nowhere").build().changed()
    assert len(seen) == before
    site.file(f"{MEDIA}/roof.png", saved(picture(601, 300), "PNG")).build()
    assert seen[before:] == ["PNG"]
    assert not [path for path in site.touched() if "square.jpg" in path]


def test_another_version_of_pillow_or_of_the_room_makes_every_picture_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    monkeypatch.setattr("dateline.plan.pictures.images_fingerprint", lambda: b"newer")
    site.append(LOG, "Text.").build()
    assert set(media(site)) <= set(site.made)
    assert not [path for path in site.touched() if "/media/" in path], "the same bytes are not written again"


def test_workers_make_the_same_bytes(site: Site) -> None:
    one = site.by(1).build().output()
    _, several = site.by(3).clean()
    assert one == several


def test_a_picture_that_goes_takes_its_copies_along(site: Site) -> None:
    site.build().edit(LOG, "![A roof](media/roof.png)", "No roof.").delete(f"{MEDIA}/roof.png").build()
    assert not [path for path in media(site) if "roof" in path]
    site.same_as_clean()


def test_a_copy_that_was_lost_or_altered_is_made_again(site: Site) -> None:
    site.build()
    path = site.options.output / "quake/media/square.jpg.480.avif"
    good = path.read_bytes()
    path.write_bytes(b"altered")
    site.build()
    assert path.read_bytes() == good
    path.unlink()
    assert site.build().changed("quake/media/square.jpg.480.avif").made.keys() == {"quake/media/square.jpg.480.avif"}


def test_a_damaged_picture_stops_the_build_and_is_told_once(site: Site) -> None:
    data = saved(picture(1600, 1000), "JPEG")
    site.build().file(f"{MEDIA}/square.jpg", data[: len(data) // 2]).fails("DL604")
    assert [problem.span.path for problem in site.result.problems] == [f"{MEDIA}/square.jpg"]


def test_an_editors_file_at_a_copys_address_is_refused(site: Site) -> None:
    site.file(f"{MEDIA}/square.jpg.480.avif", saved(picture(20, 10), "AVIF")).fails("DL903")


def test_two_pictures_of_one_name_in_two_formats_do_not_meet(site: Site) -> None:
    site.file(f"{MEDIA}/square.png", saved(picture(600, 300), "PNG")).build()
    assert {"quake/media/square.jpg.480.avif", "quake/media/square.png.480.avif"} <= set(media(site))


def test_static_pictures_are_cleaned_too(site: Site) -> None:
    site.file("content/static/about/us.jpg", saved(picture(), "JPEG", exif=exif(6)))
    site.file("content/static/raw.bin", SECRET).build()
    data = site.output()["about/us.jpg"]
    assert SECRET not in data
    with Image.open(io.BytesIO(data)) as found:
        assert found.size == (400, 600)
    assert site.output()["raw.bin"] == SECRET
    site.file("content/static/about/us.jpg", b"no picture").fails("DL604")


@pytest.mark.parametrize(
    "path", ["content/static/p.jfif", "content/static/p", f"{MEDIA}/clip.mp4", f"{MEDIA}/note.txt"]
)
@pytest.mark.parametrize(("format_", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_a_picture_that_its_name_does_not_tell_is_refused(site: Site, path: str, format_: str, ending: str) -> None:
    """Nothing would take out of it what a camera wrote."""
    site.build().file(path, saved(picture(60, 40), format_, exif=exif())).fails("DL604")
    (problem,) = site.result.problems
    assert (problem.span.path, problem.hint) == (path, f"Let its name end in .{ending}.")
    site.rename(path, f"{path}.{ending}").build()


def test_neither_a_withheld_picture_nor_its_copies_leave(site: Site) -> None:
    site.edit(LOG, "## 08:00 The square {#square}", "## 08:00 The square {#square}\nstatus: withheld").build()
    assert media(site) == []


def test_the_picture_of_a_card_stays_in_with_the_entry_that_shows_it(site: Site) -> None:
    site.file(
        "content/quake/sources.yaml",
        """
        post:
          title: A post
          url: https://social.example/1
          text: Words of a post.
          picture: {file: media/post.png, alt: A street}
        """,
    ).file(f"{MEDIA}/post.png", saved(picture(300, 200), "PNG"))
    site.append(LOG, "## 10:00 Posted {#posted}\nstatus: withheld\n\nhttps://www.social.example/1/").build()
    site.has_no("quake/media/post.png*").lacks("Words of a post")
    site.edit(LOG, "{#posted}\nstatus: withheld", "{#posted}").build()
    site.has("quake/posted.html", "Words of a post", 'src="../quake/media/post.png"').has(
        "quake/atom.xml", "Words of a post"
    )
    site.edit(LOG, "{#posted}", "{#posted .at-risk}").fails("DL507")


def test_what_metadata_say_is_no_reason_to_refuse_a_picture_but_its_name_is(site: Site) -> None:
    site.protecting(SECRET.decode()).build()
    site.protecting("square").fails("DL801")


def test_what_moves_is_shown_as_a_still(site: Site) -> None:
    moving = frames(200, 100)
    data = saved(moving[0], "GIF", save_all=True, append_images=moving[1:], duration=90)
    site.file(f"{MEDIA}/smoke.gif", data).edit(LOG, "![A roof](media/roof.png)", "![Smoke](media/smoke.gif)").build()
    site.has("quake/square.html", '<a href="../quake/media/smoke.gif" class="animation">', "smoke.gif.200.webp")
    with Image.open(io.BytesIO(site.output()["quake/media/smoke.gif.200.webp"])) as still:
        assert getattr(still, "n_frames", 1) == 1


def test_a_check_finds_damage_and_writes_nothing(site: Site) -> None:
    from msgspec import structs

    from dateline.build import build

    data = saved(picture(1600, 1000), "JPEG")
    site.file(f"{MEDIA}/square.jpg", data[: len(data) // 2])
    result = build(structs.replace(site.options, commit=False))
    assert [problem.code for problem in result.problems] == ["DL604"]
    assert not site.options.output.exists()
