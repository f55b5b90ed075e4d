"""Publishing to folders: stopped before every act, refused, adopted, kept, sent again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from dateline.commit import lock_output
from dateline.commit.lock import OutputLock
from dateline.publish import Declined, Published, TargetFailed, Wish, carrying, publish
from dateline.publish.address import FolderAddress
from dateline.publish.folder import FolderTarget
from dateline.publish.note import DONE_PATH, NOTE_PATH
from dateline.publish.target import Headers
from tests.publish.outputs import feed, page, write_output
from tests.publish.watching import Watcher
from tests.site_kit import assert_same, tree

OLD = {
    "index.html": page("old.css"),
    "old.css": b"old",
    "was-file": b"a file",
    "was-folder/a.html": page("../old.css"),
    "blog/gone.html": page("media/gone.png"),
    "blog/media/gone.png": b"gone",
    "blog/atom.xml": feed("blog/gone.html"),
    "News.html": b"<p>old",
}
NEW = {
    "index.html": page("new.css"),
    "new.css": b"new",
    "was-file/now.html": page("../new.css"),
    "was-folder": b"now a file",
    "blog/come.html": page("media/come.png"),
    "blog/media/come.png": b"come",
    "blog/atom.xml": feed("blog/come.html"),
    "news.html": b"<p>new",
}
FOREIGN = {"CNAME": b"archive.example", "blog/theirs.txt": b"theirs"}


class Stopped(Exception):
    """In place of a kill."""


@pytest.fixture
def outputs(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old/output", tmp_path / "new/output"
    return write_output(old, OLD, "blog"), write_output(new, NEW, "blog")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "www/archive"


def run(output: Path, place: Path, target: FolderTarget | None = None, **switches: bool) -> Published | Declined:
    wish = Wish(output=output, address=FolderAddress(folder=place), **switches)  # type: ignore[arg-type]  # switches
    return publish(wish, lambda *_: None, (lambda _: target) if target else None)


def done(output: Path, place: Path, **switches: bool) -> Published:
    found = run(output, place, None, **switches)
    assert isinstance(found, Published), found
    return found


def readable(place: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(place).items() if not path.startswith(".dateline-")}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _single(place: Path, step: object) -> FolderTarget:
    target = FolderTarget(place, step)  # type: ignore[arg-type]  # of the two kinds below
    target.jobs = 1
    return target


def _acts(outputs: tuple[Path, Path], place: Path) -> list[str]:
    assert isinstance(run(outputs[0], place), Published)
    acts: list[str] = []
    assert isinstance(run(outputs[1], place, _single(place, acts.append)), Published)
    return acts


def test_stopped_before_any_act_the_next_run_completes_it_whichever_site_it_publishes(
    outputs: tuple[Path, Path], place: Path, tmp_path: Path
) -> None:
    acts = _acts(outputs, place)
    assert {act.split(" ")[0] for act in acts} == {"write", "place", "delete"}
    watcher = Watcher()
    for number in range(len(acts)):
        for which in (0, 1):
            here = tmp_path / f"{number}-{which}"
            done(outputs[0], here)
            put(here, FOREIGN)
            seen: list[str] = []

            def step(act: str, here: Path = here, seen: list[str] = seen, number: int = number) -> None:
                # What stands in the way of a folder has to go before anything: only that may leave a gap.
                assert not watcher.gaps(readable(here))
                if len(seen) == number:
                    raise Stopped
                seen.append(act)

            with pytest.raises(Stopped):
                run(outputs[1], here, _single(here, step))
            done(outputs[which], here)
            assert_same(tree(here), {**tree(outputs[which]), **FOREIGN})


def test_nothing_is_left_behind_and_a_second_run_does_nothing(outputs: tuple[Path, Path], place: Path) -> None:
    for output in (*outputs, outputs[0]):
        done(output, place)
        assert_same(tree(place), tree(output))
    assert not [path for path in place.rglob("*") if path.is_dir() and not any(path.iterdir())]
    again = done(outputs[0], place)
    assert (again.plan.acts, again.sent, again.deleted, again.resumed) == ((), 0, 0, False)


def test_what_two_interrupted_runs_did_is_known_to_the_third(tmp_path: Path, place: Path) -> None:
    """The first run sends a page and tells so; the second, for which that page is the right one, stops at once; the
    third wants the page as it was at the beginning, which the target's manifests still say it is."""
    first = write_output(tmp_path / "1/output", {"a.html": b"one", "index.html": b"one"})
    second = write_output(tmp_path / "2/output", {"a.html": b"two", "index.html": b"two"})
    third = write_output(tmp_path / "3/output", {"a.html": b"two", "index.html": b"three"})
    done(first, place)

    def stop_at(wanted: str) -> FolderTarget:
        def step(act: str) -> None:
            if act == wanted:
                raise Stopped

        return _single(place, step)

    with patch.object(carrying, "_OFTEN", 1), pytest.raises(Stopped):
        run(second, place, stop_at("write index.html"))
    assert (place / DONE_PATH).exists()
    with pytest.raises(Stopped):
        run(third, place, stop_at("write index.html"))
    assert b"has " in (place / NOTE_PATH).read_bytes()
    done(first, place)
    assert_same(tree(place), tree(first))


def test_what_is_known_to_be_done_is_not_done_again(tmp_path: Path, place: Path) -> None:
    files = {f"{number}.png": str(number).encode() for number in range(40)}
    output = write_output(tmp_path / "output", {**files, "index.html": page()})

    def step(act: str) -> None:
        if act == "write index.html":
            raise Stopped

    with patch.object(carrying, "_OFTEN", 8), pytest.raises(Stopped):
        run(output, place, _single(place, step))
    again = done(output, place)
    assert again.resumed
    assert len(again.plan.sends) < 15
    assert_same(tree(place), tree(output))


def test_a_dry_run_tells_everything_and_touches_nothing(outputs: tuple[Path, Path], place: Path) -> None:
    planned = done(outputs[0], place, dry_run=True)
    assert len(planned.plan.sends) == len(tree(outputs[0]))
    assert not place.exists()
    done(outputs[0], place)
    before = tree(place)
    planned = done(outputs[1], place, dry_run=True)
    assert {act.path for act in planned.plan.deletes} == tree(outputs[0]).keys() - tree(outputs[1]).keys()
    assert (planned.sent, planned.deleted) == (0, 0)
    assert tree(place) == before


def test_what_is_kept_is_deleted_by_a_later_run(outputs: tuple[Path, Path], place: Path) -> None:
    done(outputs[0], place)
    kept = done(outputs[1], place, keep=True)
    # A file that stands where a folder must be cannot be kept.
    gone = {"was-file", "was-folder/a.html", "News.html"}
    wanted = {**{path: data for path, data in tree(outputs[0]).items() if path not in gone}, **tree(outputs[1])}
    assert_same(readable(place), wanted)
    assert kept.deleted == 0
    assert not done(outputs[1], place, keep=True).resumed
    assert_same(readable(place), wanted)
    done(outputs[1], place)
    assert_same(tree(place), tree(outputs[1]))


def test_everything_is_sent_again_when_asked_for(outputs: tuple[Path, Path], place: Path) -> None:
    done(outputs[0], place)
    (place / "old.css").write_bytes(b"edited there")
    assert done(outputs[0], place).plan.acts == ()
    again = done(outputs[0], place, everything=True)
    assert again.sent == len(tree(outputs[0]))
    assert_same(tree(place), tree(outputs[0]))


def test_a_folder_that_holds_something_else_is_refused_unless_it_is_adopted(
    outputs: tuple[Path, Path], place: Path
) -> None:
    put(place, {**FOREIGN, "index.html": b"theirs"})
    found = run(outputs[0], place)
    assert isinstance(found, Declined)
    assert "is not empty" in found.message
    assert "--adopt" in found.hint
    assert_same(tree(place), {**FOREIGN, "index.html": b"theirs"})
    done(outputs[0], place, adopt=True)
    assert_same(tree(place), {**FOREIGN, **tree(outputs[0])})
    done(outputs[1], place)
    assert_same(tree(place), {**FOREIGN, **tree(outputs[1])})


def test_names_that_begin_with_a_dot_are_no_content(outputs: tuple[Path, Path], place: Path) -> None:
    put(place, {".git/HEAD": b"ref", ".nojekyll": b""})
    done(outputs[0], place)
    assert_same(tree(place), {**tree(outputs[0]), ".git/HEAD": b"ref", ".nojekyll": b""})


@pytest.mark.parametrize("damaged", ["manifest-sha256.txt", "blog/manifest-sha256.txt"])
def test_a_manifest_that_was_changed_there_is_not_believed(
    damaged: str, outputs: tuple[Path, Path], place: Path, tmp_path: Path
) -> None:
    done(outputs[0], place)
    more = write_output(tmp_path / "more/output", {**OLD, "blog/more.html": page()}, "blog")
    (place / damaged).write_bytes(b"0" * 64 + b"  ../../etc/passwd\n")
    found = run(more, place)
    assert isinstance(found, Declined)
    assert f"{damaged} was changed by hand" in found.message
    done(more, place, adopt=True)
    assert_same(tree(place), tree(more))


def test_a_note_that_cannot_be_read_is_told_and_overcome(outputs: tuple[Path, Path], place: Path) -> None:
    done(outputs[0], place)
    (place / NOTE_PATH).write_bytes(b"dateline publish 2\n")
    found = run(outputs[1], place)
    assert isinstance(found, Declined)
    assert "--all" in found.hint
    done(outputs[1], place, everything=True)
    assert_same(tree(place), tree(outputs[1]))


def test_a_blog_that_was_deleted_there_comes_back(outputs: tuple[Path, Path], place: Path) -> None:
    done(outputs[0], place)
    for path in [path for path in tree(place) if path.startswith("blog/")]:
        (place / path).unlink()
    done(outputs[1], place)
    assert_same(tree(place), tree(outputs[1]))


def test_two_that_publish_to_one_place_at_a_time_notice_it(outputs: tuple[Path, Path], place: Path) -> None:
    class Raced(FolderTarget):
        """Someone else's note takes the place of ours as soon as it is there."""

        def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
            super().send(path, data, headers)
            if path == NOTE_PATH:
                (place / NOTE_PATH).write_bytes(b"theirs")

    with pytest.raises(TargetFailed, match="Someone else began to publish"):
        run(outputs[0], place, Raced(place))
    assert not (place / "manifest-sha256.txt").exists()


def test_while_a_build_is_at_work_nothing_is_published(outputs: tuple[Path, Path], place: Path) -> None:
    lock = lock_output(outputs[0])
    assert isinstance(lock, OutputLock)
    with lock:
        found = run(outputs[0], place)
    assert isinstance(found, Declined)
    assert "is at work on the output" in found.message
    done(outputs[0], place)


def test_an_output_that_changes_while_it_is_published_stops_the_run(outputs: tuple[Path, Path], place: Path) -> None:
    def step(act: str) -> None:
        (outputs[0] / "index.html").write_bytes(b"changed by hand")

    with pytest.raises(TargetFailed, match=r"index\.html was changed in the output"):
        run(outputs[0], place, FolderTarget(place, step))
    assert not (place / "index.html").exists()


@pytest.mark.parametrize("way", ["", "inside", "..", "../content", "../content/deeper"])
def test_the_sites_own_folders_are_no_targets(way: str, outputs: tuple[Path, Path]) -> None:
    output = outputs[0]
    wish = Wish(
        output=output, address=FolderAddress(folder=output / way), forbidden=(output.parent / "content",), adopt=True
    )
    before = tree(output.parent)
    found = publish(wish, lambda *_: None)
    assert isinstance(found, Declined)
    assert "Choose a folder of its own" in found.hint
    assert tree(output.parent) == before


def test_a_link_in_the_target_is_not_followed(outputs: tuple[Path, Path], place: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    put(tmp_path / "elsewhere", {"come.html": b"theirs"})
    place.mkdir(parents=True)
    (place / "blog").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TargetFailed, match="a link or file stands where a folder must be"):
        run(outputs[1], place, adopt=True)
    assert tree(tmp_path / "elsewhere") == {"come.html": b"theirs"}


def test_a_folder_of_someone_elses_in_a_files_place_is_told(outputs: tuple[Path, Path], place: Path) -> None:
    put(place, {"was-folder/theirs.txt": b"theirs"})
    with pytest.raises(TargetFailed, match="was-folder: a folder stands where this file must be"):
        run(outputs[1], place, adopt=True)
    assert tree(place)["was-folder/theirs.txt"] == b"theirs"


def test_a_target_that_is_a_file_is_refused(outputs: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    found = run(outputs[0], tmp_path / "file")
    assert isinstance(found, Declined)
    assert "is no folder" in found.message


def test_progress_is_told_of_every_part(outputs: tuple[Path, Path], place: Path) -> None:
    done(outputs[0], place)
    told: list[tuple[str, int, int]] = []
    wish = Wish(output=outputs[1], address=FolderAddress(folder=place))
    publish(wish, lambda what, count, total: told.append((what, count, total)))
    assert [what for what, _, _ in told if what == "verify"]
    last = told[-1]
    assert last[1] == last[2] == len(tree(outputs[1]).keys() | tree(outputs[0]).keys())
    assert {"send", "delete"} <= {what for what, _, _ in told}
