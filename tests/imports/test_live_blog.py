"""Sourcefabric's Live Blog: answers of its API, a page of them or a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given
from dateline.imports.kinds import kind_of
from dateline.imports.readers import live_blog
from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused, thread_of
from tests.site_kit import Site

PAGES = INPUTS / "live-blog"
OPTIONS = Options(zone="America/New_York")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def post(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The least that a post has."""
    refs = [{"item": item} for item in items]
    return {
        "_id": "p1",
        "blog": "b1",
        "published_date": "2026-01-12T13:30:00+00:00",
        "groups": [{"id": "root", "refs": [{"idRef": "main"}]}, {"id": "main", "refs": refs}],
        **more,
    }


def text(words: str) -> dict[str, Any]:
    """An item of words."""
    return {"_id": "i1", "item_type": "text", "text": words}


def read(tmp_path: Path, *posts: dict[str, Any]) -> Found:
    """What the reader finds in an answer; it must find something."""
    path = tmp_path / "posts.json"
    path.write_text(json.dumps({"_items": posts}))
    found = live_blog.read(Given(path, path.name), OPTIONS)
    assert isinstance(found, Found), found
    return found


def test_a_folder_of_pages_becomes_a_blog(site: Site) -> None:
    """Named by the blog's own document, which lies among them."""
    kind = kind_of(Given(PAGES, PAGES.name))
    assert kind is not None and kind.name == "live-blog"
    imported(site, PAGES)
    blog = blog_of(site, "high-water")
    assert (blog.settings.title, blog.settings.status, blog.settings.mode) == ("High water", "closed", "live")
    assert len(blog.entries) == 8


def test_words_key_events_pins_tags_and_bylines(site: Site) -> None:
    imported(site, PAGES)
    entry = entries_of(site, "high-water")["20260112-0830"]
    assert entry.body.text == "The river stands at **4.2 m**."
    assert (entry.key, entry.pinned, entry.tags) == (True, True, ("gauge", "town-council"))
    assert [by.name for by in entry.by] == ["Ada Quill"]
    assert entry.updated is not None and entry.updated.clock() == "08:50"


def test_a_quotation_and_a_picture(site: Site) -> None:
    """What is said there is text, not HTML; the picture comes along where it was saved beside the answer."""
    imported(site, PAGES)
    entry = entries_of(site, "high-water")["20260112-0831"]
    assert entry.body.text == "> We \\<shut> the bridge.\n>\n> — [@?: The mayor]\n\n![The quay](media/quay.png)"
    (picture,) = entry.media
    assert (picture.credit, picture.was) == ("B. Lens", "https://media.example/2026/quay.png")


def test_what_was_embedded_is_quoted_or_linked(site: Site) -> None:
    """And a source. Two posts of one second keep the order that editors gave them."""
    imported(site, PAGES)
    entry = entries_of(site, "high-water")["20260112-0831-2"]
    assert entry.body.text == (
        "> Stay at home.\n>\n> — The town, [The town (@town)](https://twitter.com/town/status/99)\n\n"
        "[The flood from above](https://www.youtube.com/watch?v=abc)"
    )
    assert entry.order == 1
    sources = blog_of(site, "high-water").sources
    assert [(sources[ref.id].publisher, sources[ref.id].author) for ref in entry.sources] == [
        ("Twitter", "The town"),
        ("YouTube", ""),
    ]


def test_comments_of_readers_are_held_without_names(site: Site) -> None:
    """Those that editors had published and answered, and those that nobody had looked at. No entry shows them."""
    imported(site, PAGES)
    assert entries_of(site, "high-water")["20260112-0832"].body.text == "It is shut."
    answered = thread_of(site, "private/high-water/threads/20260112-0832-comments.md")
    waiting = thread_of(site, "private/high-water/threads/high-water-comments.md")
    assert [comment.body.text for comment in answered.comments.values()] == ["Is the old bridge open?"]
    assert [comment.body.text for comment in waiting.comments.values()] == ["Where can I get sandbags?"]
    public = {path: data for path, data in content(site).items() if path.startswith("content/")}
    assert b"sandbags" not in b"".join(public.values()) and b"old bridge open" not in b"".join(public.values())


def test_drafts_are_drafts(site: Site) -> None:
    """Lines that an editor wrote without HTML keep their paragraphs."""
    imported(site, PAGES)
    draft = entries_of(site, "high-water")["20260112-0833"]
    assert (draft.status, draft.body.text) == ("draft", "Not yet checked\n\nSecond paragraph")


def test_polls_and_what_newsrooms_made_up(site: Site) -> None:
    """A scorecard is its words; a syndicated post is its own author's; facts that stand in JSON within are read."""
    imported(site, PAGES)
    entries = entries_of(site, "high-water")
    assert entries["20260112-0837"].body.text == "**Which bridge?**\n\n- The old one: 12\n- The new one: 3"
    assert entries["20260112-0838"].body.text == "Town 2 : 1 River\n\n[Map of closures](https://town.example/map)"
    assert [by.name for by in entries["20260112-0838"].by] == ["Partner Desk"]


def test_version_2_of_the_api(site: Site) -> None:
    """Its items stand right in the post; a picture that is not at hand is marked where it was."""
    imported(site, PAGES)
    entry = entries_of(site, "high-water")["20260112-0839"]
    assert [by.name for by in entry.by] == ["Cem Night"]
    assert [(medium.lost, medium.alt, medium.was) for medium in entry.media] == [
        (True, "Lost view", "https://media.example/2026/lost.jpg")
    ]


def test_what_was_deleted_or_advertises_is_told_and_nothing_of_it_taken(site: Site) -> None:
    """So is what stands on pages that are not at hand. Names of readers are nowhere."""
    report = imported(site, PAGES)
    everything = b"".join(content(site).values()).decode("utf-8", "replace") + str(report)
    assert "SECRET" not in everything
    told = [(one.what, one.where) for one in report.dropped]
    assert ("1 deleted post", "") in told
    assert ("1 advertisement", "") in told
    assert ("an item of the kind “video”", "urn:newsml:desk.example:post:12") in told
    assert ("3 posts", "_meta") in told


def test_a_second_run_adds_nothing(site: Site) -> None:
    """Neither a page alone after the folder of all."""
    imported(site, PAGES)
    before = content(site)
    assert imported(site, PAGES).is_empty()
    assert imported(site, PAGES / "page-1.json").is_empty()
    assert content(site) == before


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"post_status": "open"}, "published"),
        ({"post_status": "draft"}, "draft"),
        ({"post_status": "submitted"}, "draft"),
        ({"post_status": "new-in-4"}, "draft"),
        ({}, "published"),
    ],
)
def test_states(tmp_path: Path, more: dict[str, Any], status: str) -> None:
    """What is not known to have been public is a draft."""
    assert [entry.status for entry in read(tmp_path, post(text("a"), **more)).blogs[0].entries] == [status]


@pytest.mark.parametrize("more", [{"deleted": True}, {"deleted": "on"}, {"state": "spiked"}, {"pubstatus": "canceled"}])
def test_what_was_taken_back(tmp_path: Path, more: dict[str, Any]) -> None:
    found = read(tmp_path, {**post(text("b")), "_id": "p2"}, post(text("SECRET"), **more))
    assert [entry.key for entry in found.blogs[0].entries] == ["p2"]
    assert "SECRET" not in str(found)


def test_touched_within_a_minute_is_no_update(tmp_path: Path) -> None:
    for seconds, is_update in ((40, False), (61, True)):
        later = f"2026-01-12T13:{30 + seconds // 60}:{seconds % 60:02}+00:00"
        (entry,) = read(tmp_path, post(text("a"), content_updated_date=later)).blogs[0].entries
        assert (entry.updated is not None) is is_update


def test_posts_of_several_blogs_are_several_blogs(tmp_path: Path) -> None:
    found = read(tmp_path, post(text("a")), {**post(text("b")), "_id": "p2", "blog": {"_id": "b2"}})
    assert [(blog.key, len(blog.entries)) for blog in found.blogs] == [("b1", 1), ("b2", 1)]


@pytest.mark.parametrize(
    ("item", "html"),
    [
        ({"item_type": "quote", "meta": {"quote": "a < b", "credit": ""}}, "<blockquote><p>a &lt; b</p></blockquote>"),
        (
            {"item_type": "embed", "text": "<iframe src='x'></iframe>", "meta": {"original_url": "javascript:x"}},
            "<iframe src='x'></iframe>",
        ),
        (
            {"item_type": "embed", "text": "<blockquote>words</blockquote>", "meta": {"url": "https://a.example/"}},
            "<blockquote>words</blockquote>",
        ),
        (
            {"item_type": "embed", "meta": {"url": "https://a.example/", "title": "<b>"}},
            '<p><a href="https://a.example/">&lt;b&gt;</a></p>',
        ),
        ({"item_type": "image", "text": '<img src="x.jpg">', "meta": {}}, '<img src="x.jpg">'),
        ({"item_type": "text", "text": "one\ntwo"}, "<p>one\ntwo</p>"),
    ],
)
def test_items(tmp_path: Path, item: dict[str, Any], html: str) -> None:
    (entry,) = read(tmp_path, post(item)).blogs[0].entries
    assert entry.body.text == html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"_items": [', "not JSON"),
        ('{"_items": []}', "no posts of a live blog"),
        ('{"_items": [{"title": "a feed"}]}', "no posts of a live blog"),
        ("[1, 2]", "no posts of a live blog"),
    ],
)
def test_what_is_no_answer(site: Site, text: str, said: str) -> None:
    assert said in refused(site, given(site, "posts.json", text), kind="live-blog").message


def test_a_broken_page_is_named_with_its_place(site: Site) -> None:
    given(site, "pages/1.json", json.dumps({"_items": [post(text("a"))]}))
    given(site, "pages/2.json", '{"_items":\n [}')
    fault = refused(site, site.root / "input/pages", kind="live-blog")
    assert (fault.path, fault.line, fault.column) == ("pages/2.json", 2, 3)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "_id",
                    "item",
                    "item_type",
                    "text",
                    "meta",
                    "renditions",
                    "original",
                    "href",
                    "poll_body",
                    "answers",
                    "question",
                    "media",
                    "display_name",
                    "filemeta_json",
                    "commenter",
                ]
            ),
            inner,
        )
    ),
    max_leaves=12,
)
_KEYS = [
    "groups",
    "items",
    "tags",
    "place",
    "dateline",
    "original_creator",
    "publisher",
    "order",
    "blog",
    "deleted",
    "content_updated_date",
    "main_item",
    "post_status",
    "published_date",
    "lb_highlight",
]


@for_any(facts=st.dictionaries(st.sampled_from(_KEYS), _ANY))
@settings(max_examples=200)
def test_whatever_stands_in_a_post_is_read_or_refused(tmp_path: Path, facts: dict[str, Any]) -> None:
    """No value in place of another makes the reader raise; a sound post beside it is kept."""
    path = tmp_path / "posts.json"
    path.write_text(json.dumps({"_items": [post(text("sound")), {**post(text("b")), "_id": "p2", **facts}]}))
    found = live_blog.read(Given(path, path.name), OPTIONS)
    assert not isinstance(found, Fault)
    assert any(entry.key == "p1" for blog in found.blogs for entry in blog.entries)
