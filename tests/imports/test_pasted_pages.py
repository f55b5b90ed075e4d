"""A page that was copied and pasted: what its head says, what it is filed under, and every comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.imports.pages.text import read_text, split_tags
from dateline.imports.pages.threads import declared_in
from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused, thread_of
from tests.site_kit import Site

NUMBERED, NESTED = INPUTS / "numbered.txt", INPUTS / "nested.txt"
NAMES = ("First Invention", "S.Econd", "Third", "fourth in Town")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def test_head_byline_tags_and_the_lost_photo(site: Site) -> None:
    """The date on two lines is one time, in its own zone; the shortcode is a picture that was lost, and is marked."""
    imported(site, NUMBERED, blog="river")
    entry = entries_of(site, "river")["water-office-to-pump-makers-keep-them-running"]
    assert entry.title == "Water Office to pump makers: Keep them running"
    assert entry.time.shown == "March 4th, 2026 09:17 PM ET"
    assert entry.time.machine() == "2026-03-04T21:17-05:00"
    assert [(by.name, by.role) for by in entry.by] == [("Ada Bankes", "River Producer")]
    assert entry.tags == ("360-river", "ada-bankes", "pumps")
    assert [(medium.lost, medium.was) for medium in entry.media] == [(True, "http://cdn.river.example/2026/pump.jpg")]
    assert entry.status == "draft"
    assert entry.published is not None and entry.published.machine() == "2027-01-15T03:00-05:00"


def test_the_words_stay_as_they_are(tmp_path: Path) -> None:
    """What means something in Markdown is shown as it was; brackets that are no shortcode stay; nothing is doubled."""
    site = Site(tmp_path)
    imported(site, NUMBERED, blog="river", status="published")
    page = site.build().output()["river/water-office-to-pump-makers-keep-them-running.html"].decode()
    assert "loud [sic] in the Water Office tonight, and nobody there uses *asterisks* or # signs." in page
    assert '<span class="elision">[…]</span> going up' in page
    assert "1. This is no comment." in page
    assert "acme-photo-caption" not in page and "• Ada" not in page


def test_every_comment_of_the_thread(site: Site) -> None:
    """Numbers within someone's words begin no comment; times stand below them; how many are held is told."""
    report = imported(site, NUMBERED, blog="river")
    line = report.blogs[0].threads[0]
    assert (line.held, line.declared, line.pages) == (4, 82, 2)
    assert line.completeness() == "4 of 82 comments held (one of 2 pages)"
    thread = thread_of(site, line.path)
    assert (thread.head.declared, thread.head.held) == (82, 4)
    comments = list(thread.comments.values())
    assert [comment.time.shown for comment in comments] == [
        "March 5, 2026 at 7:49 am",
        "March 5, 2026 at 3:41 am",
        "March 5, 2026 at 2:09 am",
        "March 4, 2026 at 11:59 pm",
    ]
    assert comments[1].body.text == '1. a list\n2. within a comment\n\n"A letter, I was told:\n\nit is not good."'
    assert comments[0].body.text.endswith("A second line, and\n\\## no heading at all")


def test_nobody_who_commented_is_named(site: Site) -> None:
    """Neither in content nor in the heading of a comment; all are withheld, pleas are marked at risk and undated."""
    report = imported(site, NUMBERED, blog="river")
    for path, data in content(site).items():
        if path.startswith("content/"):
            assert not [name for name in NAMES if name in data.decode()], path
    thread = thread_of(site, report.blogs[0].threads[0].path)
    assert {comment.description for comment in thread.comments.values()} == {"a reader"}
    assert {comment.status for comment in thread.comments.values()} == {"withheld"}
    at_risk = [comment for comment in thread.comments.values() if comment.at_risk]
    assert [comment.body.text.split("\n")[0][:4] for comment in at_risk] == ["Remo"]
    assert [comment.id for comment in at_risk] == ["c20260305"], "its id tells the day and no more"


def test_a_released_comment_is_moved_as_it_is(tmp_path: Path) -> None:
    """The thread's file is content's own form: moved into the blog and released, it is excerpted and published."""
    site = Site(tmp_path)
    report = imported(site, NUMBERED, blog="river", status="published")
    path = report.blogs[0].threads[0].path
    name = path.rsplit("/", 1)[1]
    site.rename(path, f"content/river/threads/{name}")
    site.edit(f"content/river/threads/{name}", "{#c20260304-2359}", "{#c20260304-2359}\nstatus: released")
    entry = "content/river/entries/water-office-to-pump-makers-keep-them-running.md"
    site.edit(entry, "tags:\n", f"comments: [{name.removesuffix('.md')}/c20260304-2359]\ntags:\n")
    site.build().has("river/water-office-to-pump-makers-keep-them-running.html", "So say I ...")
    site.lacks("Pumps want fuel", "7 above")


def test_names_with_times_below_and_answers_by_indentation(site: Site) -> None:
    """“3 Comments”, “Name says:”, a reply indented, a time that only says how long ago, “Page 2 of 5”."""
    report = imported(site, NESTED, blog="river")
    entry = next(iter(entries_of(site, "river").values()))
    assert (entry.title, entry.place) == ("The dam", "Lower Town")
    assert [by.name for by in entry.by] == ["Ada Bankes"]
    line = report.blogs[0].threads[0]
    assert line.completeness() == "3 of 3 comments held (page 2 of 5)"
    first, second, third = thread_of(site, line.path).comments.values()
    assert [comment.body.text for comment in (first, second, third)] == ["Good.", "No.", "Old news."]
    assert second.reply is not None and second.reply.id == first.id
    assert first.reply is None and third.reply is None
    assert third.time.certainty == "day" and "shows no time" in third.note


def test_the_document_is_the_source_of_entry_and_thread(site: Site) -> None:
    """Its address is asked of the editor; the same document never becomes two sources."""
    imported(site, NUMBERED, blog="river", url="https://river.example/pumps")
    blog = blog_of(site, "river")
    assert [source.url for source in blog.sources.values()] == ["https://river.example/pumps"]
    entry = blog.entries[0]
    assert [ref.id for ref in entry.sources] == list(blog.sources)
    imported(site, given(site, "b.txt", NUMBERED.read_text().replace("Keep", "Do keep")), blog="river",
             url="http://www.river.example/pumps/")  # fmt: skip
    assert len(blog_of(site, "river").sources) == 1


def test_a_page_without_a_date_asks_for_it(site: Site) -> None:
    """One fault that says what to do; with --time it goes in."""
    page = given(site, "page.txt", "A headline\n\nA headline\n\nSome words, and some more.\n")
    assert "--time" in refused(site, page, blog="river").hint
    assert "--time" in refused(site, page, blog="river", time="never").message
    imported(site, page, blog="river", time="June 17, 2009")
    entry = entries_of(site, "river")["a-headline"]
    assert entry.time.certainty == "day"
    assert entry.body.text == "Some words, and some more."


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("soundoff (82 Responses)", 82),
        ("82 Responses to “The dam”", 82),
        ("One Response", 1),
        ("No Comments »", 0),
        ("1,204 comments", 1204),
        ("Comments (27)", 27),
        ("27 thoughts on “The dam”", 27),
        ("He gave 82 responses in an hour.", None),
        ("82 people responded", None),
        ("Responses", None),
    ],
)
def test_headings_that_declare_comments(heading: str, number: int | None) -> None:
    assert declared_in(heading) == number


def test_a_sentence_about_comments_is_no_heading() -> None:
    """What looks like one but no comments follow belongs to the text."""
    page = read_text("T\nMay 4, 2026\n\n12 comments were made.\n\n3 Comments\n\nand more words\n", "UTC")
    assert page.comments == () and "3 Comments" in page.body.text


def test_bylines() -> None:
    """“By A and B”, “By A, Role”, and lines that are no byline."""
    head = "A headline\n{}\n\nMay 4, 2026\n\nThe words begin here, as they do.\n"
    two = read_text(head.format("By Ada Bankes and Bo Reeve"), "UTC")
    assert [person.name for person in two.by] == ["Ada Bankes", "Bo Reeve"]
    one = read_text(head.format("By Ada Bankes, staff writer"), "UTC")
    assert [(person.name, person.role) for person in one.by] == [("Ada Bankes", "staff writer")]
    none = read_text(head.format("By noon the river had risen."), "UTC")
    assert none.by == () and "By noon the river" in none.body.text


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("360° Radar • Some One • Technology", ("360° Radar", "Some One", "Technology")),
        ("a, b, a", ("a", "b")),
        ("#one | #two", ("one", "two")),
        ("alone", ("alone",)),
    ],
)
def test_what_a_page_is_filed_under(line: str, tags: tuple[str, ...]) -> None:
    assert split_tags(line) == tags
