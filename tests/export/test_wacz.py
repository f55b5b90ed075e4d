"""A web archive that its own community's tools find whole: py-wacz, warcio, cdxj-indexer."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from gzip import decompress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_STORED, ZipFile

import pytest
from cdxj_indexer.main import CDXJIndexer
from hypothesis import given
from hypothesis import strategies as st
from surt import surt
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from dateline.export import WACZ
from dateline.export.cdxj import index_of, key_of
from dateline.export.warc import Record
from tests.export.copies import AS_OF, a_text, declined, exported, newsroom
from tests.site_kit import tree

WARC = "archive/data.warc.gz"
HOST = "https://news.example/archive/"


@pytest.fixture(scope="module")
def wacz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("wacz")
    exported(newsroom(root), WACZ, root / "news.wacz", as_of=AS_OF)
    return root / "news.wacz"


@pytest.fixture(scope="module")
def held(wacz: Path) -> dict[str, bytes]:
    """The files in it."""
    with ZipFile(wacz) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.fixture(scope="module")
def package(held: dict[str, bytes]) -> dict[str, Any]:
    found = json.loads(held["datapackage.json"])
    assert isinstance(found, dict)
    return found


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def responses(data: bytes) -> dict[str, tuple[str, bytes]]:
    """Address → content type and body."""
    found = {}
    for record in ArchiveIterator(io.BytesIO(data)):
        if record.rec_type == "response":
            kind = record.http_headers.get_header("Content-Type")
            url = record.rec_headers.get_header("WARC-Target-URI")
            assert url not in found
            found[url] = (kind, record.content_stream().read())
    return found


@pytest.mark.formats
def test_py_wacz_finds_it_valid_and_a_changed_one_not(wacz: Path, held: dict[str, bytes], tmp_path: Path) -> None:
    def judged(path: Path) -> tuple[int, str]:
        code = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", code, "validate", "-f", str(path)],
            cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    code, said = judged(wacz)
    assert code == 0 and "the passed WACZ is valid" in said and "1.1.1" in said, said
    with ZipFile(tmp_path / "changed.wacz", "w", ZIP_STORED) as changed:
        for name, data in held.items():
            changed.writestr(name, data.replace(b"The office", b"Our office") if name.startswith("pages/") else data)
    code, said = judged(tmp_path / "changed.wacz")
    assert code != 0 and "the passed WACZ is invalid" in said and "pages.jsonl': [{'type': 'hash-count'" in said, said


def test_warcio_finds_every_digest_right(held: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "data.warc.gz").write_bytes(held[WARC])

    class Asked:
        inputs = [str(tmp_path / "data.warc.gz")]  # noqa: RUF012 - what warcio's own command hands on
        verbose = True

    checker = Checker(Asked)
    checker.process_all()
    assert checker.exit_value == 0


def test_its_records_are_of_warc_1_1(held: dict[str, bytes]) -> None:
    """ISO 28500:2017 sections 5.2 to 5.5: the named fields that each record must have, once."""
    ids = []
    kinds = []
    for record in ArchiveIterator(io.BytesIO(held[WARC])):
        fields = record.rec_headers
        assert fields.protocol == "WARC/1.1"
        names = [name for name, _ in fields.headers]
        for name in ("WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length", "Content-Type", "WARC-Block-Digest"):
            assert names.count(name) == 1
        assert fields.get_header("WARC-Date") == "2026-09-21T14:13:20Z"
        ids.append(fields.get_header("WARC-Record-ID"))
        kinds.append(record.rec_type)
    assert len(ids) == len(set(ids)) and all(id_.startswith("<urn:uuid:") for id_ in ids)
    assert kinds[0] == "warcinfo" and set(kinds[1:]) == {"response"}


def test_it_holds_what_a_server_gives_for_every_address(wacz: Path, held: dict[str, bytes]) -> None:
    built = tree(wacz.parent / "output")
    found = responses(held[WARC])
    wanted = {path: data for path, data in built.items() if path not in ("_headers", "_redirects", ".nojekyll")}
    for path, data in wanted.items():
        assert found[HOST + quote(path)][1] == data, path
    fronts = {"", "storm/", "tempest/", "khabar/", "long-night/", "tags/", "people/", "sources/", "chronology/"}
    assert set(found) == {HOST + quote(path) for path in wanted} | {HOST + front for front in fronts}
    assert found[HOST + "storm/"] == found[HOST + "storm/index.html"]
    assert found[HOST][0] == "text/html; charset=utf-8"
    assert found[HOST + "storm/media/square.png"][0] == "image/png"


def test_the_index_is_that_of_the_webrecorders_indexer(held: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "data.warc.gz").write_bytes(held[WARC])
    out = io.StringIO()
    CDXJIndexer(out, [str(tmp_path / "data.warc.gz")], sort=True).process_all()
    ours = decompress(held["indexes/index.cdx.gz"]).decode()
    assert _parsed(ours) == _parsed(out.getvalue()) and len(ours.splitlines()) > 100
    assert [line.partition("{")[0] for line in ours.splitlines()] == [
        line.partition("{")[0] for line in out.getvalue().splitlines()
    ]


def _parsed(text: str) -> set[tuple[str, str]]:
    return {(line.partition("{")[0], json.dumps(json.loads(line[line.index("{") :]))) for line in text.splitlines()}


def test_the_short_index_leads_to_blocks_of_the_long_one() -> None:
    records = tuple(
        Record(url=f"https://a.example/{at:04}.html", mime="text/html", digest="sha1:X", offset=at, length=1)
        for at in range(1000)
    )
    data, short = index_of(records, "2026-09-21T14:13:20Z", "data.warc.gz")
    meta, *places = short.decode().splitlines()
    assert meta == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    seen = b""
    for line in places:
        place = json.loads(line[line.index("{") :])
        member = data[place["offset"] : place["offset"] + place["length"]]
        assert place["digest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        block = decompress(member)
        assert block.startswith(line.partition(" {")[0].encode())
        seen += block
    assert seen == decompress(data) and seen.count(b"\n") == 1000 and len(places) == 4
    assert seen.splitlines() == sorted(seen.splitlines())


LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
HOSTS = st.builds(
    lambda www, labels, last: ".".join([*www, *labels, last]),
    st.sampled_from([[], ["www"], ["www2"]]),
    st.lists(LABEL, min_size=1, max_size=3),
    st.sampled_from(["example", "org", "ir"]),
)


@given(
    scheme=st.sampled_from(["http", "https"]),
    host=HOSTS,
    port=st.sampled_from(["", ":8080", ":80", ":443"]),
    path=st.lists(st.from_regex(r"[A-Za-z0-9._~-]{1,8}|%D8%A7", fullmatch=True), max_size=4),
    end=st.sampled_from(["", "/"]),
)
def test_addresses_are_keyed_as_others_key_them(scheme: str, host: str, port: str, path: list[str], end: str) -> None:
    # Neither do our paths hold dots alone.
    kept = [part for part in path if part.strip(".")]
    url = f"{scheme}://{host}{port}/" + "/".join(kept) + (end if kept else "")
    assert key_of(url) == surt(url)


def test_the_package_lists_every_file_with_its_hash(held: dict[str, bytes], package: dict[str, Any]) -> None:
    listed = {resource["path"]: (resource["hash"], resource["bytes"]) for resource in package["resources"]}
    wanted = {
        name: (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))
        for name, data in held.items()
        if not name.startswith("datapackage")
    }
    assert listed == wanted
    assert len({resource["name"] for resource in package["resources"]}) == len(wanted)
    digest = json.loads(held["datapackage-digest.json"])
    assert digest["hash"] == f"sha256:{hashlib.sha256(held['datapackage.json']).hexdigest()}"


def test_what_the_package_says_of_itself(package: dict[str, Any]) -> None:
    assert package["wacz_version"] == "1.1.1" and package["profile"] == "data-package"
    assert package["title"] == "The <Newsroom> & 'Co' \"Archive\""
    assert package["created"] == "2026-09-21T14:13:20Z"
    assert package["mainPageUrl"] == HOST + "index.html"


def test_its_pages_are_fronts_days_and_texts_and_the_rest_stands_apart(held: dict[str, bytes]) -> None:
    head, *pages = lines(held["pages/pages.jsonl"])
    assert head["format"] == "json-pages-1.0" and head["hasText"] is True
    paths = [page["url"].removeprefix(HOST) for page in pages]
    assert paths[0] == "index.html"
    assert {"about.html", "storm/index.html", "storm/2012-10-28.html", "long-night/2012-10-29-part-2.html"} <= set(
        paths
    )
    assert "storm/first.html" not in paths
    day = next(page for page in pages if page["url"].endswith("storm/2012-10-28.html"))
    assert "The office warned" in day["text"] and day["ts"] == "2026-09-21T14:13:20Z" and "28" in day["title"]
    _, *others = lines(held["pages/extraPages.jsonl"])
    rest = [page["url"].removeprefix(HOST) for page in others]
    assert {"storm/first.html", "tags/storm.html", "people/ada.html"} <= set(rest)
    assert "storm/erste.html" not in {*rest, *paths}, "it only leads elsewhere"
    assert not {*rest} & {*paths} and len({page["id"] for page in (*pages, *others)}) == len(pages) + len(others)
    addresses = responses(held[WARC])
    assert all(page["url"] in addresses for page in (*pages, *others))


def test_nothing_in_it_is_packed_twice_so_that_players_may_leap(wacz: Path) -> None:
    with ZipFile(wacz) as found:
        assert {info.compress_type for info in found.infolist()} == {ZIP_STORED}
        assert found.namelist()[0] == "datapackage.json"


def test_one_blog_begins_with_its_own_front(tmp_path: Path) -> None:
    exported(newsroom(tmp_path), WACZ, tmp_path / "one.wacz", blog="storm")
    with ZipFile(tmp_path / "one.wacz") as found:
        package = json.loads(found.read("datapackage.json"))
        pages = lines(found.read("pages/pages.jsonl"))
        held = responses(found.read(WARC))
    assert package["mainPageUrl"] == pages[1]["url"] == HOST + "storm/index.html"
    assert {url.removeprefix(HOST).split("/")[0] for url in held} == {"storm", "assets"}


def test_a_site_without_an_address_is_told_what_to_do(tmp_path: Path) -> None:
    site = a_text(tmp_path).edit("content/site.yaml", "url: https://archive.example/\n", "")
    told = declined(site, WACZ, tmp_path / "a.wacz")
    assert "has no `url`" in told.message and "url: https://" in told.hint
    assert not (tmp_path / "a.wacz").exists()


def test_players_know_it_by_its_ending(tmp_path: Path) -> None:
    told = declined(a_text(tmp_path), WACZ, tmp_path / "archive.zip")
    assert told.hint == "Call it archive.wacz."


@pytest.mark.parametrize("as_of", [-1, 253_402_300_800, 10**11 * 9])
def test_an_instant_that_no_record_can_tell(tmp_path: Path, as_of: int) -> None:
    assert "dated" in declined(a_text(tmp_path), WACZ, tmp_path / "a.wacz", as_of=as_of).message
