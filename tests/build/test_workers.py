"""Several processes make the same site as one; when one of them fails, the whole build does."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.build import block
from dateline.build.workers import WorkerFailed, in_parallel
from dateline.kept import Kept
from dateline.load.blog import read_blog
from dateline.load.files import BlogFiles, Files
from dateline.model.blog import Blog
from dateline.model.site import Common
from dateline.problems import Problem
from tests.build.editing import RICH
from tests.cli.running import SOURCE
from tests.site_kit import Site, assert_same


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The rich site, whose blogs go to three processes."""
    return Site(tmp_path / "site", like=RICH).by(3)


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
def test_any_number_of_processes_gives_the_same_bytes(jobs: int, site: Site, tmp_path: Path) -> None:
    one = Site(tmp_path / "one", like=RICH).by(1).build()
    site.by(jobs).build()
    assert_same(site.output(), one.output())
    assert (site.result.written, site.result.made) == (one.result.written, one.result.made)
    assert site.build().changed().made == {}


_LATE = """
import sys
from pathlib import Path
from dateline.build import Options, build, shares

there = set()

def in_parallel(hands, work, type_):
    there.update(sys.modules)
    return [work(item) for hand in hands for item in hand]

shares.in_parallel = in_parallel
assert build(Options(root=Path(sys.argv[1]), output=Path(sys.argv[2]), as_of=1795000000, jobs=2)).ok
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - there}))
"""


def test_libraries_are_loaded_before_the_work_is_divided(site: Site, tmp_path: Path) -> None:
    """What is loaded afterwards is loaded by every process."""
    argv = [sys.executable, "-c", _LATE, str(site.options.root), str(tmp_path / "output")]
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    late = set(subprocess.run(argv, env=env, capture_output=True, text=True, check=True).stdout.split())
    assert not late & {"babel", "lxml", "jinja2", "markdown_it", "yaml"}


def test_an_edit_of_every_blog_gives_the_clean_build_of_one_process(site: Site) -> None:
    site.build().edit("content/live/2009-06-16.md", "It began", "It ended")
    site.edit("content/later/entries/two.md", "A month on", "Some time on")
    site.edit("content/small/2010-02-03.md", "but a text", "but another text").build()
    assert {path.partition("/")[0] for path in site.touched()} >= {"live", "later", "small", "tags"}
    site.by(1).same_as_clean()


def test_faults_of_templates_are_told_as_by_one_process(site: Site) -> None:
    site.build().file("themes/bare/templates/day.html", "{{ view.nothing.of.this }}").fails("DL702")
    several = site.result.problems
    site.by(1).fails("DL702")
    assert [(p.span, p.message) for p in site.result.problems] == [(p.span, p.message) for p in several]


def test_faults_of_content_are_told_as_by_one_process(site: Site) -> None:
    site.build().append("content/live/2009-06-16.md", "## 23:00 {#first}").append("content/small/2010-02-03.md", "## x")
    site.fails("DL401", "DL409")
    several = site.result.problems
    assert site.by(1).fails("DL401", "DL409").result.problems == several


def test_protected_text_is_found_by_whichever_process_makes_it(site: Site) -> None:
    site.build()
    for text in ("It began, says", "Looking back", "Nothing but a text"):
        site.protecting(text).fails("DL801")


def when_reading(name: str, act: Callable[[], None]) -> Callable[[Files, BlogFiles, Common, Kept], object]:
    """A `read_blog` to which something happens at one of the blogs."""

    def read(files: Files, blog: BlogFiles, common: Common, kept: Kept) -> tuple[Blog, tuple[Problem, ...]]:
        if blog.id == name:
            act()
        return read_blog(files, blog, common, kept)

    return read


def full() -> None:
    """What a disk without space does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken() -> None:
    """What a bug does."""
    raise LookupError("a bug")


def stopped(here: int) -> Callable[[], None]:
    """What happens to a process that the system stops; the one that runs the tests is spared."""

    def stop() -> None:
        assert os.getpid() != here, "this blog was to be read by another process"
        os._exit(9)

    return stop


def site_being_built_by_three(site: Site) -> Site:
    """All three blogs have to be read again; the largest is read by the first process, which is this one."""
    return site.build().edit("content/site.yaml", "title: The archive of tests", "title: An archive")


@pytest.mark.parametrize(
    ("act", "error"), [(full, OSError), (broken, (WorkerFailed, LookupError)), (None, WorkerFailed)]
)
def test_a_process_that_fails_or_is_stopped_fails_the_build_and_changes_nothing(
    act: Callable[[], None] | None,
    error: type[Exception] | tuple[type[Exception], ...],
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = site_being_built_by_three(site).output()
    with monkeypatch.context() as patch:
        patch.setattr(block, "read_blog", when_reading("small", act or stopped(os.getpid())))
        with pytest.raises(error):
            site.try_build()
    assert site.output() == before
    assert {path.name for path in site.root.iterdir()} == {"content", "themes", "output", ".dateline"}
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    site.build().same_as_clean()


def test_results_come_back_in_order_whoever_made_them() -> None:
    assert in_parallel([[1, 2], [3], [4, 5, 6]], lambda n: (n, str(n)), tuple[int, str]) == [
        (number, str(number)) for number in range(1, 7)
    ]


def test_one_hand_is_worked_in_this_process() -> None:
    assert in_parallel([[1, 2]], lambda _: os.getpid(), int) == [os.getpid(), os.getpid()]


def test_every_item_is_worked_once_and_none_is_left_to_who_is_slow(tmp_path: Path) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        with (tmp_path / "worked").open("a") as file:
            file.write(f"{number}\n")
        if os.getpid() != here:
            # The other process holds its first item until all else is done but the one that goes together with it.
            waited = 0
            while len((tmp_path / "worked").read_text().split()) < 2_999 and waited < 6_000:
                waited += 1
                time.sleep(0.01)
        return os.getpid()

    makers = in_parallel([range(1_500), range(1_500, 3_000)], work, int)
    assert sorted(map(int, (tmp_path / "worked").read_text().split())) == list(range(3_000))
    slow = [number for number, maker in enumerate(makers) if maker != here]
    # Of so many items some go together.
    assert 1_500 in slow
    assert len(slow) <= 2
