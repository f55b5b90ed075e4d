"""A new live blog: its folder and a commented blog.yaml."""

from __future__ import annotations

import contextlib
from pathlib import Path
from string import Template

from dateline.begin.outcome import Begun, Declined
from dateline.begin.schemas import FOLDER
from dateline.begin.words import quoted, title_fault
from dateline.begin.writing import add_whole
from dateline.load.files import RESERVED
from dateline.schema.kinds import id_hint, is_id

CONTENT = "content"
_SCAFFOLD = Path(__file__).resolve().parent / "scaffold" / "blog.yaml"


def begin_blog(root: Path, blog: str, title: str) -> Begun | Declined:
    """Creates content/BLOG/blog.yaml. Declines an id that is no address, or one that is taken."""
    if not is_id(blog):
        return Declined(message=f"“{blog[:80]}” cannot be a blog's address.", hint=id_hint(blog))
    if blog in RESERVED:
        return Declined(message=f"“{blog}” is a name of the site's own.", hint="Choose another one.")
    title = title.strip()
    if fault := title_fault(title):
        return fault
    if not (root / CONTENT).is_dir():
        return Declined(message=f"There is no folder {CONTENT}/ in {root}.", hint="Begin a site with `dateline init`.")
    folder = root / CONTENT / blog
    path = f"{CONTENT}/{blog}/blog.yaml"
    # An empty folder may have been made beforehand; anything in it was made by somebody.
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        return Declined(message=f"{CONTENT}/{blog} is there already.", hint="Choose another id.")
    words = blog.replace("-", " ")
    text = Template(_SCAFFOLD.read_text(encoding="utf-8")).substitute(
        title=quoted(title or words[:1].upper() + words[1:])
    )
    if (root / FOLDER / "blog.json").is_file():
        text = f"# yaml-language-server: $schema=../../{FOLDER}/blog.json\n{text}"
    made = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        add_whole(root / path, text.encode())
    except OSError:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return Begun(path=path, line=1, id=blog, made=True)
