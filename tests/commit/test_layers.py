"""Manifests told apart say what they say together."""

from __future__ import annotations

from functools import partial

from dateline.commit import Layers

OWN = {"manifest-sha256.txt": "0", "index.html": "1", "a/manifest-sha256.txt": "2", "a/both.html": "3", "c/d.html": "4"}
INSIDE = {"a": {"a/index.html": "5", "a/both.html": "6"}, "b": {"b/index.html": "7"}}


def test_they_are_the_mapping_that_they_make_together() -> None:
    together = {**OWN, **INSIDE["a"], **INSIDE["b"]}
    layers = Layers(OWN, {folder: partial(dict, files) for folder, files in INSIDE.items()})
    assert dict(layers) == together
    assert len(layers) == len(together)
    assert sorted(layers) == sorted(together)
    assert all(path in layers for path in together)
    assert "a/none.html" not in layers
    assert "none.html" not in layers
    assert layers.get("b/none.html") is None
    assert layers
    assert not Layers({}, {})


def test_each_may_be_had_by_itself() -> None:
    layers = Layers(OWN, {folder: partial(dict, files) for folder, files in INSIDE.items()})
    assert layers.of("") == OWN
    assert layers.of("a") == INSIDE["a"]
    assert layers.of("none") == {}
    assert set(layers.folders) == {"a", "b"}
