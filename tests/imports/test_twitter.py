"""A Twitter archive, as folder, zip or lone file: public posts of its own account, and nothing else that is in it."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given
from dateline.imports.kinds import kind_of
from dateline.imports.readers import twitter
from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused
from tests.site_kit import Site

ARCHIVE = INPUTS / "twitter"
OPTIONS = Options(zone="America/New_York")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def zipped(folder: Path, to: Path, around: str = "") -> Path:
    """A zip of a folder's files, with a folder around them."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, around + path.relative_to(folder).as_posix())
    return to


def posts(*rows: dict[str, Any], part: str = "tweets.part0") -> str:
    """A file of posts."""
    return f"window.YTD.{part} = {json.dumps([{'tweet': row} for row in rows])}"


def post(number: str, text: str, **more: Any) -> dict[str, Any]:
    """The least that a post has."""
    return {"id_str": number, "full_text": text, "created_at": "Mon Jan 12 13:30:00 +0000 2026", **more}


def read(path: Path) -> Found:
    """What the reader finds; it must find something."""
    found = twitter.read(Given(path, path.name), OPTIONS)
    assert isinstance(found, Found), found
    return found


def test_an_account_becomes_a_blog(site: Site) -> None:
    """Named after the account, in the words of its profile."""
    report = imported(site, ARCHIVE)
    blog = blog_of(site, "nightdesk")
    assert blog.settings.title == "The night desk (@nightdesk)"
    assert blog.settings.standfirst == "What the water does."
    assert blog.settings.mode == "live"
    assert report.kind == "twitter"
    assert len(blog.entries) == 7


def test_a_post_with_its_addresses_and_tags(site: Site) -> None:
    """Shortened addresses are the long ones again, `&amp;` is a sign; the time is that of the site's clock."""
    imported(site, ARCHIVE)
    first = entries_of(site, "nightdesk")["20260112-0830"]
    assert first.body.text == "Bridges & quays are shut #HighWater https://town.example/roads?a=1&b=2"
    assert (first.tags, first.lang, first.time.machine()) == (("highwater",), "en", "2026-01-12T08:30:05-05:00")
    assert [by.name for by in first.by] == ["The night desk"]


def test_answers_to_own_posts_carry_them_forward(site: Site) -> None:
    """What is held of the media comes along, what is not is marked; both behind the warning of their origin."""
    imported(site, ARCHIVE)
    answer = entries_of(site, "nightdesk")["20260112-0831"]
    assert [ref.id for ref in answer.updates] == ["20260112-0830"]
    assert answer.body.text == "The quay now"
    held, lost = answer.media
    assert (held.file, held.lost, held.warning) == ("media/fquay.png", False, "Marked as sensitive at its origin")
    assert (lost.lost, lost.was) == (True, "https://pbs.twimg.com/media/Fgone.jpg")
    stored = ARCHIVE / "data/tweets_media/1500000000000000002-Fquay.png"
    assert (site.root / "content/nightdesk/media/fquay.png").read_bytes() == stored.read_bytes()


def test_answers_to_others_name_what_they_answer(site: Site) -> None:
    """So do posts that quote another one."""
    imported(site, ARCHIVE)
    entries = entries_of(site, "nightdesk")
    sources = blog_of(site, "nightdesk").sources
    answered = [sources[ref.id].url for ref in entries["20260112-0833"].sources]
    assert answered == ["https://twitter.com/reader/status/1400000000000000001"]
    quoted = [sources[ref.id].url for ref in entries["20260112-0840"].sources]
    assert quoted == ["https://x.com/town/status/1400000000000000009"]


def test_of_an_edited_post_the_last_version_stands(site: Site) -> None:
    """Under the time of its first one, and once only."""
    imported(site, ARCHIVE)
    edited = entries_of(site, "nightdesk")["20260112-0834"]
    assert edited.body.text == "Level 4.2 m"
    assert edited.updated is not None and edited.updated.clock() == "08:36"
    assert not any("Levle" in entry.body.text for entry in entries_of(site, "nightdesk").values())


def test_the_key_of_an_edited_post_is_that_of_its_first_version(site: Site) -> None:
    """A later export, which has but the last one, brings it not again."""
    imported(site, ARCHIVE)
    before = content(site)
    copy = site.root / "input" / "later"
    shutil.copytree(ARCHIVE, copy)
    rows = json.loads((copy / "data/tweets.js").read_text().split("=", 1)[1])
    kept = [row for row in rows if row["tweet"]["id_str"] != "1500000000000000005"]
    (copy / "data/tweets.js").write_text(f"window.YTD.tweets.part0 = {json.dumps(kept)}")
    assert imported(site, copy).is_empty()
    assert content(site) == before


def test_long_posts_are_whole(site: Site) -> None:
    """Their texts stand in a file of their own, which says not whose they are but when and how they begin."""
    imported(site, ARCHIVE)
    entries = entries_of(site, "nightdesk")
    said = "A long report of the night begins with the water and ends at dawn: https://town.example/dawn"
    assert entries["20260112-0841"].body.text == said


def test_a_film_is_named_by_its_best_version(site: Site) -> None:
    imported(site, ARCHIVE)
    entry = entries_of(site, "nightdesk")["20260112-0842"]
    assert (entry.body.text, entry.lang) == ("", "")
    assert [medium.was for medium in entry.media] == ["https://video.twimg.com/v/large.mp4?tag=12"]


def test_nothing_else_of_the_archive_is_taken(site: Site) -> None:
    """Retweets, deleted posts, messages, the account's address: neither in content nor in the report."""
    report = imported(site, ARCHIVE)
    everything = b"".join(content(site).values()).decode("utf-8", "replace") + str(report)
    assert "SECRET" not in everything
    told = [(one.what, one.where) for one in report.dropped]
    assert ("1 retweet", "") in told
    assert ("deleted posts", "deleted-tweets.js") in told
    assert ("a post", "post 10") in told


@pytest.mark.parametrize("around", ["", "twitter-2026-01-12-abc/"])
def test_the_zip_as_downloaded_says_the_same(site: Site, tmp_path: Path, around: str) -> None:
    """Its media among it; whatever folder is around them."""
    source = zipped(ARCHIVE, tmp_path / "input-archive.zip", around)
    kind = kind_of(Given(source, source.name))
    assert kind is not None and kind.name == "twitter"
    report = imported(site, source)
    folder = imported(new_site(tmp_path / "other"), ARCHIVE)
    assert report.blogs == folder.blogs
    assert report.dropped == folder.dropped


def test_a_lone_file_finds_its_neighbours(site: Site) -> None:
    """The further parts, the account and the media that lie beside it."""
    kind = kind_of(Given(ARCHIVE / "data/tweets.js", "tweets.js"))
    assert kind is not None and kind.name == "twitter"
    imported(site, ARCHIVE / "data/tweets.js")
    assert len(entries_of(site, "nightdesk")) == 7
    assert (site.root / "content/nightdesk/media/fquay.png").is_file()


def test_a_file_that_is_quite_alone_tells_whose_it_is(tmp_path: Path) -> None:
    """By answers to its own posts, or by the address of its own media; else it goes without a name."""
    answer = post(
        "2", "more", in_reply_to_status_id_str="1", in_reply_to_screen_name="desk", in_reply_to_user_id_str="7"
    )
    path = tmp_path / "tweets.js"
    path.write_text(posts(post("1", "one"), answer))
    (blog,) = read(path).blogs
    assert (blog.key, blog.slug) == ("7", "desk")
    media = {"media": [{"url": "https://t.co/a", "expanded_url": "https://x.com/desk2/status/1/photo/1"}]}
    path.write_text(posts(post("1", "one https://t.co/a", extended_entities=media)))
    (blog,) = read(path).blogs
    assert (blog.key, blog.entries[0].by[0].login) == ("desk2", "desk2")
    path.write_text(posts(post("1", "one")))
    (blog,) = read(path).blogs
    assert (blog.key, blog.entries[0].by, blog.entries[0].url) == ("account", (), "https://twitter.com/i/web/status/1")


def test_the_older_form(tmp_path: Path) -> None:
    """`tweet.js`, its posts not wrapped, their ids without `_str`."""
    path = tmp_path / "tweet.js"
    row = {"id": "5", "full_text": "old", "created_at": "Tue Jun 16 21:17:00 +0000 2009"}
    path.write_text(f"window.YTD.tweet.part0 = [ {json.dumps(row)} ];")
    (blog,) = read(path).blogs
    assert [(entry.key, entry.body.text, entry.time.machine()) for entry in blog.entries] == [
        ("5", "old", "2009-06-16T17:17-04:00")
    ]


def test_posts_of_one_second_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(posts(post("12", "second"), post("9", "first")))
    (blog,) = read(path).blogs
    assert [(entry.body.text, entry.order) for entry in blog.entries] == [("first", 0), ("second", 1)]


@pytest.mark.parametrize(
    ("text", "said", "line", "column"),
    [
        ("alert(1)", "no file of a Twitter archive", 1, 1),
        ('window.YTD.tweets.part0 = [ {"tweet": {} }', "not JSON", 1, 43),
        ('window.YTD.tweets.part0 = [\n {"tweet": }]', "not JSON", 2, 12),
        ("window.YTD.tweets.part0 = [] ; alert(1)", "not JSON", 1, 30),
        ("window.YTD.tweets.part0 = {}", "A list of posts is expected", 1, 0),
        ("window.YTD.tweets.part0 = []", "holds no posts", 0, 0),
        ("window.YTD.tweets.part0 = " + "[" * 100_000, "nested too deeply", 0, 0),
    ],
)
def test_what_is_no_list_of_posts(site: Site, text: str, said: str, line: int, column: int) -> None:
    """It is read, never run; the place of a fault is that in the file itself."""
    fault = refused(site, given(site, "tweets.js", text), kind="twitter")
    assert said in fault.message
    assert (fault.line, fault.column) == (line, column)


def test_a_broken_neighbour_is_named(site: Site) -> None:
    given(site, "a/data/account.js", "window.YTD.account.part0 = [")
    given(site, "a/data/tweets.js", posts(post("1", "one")))
    fault = refused(site, site.root / "input/a")
    assert fault.path == "a/data/account.js"


def test_a_folder_without_posts_says_what_to_choose(site: Site) -> None:
    given(site, "empty/readme.txt", "nothing")
    fault = refused(site, site.root / "input/empty", kind="twitter")
    assert "data/tweets.js" in fault.message and "zip" in fault.hint


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["1", "RT @a: b", "https://t.co/a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id_str",
                    "full_text",
                    "created_at",
                    "entities",
                    "urls",
                    "media",
                    "extended_entities",
                    "edit_info",
                    "edit",
                    "url",
                    "initialTweetId",
                    "video_info",
                    "variants",
                    "bitrate",
                    "in_reply_to_status_id_str",
                    "expanded_url",
                    "hashtags",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@for_any(rows=st.lists(_ANY, max_size=4))
@settings(max_examples=150)
def test_whatever_stands_in_posts_is_read_or_refused(tmp_path: Path, rows: list[Any]) -> None:
    """No value in place of another makes the reader raise."""
    path = tmp_path / "tweets.js"
    sound = {"tweet": post("1", "one")}
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps([sound, *({'tweet': row} for row in rows)])}")
    found = twitter.read(Given(path, path.name), OPTIONS)
    assert isinstance(found, Fault) or len(found.blogs[0].entries) >= 1


@for_any(facts=st.dictionaries(st.sampled_from(["entities", "extended_entities", "edit_info", "lang", "place"]), _ANY))
@settings(max_examples=150)
def test_whatever_stands_in_the_facts_of_a_post(tmp_path: Path, facts: dict[str, Any]) -> None:
    """A sound post with unsound facts is still an entry."""
    path = tmp_path / "tweets.js"
    path.write_text(posts(post("1", "one", **facts)))
    assert read(path).blogs[0].entries[0].key
