"""Ids, addresses, references and times of a blog's entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.checks.addresses import unportable
from dateline.checks.comments import check_excerpt
from dateline.index.order import REFERENCES
from dateline.load.files import RESERVED as RESERVED_FOLDERS
from dateline.model.blog import Blog
from dateline.model.entry import Byline, Entry
from dateline.model.site import Common
from dateline.problems import Problem, Span, error, nearest_hint, nearest_or, warning
from dateline.schema.kinds import Ref

_DAY_PAGE = re.compile(r"\d{4}-\d\d-\d\d(?:-part-\d+)?")
RESERVED = ("index",)


def check_names(blog: Blog) -> Iterator[Problem]:
    """No entry at an address of the blog's own pages, none of a name that some file systems cannot hold."""
    for entry in blog.entries:
        here = entry.where("id")
        if _DAY_PAGE.fullmatch(entry.id) or entry.id in RESERVED:
            hint = "Choose another id: the blog's front page and day pages stand at such addresses."
            yield error(here, "DL402", f"“{entry.id}” is an address of the blog's own.", hint)
        elif (reason := unportable(f"{entry.id}.html")) is not None:
            yield warning(here, "DL902", f"“{entry.id}” makes a file name that {reason}.", "Choose another id.")


def check_ids(blog: Blog) -> Iterator[Problem]:
    """No two entries at one address; aliases count as addresses."""
    ids = {entry.id for entry in blog.entries}
    if len(ids) == len(blog.entries) and not any(entry.aliases for entry in blog.entries):
        return
    taken: dict[str, Span] = {}
    for entry in blog.entries:
        here = entry.where("id")
        if entry.id in taken:
            # The fault is told at both places, so that whoever opens either file finds it.
            hint = _id_hint(entry)
            yield error(here, "DL401", f"The id “{entry.id}” is also that of {_place(taken[entry.id])}.", hint)
            yield error(taken[entry.id], "DL401", f"The id “{entry.id}” is also that of {_place(here)}.", hint)
        else:
            taken[entry.id] = here
    for entry in blog.entries:
        for alias in dict.fromkeys(entry.aliases):
            here = entry.where("aliases")
            if alias in taken or _DAY_PAGE.fullmatch(alias) or alias in RESERVED:
                where = f", that of {_place(taken[alias])}" if alias in taken else ""
                yield error(
                    here, "DL413", f"The alias “{alias}” is an address in use{where}.", "Remove the alias, or rename."
                )
            else:
                taken[alias] = here


def check_aliases(blog: Blog, blogs: Iterable[str]) -> Iterator[Problem]:
    """Names that a blog's folder had before are taken by nothing else."""
    taken = {*blogs, *RESERVED_FOLDERS}
    for alias in dict.fromkeys(blog.settings.aliases):
        if alias in taken:
            hint = "Remove the alias, or rename the folder of that name."
            yield error(blog.settings.where("aliases"), "DL413", f"The alias “{alias}” is an address in use.", hint)
    if (reason := unportable(blog.id)) is not None:
        said = f"The folder “{blog.id}” has a name that {reason}."
        yield warning(Span(blog.settings.path), "DL902", said, "Rename it, and keep the old name in aliases:.")


def _id_hint(entry: Entry) -> str:
    if entry.pinned_id:
        return "Ids are never re-used: give one of the two another."
    return "Both have the id that their time gives; write one of them into the heading, such as {#second-statement}."


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}" if span.line else span.path


def check_blog_references(blog: Blog, common: Common, blogs: Iterable[str]) -> Iterator[Problem]:
    """Whatever blog.yaml names exists: people, blogs."""
    known_blogs = set(blogs)
    yield from check_bylines(blog.settings.by, blog.settings.where("by").path, common)
    for name in ("continues", "continued_by"):
        ref: Ref | None = getattr(blog.settings, name)
        if ref is not None and (ref.id not in known_blogs or ref.id == blog.id):
            hint = nearest_hint(ref.id, known_blogs - {blog.id}) or "Name the folder of another live blog."
            yield error(blog.settings.span(ref.place), "DL408", f"There is no other blog “{ref.id}”.", hint)


def check_references(blog: Blog, common: Common, blogs: Iterable[str], ids: frozenset[str]) -> Iterator[Problem]:
    """Whatever entries name exists: people, sources, comments, entries, blogs."""
    known_blogs = set(blogs)
    for entry in blog.entries:
        yield from check_bylines(entry.by, entry.path, common)
        refs = (*entry.sources, *(media.source for media in entry.media if media.source))
        for source in refs:
            if source.id not in blog.sources and source.id not in common.sources:
                sources = {**common.sources, **blog.sources}
                hint = nearest_or(source.id, sources, "Add it to sources.yaml of the blog or of the site.")
                yield error(entry.span(source.place), "DL403", f"Unknown source “{source.id[:60]}”.", hint)
        yield from check_excerpt(entry, blog)
        for kind in REFERENCES:
            for target in getattr(entry, kind):
                yield from _check_target(entry, kind, target, ids, known_blogs, blog.id)


def referred_to(entries: Iterable[Entry], own: str) -> frozenset[str]:
    """The ids by which entries refer to others of their blog."""
    refs = (ref.id.removeprefix(f"{own}/") for entry in entries for kind in REFERENCES for ref in getattr(entry, kind))
    return frozenset(ref for ref in refs if "/" not in ref)


def check_bylines(bylines: Iterable[Byline], path: str, common: Common) -> Iterator[Problem]:
    """Someone named by an id is in people.yaml; a guest has a name."""
    for byline in bylines:
        span = Span(path, *byline.spot)
        if byline.person is not None and byline.person.id not in common.people:
            found = nearest_hint(byline.person.id, common.people)
            hint = f"{found} A guest is written {{name: …, role: …}}.".strip()
            yield error(Span(path, *byline.person.place), "DL404", f"Unknown person “{byline.person.id[:60]}”.", hint)
        elif byline.person is None and not byline.name:
            yield error(span, "DL205", "This byline names nobody.", "Give it a person: id of people.yaml, or a name:.")


def _check_target(
    entry: Entry, kind: str, ref: Ref, ids: frozenset[str], blogs: set[str], own: str
) -> Iterator[Problem]:
    blog, slash, name = ref.id.partition("/")
    span = entry.span(ref.place)
    if ref.id in (entry.id, f"{own}/{entry.id}"):
        yield error(span, "DL406", f"This entry says that it {kind} itself.", "Name the other entry.")
    elif slash and blog not in blogs:
        yield error(span, "DL408", f"There is no blog “{blog[:60]}”.", nearest_hint(blog, blogs))
    elif slash and blog == own and name not in ids:
        yield error(span, "DL406", f"Unknown entry “{ref.id[:60]}”.", nearest_hint(name, ids))
    elif not slash and ref.id not in ids:
        yield error(span, "DL406", f"Unknown entry “{ref.id[:60]}”.", nearest_hint(ref.id, ids))


def check_times(blog: Blog) -> Iterator[Problem]:
    """What happened afterwards is dated afterwards; a retrospective blog says when it was published."""
    for entry in blog.entries:
        if entry.status == "removed":
            continue
        if blog.settings.mode == "retrospective" and entry.published is None:
            hint = "Add published: with the time, or once for the whole file at its top. (`time` is when it happened.)"
            yield error(entry.where(), "DL310", "An entry of a retrospective blog needs `published`.", hint)
        published = entry.published or entry.time
        for name in ("updated", "removed"):
            later = getattr(entry, name)
            if later is not None and later.instant < published.instant and later.certainty != "day":
                hint = "Check the two times and their zones."
                yield warning(entry.where(name), "DL311", f"`{name}` is earlier than the entry was published.", hint)


def check_protection(blog: Blog) -> Iterator[Problem]:
    """Nothing written leads back to a person at risk."""
    for entry in blog.entries:
        if entry.at_risk and not entry.pinned_id and entry.status != "removed":
            hint = "Write an id that tells nothing, such as {#testimony-1}."
            yield error(
                entry.where(),
                "DL417",
                "An entry at risk needs an id of its own: the default one tells the minute.",
                hint,
            )
        if entry.at_risk and entry.corrections:
            hint = "Work the correction into the text."
            yield error(entry.where("corrections"), "DL418", "An entry at risk cannot carry dated corrections.", hint)


def check_comments(blog: Blog) -> Iterator[Problem]:
    """A comment at risk is a paraphrase."""
    for thread in blog.threads.values():
        for comment in thread.comments.values():
            if comment.at_risk and comment.status == "released" and not comment.paraphrase.strip():
                hint = (
                    "Say in your own words what it tells under paraphrase:, with nothing that leads back to the person."
                )
                yield error(
                    comment.where(), "DL416", "A comment at risk is published as a paraphrase only, and has none.", hint
                )


def check_sources(blog: Blog, common: Common) -> Iterator[Problem]:
    """A blog's source never hides one of the site: a reader of the entry could not tell which is meant."""
    for name, source in blog.sources.items():
        if name in common.sources:
            where = _place(common.sources[name].where())
            hint = f"The site's stands at {where}. Rename this one, or remove it and use the site's."
            yield error(source.where(), "DL407", f"The source “{name}” has the id of one of the site's.", hint)


def check_files(blog: Blog) -> Iterator[Problem]:
    """Media files tell nothing of a person; those of sources exist."""
    folder = blog.settings.path.rpartition("/")[0]
    for file in blog.media.values():
        if file.tells:
            hint = "Remove it if it may lead to a person: exiftool -all= FILE, or ffmpeg -map_metadata -1."
            yield warning(Span(f"{folder}/{file.name}"), "DL608", f"This file tells of {file.tells}.", hint)
    for source in blog.sources.values():
        if source.picture and source.picture.file not in blog.media:
            hint = nearest_or(source.picture.file, blog.media, f"Put it into {folder}/media/.")
            here = source.picture.where("file")
            yield error(here, "DL601", f"There is no file {source.picture.file[:120]}.", hint)


def check_media(blog: Blog) -> Iterator[Problem]:
    """Media of entries exist, or are said to be lost; warnings stand wherever they must."""
    folder = blog.settings.path.rpartition("/")[0]
    for entry in blog.entries:
        for media in entry.media:
            if media.lost and media.file:
                yield error(
                    media.where("lost"), "DL606", "This is said to be lost and has a file.", "Remove one of the two."
                )
            elif not media.lost and not media.file:
                hint = "Name its file: under media/, or say lost: true."
                yield error(media.where(), "DL205", "This has neither a file nor lost: true.", hint)
            elif media.file and media.file not in blog.media:
                hint = nearest_or(media.file, blog.media, f"Put it into {folder}/media/, or say lost: true.")
                yield error(media.where("file"), "DL601", f"There is no file {media.file[:120]}.", hint)
            elif media.file and not media.warning and blog.media[media.file].warned:
                hint = "Give it the warning that it has elsewhere: warning: …"
                yield error(media.where("file"), "DL607", f"{media.file[:120]} has a warning in another entry.", hint)


__all__ = [
    "check_aliases", "check_blog_references", "check_bylines", "check_comments", "check_files", "check_ids",
    "check_media", "check_names", "check_protection", "check_references", "check_sources", "check_times",
]  # fmt: skip
