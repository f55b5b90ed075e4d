"""Blogs whole, each on one page, for who wants to keep one in a single file. They are no part of the output."""

from __future__ import annotations

from dateline.build.block import make_block
from dateline.build.common import Site
from dateline.build.making import Making
from dateline.build.options import Options, Whole
from dateline.kept import Kept
from dateline.markup.memo import Fragments, Memo
from dateline.problems import Problem
from dateline.state.store import Store


def make_wholes(
    site: Site, making: Making, store: Store, options: Options
) -> tuple[tuple[Whole, ...], tuple[Problem, ...]]:
    """The pages asked for, in the order of the blogs' ids, rendered from the views that the site's own pages show, and
    scanned by the gate as those are."""
    wholes: list[Whole] = []
    faults: list[Problem] = []
    files = site.files
    for name in sorted(files.blogs):
        if options.wholes and name not in options.wholes:
            continue
        memo = Memo(store.load_record(f"memo/{name}", Fragments))
        block = make_block(files, files.blogs[name], site.shared, options.as_of, memo, Kept(), preview=options.preview)
        # The blog's own share was made of the same files and is without errors.
        assert block.whole is not None
        output, anchors = block.whole()
        data = making.renderer().render(output)
        fault = data if isinstance(data, Problem) else making.gate.refuse(output.path, data)
        if fault is not None:
            faults.append(fault)
        else:
            assert isinstance(data, bytes)
            wholes.append(Whole(blog=name, page=data, anchors=anchors))
        making.renderer().forget()
    return tuple(wholes), tuple(faults)
