"""The rules that feeds are held to: `atom.rng` and `rss.rng` for the two in XML, and records for JSON Feed 1.1."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from lxml import etree
from msgspec import Meta, Struct

Said = Annotated[str, Meta(min_length=1)]
Web = Annotated[str, Meta(pattern=r"^https?://[!-~]+$")]
Tag = Annotated[str, Meta(pattern=r"^tag:[^:,]+,[0-9]{4}(-[0-9]{2}){0,2}:[!-~]+$")]
Time = Annotated[str, Meta(pattern=r"^[0-9-]{10}T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2})$")]
Language = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]


class Author(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a feed or an item."""

    name: Said


class Hub(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to subscribe."""

    type: Literal["WebSub"]
    url: Web


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that comes with an item."""

    url: Web
    mime_type: Annotated[str, Meta(pattern=r"^(image|audio|video)/[a-z0-9.+-]+$")]
    size_in_bytes: Annotated[int, Meta(gt=0)] | None = None


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry."""

    id: Tag
    url: Web
    title: Said
    content_html: Said
    date_published: Time
    date_modified: Time
    language: Language
    authors: tuple[Author, ...] = ()
    tags: tuple[Said, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class JsonFeed(Struct, frozen=True, forbid_unknown_fields=True):
    """What of JSON Feed 1.1 (jsonfeed.org/version/1.1) these feeds use, and nothing else."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: Said
    home_page_url: Web
    feed_url: Web
    language: Language
    authors: Annotated[tuple[Author, ...], Meta(min_length=1)]
    items: tuple[Item, ...]
    description: Said | None = None
    hubs: tuple[Hub, ...] = ()


def json_feed(data: bytes) -> JsonFeed:
    """A feed in JSON; a `msgspec.ValidationError` says what is wrong with it."""
    return msgspec.json.decode(data, type=JsonFeed)


def faults_of(path: str, data: bytes) -> list[str]:
    """What is wrong with a feed, by the format that its name tells."""
    if path.endswith(".json"):
        try:
            json_feed(data)
        except msgspec.ValidationError as fault:
            return [str(fault)]
        return []
    schema, links = (_RSS, _RSS_LINKS) if path.endswith("rss.xml") else (_ATOM, _ATOM_LINKS)
    root = etree.fromstring(data)
    faults = [] if schema.validate(root) else [str(schema.error_log)]
    for (place, relation), (least, most) in links.items():
        for parent in root.iterfind(place, _NAMES):
            count = len(parent.findall(f"atom:link[@rel='{relation}']", _NAMES))
            if not least <= count <= most:
                faults.append(f"{count} links {relation} in {place}")
    archives = root.findall("fh:archive", _NAMES)
    if bool(archives) != bool(root.findall("atom:link[@rel='current']", _NAMES)):
        faults.append("an archive, and only an archive, names the document that is current")
    return faults


_NAMES = {"atom": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
_ATOM_LINKS = {
    (".", "self"): (1, 1),
    (".", "alternate"): (1, 1),
    (".", "current"): (0, 1),
    (".", "prev-archive"): (0, 1),
    (".", "next-archive"): (0, 1),
    ("atom:entry", "alternate"): (1, 1),
}
_RSS_LINKS = {("channel", "self"): (1, 1)}
"""(element, relation) → how few and how many such links it may have."""
_ATOM, _RSS = (etree.RelaxNG(etree.parse(Path(__file__).with_name(f"{kind}.rng"))) for kind in ("atom", "rss"))
