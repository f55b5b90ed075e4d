"""Archives: read within limits, never unpacked, never left."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports import packed
from dateline.imports.found import Fault
from dateline.imports.given import Given
from dateline.imports.packed import Store, opened
from tests.imports.kit import given, new_site, refused

_OUTBOX = '{"type": "OrderedCollection", "orderedItems": []}'


def zip_of(path: Path, *members: tuple[str, bytes]) -> Given:
    """A zip with members of any names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return Given(path, path.name)


def tar_of(path: Path, *members: tuple[str, bytes]) -> Given:
    """A gzipped tar with members of any names."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return Given(path, path.name)


def seen(given: Given, *names: str) -> Store:
    """An archive that must open."""
    store = opened(given, *names)
    assert isinstance(store, Store), store
    return store


@pytest.mark.parametrize("make", [zip_of, tar_of])
@pytest.mark.parametrize("name", ["../a.json", "a/../../b", "/etc/passwd", "..\\a", "C:\\a", "a/.."])
def test_names_that_lead_out_refuse_the_whole(tmp_path: Path, make: object, name: str) -> None:
    """Zip-slip: nothing of such an archive is read, not even what else is in it."""
    assert callable(make)
    found = opened(make(tmp_path / "a.tar.gz", ("outbox.json", b"{}"), (name, b"x")), "outbox.json")
    assert isinstance(found, Fault) and "leads out of it" in found.message


def test_such_an_archive_is_refused_by_the_command(tmp_path: Path) -> None:
    """And nothing was written anywhere."""
    site = new_site(tmp_path / "site")
    given(site, "x", "")
    zip_of(site.root / "input/a.zip", ("outbox.json", _OUTBOX.encode()), ("../../evil.md", b"x"))
    assert "leads out of it" in refused(site, site.root / "input/a.zip", kind="mastodon").message
    assert not list(tmp_path.rglob("evil.md"))


def test_links_in_archives_are_no_files(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("outbox.json", "{}")
    assert not seen(Given(tmp_path / "a.zip", "a.zip"), "outbox.json").has("link")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        tar.addfile(tarfile.TarInfo("./outbox.json"))
    assert not seen(Given(tmp_path / "a.tar.gz", "a.tar.gz"), "outbox.json").has("link")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member over the limit by what it says is not read; one that says less than it holds is cut off and refused."""
    monkeypatch.setattr(packed, "LARGEST_INPUT", 1000)
    found = seen(zip_of(tmp_path / "a.zip", ("outbox.json", b"0" * 100_000)), "outbox.json").content("outbox.json")
    assert isinstance(found, Fault) and "is the most" in found.message
    lying = tmp_path / "b.zip"
    zip_of(lying, ("outbox.json", b"0" * 100_000))
    data = bytearray(lying.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(sign) + offset, 10)
    lying.write_bytes(data)
    found = seen(Given(lying, "b.zip"), "outbox.json").content("outbox.json")
    assert isinstance(found, Fault)


def test_all_members_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small ones are a bomb too."""
    monkeypatch.setattr(packed, "MOST_TAKEN", 2500)
    store = seen(zip_of(tmp_path / "a.zip", *((f"{n}.png", b"0" * 1000) for n in range(4))), "0.png")
    media = [store.medium(f"{n}.png") for n in range(4)]
    assert [isinstance(one, bytes) for one in media] == [True, True, False, False]
    assert isinstance(media[3], Fault) and "Unpack it" in media[3].hint


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 3 * 1024 * 1024)
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(bytes(20 * 1024 * 1024)))
    found = opened(Given(tmp_path / "a.tar.gz", "a.tar.gz"), "outbox.json")
    assert isinstance(found, Fault) and "unpacks to more" in found.message


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_MEMBERS", 3)
    found = opened(zip_of(tmp_path / "a.zip", *((f"{n}", b"") for n in range(4))), "0")
    assert isinstance(found, Fault) and "more than 3 files" in found.message


def test_locked_and_damaged_archives(tmp_path: Path) -> None:
    """What a member's flags say, a file that is cut short, one with a wrong sum."""
    whole = tmp_path / "a.zip"
    zip_of(whole, ("outbox.json", b"0123456789" * 100))
    data = whole.read_bytes()
    locked = bytearray(data)
    locked[data.index(b"PK\x03\x04") + 6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    whole.write_bytes(locked)
    found = seen(Given(whole, "a.zip"), "outbox.json").content("outbox.json")
    assert isinstance(found, Fault) and "password" in found.message
    whole.write_bytes(data[:60])
    cut = opened(Given(whole, "a.zip"), "outbox.json")
    assert isinstance(cut, Fault) and "damaged" in cut.message
    wrong = bytearray(data)
    struct.pack_into("<I", wrong, data.index(b"PK\x01\x02") + 16, 7)
    whole.write_bytes(wrong)
    found = seen(Given(whole, "a.zip"), "outbox.json").content("outbox.json")
    assert isinstance(found, Fault) and "damaged at outbox.json" in found.message


@for_any(at=st.integers(0, 400), byte=st.integers(0, 255), end=st.integers(1, 600))
@settings(max_examples=200)
def test_any_damage_is_a_fault_or_none(tmp_path: Path, at: int, byte: int, end: int) -> None:
    """An archive with a wrong byte or a lost end is read, or refused in words."""
    for make, name in ((zip_of, "a.zip"), (tar_of, "a.tar.gz")):
        path = tmp_path / name
        make(path, ("x/outbox.json", b'{"a": 1}' * 9), ("x/b.png", b"12345"))
        data = bytearray(path.read_bytes())
        data[at % len(data)] = byte
        path.write_bytes(data[:end] if end < len(data) else data)
        store = opened(Given(path, name), "outbox.json")
        if isinstance(store, Store):
            assert isinstance(store.content("outbox.json"), bytes | Fault | None)
            assert isinstance(store.medium("b.png"), bytes | Fault | None)


def test_a_folder_is_looked_into_where_the_file_stands(tmp_path: Path) -> None:
    """Its files by name, its links not followed out."""
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "in"
    (folder / "data").mkdir(parents=True)
    (folder / "data/outbox.json").write_text("{}")
    (folder / "link").symlink_to(tmp_path / "secret")
    store = seen(Given(folder, "in"), "data/outbox.json")
    assert store.content("data/outbox.json") == b"{}"
    assert store.at("data/").has("outbox.json") and not store.has("link") and not store.has("../secret")
    assert store.content("link") is None and store.medium("../secret") is None
