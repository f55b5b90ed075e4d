"""A Mastodon account's archive: what was public, in its threads; nothing that went to fewer."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given
from dateline.imports.kinds import kind_of
from dateline.imports.readers import mastodon
from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused
from tests.imports.test_twitter import zipped
from tests.site_kit import Site

ARCHIVE = INPUTS / "mastodon"
OPTIONS = Options(zone="America/New_York")
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ME = "https://social.example/users/desk"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def outbox(*notes: dict[str, Any]) -> str:
    """An outbox of public posts, whatever else is said of them."""
    items = [
        {"type": "Create", "actor": ME, "to": [PUBLIC], "object": {"type": "Note", "to": [PUBLIC], **note}}
        for note in notes
    ]
    return json.dumps({"type": "OrderedCollection", "orderedItems": items})


def note(number: int, content: str = "<p>words</p>", **more: Any) -> dict[str, Any]:
    """The least that a post has."""
    return {"id": f"{ME}/statuses/{number}", "published": "2026-01-12T13:30:00Z", "content": content, **more}


def read(path: Path) -> Found:
    """What the reader finds; it must find something."""
    found = mastodon.read(Given(path, path.name), OPTIONS)
    assert isinstance(found, Found), found
    return found


def test_an_account_becomes_a_blog(site: Site) -> None:
    imported(site, ARCHIVE)
    blog = blog_of(site, "desk")
    assert blog.settings.title == "The night desk (@desk@social.example)"
    assert blog.settings.standfirst == "What the water does."
    assert len(blog.entries) == 4


def test_a_post_with_tags_language_and_later_change(site: Site) -> None:
    imported(site, ARCHIVE)
    entry = entries_of(site, "desk")["20260112-0830"]
    assert entry.body.text.startswith("The river stands at 4.2 m. [")
    assert (entry.tags, entry.lang, [by.name for by in entry.by]) == (("highwater",), "en", ["The night desk"])
    assert entry.updated is not None and entry.updated.clock() == "09:05"


def test_a_thread_and_a_content_warning(site: Site) -> None:
    """An answer to an own post carries it forward; its warning stands before its media, and is its headline."""
    imported(site, ARCHIVE)
    entry = entries_of(site, "desk")["flooded-homes"]
    assert [ref.id for ref in entry.updates] == ["20260112-0830"]
    held, lost = entry.media
    assert (held.file, held.alt, held.warning) == ("media/gauge.png", "The gauge at the quay", "flooded homes")
    assert (lost.lost, lost.warning) == (True, "flooded homes")
    assert "media/" not in entry.body.text


def test_an_answer_to_someone_else_names_it(site: Site) -> None:
    """Unlisted posts are public: they only stand on no timeline."""
    imported(site, ARCHIVE)
    entry = entries_of(site, "desk")["20260112-0840"]
    sources = blog_of(site, "desk").sources
    assert [sources[ref.id].url for ref in entry.sources] == ["https://other.example/users/reader/statuses/77"]
    assert entry.body.text == "[\\@reader](https://other.example/@reader) Yes, both bridges."


def test_a_poll_keeps_its_answers(site: Site) -> None:
    imported(site, ARCHIVE)
    entry = entries_of(site, "desk")["20260112-0845"]
    assert entry.body.text == "Welche Brücke?\n\n- Die alte: 12\n- Die neue: 3"
    assert entry.lang == "de-AT"


def test_what_was_not_public_is_withheld(site: Site) -> None:
    """By the activity's audience or the post's own; not even its address is told where it is answered."""
    report = imported(site, ARCHIVE)
    everything = b"".join(content(site).values()).decode("utf-8", "replace") + str(report)
    assert "SECRET" not in everything
    assert not any(f"statuses/{number}" in everything for number in (4, 5, 6))
    told = [(one.what, one.why.split(":")[0]) for one in report.dropped]
    assert told == [
        ("1 boost", "they are the posts of others"),
        ("3 posts", "withheld"),
        ("1 activity", "neither a post nor a boost"),
    ]


@pytest.mark.parametrize(
    ("audience", "is_public"),
    [
        ({"to": [PUBLIC]}, True),
        ({"to": PUBLIC}, True),
        ({"to": ["as:Public"]}, True),
        ({"to": [f"{ME}/followers"], "cc": [PUBLIC]}, True),
        ({"to": [f"{ME}/followers"]}, False),
        ({"to": []}, False),
        ({"to": None}, False),
        ({"to": [{"id": PUBLIC}]}, False),
        ({"to": [f"{PUBLIC}/x"], "cc": ["public"]}, False),
    ],
)
def test_audiences(tmp_path: Path, audience: dict[str, Any], is_public: bool) -> None:
    """Whatever does not plainly say that it is for everybody is not."""
    path = tmp_path / "outbox.json"
    path.write_text(outbox(note(1, **audience), note(2)))
    assert len(read(path).blogs[0].entries) == (2 if is_public else 1)


def test_packed_archives_say_the_same(site: Site, tmp_path: Path) -> None:
    """The zip of today and the gzipped tar of former years, media among them."""
    packed = [zipped(ARCHIVE, tmp_path / "input.zip")]
    with tarfile.open(tmp_path / "input.tar.gz", "w:gz") as archive:
        archive.add(ARCHIVE, ".")
    packed.append(tmp_path / "input.tar.gz")
    folder = imported(site, ARCHIVE)
    for number, source in enumerate(packed):
        kind = kind_of(Given(source, source.name))
        assert kind is not None and kind.name == "mastodon"
        other = new_site(tmp_path / str(number))
        assert imported(other, source).blogs == folder.blogs
        assert (other.root / "content/desk/media/gauge.png").is_file()


def test_an_outbox_alone(site: Site) -> None:
    """Without the actor's file, its posts tell whose it is."""
    source = given(site, "outbox.json", outbox(note(1, attributedTo=ME)))
    kind = kind_of(Given(source, source.name))
    assert kind is not None and kind.name == "mastodon"
    imported(site, source)
    assert blog_of(site, "desk").settings.title == "desk (@desk@social.example)"


def test_quoted_posts_are_sources(tmp_path: Path) -> None:
    path = tmp_path / "outbox.json"
    quoted = "https://other.example/users/town/statuses/5"
    path.write_text(outbox(note(1, quote=quoted), note(2, quoteUrl=f"{ME}/statuses/1"), note(3, quote="javascript:x")))
    entries = read(path).blogs[0].entries
    assert [[origin.url for origin in entry.origins] for entry in entries] == [[quoted], [], []]


def test_media_never_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    folder = tmp_path / "archive"
    folder.mkdir()
    address = "/media_attachments/../../secret.png"
    (folder / "outbox.json").write_text(outbox(note(1, attachment=[{"url": address}, {"url": "https://[bad"}])))
    (entry,) = read(folder).blogs[0].entries
    assert [medium.data for medium in entry.media] == [None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"type": "OrderedCollection", "orderedItems": [', "not JSON"),
        ('{"type": "Person"}', "no outbox"),
        ("[]", "no outbox"),
        ('{"type": "OrderedCollection", "orderedItems": [NaN]}', "not JSON"),
        ('{"a":' * 100_000, "nested too deeply"),
        (b"\xff\xfe{}", "not UTF-8"),
    ],
)
def test_what_is_no_outbox(site: Site, text: str | bytes, said: str) -> None:
    assert said in refused(site, given(site, "outbox.json", text), kind="mastodon").message


def test_a_broken_actor_is_named(site: Site) -> None:
    given(site, "a/outbox.json", outbox(note(1)))
    given(site, "a/actor.json", "{")
    assert refused(site, site.root / "input/a").path == "a/actor.json"


def test_a_folder_without_an_outbox(site: Site) -> None:
    given(site, "a/actor.json", "{}")
    assert "outbox.json" in refused(site, site.root / "input/a", kind="mastodon").message


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(ME),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "type", "replies", "totalItems", "mediaType", "en"]), inner)
    ),
    max_leaves=10,
)


@for_any(
    facts=st.dictionaries(
        st.sampled_from(
            [
                "summary",
                "inReplyTo",
                "updated",
                "url",
                "attributedTo",
                "contentMap",
                "attachment",
                "tag",
                "oneOf",
                "content",
                "quote",
                "published",
                "id",
                "name",
                "sensitive",
            ]
        ),
        _ANY,
    )
)
@settings(max_examples=200)
def test_whatever_stands_in_a_post_is_read_or_dropped(tmp_path: Path, facts: dict[str, Any]) -> None:
    """No value in place of another makes the reader raise, and every post is an entry or told."""
    path = tmp_path / "outbox.json"
    path.write_text(outbox(note(1), {**note(2), **facts}))
    found = mastodon.read(Given(path, path.name), OPTIONS)
    assert not isinstance(found, Fault)
    ids = {entry.key for entry in found.blogs[0].entries}
    assert f"{ME}/statuses/1" in ids
    assert len(ids) == 2 or found.dropped or facts.get("id") == f"{ME}/statuses/1"
