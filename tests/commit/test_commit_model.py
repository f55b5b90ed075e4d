"""Whatever is built after whatever, the output is the last build and the foreign files, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.commit import recover

from .outputs import acts_of, building, built, put, run_killed, tree, with_manifests

# Few names, so that files become folders and folders files; every kind of path in the placing order.
NAMES = (
    "a",
    "a/b",
    "a/b/c.html",
    "a/b/d.css",
    "index.html",
    "feed.xml",
    "blog/a.html",
    "blog/index.html",
    "blog/media",
    "blog/media/1.jpg",
    "other/x/y/z.html",
)
FOREIGN = {"CNAME": b"archive.example", "blog/notes.txt": b"mine", "tags/mine/too.txt": b"mine"}


def _without_files_that_are_folders(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


states = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"one", b"two"])).map(
    _without_files_that_are_folders
)


@given(st.lists(states, min_size=1, max_size=6), st.booleans())
def test_any_sequence_of_builds_leaves_the_last_one_and_the_foreign_files(
    sequence: list[dict[str, bytes]], with_foreign: bool
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / "output"
        built(output, {})
        foreign = FOREIGN if with_foreign else {}
        put(output, foreign)
        for files in sequence:
            before = tree(output)
            result = built(output, files)
            wanted = {**with_manifests(files), **foreign}
            assert tree(output) == wanted
            assert result.written == sum(before.get(path) != data for path, data in wanted.items())
            assert result.removed == len(before.keys() - wanted.keys())
            assert [path.name for path in Path(temporary).iterdir()] == ["output"]


@settings(max_examples=60)
@given(states, states, st.data())
def test_a_build_killed_anywhere_is_recovered_to_the_old_or_the_new_state(
    old: dict[str, bytes], new: dict[str, bytes], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        rehearsal, output = Path(temporary) / "rehearsal", Path(temporary) / "output"
        for folder in (rehearsal, output):
            built(folder, old)
            put(folder, FOREIGN)
        acts = acts_of(building(rehearsal, new))
        at = data.draw(st.integers(0, len(acts) - 1), label="killed before act")
        run_killed(building(output, new), at)
        recover(output)
        decided = "decide" in acts[:at]
        assert tree(output) == {**with_manifests(new if decided else old), **FOREIGN}
        built(output, new)
        assert tree(output) == tree(rehearsal)
