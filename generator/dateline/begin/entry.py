"""A new entry at the end of today's log, proven to read back as it was meant before a byte is written."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.begin.outcome import Begun, Declined
from dateline.begin.reading import CONTENT, read_files, taken_ids
from dateline.begin.words import quoted, title_fault
from dateline.begin.writing import add_whole
from dateline.checks.entries import RESERVED
from dateline.load.blog import read_blog_settings
from dateline.load.files import Files
from dateline.load.log import NAME, read_log
from dateline.load.sections import cut
from dateline.load.site import read_common
from dateline.load.text import decode
from dateline.model.blog import BlogSettings
from dateline.model.site import Person
from dateline.problems import Problem, nearest_hint
from dateline.schema.kinds import LONGEST_TEXT, WRONG, Tag, id_hint, is_id
from dateline.schema.nodes import ScalarNode
from dateline.schema.reader import Reader
from dateline.times import Moment, read_moment
from dateline.urls import slugify

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; each may be empty. `text` is Markdown. `guess` is who may be writing, by id or name: it
    counts where `by` does not say, the log has no byline of its own, and it means one of people.yaml."""

    blog: str = ""
    title: str = ""
    by: str = ""
    guess: str = ""
    id: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False


def append_entry(root: Path, wish: Wish, now: int) -> Begun | Declined:
    """Appends an entry timed `now` (seconds since 1970) to the log of that day in the blog's zone.

    Existing bytes are never changed; line ends are the file's own. Without title and text the entry is a draft, so
    that nothing empty is published. OSError as it comes, before anything was written.
    """
    wish = dataclasses.replace(wish, title=" ".join(wish.title.split(" ")).strip())
    if fault := title_fault(wish.title) or _tags_fault(wish.tags) or text_fault(wish.text):
        return fault
    blog = _choose_blog(root, wish.blog)
    if isinstance(blog, Declined):
        return blog
    files = read_files(root, blog)
    common, _ = read_common(files)
    if wish.by and wish.by not in common.people:
        hint = nearest_hint(wish.by, common.people) or f"Add them to {CONTENT}/people.yaml first."
        return Declined(message=f"There is no “{wish.by[:60]}” in people.yaml.", hint=hint)
    wish = dataclasses.replace(wish, guess=_person(wish.guess, common.people))
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

    @property
    def is_draft(self) -> bool:
        """Whether it is to stay unpublished for now."""
        return self.wish.draft or not (self.wish.title or self.wish.text)

    def forms(self) -> tuple[str, ...]:
        """The plain form first; the others say the same where that one would be misread."""
        marks = f"{{#{self.id} .draft}}" if self.is_draft else f"{{#{self.id}}}"
        keys = f"by: {self.wish.by}\n" if self.wish.by else ""
        if self.settings.mode == "retrospective":
            keys += f"published: {self.when.machine()}\n"
        if self.wish.tags:
            keys += f"tags: [{', '.join(self.wish.tags)}]\n"
        text = f"\n{self.wish.text}\n" if self.wish.text else ""
        title = f"{self.wish.title} " if self.wish.title else ""
        titled = f"title: {quoted(self.wish.title)}\n" if self.wish.title else ""
        clock, full = self.when.clock(), self.when.machine()
        return (
            f"## {clock} {title}{marks}\n{keys}{text}",
            f"## {clock} {marks}\n{titled}{keys}{text}",
            f"## {full} {marks}\n{titled}{keys}{text}",
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
            and last.body.text == self.wish.text
            and (not self.wish.tags or last.tags == self.wish.tags)
            and (not self.wish.by or [by.person.id for by in last.by if by.person] == [self.wish.by])
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
    if draft.wish.guess and not draft.wish.by and not _has_byline(text, path, draft):
        draft = dataclasses.replace(draft, wish=dataclasses.replace(draft.wish, by=draft.wish.guess))
    form = next(
        (form for form in draft.forms() if draft.is_read_from(text + gap + form, path, draft.when.day(), line)), None
    )
    if form is None:
        hint = "Close it, or end the file with it; most often it is a ``` or a <!-- without its end."
        return Declined(message=f"Something in {path} is left open and would swallow a new entry.", hint=hint)
    addition = gap + form
    if b"\r\n" in before:
        addition = addition.replace("\n", "\r\n")
    unreadable = decode(before + addition.encode(), path)
    if isinstance(unreadable, Problem):
        return Declined(message=unreadable.message, hint=unreadable.hint)
    # At the end: an editor's unsaved changes elsewhere in the file stay theirs.
    add_whole(full, addition.encode())
    notes = []
    if draft.settings.status == "closed":
        notes.append("This blog is closed; set its status to live if it goes on.")
    if draft.settings.mode == "retrospective":
        notes.append("This blog is retrospective: put in the time of the event; `published` is now.")
    return Begun(
        path=path,
        line=line,
        id=draft.id,
        made=not before,
        is_draft=draft.is_draft,
        by=draft.wish.by,
        notes=tuple(notes),
    )


def _has_byline(text: str, path: str, draft: Draft) -> bool:
    """Whether the log says above its first heading who writes."""
    above, _ = cut(text)
    entries = read_log(f"{above}\n\n## 12:00 {{#probe}}\n", Reader(path=path, zone=draft.zone), draft.when.day())
    return bool(entries and entries[-1].by)


def _person(who: str, people: Mapping[str, Person]) -> str:
    """The id of the one that is meant; "" when nobody is, or more than one."""
    if who in people:
        return who
    found = [name for name, person in people.items() if who and person.name.casefold() == who.casefold()]
    return found[0] if len(found) == 1 else ""


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


def text_fault(text: str) -> Declined | None:
    """Why a text cannot stand in a log as an entry's."""
    if len(text) > LONGEST_TEXT:
        hint = "Split it into several entries, or store it as a file."
        return Declined(message=f"The text has {len(text):,} characters; {LONGEST_TEXT:,} is the most.", hint=hint)
    _, sections = cut(f"## 00:00\n\n{text}\n\n## 00:01\n")
    if len(sections) > 2:
        line = sections[1].line - 2
        hint = "Within an entry, headings begin with ### or more."
        return Declined(message=f"Line {line} of the text is a level-2 heading, which would begin an entry.", hint=hint)
    if len(sections) < 2:
        hint = "Close it; most often it is a ``` or a <!-- without its end."
        return Declined(message="Something in the text is left open and would swallow the next entry.", hint=hint)
    return None


def _tags_fault(tags: tuple[str, ...]) -> Declined | None:
    for tag in tags:
        reader = Reader(path="", zone="UTC")
        if Tag().read(ScalarNode(tag, 0, 0), reader) is WRONG:
            return Declined(message=reader.problems[0].message, hint=reader.problems[0].hint)
    return None


def _utc(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")
