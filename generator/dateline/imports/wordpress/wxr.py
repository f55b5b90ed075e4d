"""The elements of a WXR file as records: channel, authors, items, comments. Versions 1.0 to 1.2 differ in their
namespace only, so that names are compared without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.imports.found import Fault
from dateline.imports.xml import items_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrComment:
    """`approved`: 1 | 0 | spam | trash | liveblog. `date` by the site's clock, `date_gmt` in UTC; either may be "".
    `user`: the number of who wrote it while logged in, else 0."""

    id: str
    author: str
    user: str
    date: str
    date_gmt: str
    content: str
    approved: str
    type: str
    parent: str
    meta: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrItem:
    """A post, page, attachment … `terms` are (taxonomy, name)."""

    id: str
    type: str
    status: str
    title: str
    link: str
    slug: str
    creator: str
    date: str
    date_gmt: str
    modified_gmt: str
    content: str
    excerpt: str
    parent: str
    password: str
    sticky: bool
    attachment: str
    terms: tuple[tuple[str, str], ...]
    meta: Mapping[str, tuple[str, ...]]
    comments: tuple[WxrComment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wxr:
    """A whole export. `authors`: login → name shown. `users`: number → name shown, as far as the export tells."""

    title: str
    description: str
    url: str
    language: str
    authors: Mapping[str, str]
    users: Mapping[str, str]
    items: tuple[WxrItem, ...]


_CHANNEL = ("title", "description", "link", "base_blog_url", "language")


def read_wxr(data: bytes, shown: str) -> Wxr | Fault:
    """The export, or where it is broken."""
    authors: dict[str, str] = {}
    users: dict[str, str] = {}
    items: list[WxrItem] = []
    channel: dict[str, str] = {}
    version = ""
    for element in items_of(data, shown, ("item", "author", "channel", "wxr_version")):
        if isinstance(element, Fault):
            return element
        name = _local(element)
        if name == "item":
            items.append(_item(element))
        elif name == "author" and element.getparent() is not None and _local(element.getparent()) == "channel":
            login = _text(element, "author_login")
            authors[login] = _text(element, "author_display_name") or login
            users[_text(element, "author_id")] = authors[login]
        elif name == "wxr_version":
            version = version or (element.text or "").strip()
        elif name == "channel":
            channel = {key: _text(element, key) for key in _CHANNEL}
    if not version:
        hint = "Choose All content under Tools → Export in WordPress."
        return Fault(message="This is no export of WordPress: it names no wxr_version.", hint=hint, path=shown)
    return Wxr(
        title=channel.get("title", ""),
        description=channel.get("description", ""),
        url=channel.get("base_blog_url", "") or channel.get("link", ""),
        language=channel.get("language", ""),
        authors=_guests(items) | authors,
        users=users,
        items=tuple(items),
    )


def _guests(items: list[WxrItem]) -> dict[str, str]:
    """Authors without an account, whom Co-Authors Plus keeps as items: login → name shown."""
    found: dict[str, str] = {}
    for item in items:
        login = next(iter(item.meta.get("cap-user_login", ())), "")
        name = next(iter(item.meta.get("cap-display_name", ())), "") or item.title
        if item.type == "guest-author" and login and name:
            found[login] = name
    return found


def _item(element: Any) -> WxrItem:
    return WxrItem(
        id=_text(element, "post_id"),
        type=_text(element, "post_type"),
        status=_text(element, "status"),
        title=_text(element, "title"),
        link=_text(element, "link"),
        slug=_text(element, "post_name"),
        creator=_text(element, "creator"),
        date=_text(element, "post_date"),
        date_gmt=_text(element, "post_date_gmt"),
        modified_gmt=_text(element, "post_modified_gmt"),
        content=_encoded(element, "content"),
        excerpt=_encoded(element, "excerpt"),
        parent=_text(element, "post_parent"),
        password=_text(element, "post_password"),
        sticky=_text(element, "is_sticky") == "1",
        attachment=_text(element, "attachment_url"),
        terms=tuple(
            (child.get("domain") or "category", (child.text or "").strip())
            for child in element
            if _local(child) == "category" and (child.text or "").strip()
        ),
        meta=_meta(element, "postmeta"),
        comments=tuple(_comment(child) for child in element if _local(child) == "comment"),
    )


def _comment(element: Any) -> WxrComment:
    return WxrComment(
        id=_text(element, "comment_id"),
        author=_text(element, "comment_author"),
        user=_text(element, "comment_user_id"),
        date=_text(element, "comment_date"),
        date_gmt=_text(element, "comment_date_gmt"),
        content=_text(element, "comment_content"),
        approved=_text(element, "comment_approved"),
        type=_text(element, "comment_type"),
        parent=_text(element, "comment_parent"),
        meta=_meta(element, "commentmeta"),
    )


def _meta(element: Any, name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for child in element:
        if _local(child) == name:
            key = _text(child, "meta_key")
            found[key] = (*found.get(key, ()), _text(child, "meta_value"))
    return found


def _text(element: Any, name: str) -> str:
    for child in element:
        if _local(child) == name:
            return "".join(child.itertext()).strip()
    return ""


def _encoded(element: Any, namespace: str) -> str:
    """`content:encoded` or `excerpt:encoded`: the same name in two namespaces."""
    for child in element:
        if _local(child) == "encoded" and f"/{namespace}/" in f"{child.tag}".replace("}", "/"):
            return "".join(child.itertext())
    return ""


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
