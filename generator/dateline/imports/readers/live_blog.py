"""Sourcefabric's Live Blog: what its API answers for a blog's posts, as one file, or as a folder of its pages.

The public answers (`client_blogs/ID/posts`, with each post's items in it), those of version 2 and those to editors
(`blogs/ID/posts`) are read; the blog's own document (`client_blogs/ID`) names it where it stands beside or in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, FoundEntry, FoundThread, Options, Origin, Text
from dateline.imports.given import Given, as_json, read_file
from dateline.imports.live_blog.posts import Told, comments_of, entry_of, key_of, state_of
from dateline.imports.values import counted, first_words, in_order, mapping, objects, words

_POST_SIGNS = (b'"groups"', b'"post_status"', b'"lb_highlight"')


def recognises(given: Given) -> bool:
    """An answer of the API by its words, or a folder that holds one among its files."""
    if not given.is_folder:
        return given.head.lstrip()[:1] in (b"{", b"[") and b'"_items"' in given.head and _shows_posts(given)
    inner = (given.member(name) for name in given.members(".json")[:50])
    return any(recognises(Given(path, path.name)) for path in inner if path is not None)


def _shows_posts(given: Given) -> bool:
    return any(sign in given.head for sign in _POST_SIGNS)


def read(given: Given, options: Options) -> Found | Fault:
    """The posts as entries. Readers' comments become threads, without a name, and never stand in an entry."""
    documents = _documents(given)
    if isinstance(documents, Fault):
        return documents
    posts: dict[str, dict[str, Any]] = {}
    blogs: dict[str, dict[str, Any]] = {}
    missing = 0
    for document in documents:
        for page in _pages(document):
            found = [post for post in objects(page.get("_items")) if "groups" in post or "items" in post]
            posts |= {key_of(post): post for post in found if key_of(post)}
            missing = max(missing, _total(page))
        blogs |= {key_of(blog): blog for blog in _blogs(document)}
    if not posts:
        hint = "Choose what the API answers for /api/client_blogs/ID/posts."
        return Fault(message="There are no posts of a live blog here.", hint=hint)
    by_blog: dict[str, list[dict[str, Any]]] = {}
    for post in posts.values():
        by_blog.setdefault(_blog_of(post), []).append(post)
    if len(by_blog) > 1 and "" in by_blog:
        by_blog[next(filter(None, by_blog))] += by_blog.pop("")
    told = Told()
    made = tuple(_blog(name, rows, _document_of(name, blogs), given, options, told) for name, rows in by_blog.items())
    dropped = list(told.all())
    if missing > len(posts):
        what = counted(missing - len(posts), "post", "posts")
        dropped.append(
            Dropped(what=what, why="on further pages of the answer; save them beside this one", where="_meta")
        )
    return Found(kind="live-blog", blogs=made, dropped=tuple(dropped))


def _documents(given: Given) -> list[Any] | Fault:
    if not given.is_folder:
        data = given.bytes()
        found = data if isinstance(data, Fault) else as_json(data, given.shown)
        return found if isinstance(found, Fault) else [found]
    documents = []
    for name in given.members(".json"):
        path = given.member(name)
        data = read_file(path) if path is not None else b"null"
        found = data if isinstance(data, Fault) else as_json(data, f"{given.shown}/{name}")
        if isinstance(found, Fault):
            return found
        documents.append(found)
    return documents


def _pages(document: Any) -> Iterable[dict[str, Any]]:
    """The answers that a document holds: itself, several in a list, or one as `posts` beside the blog's own."""
    for found in objects(document):
        yield from (page for page in (found, mapping(found.get("posts"))) if "_items" in page)


def _blogs(document: Any) -> Iterable[dict[str, Any]]:
    for found in objects(document):
        yield from (
            blog for blog in (found, mapping(found.get("blog")), *objects(found.get("_items")))
            if "title" in blog and ("blog_status" in blog or "blog_preferences" in blog)
        )  # fmt: skip


def _total(page: dict[str, Any]) -> int:
    total = mapping(page.get("_meta")).get("total")
    return total if isinstance(total, int) else 0


def _blog_of(post: dict[str, Any]) -> str:
    blog = post.get("blog") or post.get("client_blog")
    return words(blog) or key_of(mapping(blog))


def _document_of(name: str, blogs: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return blogs.get(name) or (next(iter(blogs.values())) if len(blogs) == 1 else {})


def _blog(
    name: str, posts: list[dict[str, Any]], document: dict[str, Any], given: Given, options: Options, told: Told
) -> FoundBlog:
    title = options.title or first_words(document.get("title")) or "Live blog"
    url = options.url or first_words(document.get("public_url"))
    entries: list[FoundEntry] = []
    threads: list[FoundThread] = []
    loose = []
    for post in sorted(posts, key=_place):
        if not told.takes(post):
            continue
        entry = entry_of(post, given, options.zone, told) if state_of(post) != "comment" else None
        comments = comments_of(post, options.zone)
        if entry is None:
            loose += comments
            continue
        entries.append(entry)
        if comments:
            origin = Origin(url=url, title=f"{title}: {entry.title or entry.time.machine()}")
            threads.append(FoundThread(key=entry.key, origin=origin, comments=tuple(comments), entry=entry.key))
    if loose:
        threads.append(FoundThread(key="comments", origin=Origin(url=url, title=title), comments=tuple(loose)))
    description = first_words(document.get("description"))
    preferences = mapping(document.get("blog_preferences"))
    languages = Counter(words(post.get("language")) for post in posts if words(post.get("language")))
    spoken = first_words(preferences.get("language"), languages.most_common(1)[0][0] if languages else "")
    return FoundBlog(
        key=name or "blog",
        title=title,
        standfirst=Text(form="html", text=description) if description else None,
        url=url,
        language=options.language or spoken.replace("_", "-"),
        closed=words(document.get("blog_status")) == "closed",
        entries=in_order(entries),
        threads=tuple(threads),
    )


def _place(post: dict[str, Any]) -> tuple[float, str]:
    """Where a post stands among those of its second: by the order that editors gave it."""
    order = post.get("order")
    return (float(order) if isinstance(order, int | float) else 0.0, key_of(post))
