"""A new entry at the end of today's log, proven to read back as it was meant before a byte is written."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.begin.outcome import Begun, Declined
from dateline.begin.reading import CONTENT, read_files, taken_ids
from dateline.begin.words import quoted, title_fault
from dateline.checks.entries import RESERVED
from dateline.load.blog import read_blog_settings
from dateline.load.files import Files
from dateline.load.log import NAME, read_log
from dateline.load.site import read_common
from dateline.load.text import decode
from dateline.model.blog import BlogSettings
from dateline.problems import Problem, nearest_hint
from dateline.schema.kinds import id_hint, is_id
from dateline.schema.reader import Reader
from dateline.times import Moment, read_moment
from dateline.urls import slugify

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; each may be empty."""

    blog: str = ""
    title: str = ""
    by: str = ""
    id: str = ""


def append_entry(root: Path, wish: Wish, now: int) -> Begun | Declined:
    """Appends an entry timed `now` (seconds since 1970) to the log of that day in the blog's zone.

    Existing bytes are never changed; line ends are the file's own. Without a title the entry is a draft, so that
    nothing empty is published. OSError as it comes, before anything was written.
    """
    wish = dataclasses.replace(wish, title=" ".join(wish.title.split(" ")).strip())
    if fault := title_fault(wish.title):
        return fault
    blog = _choose_blog(root, wish.blog)
    if isinstance(blog, Declined):
        return blog
    files = read_files(root, blog)
    common, _ = read_common(files)
    if wish.by and wish.by not in common.people:
        hint = nearest_hint(wish.by, common.people) or f"Add them to {CONTENT}/people.yaml first."
        return Declined(message=f"There is no “{wish.by[:60]}” in people.yaml.", hint=hint)
    settings = read_blog_settings(files, files.blogs[blog], [])
    zone = settings.zone or common.settings.zone
    when = read_moment(_utc(now - now % 60), zone, None)
    assert isinstance(when, Moment)
    when = when.to_zone(zone)
    taken = taken_ids(files, blog, zone)
    named = _id(wish, when, taken)
    if isinstance(named, Declined):
        return named
    return _append(root, _log_path(files, blog, when.day()), Draft(wish, named, when, zone, settings))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is about to be written."""

    wish: Wish
    id: str
    when: Moment
    zone: str
    settings: BlogSettings

    def forms(self) -> tuple[str, ...]:
        """The plain form first; the others say the same where that one would be misread."""
        marks = f"{{#{self.id}}}" if self.wish.title else f"{{#{self.id} .draft}}"
        keys = f"by: {self.wish.by}\n" if self.wish.by else ""
        if self.settings.mode == "retrospective":
            keys += f"published: {self.when.machine()}\n"
        title = f"{self.wish.title} " if self.wish.title else ""
        titled = f"title: {quoted(self.wish.title)}\n" if self.wish.title else ""
        clock, full = self.when.clock(), self.when.machine()
        return (
            f"## {clock} {title}{marks}\n{keys}",
            f"## {clock} {marks}\n{titled}{keys}",
            f"## {full} {marks}\n{titled}{keys}",
        )

    def is_read_from(self, text: str, path: str, day: str, line: int) -> bool:
        """Whether the last entry of a log, at `line`, is this one."""
        entries = read_log(text, Reader(path=path, zone=self.zone), day)
        if not entries:
            return False
        last = entries[-1]
        return (
            last.spot[0] == line
            and last.id == self.id
            and last.title == self.wish.title
            and last.time.instant == self.when.instant
            and not last.body.text
        )


def _append(root: Path, path: str, draft: Draft) -> Begun | Declined:
    full = root / path
    if full.is_symlink() and not full.resolve().is_relative_to((root / CONTENT).resolve()):
        return Declined(message=f"{path} is a link that leads out of the site.", hint="Put the file itself there.")
    before = full.read_bytes() if full.exists() else b""
    text = decode(before, path)
    if isinstance(text, Problem):
        return Declined(message=text.message, problem=text)
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    line = (text + gap).count("\n") + 1
    form = next(
        (form for form in draft.forms() if draft.is_read_from(text + gap + form, path, draft.when.day(), line)), None
    )
    if form is None:
        hint = "Close it, or end the file with it; most often it is a ``` or a <!-- without its end."
        return Declined(message=f"Something in {path} is left open and would swallow a new entry.", hint=hint)
    addition = gap + form
    if b"\r\n" in before:
        addition = addition.replace("\n", "\r\n")
    # One write, at the end: an editor's unsaved changes elsewhere in the file stay theirs. "x" never writes over.
    with full.open("ab" if before or full.exists() else "xb") as file:
        file.write(addition.encode())
    notes = []
    if draft.settings.status == "closed":
        notes.append("This blog is closed; set its status to live if it goes on.")
    if draft.settings.mode == "retrospective":
        notes.append("This blog is retrospective: put in the time of the event; `published` is now.")
    return Begun(path=path, line=line, id=draft.id, made=not before, is_draft=not draft.wish.title, notes=tuple(notes))


def _choose_blog(root: Path, wanted: str) -> str | Declined:
    files = read_files(root, "")
    blogs = files.blogs
    if not (root / CONTENT).is_dir():
        return Declined(message=f"There is no folder {CONTENT}/ in {root}.", hint="Begin a site with `dateline init`.")
    if wanted:
        if wanted in blogs:
            return wanted
        hint = nearest_hint(wanted, blogs) or "Begin it with `dateline new blog ID`."
        return Declined(message=f"There is no blog “{wanted[:60]}”.", hint=hint)
    if not blogs:
        return Declined(message="This site has no blog yet.", hint="Begin one with `dateline new blog ID`.")
    open_ones = [name for name, blog in blogs.items() if read_blog_settings(files, blog, []).status == "live"]
    if len(blogs) == 1 or len(open_ones) == 1:
        return open_ones[0] if open_ones else next(iter(blogs))
    names = ", ".join(sorted(open_ones or blogs))
    return Declined(message="Say which blog the entry is for.", hint=f"dateline new entry BLOG; blogs: {names}.")


def _log_path(files: Files, blog: str, day: str) -> str:
    """Today's log where it stands; a new one stands beside the other logs."""
    folder = files.blogs[blog].folder
    here, below = f"{folder}/{day}.md", f"{folder}/entries/{day}.md"
    entries = files.blogs[blog].entries
    if here in entries or below in entries:
        return here if here in entries else below
    logs = [path for path in entries if NAME.fullmatch(path.rsplit("/", 1)[1])]
    return below if logs and all("/entries/" in path for path in logs) else here


def _id(wish: Wish, when: Moment, taken: set[str]) -> str | Declined:
    if wish.id:
        if not is_id(wish.id):
            return Declined(message=f"“{wish.id[:80]}” cannot be an id.", hint=id_hint(wish.id))
        if wish.id in taken or _is_reserved(wish.id):
            return Declined(message=f"The id “{wish.id}” is taken.", hint="Ids are never used again: choose another.")
        return wish.id
    stem = _slug(wish.title)
    if not stem or _is_reserved(stem):
        stem = f"{when.local():%Y%m%d-%H%M}"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _slug(title: str) -> str:
    """The title's first words as an id; "" when its script has no letters that an id may have."""
    plain = re.sub(r"[’'`]", "", title)
    words = re.sub(r"[^a-z0-9]+", " ", slugify(plain)).split()
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug


def _is_reserved(name: str) -> bool:
    try:
        date.fromisoformat(name[:10])
    except ValueError:
        return name in RESERVED
    return True


def _utc(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")
