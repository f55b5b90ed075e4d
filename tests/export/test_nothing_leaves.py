"""What is held back, removed, private or somebody else's is in no copy, in no form of writing."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.export import BAGIT, FORMATS, HTML, WACZ
from tests.export.copies import AS_OF, a_text, declined, exported
from tests.site_kit import Site, holding, tree

SECRET = "zqsecret"
HELD = {
    "a draft": "## 12:00 The zqsecret headline {#zqsecret .draft}\n\nA zqsecret text.",
    "withheld": "## 12:00 The zqsecret headline {#zqsecret}\nstatus: withheld\n\nA zqsecret text.",
    "not yet due": "## 12:00 The zqsecret headline {#zqsecret}\npublished: 2030-01-01T00:00Z\n\nA zqsecret text.",
    "removed": "## 12:00 The zqsecret headline {#gone .removed}\nremoved: 2011-01-01\n\nA zqsecret text.",
    "a remark": "## 12:00 Plain {#plain}\n# zqsecret: her name\n\nText.",
}


def all_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of the copies, those within archives opened."""
    found = tree(folder)
    for path, data in list(found.items()):
        if path.endswith((".wacz", ".zip")):
            with ZipFile(io.BytesIO(data)) as opened:
                for name in opened.namelist():
                    found[f"{path}/{name}"] = opened.read(name)
                    if name.endswith(".warc.gz"):
                        for at, record in enumerate(ArchiveIterator(io.BytesIO(opened.read(name)))):
                            uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                            found[f"{path}/{at} {uri}"] = record.content_stream().read()
    return found


def all_copies(site: Site, into: Path) -> dict[str, bytes]:
    into.mkdir()
    for form, name in ((HTML, "copies"), (BAGIT, "bag"), (BAGIT, "bag.zip"), (WACZ, "flood.wacz")):
        exported(site, form, into / name, as_of=AS_OF)
    return all_bytes(into)


def a_secret_site(root: Path, text: str) -> Site:
    site = a_text(root).append("content/flood/2009-06-16.md", text)
    site.file("private/raw/zqsecret.html", "zqsecret").file(".dateline/notes.txt", "zqsecret")
    return site.file("content/flood/threads/talk.md", THREAD).file(
        "content/sources.yaml", "wire: {title: A wire, publisher: Wire}\n"
    )


THREAD = """
    ---
    source: wire
    held: 1
    ---

    ## June 16, 2009 at 4:20 pm · zqsecret {#c1}

    The zqsecret comment.
"""


@pytest.mark.parametrize("kind", HELD)
def test_what_is_held_back_is_in_no_copy(kind: str, tmp_path: Path) -> None:
    site = a_secret_site(tmp_path, HELD[kind])
    if kind == "a remark":
        site.edit("content/flood/2009-06-16.md", "# zqsecret: her name\n", "place: Here  # zqsecret: her name\n")
    found = all_copies(site, tmp_path / "kept")
    assert holding(found, [SECRET]) == []
    assert holding(found, ["It ended."]), "the judge sees what is published"


def test_of_someone_at_risk_no_copy_tells_the_minute_nor_gives_an_address(tmp_path: Path) -> None:
    site = a_text(tmp_path).append("content/flood/2009-06-16.md", "## 12:34 {#blurred .at-risk}\n\nSomebody said it.")
    found = {path: data for path, data in all_copies(site, tmp_path / "kept").items() if path.endswith("html")}
    assert holding(found, ["12:34", "16:34", "blurred.html", "#blurred"]) == []
    assert any(path.endswith("copies/flood.html") for _, path in holding(found, ["Somebody said it."]))


def test_the_judge_would_see_it(tmp_path: Path) -> None:
    site = a_secret_site(tmp_path, HELD["a draft"].replace(" .draft", ""))
    found = all_copies(site, tmp_path / "kept")
    paths = {path for _, path in holding(found, [SECRET])}
    assert {"copies/flood.html", "bag/data/flood/zqsecret.html"} <= paths
    assert any("flood.wacz/" in path and "zqsecret.html" in path for path in paths)


def test_what_was_published_before_it_was_withheld_is_in_no_new_copy(tmp_path: Path) -> None:
    """The output is stale then: an export brings it up to date, and never copies it as it lies there."""
    site = a_secret_site(tmp_path, HELD["a draft"].replace(" .draft", "")).build()
    assert holding(site.output(), [SECRET])
    site.edit("content/flood/2009-06-16.md", "{#zqsecret}", "{#zqsecret .draft}")
    assert holding(all_copies(site, tmp_path / "kept"), [SECRET]) == []
    assert holding(site.output(), [SECRET]) == []


def test_what_others_put_into_the_output_is_theirs(tmp_path: Path) -> None:
    site = a_text(tmp_path).build()
    (tmp_path / "output/zqsecret.html").write_text("zqsecret")
    (tmp_path / "output/flood/zqsecret.txt").write_text("zqsecret")
    assert holding(all_copies(site, tmp_path / "kept"), [SECRET]) == []


@pytest.mark.parametrize("form", FORMATS)
def test_protected_text_stops_an_export_as_it_stops_a_build(form: str, tmp_path: Path) -> None:
    site = a_text(tmp_path).build()
    before = site.output()
    told = declined(site, form, tmp_path / "kept.wacz", terms=(b"It ended",))
    assert {problem.code for problem in told.problems} == {"DL801"}
    assert site.output() == before and not (tmp_path / "kept.wacz").exists()


def test_the_gate_looks_at_the_page_of_the_export_itself(tmp_path: Path) -> None:
    """What only the template of the copy says is scanned too."""
    site = a_text(tmp_path).file("themes/default/templates/whole.html", "<p>zq{{ 'sec' }}ret</p>").build()
    told = declined(site, HTML, tmp_path / "flood.html", terms=(SECRET.encode(),))
    assert [(problem.code, problem.span.path) for problem in told.problems] == [("DL801", "flood/whole.html")]


@pytest.mark.parametrize("form", FORMATS)
def test_content_with_errors_is_not_exported(form: str, tmp_path: Path) -> None:
    site = a_text(tmp_path).build().append("content/flood/2009-06-16.md", "## 25:00 Never {#never}\n\nText.")
    told = declined(site, form, tmp_path / "kept.wacz")
    assert told.problems and "errors" in told.message
    assert not (tmp_path / "kept.wacz").exists()


def test_a_preview_beside_the_site_is_not_looked_at(tmp_path: Path) -> None:
    site = a_secret_site(tmp_path, HELD["a draft"])
    preview = msgspec.structs.replace(site.options, preview=True, output=tmp_path / "preview")
    own = site.options
    site.options = preview
    site.build()
    assert holding(site.output(), [SECRET])
    site.options = own
    assert holding(all_copies(site, tmp_path / "kept"), [SECRET]) == []
