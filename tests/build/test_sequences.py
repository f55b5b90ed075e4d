"""Any sequence of edits, harm and turns of the clock: after each step the output is that of a clean build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from dateline.build.options import STATE
from dateline.state.store import settle
from tests.build.editing import EDITS, RICH, after, put
from tests.build.ways import WAYS, building
from tests.site_kit import Site, is_manifest, tree

INSTANTS = (1_240_000_000, 1_245_250_000, 1_250_000_000, 1_262_321_999, 1_262_322_000, 1_298_000_000, 4_000_000_000)
"""Before all entries; among those of the live blog; a second before `scheduled` falls due, and when it does; before the
last of the retrospective blog; after everything."""


class Newsroom:
    """An editor, a clock, and somebody clumsy, at one site."""

    def __init__(self, folder: Path, way: str, patch: pytest.MonkeyPatch) -> None:
        self.site = building(Site(folder, like=RICH), way, patch).build()
        self.standing: list[int] = []
        self.log = ""
        self.foreign: set[str] = set()

    def edit(self, number: int) -> None:
        """Makes an edit, or takes it back when it stands."""
        if number in self.standing:
            self.standing.remove(number)
        else:
            self.standing.append(number)

    def write_on(self, section: str) -> None:
        """Adds an entry to a log; an empty one takes all back."""
        self.log = self.log + section if section else ""

    def harm_state(self, kind: str, which: int) -> None:
        """Loses or damages what the last build left for this one."""
        state = self.site.root / STATE
        if kind in ("blocks", "entries", "memo"):
            for folder in state.glob(f"*/{kind}"):
                shutil.rmtree(folder)
        elif kind == "all":
            shutil.rmtree(state, ignore_errors=True)
        elif files := sorted(path for path in state.rglob("*") if path.is_file()):
            harm(files[which % len(files)], kind)

    def harm_output(self, kind: str, which: int) -> None:
        """Loses or alters a file of the output."""
        ours = tree(self.site.options.output).keys() - self.foreign
        files = sorted(path for path in ours if not is_manifest(path))
        harm(self.site.options.output / files[which % len(files)], kind)

    def restart(self, *, killed: bool) -> None:
        """Ends the process that keeps its memory from build to build, and begins another."""
        if self.site.kept is not None:
            if not killed:
                settle(self.site.kept)
            self.site.keeping()

    def put_foreign(self, name: str) -> None:
        """Puts a file into the output that Dateline did not make."""
        self.foreign.add(name)
        path = self.site.options.output / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Not Dateline's.")

    def build(self) -> None:
        """Builds, and compares with a clean build."""
        files = after(EDITS[number] for number in self.standing)
        if self.log:
            files["content/small/2010-02-04.md"] = self.log.encode()
        put(self.site, files)
        event("a build that succeeds" if self.site.try_build().ok else "a build that fails")
        self.site.same_as_clean(self.foreign)
        for name in self.foreign:
            assert (self.site.options.output / name).read_text() == "Not Dateline's."


def harm(path: Path, kind: str) -> None:
    """Does something bad to a file."""
    data = path.read_bytes() if path.is_file() else b""
    path.unlink(missing_ok=True)
    if kind == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "flipped":
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if data else b"x")
    elif kind == "rewritten":
        path.write_bytes(b"<p>Altered by hand.</p>" * 9)
    elif kind == "touched":
        path.write_bytes(data)
    elif kind == "a link":
        path.symlink_to("elsewhere.html")


Act = Callable[[Newsroom], None]


def _edit(number: int) -> Act:
    return lambda room: room.edit(number)


def _section(hour: int, title: str, tags: list[str], body: str) -> str:
    return f"\n## {hour:02}:30 {title}\ntags: [{', '.join(tags)}]\n\n{body}\n"


_EDITS = st.builds(_edit, st.integers(0, len(EDITS) - 1))
_SECTIONS = st.builds(
    _section,
    st.integers(0, 23),
    st.text("ab é—<&\"'*_`#@[]", max_size=12),
    st.lists(st.sampled_from(("twitter", "night", "new", "later")), max_size=2, unique=True),
    st.text("xy z\n*_>[]()<&\"'—…#@", max_size=40),
)
_OTHERS = st.one_of(
    st.builds(lambda text: lambda room: room.write_on(text), _SECTIONS),
    st.just(lambda room: room.write_on("")),
    st.builds(lambda instant: lambda room: room.site.at(instant), st.sampled_from(INSTANTS)),
    st.builds(
        lambda kind, which: lambda room: room.harm_state(kind, which),
        st.sampled_from(("all", "blocks", "entries", "memo", "deleted", "truncated", "flipped")),
        st.integers(0, 99),
    ),
    st.builds(
        lambda kind, which: lambda room: room.harm_output(kind, which),
        st.sampled_from(("deleted", "truncated", "rewritten", "touched", "a link")),
        st.integers(0, 999),
    ),
    st.builds(lambda killed: lambda room: room.restart(killed=killed), st.booleans()),
    st.builds(
        lambda name: lambda room: room.put_foreign(name),
        st.sampled_from(("CNAME", "live/notes.txt", "theirs/a.txt", ".htaccess")),
    ),
)
STEPS = st.lists(
    st.tuples(st.lists(_EDITS, max_size=3), st.lists(_OTHERS, max_size=2)).map(lambda pair: [*pair[0], *pair[1]]),
    min_size=5,
    max_size=9,
)


@given(steps=STEPS)
@pytest.mark.parametrize("way", WAYS)
@settings(
    max_examples=7,
    derandomize=True,
    phases=(Phase.generate,),  # a site is too slow a thing to shrink
    suppress_health_check=list(HealthCheck),
)
def test_every_step_of_a_sequence_gives_the_clean_build(way: str, steps: list[list[Act]]) -> None:
    with tempfile.TemporaryDirectory(prefix="dateline-newsroom-") as folder, pytest.MonkeyPatch.context() as patch:
        room = Newsroom(Path(folder), way, patch)
        for acts in steps:
            for act in acts:
                act(room)
            room.build()
