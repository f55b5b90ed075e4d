"""From a wish to a copy: the site is built, its output proven, and what was asked for made of that alone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from dateline.build import Options, Progress, Result, Whole, build
from dateline.commit import OutputRefused, lock_output
from dateline.export.bag import make_bag
from dateline.export.built import Built, read_built
from dateline.export.outcome import BAGIT, HTML, WACZ, Declined, Exported, Wish
from dateline.export.place import check_bag, check_file, check_place, mark, marked, place_bag, replacing
from dateline.export.zips import Zip
from dateline.problems import nearest_hint

_NEEDED = {HTML: ("selectolax",), BAGIT: (), WACZ: ("deflate", "selectolax", "warcio")}
_PAGE = (".html", ".htm")
_LATEST = 253_402_300_800
"""The first instant that dates of four figures cannot tell."""


def export_site(wish: Wish, progress: Progress | None = None) -> Exported | Declined:
    """Makes the copy; nothing is written unless all of it is. OSError as it comes."""
    declined = _missing(wish.format) or _misnamed(wish) or check_place(wish.path, wish.root, wish.output)
    if declined:
        return declined
    # A page is asked for with the build; the blogs it may be asked of are known after it.
    wholes = None if wish.format != HTML else (wish.blog,) if wish.blog else ()
    options = Options(root=wish.root, output=wish.output, as_of=wish.as_of, wholes=wholes, terms=wish.terms)
    result = build(options, progress) if progress else build(options)
    if result.refused is not None:
        return Declined(message=result.refused[0], hint=result.refused[1], problems=result.problems)
    if not result.ok:
        return Declined(
            message="Nothing was exported: the content has errors.",
            hint="`dateline check` tells them too.",
            problems=result.problems,
        )
    lock = lock_output(wish.output)
    if isinstance(lock, OutputRefused):
        return Declined(message=lock.message, hint=lock.hint)
    with lock:
        built = read_built(wish.root, wish.output)
        if isinstance(built, Declined):
            return built
        if wish.blog and wish.blog not in built.blogs:
            hint = nearest_hint(wish.blog, built.blogs) or f"There are: {', '.join(built.blogs)}."
            return Declined(message=f"There is no blog “{wish.blog[:60]}”.", hint=hint)
        return _made(wish, built, result)


def _missing(form: str) -> Declined | None:
    if all(find_spec(name) is not None for name in _NEEDED[form]):
        return None
    return Declined(message="This needs the extra `export`: pip install 'dateline[export]'")


def _misnamed(wish: Wish) -> Declined | None:
    if not 0 <= wish.as_of < _LATEST:
        hint = "Say --as-of 2026-11-20T09:00Z, or put SOURCE_DATE_EPOCH right."
        return Declined(message="No archive can be dated so: its instant lies before 1970 or after 9999.", hint=hint)
    if wish.format == WACZ and wish.path.suffix.lower() != ".wacz":
        hint = f"Call it {wish.path.with_suffix('.wacz').name}."
        return Declined(message=f"Players know a WACZ by its ending, which {wish.path.name} lacks.", hint=hint)
    return None


def _made(wish: Wish, built: Built, result: Result) -> Exported | Declined:
    if wish.format == HTML:
        return _pages(wish, built, result)
    if wish.format == BAGIT:
        return _bag(wish, built, result)
    return _wacz(wish, built, result)


def _pages(wish: Wish, built: Built, result: Result) -> Exported | Declined:
    from dateline.export.alone import Fault, stand_alone

    targets = _targets(wish, result.wholes)
    if isinstance(targets, Declined):
        return targets
    for target in targets:
        if declined := check_file(target, built.identity, force=wish.force):
            return declined
    apart: list[str] = []
    loose = 0
    pages: list[bytes] = []
    for whole in result.wholes:
        alone = stand_alone(whole, built.read, built.url, wish.largest)
        if isinstance(alone, Fault):
            return Declined(message=alone.message, hint="Change the theme's template whole.html, or its style sheets.")
        pages.append(marked(alone.data, built.identity))
        apart += alone.apart
        loose += alone.loose
    with ExitStack() as stack:
        if not wish.path.exists() and targets[0] != wish.path:
            wish.path.mkdir()
        for target, page in zip(targets, pages, strict=True):
            stack.enter_context(replacing(target)).write(page)
    copies = tuple((target, len(page)) for target, page in zip(targets, pages, strict=True))
    return Exported(copies=copies, apart=tuple(apart), loose=loose, problems=result.problems)


def _targets(wish: Wish, wholes: Sequence[Whole]) -> list[Path] | Declined:
    """A file for each page: the path itself for one, files in it for more, or where it is a folder."""
    if not wholes:
        return Declined(message="There is no blog to export.", hint="Begin one with `dateline new blog`.")
    is_page = wish.path.suffix.lower() in _PAGE
    if not is_page or wish.path.is_dir():
        if wish.path.exists() and not wish.path.is_dir():
            return Declined(
                message=f"{wish.path} is not a folder.", hint="Choose another, or a name that ends in .html."
            )
        return [wish.path / f"{whole.blog}.html" for whole in wholes]
    if len(wholes) > 1:
        blogs = ", ".join(whole.blog for whole in wholes[:6])
        return Declined(
            message=f"There are {len(wholes)} blogs, and each becomes a file of its own.",
            hint=f"Name a folder instead of {wish.path.name}, or one of them with --blog: {blogs}.",
        )
    return [wish.path]


def _bag(wish: Wish, built: Built, result: Result) -> Exported | Declined:
    zipped = wish.path.suffix.lower() == ".zip"
    check = check_file if zipped else check_bag
    if declined := check(wish.path, built.identity, force=wish.force):
        return declined
    bag = make_bag(built, wish.blog, wish.as_of)
    if zipped:
        with replacing(wish.path) as stream:
            out = Zip(stream, wish.as_of, mark(built.identity))
            # A bag in a file is one folder (RFC 8493 section 4.2).
            for name, data in bag.tags.items():
                out.add(f"{wish.path.stem}/{name}", data)
            for name, source in bag.payload.items():
                out.take(f"{wish.path.stem}/{name}", source)
            out.close()
    else:
        place_bag(bag, wish.path)
    return Exported(copies=((wish.path, bag.size),), files=len(bag.payload), problems=result.problems)


def _wacz(wish: Wish, built: Built, result: Result) -> Exported | Declined:
    from dateline.export.wacz import write_wacz

    if not built.url:
        return Declined(
            message="A web archive names every page by its address, and content/site.yaml has no `url`.",
            hint="Say there where the site stands, or will stand: url: https://archive.example/",
        )
    if declined := check_file(wish.path, built.identity, force=wish.force):
        return declined
    with replacing(wish.path) as stream:
        files = write_wacz(built, wish.blog, wish.as_of, stream, mark(built.identity))
    return Exported(copies=((wish.path, wish.path.stat().st_size),), files=files, problems=result.problems)
