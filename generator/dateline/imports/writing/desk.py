"""One blog while an import is planned for it: what is taken, and what is to be written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.begin.reading import CONTENT
from dateline.imports.found import Dropped, Fault, FoundBlog, FoundComment, FoundEntry, FoundThread, Medium
from dateline.imports.ids import id_from, unused
from dateline.imports.ledger import NAME as LEDGER
from dateline.imports.ledger import addition, digest
from dateline.imports.report import BlogLine, EntryLine, MediumLine, ThreadLine
from dateline.imports.texts import line
from dateline.imports.writing.bodies import shown_media
from dateline.imports.writing.entries import Place, entry_file
from dateline.imports.writing.files import Change, Grown, NewFile
from dateline.imports.writing.media import Stored, store
from dateline.imports.writing.site import PRIVATE, Blog, Site
from dateline.imports.writing.sources import SourceList
from dateline.imports.writing.threads import thread_file
from dateline.times import Moment


@dataclass(slots=True)
class Desk:
    """Collects what is new. `published` is what retrospective entries say of their publication."""

    site: Site
    blog: Blog
    kind: str
    published: Moment
    status: str
    sources: SourceList
    changes: list[Change] = field(default_factory=list)
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    entries: list[EntryLine] = field(default_factory=list)
    threads: list[ThreadLine] = field(default_factory=list)
    media: list[MediumLine] = field(default_factory=list)
    known_entries: int = 0
    known_comments: int = 0
    _ids: set[str] = field(default_factory=set)
    _added: set[str] = field(default_factory=set)
    _thread_ids: set[str] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)
    _stored: dict[str, str] = field(default_factory=dict)
    _kept: set[str] = field(default_factory=set)
    _new: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ledger = self.blog.ledger
        self._ids = {*self.blog.entries, *ledger.ids("entry")}
        self._thread_ids = {*self.blog.threads, *ledger.ids("thread")}
        self._names = {*self.blog.media, *(name.removeprefix("media/") for name in ledger.ids("media"))}

    def take(self, found: FoundBlog) -> None:
        """Plans all that is new of a found blog."""
        self._note("blog", digest("blog", self.kind, found.key), self.blog.id)
        by_key: dict[str, FoundEntry] = {entry.key: entry for entry in found.entries}
        names = {key: self._name_of(found, key) for key in by_key}
        for entry in found.entries:
            self._take_entry(found, entry, names)
        for thread in found.threads:
            self._take_thread(found, thread, by_key.get(thread.entry), names.get(thread.entry, ""))

    def _name_of(self, found: FoundBlog, key: str) -> str:
        """The id that an entry has since an earlier import; "" for a new one."""
        return self.blog.ledger.lines.get(("entry", digest("entry", self.kind, found.key, key)), "")

    def _take_entry(self, found: FoundBlog, entry: FoundEntry, names: dict[str, str]) -> None:
        row = digest("entry", self.kind, found.key, entry.key)
        if not self._is_new("entry", row):
            self.known_entries += 1
            return
        name = unused(id_from(entry.slug, entry.title, at=entry.time), self._ids)
        media = tuple(self._store(medium) for medium in _all_media(entry))
        place = Place(
            id=name,
            blog=self.blog,
            language=entry.lang or found.language or self.site.common.settings.language,
            published=self.published.machine() if self.blog.mode == "retrospective" else "",
            sources=tuple(dict.fromkeys(self.sources.id_of(origin) for origin in entry.origins)),
            updates=self._there(names.get(entry.replies_to, "") or self._name_of(found, entry.replies_to)),
            status=self.status or entry.status,
        )
        written = entry_file(entry, place, media, self.site.common)
        if not written.text:
            self.dropped.append(Dropped(what=f"entry “{line(entry.title or entry.key, 80)}”", why=written.why))
            return
        names[entry.key] = name
        self._ids.add(name)
        self._added.add(name)
        path = f"{CONTENT}/{self.blog.id}/entries/{name}.md"
        self.changes.append(NewFile(path, written.text.encode()))
        self._note("entry", row, name)
        self.dropped += [Dropped(what=what, why="content cannot say it", where=name) for what in written.dropped]
        for stored in media:
            self._keep(stored, name)
        self.entries.append(
            EntryLine(
                path=path,
                time=line(entry.time.shown, 60),
                title=line(entry.title, 100),
                status=place.status,
                by=tuple(", ".join(filter(None, (line(by.name), line(by.role)))) for by in entry.by),
                tags=tuple(map(line, entry.tags)),
            )
        )

    def _there(self, name: str) -> str:
        """The id of an entry that is there now, or comes with this import; "" for one that an editor took away."""
        return name if name in self._added or name in self.blog.living else ""

    def _store(self, medium: Medium) -> Stored:
        return store(medium, self.blog.id, self._names, self._stored)

    def _keep(self, stored: Stored, entry: str) -> None:
        path = f"{CONTENT}/{self.blog.id}/{stored.file}" if stored.file else stored.aside
        was = line(stored.medium.was or stored.medium.name or "a picture in the text", 200)
        self.media.append(MediumLine(entry=entry, file=path, was=was, why=stored.why))
        if stored.data is None or not path or path in self._kept:
            return
        self._kept.add(path)
        if stored.file:
            self._note("media", stored.sha[:24], stored.file)
        elif (self.site.root / path).exists():
            return
        self.changes.append(NewFile(path, stored.data))

    def _take_thread(self, found: FoundBlog, thread: FoundThread, entry: FoundEntry | None, name: str) -> None:
        thread = self._parted(thread)
        rows = {comment.key: digest("comment", self.kind, found.key, comment.key) for comment in thread.comments}
        new = tuple(comment for comment in thread.comments if self._is_new("comment", rows[comment.key]))
        self.known_comments += len(thread.comments) - len(new)
        if not new:
            return
        wish = id_from(thread.slug, f"{name}-comments" if name else "", f"{thread.origin.title} comments")
        stem = unused(wish, self._thread_ids)
        day = entry.time if entry else next((comment.time for comment in new if comment.time), self.published)
        written = thread_file(thread, new, self.sources.id_of(thread.origin), day, self.blog, stem)
        if not written.text:
            self.dropped.append(Dropped(what=f"the comments of “{line(thread.origin.title, 80)}”", why=written.why))
            return
        self._thread_ids.add(stem)
        path = f"{PRIVATE}/{self.blog.id}/threads/{stem}.md"
        self.changes.append(NewFile(path, written.text.encode()))
        self._note("thread", digest("thread", self.kind, found.key, thread.key, stem), stem)
        for comment in new:
            self._note("comment", rows[comment.key], "")
        self.threads.append(
            ThreadLine(
                path=path,
                held=len(thread.comments),
                declared=thread.declared,
                added=len(new),
                at_risk=written.at_risk,
                page=thread.page,
                pages=thread.pages,
            )
        )

    def _parted(self, thread: FoundThread) -> FoundThread:
        """A thread in which every comment has a key of its own; those that say the same twice are told as dropped."""
        found: dict[str, FoundComment] = {}
        for comment in thread.comments:
            if comment.key not in found:
                found[comment.key] = comment
            elif found[comment.key].body == comment.body:
                what = f"a comment under “{line(thread.origin.title, 80)}”"
                self.dropped.append(Dropped(what=what, why="it stands there twice", where=line(comment.key, 40)))
            else:
                key = unused(f"{comment.key}-again", found)
                found[key] = replace(comment, key=key)
        return replace(thread, comments=tuple(found.values()))

    def _is_new(self, what: str, row: str) -> bool:
        return (what, row) not in self.blog.ledger.lines and (what, row) not in self._new

    def _note(self, what: str, row: str, name: str) -> None:
        if self._is_new(what, row):
            self._new[what, row] = name
            self.rows.append((what, row, name))

    def finish(self) -> tuple[list[Change], BlogLine] | Fault:
        """All changes, those of shared files included, and what is told of them."""
        folder = f"{CONTENT}/{self.blog.id}"
        sources = self.sources.addition()
        if isinstance(sources, Fault):
            return sources
        if self.entries or self.threads:
            if sources:
                path = f"{folder}/sources.yaml"
                self.changes.append(Grown(path, self.blog.sources_text.encode(), sources.encode()))
            ledger = self.blog.ledger
            self.changes.append(Grown(f"{folder}/{LEDGER}", ledger.text.encode(), addition(ledger, self.rows).encode()))
        return self.changes, BlogLine(
            blog=self.blog.id,
            made=not self.blog.exists,
            entries=tuple(self.entries),
            threads=tuple(self.threads),
            media=tuple(self.media),
            sources=tuple(self.sources.added),
            known_entries=self.known_entries,
            known_comments=self.known_comments,
        )


def _all_media(entry: FoundEntry) -> tuple[Medium, ...]:
    """What the reader found and what the text shows besides; where both know a medium, what either knows of it."""
    shown = {medium.src: medium for medium in shown_media(entry.body)}
    found = []
    for medium in entry.media:
        same = shown.pop(medium.src, None) if medium.src else None
        alt, caption = medium.alt or (same.alt if same else ""), medium.caption or (same.caption if same else "")
        found.append(replace(medium, alt=alt, caption=caption))
    return (*found, *shown.values())
