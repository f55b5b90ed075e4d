"""A manifest that is written again is the one that would be written anew."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.commit import Listing, format_manifest

SHA = "0" * 64
_FILES = st.dictionaries(
    st.sampled_from(["a.html", "b.html", "c/d.html", "é.txt", "z/a.html", "~.html"]),
    st.sampled_from([SHA, "1" * 64, "2" * 64]),
)


@given(rounds=st.lists(_FILES, max_size=5), told=st.booleans(), folder=st.sampled_from(["", "blog"]))
def test_each_time_it_is_what_its_files_are(rounds: list[dict[str, str]], told: bool, folder: str) -> None:
    listing = Listing(folder)
    before: dict[str, str] = {}
    for inside in rounds:
        files = {f"{folder}/{path}" if folder else path: sha for path, sha in inside.items()}
        changed = [path for path in files if before.get(path) != files[path]] if told else None
        written = listing.data(files, changed)
        assert written == format_manifest(inside)
        assert listing.sha == hashlib.sha256(written).hexdigest()
        before = files


@pytest.mark.parametrize(
    ("path", "sha", "why"),
    [("../a.html", SHA, "no output path"), ("b.html", "1", "no sha256"), ("index.html", "1", "no sha256")],
)
def test_what_no_manifest_can_hold_is_refused_whenever_it_comes(path: str, sha: str, why: str) -> None:
    listing = Listing()
    listing.data({"index.html": SHA})
    with pytest.raises(ValueError, match=why):
        listing.data({"index.html": SHA, path: sha})
