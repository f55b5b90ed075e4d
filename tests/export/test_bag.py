"""A bag that the Library of Congress's own tool finds whole, and faulty when it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest

from dateline.export import BAGIT
from tests.export.copies import AS_OF, a_site, exported, newsroom
from tests.site_kit import tree


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bag")
    exported(newsroom(root), BAGIT, root / "bag", as_of=AS_OF)
    return root / "bag"


def test_the_bag_is_valid(bag: Path) -> None:
    found = bagit.Bag(str(bag))
    assert found.validate() is True
    assert found.version_info == (1, 0) and found.encoding == "UTF-8"
    assert sorted(found.algorithms) == ["sha256", "sha512"]


def test_its_payload_is_the_site_as_it_was_built(bag: Path) -> None:
    built = tree(bag.parent / "output")
    assert tree(bag / "data") == built and len(built) > 100


def test_what_it_says_of_itself(bag: Path) -> None:
    info = bagit.Bag(str(bag)).info
    assert info["Bagging-Date"] == "2026-09-21"
    assert info["Payload-Oxum"] == f"{sum(map(len, tree(bag / 'data').values()))}.{len(tree(bag / 'data'))}"
    assert info["Source-Organization"] == "Press & <Sons>"
    assert info["Internal-Sender-Identifier"] == "https://news.example/archive/"
    assert info["External-Identifier"].startswith("urn:uuid:")
    assert "Contact-Email" not in info, "its contact is a page"


def test_its_manifests_are_those_of_the_rfc(bag: Path) -> None:
    """RFC 8493 sections 2.1.1, 2.1.3 and 2.2.1: lower-case hashes, two spaces, every file in every manifest."""
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    paths = {path for path in tree(bag) if path.startswith("data/")}
    tags = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"}
    for algorithm, length in (("sha256", 64), ("sha512", 128)):
        for name, wanted in ((f"manifest-{algorithm}.txt", paths), (f"tagmanifest-{algorithm}.txt", tags)):
            lines = [
                re.fullmatch(rf"([0-9a-f]{{{length}}})  (.+)", line)
                for line in (bag / name).read_text(encoding="utf-8").splitlines()
            ]
            assert {line[2] for line in lines if line} == wanted and len(lines) == len(wanted)


@pytest.mark.parametrize("path", ["data/index.html", "bag-info.txt", "manifest-sha512.txt"])
def test_a_byte_that_changed_is_found(bag: Path, tmp_path: Path, path: str) -> None:
    copy = shutil.copytree(bag, tmp_path / "bag")
    data = bytearray((copy / path).read_bytes())
    data[-2] ^= 1
    (copy / path).write_bytes(data)
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(copy)).validate()


def test_a_percent_sign_in_a_name_is_encoded_in_manifests(tmp_path: Path) -> None:
    site = a_site(tmp_path).file("content/static/50%0A off.txt", "Half.\n")
    exported(site, BAGIT, tmp_path / "bag")
    assert "  data/50%250A off.txt\n" in (tmp_path / "bag/manifest-sha512.txt").read_text(encoding="utf-8")
    assert (tmp_path / "bag/data/50%0A off.txt").read_bytes() == b"Half.\n"


def test_one_blog_comes_with_what_its_pages_are_drawn_with(tmp_path: Path) -> None:
    exported(newsroom(tmp_path), BAGIT, tmp_path / "bag", blog="storm")
    assert bagit.Bag(str(tmp_path / "bag")).validate() is True
    assert {path.split("/")[1] for path in tree(tmp_path / "bag") if path.startswith("data/")} == {"assets", "storm"}
    assert "External-Description: The <Newsroom> & 'Co' \"Archive\": storm\n" in (
        tmp_path / "bag/bag-info.txt"
    ).read_text(encoding="utf-8")


def test_a_bag_in_a_zip_is_one_folder_in_it(bag: Path, tmp_path: Path) -> None:
    site = newsroom(tmp_path)
    exported(site, BAGIT, tmp_path / "news.zip", as_of=AS_OF)
    with ZipFile(tmp_path / "news.zip") as found:
        assert {name.split("/")[0] for name in found.namelist()} == {"news"}
        found.extractall(tmp_path / "out")
        assert found.getinfo("news/bagit.txt").date_time == (2026, 9, 21, 14, 13, 20)
    assert bagit.Bag(str(tmp_path / "out/news")).validate() is True
    assert tree(tmp_path / "out/news") == tree(bag), "the same bag"


def test_a_bag_needs_no_extra_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dateline.export.export.find_spec", lambda name: None)
    exported(a_site(tmp_path), BAGIT, tmp_path / "bag")
