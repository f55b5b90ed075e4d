"""An entry as a view: the same on its own page, a day page, the front page and in feeds."""

from __future__ import annotations

from functools import partial

import msgspec

from dateline.images.kinds import format_of
from dateline.index.pieces import Piece
from dateline.kept import Kept
from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.scope import SIZES
from dateline.model.entry import Entry, Media
from dateline.placeholders import ROOT
from dateline.plan import texts, words
from dateline.plan.changes import last_change
from dateline.plan.desk import Desk
from dateline.plan.digest import digest
from dateline.plan.pictures import picture_of
from dateline.plan.sources import source_views
from dateline.plan.text_media import media_in
from dateline.plan.threads import thread_views
from dateline.plan.views import CorrectionView, EntryView, Link, MediaView, PictureSource, Relation, State, ViaView
from dateline.urls import path_to_href
from dateline.words import said

_LABEL = 70


def label_of(entry: Entry, fragment: Fragment, lang: str) -> str:
    """What an entry is called in lists: its headline, else how its text begins, else its time."""
    if entry.status == "removed":
        return said(words.TOMBSTONE, lang)
    if entry.title:
        return entry.title
    text = fragment.text.split("\n", 1)[0]
    if len(text) > _LABEL:
        text = text[:_LABEL].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return text or entry.time.shown


def entry_views(pieces: tuple[Piece, ...], desk: Desk, around: object) -> dict[str, EntryView]:
    """The views of all entries by id, in order.

    `around` stands for all of the desk that they may be made from besides what is the entries' own.
    """
    found: dict[str, EntryView] = {}
    for name, entries in pieces:
        texts = tuple(desk.fragments.get(entry.id, EMPTY) for entry in entries)
        marks = tuple(desk.marks.get(entry.id, "") for entry in entries) if desk.marks else ()
        relations = tuple(_relations(entry, desk) for entry in entries)
        make = partial(_entry_views, entries, relations, desk, around)
        found.update(desk.kept.within(("views", name), (around, entries, texts, marks, relations), make))
    return {entry.id: found[entry.id] for entry in desk.index.entries}


def _entry_views(
    entries: tuple[Entry, ...], relations: tuple[tuple[Relation, ...], ...], desk: Desk, around: object, kept: Kept
) -> dict[str, EntryView]:
    return {
        entry.id: entry_view(entry, related, desk, around, kept)
        for entry, related in zip(entries, relations, strict=True)
    }


def entry_view(entry: Entry, relations: tuple[Relation, ...], desk: Desk, around: object, kept: Kept) -> EntryView:
    """The view of an entry. A tombstone's holds nothing but its address and the day it was removed."""
    fragment = desk.fragments.get(entry.id, EMPTY)
    mark = desk.marks.get(entry.id, "")
    own = (entry, fragment, desk.labels[entry.id], mark, relations)

    def make() -> EntryView:
        return _entry_view(entry, fragment, mark, relations, desk)

    def find() -> EntryView:
        return make() if desk.drawn is None else desk.drawn.view(entry.id, own, make)

    return kept.same(("view", entry.id), (around, *own), find)


def _entry_view(entry: Entry, fragment: Fragment, mark: str, relations: tuple[Relation, ...], desk: Desk) -> EntryView:
    blog = desk.blog
    lang, dir = words.apart(entry.lang or blog.language, blog.language)
    removed = entry.status == "removed"
    view = EntryView(
        id=entry.id,
        anchor=entry.anchor,
        href="" if entry.at_risk else ROOT + path_to_href(f"{blog.id}/{entry.id}.html"),
        blog_title=blog.settings.title,
        tombstone=removed,
        removed=desk.time(entry.removed),
        headline=entry.title,
        label=desk.labels[entry.id],
        time=None if removed else desk.time(entry.time),
        published=None if removed else desk.time(entry.published or entry.time),
        updated=desk.time(entry.updated),
        changed=desk.time(last_change(entry)),
        place=entry.place,
        by=desk.by(entry.by),
        kind=entry.kind,
        key=entry.key,
        pinned=entry.pinned,
        verification=verification_state(entry, desk.lang),
        via=tuple(ViaView(who=link.who, how=link.how) for link in entry.via),
        body_html=fragment.html,
        has_headings=fragment.has_headings,
        media=tuple(
            _media(media, caption, desk)
            for media, caption in zip(entry.media, texts.captions(entry, blog, desk.shared.common), strict=True)
        ),
        text_media=() if entry.at_risk else tuple(media_in(fragment, desk).values()),
        graphic=any(media.warning and format_of(media.file) for media in entry.media),
        threads=thread_views(entry, desk),
        sources=source_views(entry, fragment, desk),
        corrections=_corrections(entry, desk),
        relations=relations,
        tags=tuple(tag_link(tag, desk) for tag in entry.tags),
        lang=lang,
        dir=dir,
        blog_lang=blog.language,
        blog_dir=words.direction(blog.language),
        blog_by=() if removed else desk.by(blog.settings.by),
        noindex=entry.noindex or blog.settings.noindex,
        preview=State(slug=mark, word=said(words.PREVIEW[mark], desk.lang)) if mark else None,
        digest=b"",
    )
    return msgspec.structs.replace(view, digest=digest(view))


def verification_state(entry: Entry, lang: str) -> State | None:
    """How sure an entry is, in the words of a language."""
    slug = entry.verification
    return State(slug=slug, word=said(words.VERIFICATION[slug], lang)) if slug else None


def tag_link(tag: str, desk: Desk) -> Link:
    """A tag by the label that site.yaml gives it."""
    return desk.memo.once(("tag", tag), None, lambda: _tag_link(tag, desk))


def _tag_link(tag: str, desk: Desk) -> Link:
    labels = desk.shared.common.settings.tags or {}
    return Link(text=labels.get(tag, tag.replace("-", " ")), href=ROOT + path_to_href(f"tags/{tag}.html"))


def _corrections(entry: Entry, desk: Desk) -> tuple[CorrectionView, ...]:
    found = []
    written = texts.corrections(entry, desk.blog, desk.shared.common)
    for correction, text in zip(entry.corrections, written, strict=True):
        time = desk.time(correction.at)
        assert time is not None
        fragment = text.fragment(desk.memo)
        found.append(CorrectionView(time=time, text_html=fragment.html, text=fragment.text))
    return tuple(found)


def _media(media: Media, caption: texts.ShortText, desk: Desk) -> MediaView:
    file = None if media.lost else desk.blog.media.get(media.file)
    source = desk.source(media.source.id) if media.source else None
    picture = picture_of(desk.blog.id, file) if file else None
    return MediaView(
        kind=picture.kind if picture else "lost",
        href=picture.href if picture else "",
        alt=media.alt,
        caption_html=caption.fragment(desk.memo).html,
        credit=media.credit or (source.publisher if source else ""),
        rights=media.rights,
        warning=media.warning,
        was=media.was,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        src=picture.src if picture else "",
        sources=tuple(PictureSource(type=kind, srcset=srcset, sizes=SIZES) for kind, srcset in picture.sources)
        if picture
        else (),
        animated=bool(picture and picture.animated and picture.sources),
    )


def _relations(entry: Entry, desk: Desk) -> tuple[Relation, ...]:
    if not (entry.corrects or entry.updates or entry.supersedes or entry.id in desk.index.incoming):
        return ()
    found = [
        Relation(slug=kind, label=said(words.RELATIONS[kind], desk.lang), link=_related(ref.id, desk))
        for kind in ("corrects", "updates", "supersedes")
        for ref in getattr(entry, kind)
        if _exists(ref.id, desk)
    ]
    if not entry.at_risk:
        for kind, other in desk.index.incoming.get(entry.id, ()):
            slug = words.INCOMING[kind]
            found.append(Relation(slug=slug, label=said(words.RELATIONS[slug], desk.lang), link=_related(other, desk)))
    return tuple(found)


def _exists(target: str, desk: Desk) -> bool:
    blog, slash, _ = target.partition("/")
    return target in desk.index.pages or (bool(slash) and blog in desk.shared.titles)


def _related(target: str, desk: Desk) -> Link:
    """A link to an entry by id, or BLOG/ID; one of another blog is named by that blog's title."""
    blog, slash, name = target.partition("/")
    if not slash:
        return Link(text=desk.labels[target], href=desk.href(desk.index.named[target]))
    return Link(text=desk.shared.titles.get(blog, blog), href=ROOT + path_to_href(f"{blog}/{name}.html"))
