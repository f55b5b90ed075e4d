"""`dateline push` with real repositories: a bare one and two colleagues' clones of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.begin import Declined
from dateline.load.sections import cut
from dateline.repository.merging import driver, found_by
from dateline.repository.push import push
from tests.cli.running import run, run_apart
from tests.repository.desks import IDENTITY, LOG, Desk, git, two_desks

OURS = "## 12:00 Ours {#ours}\ntags: [roads]\n\nOur words.\n"
THEIRS = "## 12:01 Theirs {#theirs}\ntags: [roads]\n\nTheir words.\n"


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, Desk, Path]:
    """Two clones and the server."""
    return two_desks(tmp_path, monkeypatch.setenv)


def test_what_was_written_is_committed_and_pushed(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, bare = desks
    one.append(LOG, OURS)

    done = one.push()

    assert done.exit_code == 0, done.output
    assert done.stdout == "Committed: river-watch: 2026-01-12.md\nPushed 1 commit to origin/main.\n"
    assert git(bare, "log", "-1", "--format=%s %an").strip() == "river-watch: 2026-01-12.md Desk"
    assert OURS in two.pulls().read(LOG)


def test_the_commit_says_what_one_wants_it_to(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    one.append(LOG, OURS).file("content/river-watch/2026-01-13.md", "## 08:00 Next {#next}\n\nx\n").pushes("-m", "Open")
    assert git(bare, "log", "-1", "--format=%s").strip() == "Open"

    one.append(LOG, THEIRS).file("content/people.yaml", one.read("content/people.yaml") + "# more\n").pushes()
    assert git(bare, "log", "-1", "--format=%s").strip() == "people.yaml, river-watch: 2 files"


def test_a_second_time_there_is_nothing_to_push(desks: tuple[Desk, Desk, Path]) -> None:
    one, *_ = desks
    one.append(LOG, OURS).pushes()

    assert one.push().stdout == "Nothing to push: origin/main has all of it.\n"


def test_two_who_append_to_one_log_at_once_both_stand_in_it_whole(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, bare = desks
    before = one.read(LOG)
    one.append(LOG, OURS).pushes()
    done = two.append(LOG, THEIRS).push()

    assert done.exit_code == 0, done.output
    assert "Took in 1 commit of colleagues.\nPushed 1 commit to origin/main.\n" in done.stdout
    assert two.read(LOG) == f"{before}\n{OURS}\n{THEIRS}"
    assert one.pulls().read(LOG) == two.read(LOG)
    assert git(bare, "rev-list", "--merges", "main") == ""
    assert run("check", one.root).exit_code == 0


def test_two_who_begin_the_days_log_at_once_both_stand_in_it(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, _ = desks
    one.file("content/river-watch/2026-01-13.md", OURS).pushes()
    two.file("content/river-watch/2026-01-13.md", THEIRS).pushes()

    assert two.read("content/river-watch/2026-01-13.md") == f"{OURS}\n{THEIRS}"


def test_without_the_driver_gits_own_merging_loses_nothing_either(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, _ = desks
    one.append(LOG, OURS).pushes()
    two.append(LOG, THEIRS).git("commit", "--quiet", "--all", "-m", "Theirs")
    two.git("pull", "--quiet", "--rebase", fails=True)

    assert "Our words." in two.read(LOG) and "Their words." in two.read(LOG) and "<<<<<<<" in two.read(LOG)


def test_a_git_that_was_told_of_the_driver_merges_logs_by_itself(
    desks: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, _ = desks
    one.append(LOG, OURS).pushes()
    monkeypatch.setenv("PYTHONPATH", found_by()["PYTHONPATH"])
    two.git("config", "merge.dateline-log.driver", driver())
    two.append(LOG, THEIRS).git("commit", "--quiet", "--all", "-m", "Theirs")
    two.pulls()

    assert two.read(LOG).endswith(f"\n{OURS}\n{THEIRS}")


def test_a_colleague_who_is_faster_between_our_look_and_our_push_is_waited_for(
    desks: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, bare = desks
    two.append(LOG, THEIRS)
    rounds = iter(range(3))
    pauses: list[float] = []

    def sound() -> bool:
        # The colleague pushes after every look of ours, three times.
        if (number := next(rounds, None)) is not None:
            name = f"faster-{number}"
            one.pulls().append(LOG, f"## 11:0{number} Faster {{#{name}}}\n\nx\n")
            one.git("commit", "--quiet", "--all", "-m", name)
            one.git("push", "--quiet")
        return True

    done = push(two.root, message="", sound=sound, pause=pauses.append)

    assert not isinstance(done, Declined), done
    assert (done.commits, done.taken) == (1, 3)
    assert len(pauses) == 3
    assert pauses == sorted(pauses) or max(pauses) < 5
    log = git(bare, "show", f"main:{LOG}")
    assert all(f"{{#{name}}}" in log for name in ("faster-0", "faster-1", "faster-2", "theirs"))


def test_two_who_push_at_the_same_moment_again_and_again(desks: tuple[Desk, Desk, Path]) -> None:
    """No staged race: two processes, started together."""
    one, two, bare = desks
    for number in range(2):
        for desk, name in ((one, "one"), (two, "two")):
            desk.append(LOG, f"## 12:0{number} {name} {{#{name}-{number}}}\nby: desk\n\n{name} wrote {number}.\n")
        with ThreadPoolExecutor(2) as pool:
            ends = list(pool.map(lambda desk: run_apart("push", cwd=desk.root, env=IDENTITY), (one, two)))
        assert [end.returncode for end in ends] == [0, 0], [end.stderr for end in ends]
    _, sections = cut(git(bare, "show", f"main:{LOG}"))
    found = {section.attributes[0].name: section.body for section in sections if "wrote" in section.body}
    assert found == {f"{name}-{number}": f"{name} wrote {number}." for name in ("one", "two") for number in range(2)}


def test_what_editors_leave_beside_a_file_is_not_shared(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    for name in (f"{LOG}~", "content/river-watch/.2026-01-12.md.swp", f"{LOG}.orig", "content/.DS_Store"):
        one.file(name, "left")
    one.append(LOG, OURS).pushes()
    assert git(bare, "show", "--name-only", "--format=", "main").split() == [LOG]


def test_colleagues_who_are_always_faster_are_given_up_on_with_everything_committed(
    desks: tuple[Desk, Desk, Path],
) -> None:
    one, two, _ = desks
    two.append(LOG, THEIRS)
    rounds = iter(range(100))

    def sound() -> bool:
        one.pulls().append(LOG, f"## 11:00 Faster {{#faster-{next(rounds)}}}\n\nx\n")
        one.git("commit", "--quiet", "--all", "-m", "x")
        one.git("push", "--quiet")
        return True

    done = push(two.root, message="", sound=sound, pause=lambda seconds: None)

    assert isinstance(done, Declined)
    assert "faster 8 times" in done.message
    assert "Their words." in two.read(LOG)
    assert two.git("status", "--porcelain") == ""


def test_words_that_both_changed_stay_as_each_wrote_them(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, bare = desks
    one.edit(LOG, "stood at 4.10 m", "stood at 4.20 m").pushes()
    two.edit(LOG, "stood at 4.10 m", "stood at 4.30 m").append(LOG, THEIRS)
    server = git(bare, "rev-parse", "main")

    done = two.push()

    assert done.exit_code == 2
    assert f"You and a colleague changed the same words of {LOG}." in done.stderr
    assert "git diff origin/main HEAD" in done.stderr and "Traceback" not in done.stderr
    assert git(bare, "rev-parse", "main") == server
    assert "stood at 4.30 m" in two.read(LOG) and "Their words." in two.read(LOG)
    assert two.git("status", "--porcelain") == ""
    assert not (two.root / ".git/rebase-merge").exists()
    # And what the message says to do leads out of it.
    two.git("pull", "--quiet", "--rebase", fails=True)
    settled = one.read(LOG).replace("4.20", "4.25") + "\n" + THEIRS
    two.file(LOG, settled).git("add", LOG)
    two.git("-c", "core.editor=true", "rebase", "--continue")
    two.pushes()
    assert one.pulls().read(LOG) == settled


def test_a_second_attempt_after_a_conflict_says_the_same_and_changes_nothing(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, _ = desks
    one.edit(LOG, "4.10 m", "4.20 m").pushes()
    two.edit(LOG, "4.10 m", "4.30 m").push()
    before = two.state()

    assert two.push().exit_code == 2
    assert two.state() == before


def test_content_with_errors_is_neither_committed_nor_pushed(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    one.append(LOG, "## half past nine\n")
    before = one.state()

    done = one.push()

    assert done.exit_code == 1
    assert "DL409" in done.stderr and "Nothing was committed or pushed." in done.stderr
    assert one.state() == before
    assert git(bare, "rev-list", "--count", "main").strip() == "1"


def test_errors_that_come_of_both_together_are_found_before_the_push(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, bare = desks
    one.append(LOG, OURS).pushes()
    two.append(LOG, OURS.replace("Our words", "Other words under one id"))

    done = two.push()

    assert done.exit_code == 1
    assert done.stderr.count("DL401") == 2
    assert "Yours is committed here and not pushed." in done.stderr
    assert git(bare, "rev-list", "--count", "main").strip() == "2"
    assert "Our words" in two.read(LOG) and "Other words" in two.read(LOG)
    two.edit(LOG, "{#ours}\ntags: [roads]\n\nOther", "{#ours-2}\ntags: [roads]\n\nOther").pushes()


def test_only_content_and_themes_are_committed(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, bare = desks
    two.append(LOG, THEIRS).pushes()
    one.file("README.md", "mine, half done").file("notes.txt", "mine").git("add", "notes.txt")
    one.file("private/raw.txt", "never").append(LOG, OURS).pushes()

    assert git(bare, "show", "--name-only", "--format=", "main").split() == [LOG]
    assert one.read("README.md") == "mine, half done"
    assert one.read("notes.txt") == "mine"
    assert sorted(one.git("status", "--porcelain").split()) == ["A", "M", "README.md", "notes.txt"]


def test_other_work_that_meets_a_colleagues_is_kept_in_gits_stash(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, _ = desks
    one.edit("README.md", "A live-blog archive", "One's archive").git("commit", "--quiet", "--all", "-m", "x")
    one.pushes()
    two.edit("README.md", "A live-blog archive", "Two's archive").append(LOG, THEIRS)

    done = two.push()

    assert "Two's archive" in two.read("README.md") or "Two's archive" in two.git("stash", "show", "-p")
    assert "stash" in done.stderr


def test_deleted_and_renamed_files_are_committed_too(desks: tuple[Desk, Desk, Path]) -> None:
    one, two, _ = desks
    folder = one.root / "content/river-watch"
    (folder / "2026-01-12.md").rename(folder / "2026-01-12.morning.md")
    one.pushes()

    two.pulls()
    assert not (two.root / LOG).exists()
    assert (two.root / "content/river-watch/2026-01-12.morning.md").is_file()


def test_a_site_below_the_top_of_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, bare = two_desks(tmp_path, monkeypatch.setenv, below="sites/river")
    one.append(LOG, OURS).pushes()
    (one.root.parent / "other.txt").write_text("not ours")
    two.append(LOG, THEIRS).pushes()

    assert git(bare, "show", f"main:sites/river/{LOG}").endswith(f"{OURS}\n{THEIRS}")


def test_a_new_branch_is_begun_at_the_server(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    one.git("switch", "--quiet", "-c", "flood")
    one.append(LOG, OURS).pushes()

    assert "Our words" in git(bare, "show", f"flood:{LOG}")
    assert one.git("rev-parse", "--abbrev-ref", "@{u}").strip() == "origin/flood"


def test_what_lies_in_private_is_never_pushed(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    one.file("private/raw.txt", "a name").git("add", "--force", "private/raw.txt")
    one.git("commit", "--quiet", "-m", "oops")
    done = one.append(LOG, OURS).push()

    assert done.exit_code == 2
    assert "private/raw.txt is in git" in done.stderr and "git rm -r --cached private" in done.stderr
    assert git(bare, "rev-list", "--count", "main").strip() == "1"


def test_a_server_that_refuses_is_told_and_nothing_is_lost(desks: tuple[Desk, Desk, Path]) -> None:
    one, _, bare = desks
    hook = bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'the desk is closed' >&2\nexit 1\n")
    hook.chmod(0o755)

    done = one.append(LOG, OURS).push()

    assert done.exit_code == 2
    assert "origin did not take it" in done.stderr and "Yours is committed here" in done.stderr
    assert one.git("log", "-1", "--format=%s").strip() == "river-watch: 2026-01-12.md"
    hook.unlink()
    one.pushes()


def test_a_hook_of_the_editors_own_that_refuses_leaves_the_files(desks: tuple[Desk, Desk, Path]) -> None:
    one, *_ = desks
    hook = one.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'spelling' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = one.append(LOG, OURS).push()

    assert done.exit_code == 2
    assert "git did not commit: spelling" in done.stderr
    assert "Our words" in one.read(LOG)


def _no_repository(one: Desk) -> str:
    (one.root / ".git").rename(one.root / "elsewhere")
    return "lies in no git repository"


def _detached(one: Desk) -> str:
    one.git("checkout", "--quiet", "--detach")
    return "No branch is checked out"


def _no_remote(one: Desk) -> str:
    one.git("remote", "remove", "origin")
    return "knows no other one to push to"


def _server_gone(one: Desk) -> str:
    one.git("remote", "set-url", "origin", str(one.root / "nowhere"))
    return "origin does not answer"


def _in_the_middle(one: Desk) -> str:
    (one.root / ".git/rebase-merge").mkdir()
    return "A rebase was begun here"


@pytest.mark.parametrize("spoil", [_no_repository, _detached, _no_remote, _server_gone, _in_the_middle])
def test_where_it_cannot_work_it_says_so_and_touches_nothing(
    desks: tuple[Desk, Desk, Path], spoil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *_ = desks
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    one.append(LOG, OURS)
    assert callable(spoil)
    words = spoil(one)
    before = one.read(LOG)

    done = one.push()

    assert done.exit_code == 2
    assert words in done.stderr and "\n    = " in done.stderr
    assert one.read(LOG) == before


def test_without_git_it_says_so(desks: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    one, *_ = desks
    monkeypatch.setenv("PATH", "/nonexistent")

    done = one.push()

    assert done.exit_code == 2
    assert "git is not installed" in done.stderr
