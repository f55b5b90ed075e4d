"""A commit killed before each single act, and its recovery killed before each single act in turn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.commit import drop_replaced, recover
from dateline.commit.journal import Journal, format_journal, parse_journal, rank

from .outputs import acts_of, building, built, put, recovering, run_killed, tree, with_manifests

OLD = {
    "index.html": b"home, old",
    "style.css": b"css, old",
    "same.html": b"same",
    "was-file": b"a file, old",
    "was-folder/a.html": b"old",
    "was-folder/sub/b.html": b"old",
    "blog/a.html": b"a, old",
    "blog/deep/er/gone.html": b"gone",
    "other/only.html": b"gone with its blog",
}
NEW = {
    "index.html": b"home, new",
    "style.css": b"css, new",
    "same.html": b"same",
    "was-file/now-folder.html": b"new",
    "was-folder": b"now a file",
    "blog/a.html": b"a, new",
    "blog/feed.xml": b"feed, new",
    "new/folder/page.html": b"new",
}
FOREIGN = {"CNAME": b"archive.example", "blog/notes.txt": b"mine"}
OLD_TREE = {**with_manifests(OLD), **FOREIGN}
NEW_TREE = {**with_manifests(NEW), **FOREIGN}


def _old_output(site: Path) -> Path:
    output = site / "output"
    built(output, OLD)
    put(output, FOREIGN)
    return output


def _acts(site: Path, *, lasting: bool = True) -> list[str]:
    output = _old_output(site)
    return acts_of(building(output, NEW, lasting=lasting))


@pytest.mark.parametrize("lasting", [True, False])
def test_every_kind_of_act_is_among_those_tried(tmp_path: Path, lasting: bool) -> None:
    kinds = {act.split(" ")[0] for act in _acts(tmp_path, lasting=lasting)}
    wanted = "open stage make write decide clear clear-folder place delete prune retire"
    assert kinds == {*wanted.split(), *(["sync", "drop"] if lasting else ["room"])}
    assert tree(tmp_path / "output") == NEW_TREE


@pytest.mark.parametrize("lasting", [True, False])
def test_a_commit_killed_before_any_act_recovers_to_the_old_or_the_new_output(tmp_path: Path, lasting: bool) -> None:
    acts = _acts(tmp_path / "rehearsal", lasting=lasting)
    decided_at, retired_at = acts.index("decide"), acts.index("retire the stage")
    for at, act in enumerate(acts):
        output = _old_output(tmp_path / f"killed-{at}")
        run_killed(building(output, NEW, lasting=lasting), at)
        found = tree(output)
        if at <= decided_at:
            assert found == OLD_TREE, f"changed before the decision, killed before {act!r}"
        for path, data in found.items():
            known = {OLD_TREE.get(path), NEW_TREE.get(path)}
            assert data in known or path.endswith("/"), f"{path} is neither old nor new, killed before {act!r}"
        for path in OLD_TREE.keys() & NEW_TREE.keys() if lasting else ():
            assert path in found, f"{path} was missing for a while, killed before {act!r}"
        said = recover(output)
        assert tree(output) == (NEW_TREE if at > decided_at else OLD_TREE), f"killed before {act!r}"
        assert (said is None) == (at == 0 or at > retired_at)
        assert recover(output) is None
        drop_replaced(output)
        assert [path.name for path in output.parent.iterdir()] == ["output"], "the stage stayed behind"


def test_a_recovery_killed_before_any_act_is_completed_by_the_next(tmp_path: Path) -> None:
    acts = _acts(tmp_path / "rehearsal")
    first = acts.index("decide") + 1
    for at in range(first, len(acts), 8):
        killed = tmp_path / f"killed-{at}"
        output = _old_output(killed)
        run_killed(building(output, NEW), at)
        rehearsal = tmp_path / f"rehearsal-{at}"
        shutil.copytree(killed, rehearsal)
        steps = len(acts_of(recovering(rehearsal / "output")))
        for again in range(steps):
            site = tmp_path / f"killed-{at}-{again}"
            shutil.copytree(killed, site)
            run_killed(recovering(site / "output"), again)
            recover(site / "output")
            drop_replaced(site / "output")
            assert tree(site / "output") == NEW_TREE, f"killed at {at}, its recovery at {again}"
            assert [path.name for path in site.iterdir()] == ["output"]
            shutil.rmtree(site)


def test_a_stage_inside_the_output_is_recovered_as_well(tmp_path: Path) -> None:
    output = _old_output(tmp_path)
    run_killed(building(output, NEW), _acts(tmp_path / "rehearsal").index("place was-folder"))
    (tmp_path / ".output.dateline-staging").rename(output / ".dateline-staging")
    assert recover(output) is not None
    drop_replaced(output)
    assert tree(output) == NEW_TREE


def test_a_symlink_put_in_the_way_of_a_replay_is_not_followed(tmp_path: Path) -> None:
    output = _old_output(tmp_path)
    run_killed(building(output, NEW), _acts(tmp_path / "rehearsal").index("place new"))
    (tmp_path / "elsewhere").mkdir()
    (output / "new").symlink_to("../elsewhere")
    with pytest.raises(NotADirectoryError):
        recover(output)
    assert tree(tmp_path / "elsewhere") == {}
    (output / "new").unlink()
    recover(output)
    assert tree(output) == NEW_TREE


def test_a_folder_that_came_to_be_there_before_a_replay_keeps_what_is_in_it(tmp_path: Path) -> None:
    output = _old_output(tmp_path)
    run_killed(building(output, NEW), _acts(tmp_path / "rehearsal").index("place new"))
    put(output, {"new/mine.txt": b"mine"})
    recover(output)
    assert tree(output) == {**NEW_TREE, "new/mine.txt": b"mine"}


def test_a_folder_that_is_new_is_placed_in_one_act(tmp_path: Path) -> None:
    acts = _acts(tmp_path)
    assert "place new" in acts
    assert not [act for act in acts if act.startswith("place new/")]


def test_assets_come_first_then_pages_then_what_lists_them_then_manifests() -> None:
    order = [
        "a.css",
        "z/photo.jpg",
        "about.html",
        "blog/2009-06-16.html",
        "blog/feed.xml",
        "blog/index.html",
        "blog/live.json",
        "index.html",
        "blog/manifest-sha256.txt",
        "manifest-sha256.txt",
    ]
    assert sorted(set(order), key=lambda path: (rank(path), path)) == order


def test_deletions_are_the_last_acts_on_the_output(tmp_path: Path) -> None:
    kinds = [act.split(" ")[0] for act in _acts(tmp_path)]
    assert max(at for at, kind in enumerate(kinds) if kind == "place") < kinds.index("delete")


def test_a_journal_is_read_as_it_was_written() -> None:
    journal = Journal(clear=("a b",), clear_folders=("c",), place=("x/\u2028y", "z", "end 1"), delete=("é", "place x"))
    assert parse_journal(format_journal(journal)) == journal
    assert parse_journal(format_journal(Journal())) == Journal()


def test_a_journal_cut_short_or_changed_anywhere_is_no_decision() -> None:
    data = format_journal(Journal(clear=("a",), place=("b", "c/d"), delete=("e",)))
    for at in range(len(data)):
        assert parse_journal(data[:at]) is None
        assert parse_journal(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) is None


def test_a_journal_that_leaves_the_root_is_no_decision() -> None:
    assert parse_journal(format_journal(Journal(delete=("../../etc/passwd",)))) is None
