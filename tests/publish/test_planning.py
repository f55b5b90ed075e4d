"""What goes and what stays, for any two sites; and any number of runs that are cut off anywhere."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.publish import Published, TargetFailed, Wish, carrying, publish
from dateline.publish.address import FolderAddress
from dateline.publish.order import CLEAR
from dateline.publish.planning import GONE, There, plan_publish
from dateline.publish.target import Headers
from tests.publish.outputs import feed, page, write_output
from tests.publish.watching import Watcher
from tests.site_kit import assert_same, tree

PATHS = st.sampled_from(
    ["a.png", "b.css", "x/a.png", "x/page.html", "x/index.html", "x/atom.xml", "index.html", "x", "A.png", "y/z/a.txt"]
)
SHAS = st.sampled_from([hashlib.sha256(text).hexdigest() for text in (b"1", b"2", b"3")])
TREES = st.dictionaries(PATHS, SHAS)


@given(TREES, TREES, st.frozensets(PATHS), st.booleans(), st.booleans())
def test_doing_what_is_planned_gives_the_local_files_whatever_the_doubted_were(
    local: dict[str, str], files: dict[str, str], doubted: frozenset[str], folders: bool, everything: bool
) -> None:
    plan = plan_publish(local, There(files=files, doubted=doubted), folders=folders, everything=everything)
    # Of what is doubted nobody knows the bytes.
    there = {**files, **dict.fromkeys(doubted, "?")}
    stages = [act.stage for act in plan.acts]
    assert stages == sorted(stages)
    assert len({act.path for act in plan.acts}) == len(plan.acts)
    for act in plan.acts:
        if act.is_sent:
            assert everything or there.get(act.path) != act.sha, "nothing is sent twice"
            there[act.path] = act.sha
        else:
            del there[act.path]
    assert there == local


@given(TREES, TREES)
def test_a_plan_made_again_after_it_was_done_is_empty(local: dict[str, str], files: dict[str, str]) -> None:
    plan = plan_publish(local, There(files=files), folders=True)
    after = There(files={**files, **{act.path: act.sha for act in plan.sends}})
    gone = {act.path for act in plan.deletes}
    left = There(files={path: sha for path, sha in after.files.items() if path not in gone})
    assert plan_publish(local, left, folders=True).acts == ()


@given(TREES, TREES)
def test_what_is_learnt_is_kept_unless_it_is_acted_upon(local: dict[str, str], learnt: dict[str, str]) -> None:
    plan = plan_publish(local, There(files=learnt, learnt={**learnt, "gone.html": GONE}), folders=False)
    acted = {act.path for act in plan.acts}
    assert plan.learnt == {path: sha for path, sha in {**learnt, "gone.html": GONE}.items() if path not in acted}


def test_a_file_where_a_folder_must_be_goes_first_on_file_systems_only() -> None:
    files = {"x": "1" * 64, "y/a.txt": "1" * 64, "News.html": "1" * 64}
    local = {"x/page.html": "2" * 64, "y": "2" * 64, "news.html": "2" * 64}
    there = There(files=files)
    first = [act.path for act in plan_publish(local, there, folders=True).acts if act.stage == CLEAR]
    assert first == ["News.html", "x", "y/a.txt"]
    assert [act.is_sent for act in plan_publish(local, there, folders=False).acts] == [True] * 3 + [False] * 3


class Memory:
    """A target that is cut off at a write, and looked into after each."""

    jobs = 1
    has_folders = False

    def __init__(self, watcher: Watcher) -> None:
        self.files: dict[str, bytes] = {}
        self.left = 10**9
        self.watcher = watcher

    def is_bare(self) -> bool:
        return not self.files

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
        assert isinstance(data, bytes)
        self._change()
        self.files[path] = data
        assert not self.watcher.gaps(self.files)

    def delete(self, path: str) -> None:
        self._change()
        self.files.pop(path, None)
        assert not self.watcher.gaps(self.files)

    def tidy(self, deleted: Collection[str]) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""

    def _change(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TargetFailed("cut off", "")


@st.composite
def sites(draw: st.DrawFn) -> Mapping[str, bytes]:
    """A small site that holds together: pages with pictures and styles, fronts, feeds of pages."""
    assets = draw(st.sets(st.sampled_from(["a.png", "b.png", "c.css", "blog/d.webp"])))
    files: dict[str, bytes] = {asset: draw(st.sampled_from([b"1", b"2"])) for asset in sorted(assets)}
    pages = draw(st.sets(st.sampled_from(["one.html", "blog/two.html", "blog/index.html", "index.html"])))
    for path in sorted(pages):
        shown = draw(st.sets(st.sampled_from(sorted(assets)))) if assets else set()
        files[path] = page(*(("../" if "/" in path else "") + asset for asset in sorted(shown)))
    for path in sorted(draw(st.sets(st.sampled_from(["atom.xml", "blog/atom.xml"])))):
        files[path] = feed(*(draw(st.sets(st.sampled_from(sorted(pages)))) if pages else ()))
    return files


RUNS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 24)), max_size=5)


@settings(max_examples=60)
@given(st.tuples(sites(), sites(), sites()), RUNS, st.integers(0, 2), st.sampled_from((1, 3, 64)))
def test_whichever_sites_are_published_and_cut_off_the_last_one_arrives_and_nothing_is_ever_missing(
    three: tuple[Mapping[str, bytes], ...], runs: list[tuple[int, int]], last: int, often: int
) -> None:
    target = Memory(Watcher())
    with tempfile.TemporaryDirectory() as folder, patch.object(carrying, "_OFTEN", often):
        outputs = [
            write_output(Path(folder, str(number)), files, "blog")
            for number, files in enumerate({**site, "blog/a.txt": b""} for site in three)
        ]
        for which, cut in [*runs, (last, 10**9)]:
            target.left = cut
            wish = Wish(output=outputs[which], address=FolderAddress(folder=Path(folder, "unused")))
            try:
                assert isinstance(publish(wish, lambda *_: None, lambda _: target), Published)
            except TargetFailed:
                assert cut < 10**9
        assert_same(target.files, tree(outputs[last]))
