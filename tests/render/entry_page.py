"""An entry's page as a view in which one text stands in every field of text."""

from __future__ import annotations

from dateline.placeholders import ROOT
from dateline.plan.views import (
    ArchivedView,
    BlogHead,
    BylineView,
    CitedView,
    CorrectionView,
    EntryPage,
    EntryView,
    Link,
    MediaView,
    Metadata,
    Shell,
    SiteView,
    SourceView,
    TimeView,
)

URL = "https://archive.example/"


def time_view(machine: str = "2012-10-28T06:00-04:00", certainty: str = "minute") -> TimeView:
    """A time of that day."""
    day = certainty == "day"
    return TimeView(
        shown="", clock="" if day else "06:00", zone="" if day else "EDT", machine=machine, day_long="Sunday",
        day_short="28 October 2012", certainty=certainty, verbatim=False,
    )  # fmt: skip


def entry_page(
    text: str = "Words",
    *,
    url: str = URL,
    time: TimeView | None = None,
    published: TimeView | None = None,
    by: tuple[str, ...] | None = None,
) -> EntryPage:
    """The page. `by` are the names of guests, by default the text; `published` is by default the time."""
    time = time or time_view()
    site = SiteView(
        title=text, description=text, href=ROOT + "index.html", url=url, language="en", dir="ltr", publisher=text,
        publisher_href="", licence=text, licence_href="https://licence.example/", takedown_href="mailto:a@b.example",
        takedown_text="a@b.example", navigation=(), assets={}, options={}, sections=(), early_html="",
        feeds_href="",
    )  # fmt: skip
    blog = BlogHead(
        id="live", title=text, href=ROOT + "live/index.html", standfirst_html="", status=(), live=True, by=(), span="",
        zone="", place="", lang="en", dir="ltr",
    )  # fmt: skip
    return EntryPage(
        site=site,
        shell=Shell(
            kind="entry",
            title=f"{text} · {text}",
            description=text,
            lang="en",
            dir="ltr",
            canonical=f"{url}live/one.html" if url else "",
            trail=(Link(text=text, href=ROOT + "index.html"), Link(text=text, href=ROOT + "live/index.html")),
            metadata=Metadata(name=text, locale="en_US", text=text),
        ),
        blog=blog,
        entry=_entry(text, time, published or time, (text,) if by is None else by),
        day=Link(text=text, href=ROOT + "live/2012-10-28.html#one"),
        earlier=None,
        later=None,
    )


def _entry(text: str, time: TimeView, published: TimeView, by: tuple[str, ...]) -> EntryView:
    source = SourceView(
        publisher=text, title=text, author=text, href="https://met.example/", published="", accessed="", states=(),
        archived=(ArchivedView(href="https://copies.example/1", at=""),), index_href="", known="", lang="",
    )  # fmt: skip
    media = MediaView(
        kind="image", href=ROOT + "live/media/a.png", alt=text, caption_html="", credit=text, rights=text, warning="",
        was="", width=640, height=480,
    )  # fmt: skip
    return EntryView(
        id="one", anchor="one", href=ROOT + "live/one.html", blog_title=text, tombstone=False, removed=None,
        headline=text, label=text, time=time, published=published, updated=time_view("2012-10-29T07:00:30-04:00"),
        changed=time_view("2012-10-29T07:00:30-04:00"),
        place=text, by=tuple(BylineView(name=name, role=text, href="") for name in by), kind="update", key=False,
        pinned=False, verification=None, via=(), body_html="", has_headings=False, media=(media,),
        text_media=(), graphic=False, threads=(),
        sources=(CitedView(number=1, anchor="one_s_1", source=source),),
        corrections=(CorrectionView(time=time_view("2012-10-30", "day"), text_html="", text=text),), relations=(),
        tags=(Link(text=text, href=ROOT + "tags/storm.html"),), lang="", dir="", blog_lang="en", blog_dir="ltr",
        blog_by=(), noindex=False, preview=None, digest=b"",
    )  # fmt: skip
