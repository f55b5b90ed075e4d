"""Entries of feeds in XML, by feedgen: each is made once, however many feeds hold it, its blog's, a tag's, the site's.

feedgen asks of every value what it may be, and builds every entry anew. Here it writes one entry of each shape (so many
authors, so many categories, …), and that one is a form: its elements stay, and lxml puts in the values of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from feedgen.entry import FeedEntry
from feedgen.util import formatRFC2822
from lxml import etree
from markupsafe import escape

from dateline.plan.heads import ATOM
from dateline.plan.views import Enclosure, FeedItem, FeedView

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NAMESPACES = {"atom": _ATOM, "content": _CONTENT, "dc": _DC}
"""Of those that feedgen declares on the root of RSS, the ones that an item may use."""

Made = dict[tuple[str, FeedItem], bytes]
"""(format, item) → how it is written in a feed."""


class Around(NamedTuple):
    """What stands around the entries of a feed: of one that is empty (`view`), cut where the time goes."""

    view: FeedView
    head: list[bytes]
    tail: bytes


class Entries:
    """The entries of the feeds of one build, as they were written, and the forms that they are written in."""

    def __init__(self) -> None:
        self.made: Made = {}
        self.around: dict[tuple[str, str], Around] = {}
        self._forms: dict[tuple[object, ...], _AtomForm | _RssForm] = {}

    def xml(self, item: FeedItem, content: Callable[[FeedItem], str], format_: str) -> bytes:
        """An entry as it is written inside a feed. `content` is asked for what was not written before."""
        key = (format_, item)
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = self._written(item, content(item), format_)
        return found

    def _written(self, item: FeedItem, content: str, format_: str) -> bytes:
        is_atom = format_ == ATOM
        if (is_atom and item.tombstone) or _lacks_something(item, content):
            # What is empty may be left out altogether: that is feedgen's to say.
            return _xml(_element(item, content, format_))
        sizes = tuple(found.size > 0 for found in item.enclosures)
        shape = (format_, item.lang, len(item.authors), len(item.categories), sizes)
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = (_AtomForm if is_atom else _RssForm)(_element(item, content, format_))
        form.fill(item, content)
        return _xml(form.element)


class _AtomForm:
    """An entry of Atom that takes in the values of others of its shape."""

    def __init__(self, element: Any) -> None:
        self.element = element
        once = [element.find(name) for name in ("id", "title", "published", "updated", "content")]
        self._texts = (*once, *element.iterfind("author/name"))
        self._links = tuple(element.iterfind("link"))
        self._categories = tuple(element.iterfind("category"))

    def fill(self, item: FeedItem, content: str) -> None:
        """Puts an entry in the place of the last one."""
        _fill(self._texts, (item.id, item.title, item.published, item.updated, content, *item.authors))
        self._links[0].set("href", item.href)
        for link, found in zip(self._links[1:], item.enclosures, strict=True):
            link.set("href", found.href)
            link.set("type", found.type)
            if found.size:
                link.set("length", str(found.size))
        for category, (slug, label) in zip(self._categories, item.categories, strict=True):
            category.set("term", slug)
            category.set("label", label)


class _RssForm:
    """An item of RSS that takes in the values of others of its shape."""

    def __init__(self, element: Any) -> None:
        self.element = element
        item = element[0]
        once = [
            item.find(name) for name in ("title", "link", "guid", "description", "pubDate", f"{{{_CONTENT}}}encoded")
        ]
        self._texts = (*once, *item.iterfind(f"{{{_DC}}}creator"), *item.iterfind("category"))
        self._enclosure = item.find("enclosure")

    def fill(self, item: FeedItem, content: str) -> None:
        """Puts an entry in the place of the last one."""
        date = formatRFC2822(datetime.fromisoformat(item.published))
        labels = (label for _, label in item.categories)
        once = (item.title, item.href, item.id, _description(item), date, etree.CDATA(content))
        _fill(self._texts, (*once, *item.authors, *labels))
        if item.enclosures:
            found = _foremost(item.enclosures)
            self._enclosure.set("url", found.href)
            self._enclosure.set("length", str(found.size))
            self._enclosure.set("type", found.type)


def _fill(elements: Sequence[Any], texts: Sequence[Any]) -> None:
    for element, text in zip(elements, texts, strict=True):
        element.text = text


def _lacks_something(item: FeedItem, content: str) -> bool:
    """Whether there is an empty text among those that most entries have."""
    return (
        "" in (item.id, item.title, item.href, content)
        or "" in item.authors
        or any("" in category for category in item.categories)
        or any("" in (found.href, found.type) for found in item.enclosures)
    )


def _xml(element: Any) -> bytes:
    """An entry, or an item in its root: the names of its namespaces are declared there, as in the feed."""
    written: bytes = etree.tostring(element, encoding="UTF-8")
    if element.tag == "rss":
        return written[written.index(b"<item>") : written.rindex(b"</rss>")]
    return written


def _element(item: FeedItem, content: str, format_: str) -> Any:
    """An entry as feedgen makes it: of RSS, within a root that declares what an item's names mean."""
    entry = feed_entry(item, content, format_)
    if format_ == ATOM:
        return entry.atom_entry()
    root = etree.Element("rss", nsmap=_NAMESPACES)
    root.append(entry.rss_entry())
    return root


class _EntryIn(FeedEntry):  # type: ignore[misc]
    """An entry in a language of its own, as it may stand in a feed of another one."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def atom_entry(self, extensions: bool = True) -> Any:
        """`atom:entry` with `xml:lang`, which feedgen has for whole feeds only, and with links that say what they are:
        feedgen 1.0 writes their addresses alone."""
        element = super().atom_entry(extensions)
        if self._lang:
            element.set(_XML_LANG, self._lang)
        for link, told in zip(element.iterfind("link"), self.link() or (), strict=True):
            link.attrib.update(told)
        return element


class _Tombstone(FeedEntry):  # type: ignore[misc]
    """What Atom says of an entry that was removed."""

    def __init__(self, item: FeedItem) -> None:
        super().__init__()
        self._item = item

    def atom_entry(self, extensions: bool = True) -> Any:
        """`at:deleted-entry` (RFC 6721 section 3): id and time, and nothing of what the entry was."""
        stone = etree.Element(f"{{{_TOMBSTONES}}}deleted-entry", nsmap={"at": _TOMBSTONES})
        stone.set("ref", self._item.id)
        stone.set("when", self._item.updated)
        return stone


def feed_entry(item: FeedItem, content: str, format_: str) -> FeedEntry:
    """An entry, all of it feedgen's."""
    if format_ == ATOM:
        return _Tombstone(item) if item.tombstone else _atom_entry(item, content)
    return _rss_item(item, content)


def _atom_entry(item: FeedItem, content: str) -> FeedEntry:
    entry = _EntryIn(item.lang)
    entry.id(item.id)
    entry.title(item.title)
    # As objects: feedgen would guess at the form of a text, at ten times the cost.
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.author([{"name": name} for name in item.authors])
    entry.content(content, type="html")
    entry.link(href=item.href, rel="alternate", type="text/html")
    for found in item.enclosures:
        size = {"length": str(found.size)} if found.size else {}
        entry.link(href=found.href, rel="enclosure", type=found.type, **size)
    entry.category([{"term": slug, "label": label} for slug, label in item.categories])
    return entry


def _rss_item(item: FeedItem, content: str) -> FeedEntry:
    entry = FeedEntry()
    entry.title(item.title)
    entry.link(href=item.href, rel="alternate")
    entry.guid(item.id, permalink=False)
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.load_extension("dc", atom=False, rss=True)
    entry.dc.dc_creator(list(item.authors))
    entry.description(_description(item))
    entry.content(content, type="CDATA")
    if item.enclosures:
        found = _foremost(item.enclosures)
        entry.enclosure(url=found.href, length=str(found.size), type=found.type)
    entry.category([{"term": slug, "label": label} for slug, label in item.categories])
    return entry


def _description(item: FeedItem) -> str:
    """What stands there is read as HTML, even if it is a text."""
    return str(escape(item.summary or item.title))


def _foremost(enclosures: Sequence[Enclosure]) -> Enclosure:
    """RSS can have one. What can be played goes first; of an unknown size the profile asks for 0."""
    return min(enclosures, key=_is_picture)


def _is_picture(enclosure: Enclosure) -> bool:
    return enclosure.type.startswith("image/")
