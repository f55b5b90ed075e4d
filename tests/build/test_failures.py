"""Builds that fail or are killed: the output is as it was, or wholly new after the next build, and nothing is left."""

from __future__ import annotations

import errno
import functools
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from dateline.build import build, whole
from dateline.commit import Staging, lock_output, writer
from tests.commit.outputs import run_killed
from tests.site_kit import Site, is_manifest

DAY = "content/quake/2009-06-16.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site, built, with an edit waiting that adds, changes and removes files."""
    site = Site(tmp_path / "site").bare().file("content/quake/blog.yaml", "title: Quake\n")
    site.file(DAY, "## 08:00 First {#first}\ntags: [a]\n\nIt began.\n").build()
    return the_other_way(site)


def the_other_way(site: Site) -> Site:
    """Makes the waiting edit, or takes it back."""
    if "It began" in site.read(DAY):
        return site.file(DAY, "## 08:00 Second {#second}\ntags: [b]\n\nIt went on.\n")
    return site.file(DAY, "## 08:00 First {#first}\ntags: [a]\n\nIt began.\n")


def nothing_is_left(site: Site) -> None:
    """Neither stage nor lock stands beside or in the output."""
    assert {path.name for path in site.root.iterdir()} == {"content", "themes", "output", ".dateline"}
    assert {path.name for path in site.options.output.glob(".*")} <= {".nojekyll"}


def killing(site: Site) -> Callable[[Callable[[str], None]], object]:
    """A build that announces each act on the file system."""

    def run(step: Callable[[str], None]) -> object:
        # Only ever run in a child process, so nothing needs to be put back.
        whole.Staging = functools.partial(Staging, step=step)  # type: ignore[assignment,attr-defined]
        return build(site.options)

    return run


def acts_of(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The acts that a build announces, in their order; the build is done."""
    acts: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(whole, "Staging", functools.partial(Staging, step=acts.append))
        site.build()
    return acts


def test_a_build_killed_before_any_act_is_made_good_by_the_next(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    old = site.output()
    acts = acts_of(site, monkeypatch)
    assert {act.split()[0] for act in acts} >= {"stage", "decide", "place", "delete", "drop"}
    new = site.same_as_clean().output()
    for at, act in enumerate(acts):
        assert the_other_way(site).build().output() == old
        run_killed(killing(the_other_way(site)), at)
        if at <= acts.index("decide"):
            assert site.output() == old, f"killed before {act!r}"
        assert site.build().output() == new, f"killed before {act!r}"
        assert bool(site.result.recovered) == (0 < at <= acts.index("retire the stage")), f"killed before {act!r}"
        nothing_is_left(site)


def test_a_build_killed_while_it_renders_has_changed_nothing(site: Site) -> None:
    before = site.output()

    def run(step: Callable[[str], None]) -> object:
        return build(site.options, lambda what, _done, _total: step(what) if what == "render" else None)

    # As it begins with the blog's pages, and with those of the site.
    for at in (0, 1):
        run_killed(run, at)
        assert site.output() == before
    assert "leftovers" in site.build().same_as_clean().result.recovered
    nothing_is_left(site)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("day.html", "{{ view.nothing.of.this }}", "DL702"),
        ("day.html", "{% if %}", "DL702"),
        ("entry.html", "{{ 1 // 0 }}", "DL702"),
        ("_entry_feed.html", "{{ entry.sources[99].title }}", "DL702"),
    ],
)
def test_a_template_that_fails_changes_nothing(site: Site, name: str, text: str, code: str) -> None:
    site.file(f"themes/bare/templates/{name}", text).fails(code)
    nothing_is_left(site)
    site.file(f"themes/bare/templates/{name}", "{{ view or entry }}" if "feed" not in name else "{{ entry }}").build()


def test_a_content_error_changes_nothing(site: Site) -> None:
    site.append(DAY, "## 09:00 Third {#second}\n\nThe same id.").fails("DL401").same_as_clean()
    nothing_is_left(site)


def test_protected_text_changes_nothing(site: Site) -> None:
    site.protecting("went on").fails("DL801").protecting().build().same_as_clean()
    nothing_is_left(site)


class FullDisk:
    """Lets some writes through, and then none."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def __call__(self, fd: int, data: bytes) -> int:
        self.left -= 1
        if self.left < 0:
            os.write(fd, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return os.write(fd, data)


@pytest.mark.parametrize("writes", [0, 1, 7])
def test_a_disk_that_fills_up_changes_nothing(site: Site, writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.output()
    full = FullDisk(writes)

    class Full:
        def __getattr__(self, name: str) -> object:
            return full if name == "write" else getattr(os, name)

    with monkeypatch.context() as patch:
        patch.setattr(writer, "os", Full())
        with pytest.raises(OSError, match="No space"):
            build(site.options)
    assert site.output() == before
    site.build().same_as_clean()
    nothing_is_left(site)


def test_a_build_while_another_one_runs_is_refused(site: Site) -> None:
    before = site.output()
    lock = lock_output(site.options.output)
    with lock:  # type: ignore[union-attr]
        refused = site.try_build().refused
    assert refused is not None
    assert "Another build" in refused[0]
    assert site.output() == before


def test_a_folder_that_dateline_did_not_fill_is_refused_until_it_is_adopted(tmp_path: Path) -> None:
    site = Site(tmp_path).bare().file("output/index.html", "Somebody's.").file("output/CNAME", "archive.example")
    refused = site.try_build().refused
    assert refused is not None
    assert "--adopt" in refused[1]
    assert site.output() == {"index.html": b"Somebody's.", "CNAME": b"archive.example"}
    site.build(adopt=True).same_as_clean(foreign=["CNAME"]).has("CNAME", "archive.example")


@pytest.mark.parametrize("folder", [".", "content", "content/quake", "private"])
def test_an_output_that_holds_what_the_build_reads_is_refused(tmp_path: Path, folder: str) -> None:
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n").file("private/raw.md", "Raw.\n")
    site.options = structs.replace(site.options, output=tmp_path / folder)
    before = site.output()
    assert site.try_build().refused is not None
    assert site.output() == before


def test_a_file_of_somebody_else_in_the_way_is_refused_and_nothing_is_changed(site: Site) -> None:
    site.file("output/quake/second.html", "Somebody's.")
    before = site.output()
    refused = site.try_build().refused
    assert refused is not None
    assert "quake/second.html" in refused[0]
    assert site.output() == before
    nothing_is_left(site)
    site.delete("output/quake/second.html").build().same_as_clean()


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "quake/manifest-sha256.txt"])
def test_a_manifest_altered_by_hand_is_refused_until_the_folder_is_adopted(site: Site, manifest: str) -> None:
    (site.options.output / manifest).write_text("0123  ../../somewhere\n")
    before = site.output()
    assert site.try_build().refused is not None
    assert site.output() == before
    the_other_way(site).build(adopt=True).same_as_clean()


def test_a_whole_blog_deleted_from_the_output_is_built_again(site: Site) -> None:
    site.delete("output/quake").build().same_as_clean()


def test_an_output_deleted_whole_is_built_again(site: Site) -> None:
    site.delete("output").build().same_as_clean()


def test_an_output_put_back_to_an_earlier_build_is_brought_up_to_date(site: Site) -> None:
    earlier = site.output()
    site.build()
    site.delete("output")
    for path, data in earlier.items():
        site.file(f"output/{path}", data)
    site.build().same_as_clean()
    assert [path for path in site.result.written if not is_manifest(path)]
