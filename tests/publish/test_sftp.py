"""Publishing to a real SSH server: who is let in, cut off anywhere, and what is left there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.publish import Published, TargetFailed, Wish, publish
from dateline.publish.address import SftpAddress
from dateline.publish.carrying import LARGE
from dateline.publish.folder import PARTIAL
from dateline.publish.sftp import PASSWORD
from tests.publish.outputs import built_versions, page, write_output
from tests.publish.sftp_server import Served, running_sftp
from tests.publish.watching import Watcher
from tests.site_kit import assert_same, tree


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, and no agent."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.delenv(PASSWORD, raising=False)
    return folder


@pytest.fixture
def served(tmp_path: Path, home: Path) -> Iterator[Served]:
    (tmp_path / "served").mkdir()
    with running_sftp(tmp_path / "served", home) as server:
        yield server


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built_versions(tmp_path_factory.mktemp("versions"))


def _wish(served: Served, output: Path) -> Wish:
    address = SftpAddress(host="127.0.0.1", port=served.port, user="desk", folder="/www/archive")
    return Wish(output=output, address=address)


def _publish(served: Served, output: Path) -> Published:
    done = publish(_wish(served, output), lambda *_: None)
    assert isinstance(done, Published), done
    return done


def _readable(served: Served) -> dict[str, bytes]:
    """What stands in the target, without what is under way."""
    found = tree(served.folder / "www/archive")
    return {path: data for path, data in found.items() if not path.startswith((".dateline-", PARTIAL))}


def test_a_site_is_published_changed_and_nothing_else_is_left(served: Served, versions: tuple[Path, Path]) -> None:
    watcher = Watcher()
    gaps: list[str] = []
    served.look = lambda: gaps.extend(watcher.gaps(_readable(served)))
    for output in (*versions, versions[0]):
        _publish(served, output)
        assert_same(tree(served.folder), {f"www/archive/{path}": data for path, data in tree(output).items()})
    assert not gaps
    assert not [
        path for path in (served.folder / "www/archive").rglob("*") if path.is_dir() and not any(path.iterdir())
    ]
    before = served.changes
    assert _publish(served, versions[0]).plan.acts == ()
    assert served.changes == before


@pytest.mark.parametrize("at", [2, 3, 30, 50, 65, 80])
def test_cut_off_anywhere_the_next_run_completes_it(at: int, served: Served, versions: tuple[Path, Path]) -> None:
    watcher = Watcher()
    gaps: list[str] = []
    _publish(served, versions[0])
    served.look = lambda: gaps.extend(watcher.gaps(_readable(served)))
    served.changes, served.cut_at = 0, at
    with pytest.raises(TargetFailed, match="cut off"):
        _publish(served, versions[1])
    assert served.refused
    served.cut_at = 0
    assert _publish(served, versions[at % 2]).resumed == (at > 2)
    assert_same(tree(served.folder / "www/archive"), tree(versions[at % 2]))
    assert not gaps


def test_a_server_without_atomic_renames_is_served_as_well_as_it_can(
    served: Served, versions: tuple[Path, Path]
) -> None:
    served.renames = False
    for output in versions:
        _publish(served, output)
        assert_same(tree(served.folder / "www/archive"), tree(output))


def test_a_folder_at_home_and_a_large_file(served: Served, tmp_path: Path) -> None:
    output = write_output(
        tmp_path / "output", {"film.mp4": random.Random(1).randbytes(LARGE + 5), "tags/دریا.html": b""}
    )
    address = SftpAddress(host="127.0.0.1", port=served.port, user="desk", folder="pages")
    assert isinstance(publish(Wish(output=output, address=address), lambda *_: None), Published)
    assert_same(tree(served.folder / "pages"), tree(output))


def test_a_link_that_leads_out_of_the_target_is_not_followed(served: Served, tmp_path: Path) -> None:
    (served.folder / "www/archive").mkdir(parents=True)
    (served.folder / "elsewhere").mkdir()
    (served.folder / "www/archive/blog").symlink_to(served.folder / "elsewhere")
    output = write_output(tmp_path / "output", {"index.html": page(), "blog/index.html": page()}, "blog")
    wish = _wish(served, output)
    with pytest.raises(TargetFailed, match="a link or file stands where the folder blog must be"):
        publish(Wish(output=wish.output, address=wish.address, adopt=True), lambda *_: None)
    assert tree(served.folder / "elsewhere") == {}


def test_a_host_that_is_not_known_is_not_believed(served: Served, home: Path, tmp_path: Path) -> None:
    (home / ".ssh/known_hosts").write_text("")
    with pytest.raises(TargetFailed) as failed:
        _publish(served, write_output(tmp_path / "output", {"index.html": page()}))
    assert "its key is not in ~/.ssh/known_hosts" in failed.value.message
    assert "ssh 127.0.0.1" in failed.value.hint
    assert tree(served.folder) == {}


def test_a_user_whose_key_is_not_accepted_is_told_so(served: Served, home: Path, tmp_path: Path) -> None:
    (home / ".ssh/id_ed25519").unlink()
    with pytest.raises(TargetFailed) as failed:
        _publish(served, write_output(tmp_path / "output", {"index.html": page()}))
    assert failed.value.message == "127.0.0.1 does not let you in."
    assert PASSWORD in failed.value.hint


def test_a_password_comes_from_the_environment_and_is_never_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "served").mkdir()
    output = write_output(tmp_path / "output", {"index.html": page()})
    with running_sftp(tmp_path / "served", home, password="correct horse") as served:
        monkeypatch.setenv(PASSWORD, "battery staple")
        with pytest.raises(TargetFailed) as failed:
            _publish(served, output)
        assert "staple" not in f"{failed.value.message} {failed.value.hint}"
        monkeypatch.setenv(PASSWORD, "correct horse")
        _publish(served, output)
    assert_same(tree(tmp_path / "served/www/archive"), tree(output))


def test_a_host_that_does_not_answer_is_told(home: Path, tmp_path: Path) -> None:
    output = write_output(tmp_path / "output", {"index.html": page()})
    address = SftpAddress(host="127.0.0.1", port=9, user="desk", folder="/www")
    with pytest.raises(TargetFailed) as failed:
        publish(Wish(output=output, address=address), lambda *_: None)
    assert failed.value.message.startswith("sftp://desk@127.0.0.1:9/www: ")
    assert "Check the address" in failed.value.hint


def test_ssh_config_is_read(served: Served, home: Path, tmp_path: Path) -> None:
    (home / ".ssh/config").write_text(
        f"Host newsdesk\n  HostName 127.0.0.1\n  Port {served.port}\n  User desk\n"
        f"  HostKeyAlias [127.0.0.1]:{served.port}\n"
    )
    output = write_output(tmp_path / "output", {"index.html": page()})
    wish = Wish(output=output, address=SftpAddress(host="newsdesk", folder="/www/archive"))
    assert isinstance(publish(wish, lambda *_: None), Published)
    assert_same(tree(served.folder / "www/archive"), tree(output))
