"""What is stored of a source, made ready for the card that stands where its address stands alone."""

from __future__ import annotations

from dateline.markup.scope import Card
from dateline.model.blog import Blog
from dateline.model.source import UNLINKABLE, Source
from dateline.plan import words
from dateline.plan.pictures import picture_of
from dateline.times import Moment
from dateline.times.show import short_date, with_calendar
from dateline.words import said


def card_of(source: Source, blog: Blog, lang: str) -> Card:
    """The card of a source in a text of a language. An address that was taken over is never linked."""
    locale = with_calendar(lang, blog.calendar)
    linkable = bool(source.url) and source.url_status not in UNLINKABLE
    file = blog.media.get(source.picture.file) if source.picture else None
    foreign = source.lang if source.lang != lang else ""
    return Card(
        source=source.id,
        author=source.author,
        publisher=source.publisher,
        title=source.title,
        href=source.url if linkable else "",
        machine="" if source.published is None else source.published.day(),
        date="" if source.published is None else short_date(source.published, locale),
        states=((source.url_status, said(words.URL_STATUS[source.url_status], lang)),)
        if source.url
        else (("no-address", said(words.NO_ADDRESS, lang)),),
        copies=tuple((copy.url, _copy(copy.at, lang, locale)) for copy in source.archived),
        text=source.text,
        lang=foreign,
        dir=words.direction(foreign) if foreign else "",
        picture=picture_of(blog.id, file) if file else None,
        alt=source.picture.alt if source.picture else "",
    )


def _copy(at: Moment | None, lang: str, locale: str) -> str:
    if at is None:
        return said(words.ARCHIVED, lang)
    return said(words.ARCHIVED_AT, lang, date=short_date(at, locale))
