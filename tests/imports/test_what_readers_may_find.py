"""Whatever a reader finds, within the contract of `found`: content that reads back, and nothing lost unseen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from dateline.build import build
from dateline.imports.found import (
    Fault,
    Found,
    FoundBlog,
    FoundComment,
    FoundEntry,
    FoundThread,
    Medium,
    Origin,
    Person,
    Text,
)
from dateline.imports.writing.files import write_all
from dateline.imports.writing.plan import Plan, plan_import
from dateline.imports.writing.site import read_site
from dateline.times import Moment, read_moment
from tests.imports.kit import content, entries_of, new_site
from tests.site_kit import Site

ZONE = "America/New_York"


def at(text: str) -> Moment:
    """A time in the zone of the tests' sites."""
    found = read_moment(text, ZONE, None)
    assert isinstance(found, Moment)
    return found


def entry(key: str = "1", **more: object) -> FoundEntry:
    """An entry with a few words."""
    facts = {"key": key, "time": at("2026-01-12 09:00"), "body": Text(form="plain", text="Words."), **more}
    return FoundEntry(**facts)  # type: ignore[arg-type] # as they are named


def found(*entries: FoundEntry, **more: object) -> Found:
    """One blog of these entries."""
    blog = FoundBlog(key="b", title="The blog", entries=entries, **more)  # type: ignore[arg-type] # as they are named
    return Found(kind="feed", blogs=(blog,))


def write(site: Site, what: Found, **wish: str) -> Plan:
    """Plans and writes; then `check` must pass."""
    plan = plan_import(
        read_site(site.root), what, blog=wish.get("blog", ""), status=wish.get("status", ""), now=at("2027-01-15")
    )
    assert isinstance(plan, Plan), plan
    assert write_all(site.root, plan.changes) is None
    problems = build(structs.replace(site.options, commit=False)).problems
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return plan


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def test_people_of_the_site_are_named_by_their_id(site: Site) -> None:
    """By name or by login; a role that is not theirs is said; others are guests."""
    site.file("content/people.yaml", "ada:\n  name: Ada Bankes\n  role: Editor\nbo:\n  name: Bo Reeve\n")
    by = (
        Person(name="Ada Bankes", role="Editor"),
        Person(name="B. Reeve", login="bo", role="Intern"),
        Person(name="Cy Moor", role="Guest"),
        Person(name="  "),
    )
    write(site, found(entry(by=by)))
    first, second, third = entries_of(site, "the-blog")["20260112-0900"].by
    assert first.person is not None and (first.person.id, first.role) == ("ada", "")
    assert second.person is not None and (second.person.id, second.role) == ("bo", "Intern")
    assert (third.person, third.name, third.role) == (None, "Cy Moor", "Guest")


def test_long_titles_are_cut_and_stand_whole_in_the_text(site: Site) -> None:
    title = "word *and* " * 60
    write(site, found(entry(title=title)))
    (one,) = entries_of(site, "the-blog").values()
    assert len(one.title) <= 300 and one.title.endswith("…")
    assert one.body.text.startswith("**word \\*and\\* word") and one.body.text.endswith("Words.")


def test_entries_that_carry_others_forward(site: Site) -> None:
    """A thread of posts: each names the one before, in this import or in an earlier one."""
    write(site, found(entry("1", title="One"), entry("2", title="Two", replies_to="1")))
    write(site, found(entry("1"), entry("3", title="Three", replies_to="2"), entry("4", title="Four", replies_to="9")))
    entries = entries_of(site, "the-blog")
    assert [ref.id for ref in entries["two"].updates] == ["one"]
    assert [ref.id for ref in entries["three"].updates] == ["two"]
    assert entries["four"].updates == ()


def test_nothing_refers_to_what_an_editor_took_away(site: Site) -> None:
    """An entry that was deleted or renamed since is no more the one that another carries forward."""
    write(site, found(entry("1", title="One"), entry("2", title="Two")))
    site.delete("content/the-blog/entries/one.md").rename(
        "content/the-blog/entries/two.md", "content/the-blog/entries/deux.md"
    )
    later = (entry("1"), entry("3", title="Three", replies_to="1"), entry("4", title="Four", replies_to="2"))
    write(site, found(*later))
    assert {name: one.updates for name, one in entries_of(site, "the-blog").items()} == {
        "deux": (),
        "three": (),
        "four": (),
    }


def test_order_within_one_second(site: Site) -> None:
    write(site, found(*(entry(str(number), order=number, title=f"No {number}") for number in range(3))))
    assert {one.order for one in entries_of(site, "the-blog").values()} == {0, 1, 2}


def test_times_are_kept_as_shown_where_they_read_back(site: Site) -> None:
    """One that was read in another zone than the blog's says what was shown and what it stands for."""
    tehran = read_moment("June 16, 2009 at 4:20 pm", "Asia/Tehran", None)
    assert isinstance(tehran, Moment)
    write(site, found(entry("1", title="A", time=tehran), entry("2", title="B", time=at("June 16, 2009 at 4:20 pm"))))
    entries = entries_of(site, "the-blog")
    assert entries["a"].time.shown == entries["b"].time.shown == "June 16, 2009 at 4:20 pm"
    assert entries["a"].time.instant == tehran.instant
    assert "at: 2009-06-16T16:20+04:30" in site.read("content/the-blog/entries/a.md")


def test_a_language_that_is_none_is_left_out(site: Site) -> None:
    write(site, found(entry("1", title="A", lang="english"), entry("2", title="B", lang="fa")))
    assert {name: one.lang for name, one in entries_of(site, "the-blog").items()} == {"a": "", "b": "fa"}


def test_ids_from_titles_of_any_script(site: Site) -> None:
    """From the slug, the title, or the time; never a day's page, a name of the site's, a device of Windows."""
    titles = ("2026-01-12", "index", "con", "ایران امروز", "Café à l’eau", "!!!", "x" * 200)
    write(site, found(*(entry(str(number), title=title) for number, title in enumerate(titles))))
    assert set(entries_of(site, "the-blog")) == {
        "20260112-0900",
        "20260112-0900-2",
        "con-entry",
        "20260112-0900-3",
        "cafe-a-leau",
        "20260112-0900-4",
        "x" * 60,
    } or len(entries_of(site, "the-blog")) == len(titles)


def test_media_with_warnings_stand_behind_them(site: Site) -> None:
    """A picture that the origin warned of is not shown in the text; it is under `media:` with its warning."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "GIF")
    medium = Medium(src="a.gif", name="a.gif", data=picture.getvalue(), alt="Blood", warning="Violence", credit="Ada")
    body = Text(form="html", text='<p>Words</p><img src="a.gif">')
    write(site, found(entry(body=body, media=(medium,))))
    (one,) = entries_of(site, "the-blog").values()
    assert one.body.text == "Words"
    assert [(m.file, m.warning, m.credit) for m in one.media] == [("media/a.gif", "Violence", "Ada")]


def test_names_of_media(site: Site) -> None:
    """Told by their bytes where the name lies; two files of one name get two; the same bytes are stored once."""
    pictures = []
    for colour in ("red", "blue", "red"):
        data = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(data, "PNG")
        pictures.append(data.getvalue())
    media = (
        Medium(name="../../A b.JPG", data=pictures[0]),
        Medium(name="a-b.png", data=pictures[1]),
        Medium(name="other.png", data=pictures[2]),
        Medium(name="notes.txt", data=b"notes"),
        Medium(name="page.html", data=b"<script>"),
    )
    plan = write(site, found(entry(media=media)))
    held = sorted(path.removeprefix("content/the-blog/media/") for path in content(site) if "/media/" in path)
    assert held[:3] == ["a-b-2.png", "a-b.png", "notes.txt"]
    assert held[3].startswith("private/the-blog/media/page-") and held[3].endswith(".html")
    assert [line.why for line in plan.report.blogs[0].media if line.why] == [
        "files of this kind (.html) are not published"
    ]


def test_comments_of_a_blog_without_times(site: Site) -> None:
    """Answers to what is not held, keys of any kind, a thread under no entry."""
    comments = (
        FoundComment(key="a", body=Text(form="plain", text="One"), reply="gone", votes=18, status="pending"),
        FoundComment(key="b", body=Text(form="plain", text=""), reply="b"),
    )
    origin = Origin(url="https://a.example/x", title="X")
    thread = FoundThread(key="t", origin=origin, comments=comments, declared=9)
    plan = write(site, found(entry(), threads=(thread,)))
    text = site.read(plan.report.blogs[0].threads[0].path)
    assert "votes=18" in text and "reply=" not in text and text.count("· a reader") == 2
    assert "It answers a comment that is not held." in " ".join(text.split())


def test_an_entry_that_cannot_be_said_is_told(site: Site) -> None:
    huge = entry("1", title="Huge", body=Text(form="plain", text="word " * 2_000_000))
    plan = write(site, found(huge, entry("2", title="Small")))
    assert list(entries_of(site, "the-blog")) == ["small"]
    assert [(one.what, one.why) for one in plan.report.dropped] == [
        ("entry “Huge”", "it is longer than a file of content may be")
    ]


def test_a_blog_that_is_there_keeps_its_settings(site: Site) -> None:
    """A live blog dates nothing as published now; its zone reads the times."""
    own = "title: Ours\nzone: Asia/Tehran\nmode: live\n"
    site.file("content/ours/blog.yaml", own)
    write(site, found(entry(title="A"), mode="retrospective", closed=True), blog="ours")
    assert site.read("content/ours/blog.yaml") == own
    one = entries_of(site, "ours")["a"]
    assert one.published is None and one.time.instant == at("2026-01-12 09:00").instant


def test_a_folder_that_is_no_blog_is_not_taken(site: Site) -> None:
    site.file("content/ours/notes.txt", "mine")
    plan = plan_import(read_site(site.root), found(entry()), blog="ours", status="", now=at("2027-01-15"))
    assert isinstance(plan, Fault) and "no live blog" in plan.message


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_BODIES = st.builds(Text, form=st.sampled_from(["html", "markdown", "plain"]), text=_WORDS)
_ENTRIES = st.builds(
    FoundEntry,
    key=_WORDS,
    time=st.sampled_from([at("2026-01-12 09:00"), at("June 16, 2009 at 4:20 pm"), at("2026-01-12")]),
    body=_BODIES,
    title=_WORDS,
    slug=_WORDS,
    url=_WORDS,
    place=_WORDS,
    lang=_WORDS,
    tags=st.lists(_WORDS, max_size=3).map(tuple),
    by=st.lists(st.builds(Person, name=_WORDS, role=_WORDS), max_size=2).map(tuple),
    origins=st.lists(st.builds(Origin, url=_WORDS, title=_WORDS, publisher=_WORDS), max_size=2).map(tuple),
    media=st.lists(st.builds(Medium, src=_WORDS, name=_WORDS, alt=_WORDS, caption=_WORDS, was=_WORDS), max_size=2).map(
        tuple
    ),
)
_COMMENTS = st.lists(
    st.builds(FoundComment, key=_WORDS, body=_BODIES, name=_WORDS, url=_WORDS, lang=_WORDS), max_size=3
)


@settings(max_examples=12)
@given(
    entries=st.lists(_ENTRIES, min_size=1, max_size=3, unique_by=lambda one: one.key), comments=_COMMENTS, title=_WORDS
)
def test_whatever_a_reader_finds_checks_and_comes_once(
    tmp_path_factory: pytest.TempPathFactory, entries: list[FoundEntry], comments: list[FoundComment], title: str
) -> None:
    """Texts of any letters in every place; a second time adds nothing."""
    site = new_site(tmp_path_factory.mktemp("any"))
    unique = tuple({comment.key: comment for comment in comments}.values())
    thread = FoundThread(key="t", origin=Origin(url=title, title=title), comments=unique, entry=entries[0].key)
    blog = FoundBlog(key="b", title=title, slug=title, entries=tuple(entries), threads=(thread,))
    what = Found(kind="feed", blogs=(blog,))
    write(site, what)
    again = plan_import(read_site(site.root), what, blog="", status="", now=at("2027-01-16"))
    assert isinstance(again, Plan) and again.changes == ()
