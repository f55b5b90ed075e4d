"""Shards that do not belong together, or not here, are refused with one message, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dateline.build import Options, build
from dateline.commit import format_manifest, parse_manifest
from dateline.shard.carried import Carried
from dateline.shard.part import Part
from dateline.shard.reading import Shards, read_shards
from tests.shard.sharding import built_shard, checkout, merged, refusal
from tests.site_kit import LONG_AFTER, tree


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout and its two shards, built once."""
    folder = tmp_path_factory.mktemp("origin")
    root = checkout(folder / "site")
    for number in (1, 2):
        built_shard(root, number, 2, folder / f"shards/{number}")
    return folder


@pytest.fixture
def made(origin: Path, tmp_path: Path) -> tuple[Path, list[Path]]:
    """A copy of both: the checkout, and the shards."""
    shutil.copytree(origin / "site/content", tmp_path / "site/content")
    shutil.copytree(origin / "shards", tmp_path / "shards")
    return tmp_path / "site", [tmp_path / "shards/1", tmp_path / "shards/2"]


def _rehashed(shard: Path) -> None:
    """Manifests that fit what was changed in `_shard/`: damage that only a closer look finds."""
    path = shard / "manifest-sha256.txt"
    files = parse_manifest(path.read_bytes())
    assert files is not None
    for name in files:
        files[name] = hashlib.sha256((shard / name).read_bytes()).hexdigest()
    path.write_bytes(format_manifest(files))


def _head(shard: Path, **changed: object) -> None:
    path = shard / "_shard/shard.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))
    _rehashed(shard)


def _missing(shards: list[Path]) -> list[Path]:
    return shards[:1]


def _twice(shards: list[Path]) -> list[Path]:
    shutil.copytree(shards[0], shards[0].parent / "copy")
    return [*shards, shards[0].parent / "copy"]


def _no_shard(shards: list[Path]) -> list[Path]:
    (shards[0].parent / "empty").mkdir()
    return [shards[0].parent / "empty"]


def _changing(**changed: object) -> Callable[[list[Path]], list[Path]]:
    def change(shards: list[Path]) -> list[Path]:
        _head(shards[1], **changed)
        return shards

    return change


def _garbled(shards: list[Path]) -> list[Path]:
    (shards[1] / "_shard/shard.json").write_bytes(b"{")
    _rehashed(shards[1])
    return shards


def _edited(shards: list[Path]) -> list[Path]:
    path = shards[1] / "_shard/shard.json"
    path.write_bytes(path.read_bytes() + b"\n")
    return shards


def _manifest_edited(shards: list[Path]) -> list[Path]:
    path = next(shards[0].glob("*/manifest-sha256.txt"))
    path.write_bytes(path.read_bytes()[:-70])
    return shards


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_missing, "Of 2 shards these are missing: 2."),
        (_twice, "are both shard 1 of 2."),
        (_no_shard, "is no shard: it holds no _shard/shard.json."),
        (_changing(of=3), "they differ in the numbers of shards: 2 and 3."),
        (_changing(as_of=5), f"they differ in instants (as_of): {LONG_AFTER} and 5."),
        (_changing(content="00"), "they differ in content."),
        (_changing(engine="00"), "they differ in engines or protected lists."),
        (_changing(made_by="Dateline 9 on Python 4"), "and Dateline 9 on Python 4."),
        (_changing(version=2), "is a shard of another form (2, not 1)."),
        (_changing(more=1), "cannot be read."),
        (_changing(number=9), "these are missing: 2."),
        (_garbled, "cannot be read."),
        (_edited, "is not as its build left it."),
        (_manifest_edited, "is not as its build left it."),
    ],
)
def test_shards_that_do_not_belong_together_are_refused(
    change: Callable[[list[Path]], list[Path]], said: str, made: tuple[Path, list[Path]]
) -> None:
    refused = refusal(change(made[1]))
    assert said in refused.message
    assert refused.hint


def test_shards_are_found_in_a_folder_that_holds_them(made: tuple[Path, list[Path]]) -> None:
    found = read_shards([made[1][0].parent])
    assert isinstance(found, Shards)
    assert [shard.head.number for shard in found.shards] == [1, 2]
    assert read_shards([made[1][0].parent, *made[1]]) == found


def _other_content(root: Path, shards: list[Path]) -> None:
    (root / "content/people.yaml").write_text((root / "content/people.yaml").read_text() + "\n# more\n")


def _other_static_file(root: Path, shards: list[Path]) -> None:
    (root / "content/static/notes.txt").write_text("other")


def _other_theme(root: Path, shards: list[Path]) -> None:
    (root / "themes/default").mkdir(parents=True)
    (root / "themes/default/more.css").write_text("a {}")


def _other_engine(root: Path, shards: list[Path]) -> None:
    for shard in shards:
        _head(shard, engine="00")


def _lost_page(root: Path, shards: list[Path]) -> None:
    next(page for shard in shards for page in shard.glob("khabar/*.html")).unlink()


def _edited_page(root: Path, shards: list[Path]) -> None:
    next(page for shard in shards for page in shard.glob("khabar/*.html")).write_bytes(b"edited")


def _lost_record(root: Path, shards: list[Path]) -> None:
    next(page for shard in shards for page in shard.glob("_shard/khabar.*")).unlink()


def _garbled_record(root: Path, shards: list[Path]) -> None:
    record = next(page for shard in shards for page in shard.glob("_shard/khabar.*"))
    record.write_bytes(record.read_bytes()[:-5])
    _rehashed(record.parent.parent)


def _path_outside(root: Path, shards: list[Path]) -> None:
    record = next(page for shard in shards for page in shard.glob("_shard/khabar.*"))
    carried = msgspec.msgpack.decode(record.read_bytes(), type=Carried)
    path, made = next(iter(carried.share.made.items()))
    outside = msgspec.structs.replace(carried.share, made={**carried.share.made, "../" + path: made})
    record.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(carried, share=outside)))
    _rehashed(record.parent.parent)


def _left_out(root: Path, shards: list[Path]) -> None:
    for shard in shards:
        blogs = json.loads((shard / "_shard/shard.json").read_text())["blogs"]
        _head(shard, blogs=[blog for blog in blogs if blog != "khabar"])


def _both(root: Path, shards: list[Path]) -> None:
    for shard in shards:
        blogs = json.loads((shard / "_shard/shard.json").read_text())["blogs"]
        _head(shard, blogs=[*blogs, blogs[0]])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_content, "were built from other content"),
        (_other_static_file, "were built from other content"),
        (_other_theme, "were built from other content"),
        (_other_engine, "were built by another engine"),
        (_lost_page, "does not hold khabar/"),
        (_edited_page, "does not hold khabar/"),
        (_lost_record, "carries of the blog khabar cannot be read"),
        (_garbled_record, "carries of the blog khabar cannot be read"),
        (_path_outside, "does not hold ../khabar/"),
        (_left_out, "No shard holds the blog khabar."),
        (_both, "which it should not"),
    ],
)
def test_shards_that_do_not_fit_what_is_here_are_refused_and_nothing_is_written(
    change: Callable[[Path, list[Path]], None], said: str, made: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    root, shards = made
    change(root, shards)
    result = merged(root, shards, tmp_path / "merged")
    assert result.refused is not None
    assert said in result.refused[0]
    assert result.refused[1]
    assert not tree(tmp_path / "merged")


def test_a_record_of_another_state_of_the_content_is_refused(made: tuple[Path, list[Path]], tmp_path: Path) -> None:
    root, shards = made
    log = root / "content/khabar/2013-01-01.md"
    log.write_text(log.read_text() + "\nMore.\n")
    # Heads alone may be patched; what is carried of each blog is held against its files.
    fresh = [built_shard(root, number, 2, tmp_path / f"fresh/{number}") for number in (1, 2)]
    content = json.loads((fresh[0] / "_shard/shard.json").read_text())["content"]
    for shard in shards:
        _head(shard, content=content)
    result = merged(root, shards, tmp_path / "merged")
    assert result.refused is not None
    assert "of the blog khabar is of another build" in result.refused[0]
    assert not tree(tmp_path / "merged")


def test_a_shard_never_takes_the_place_of_a_whole_site(made: tuple[Path, list[Path]]) -> None:
    root, _ = made
    options = Options(root=root, output=root / "output", as_of=LONG_AFTER)
    assert build(options).ok
    before = tree(root / "output")
    result = build(Options(root=root, output=root / "output", as_of=LONG_AFTER, part=Part(number=1, of=2), adopt=True))
    assert result.refused is not None
    assert "holds a whole site" in result.refused[0]
    assert tree(root / "output") == before
