"""Comments as they are held: words as typed, quotations, links in full; who asks for protection."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.imports.comments import as_typed, asks_for_protection
from dateline.imports.found import FoundComment, FoundThread, Origin, Text
from dateline.imports.ledger import read_ledger
from dateline.imports.writing.site import Blog
from dateline.imports.writing.threads import thread_file
from dateline.load.threads import read_thread
from dateline.markup.comment import render_comment
from dateline.markup.scope import Scope, quotes_of
from dateline.schema.reader import Reader
from dateline.times import Moment, read_moment

BLOG = Blog(id="b", zone="America/New_York", mode="live", exists=False, ledger=read_ledger(""))
SCOPE = Scope(prefix="c", folder="b/", quotes=quotes_of("en"))


def at(text: str) -> Moment:
    found = read_moment(text, BLOG.zone, None)
    assert isinstance(found, Moment)
    return found


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ("<p>One<br>two</p><p>three</p>", "One\ntwo\n\nthree"),
        ("<p>wrapped\nin the source</p>", "wrapped in the source"),
        ('see <a href="https://a.example/x">this</a>', "see this (https://a.example/x)"),
        ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
        ("<blockquote><p>you</p><p>said</p></blockquote>No.", "> you\n>\n> said\n\nNo."),
        ("<b>bold</b> <script>x</script>&lt;b&gt;", "bold <b>"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("## heading", "\\## heading"),
    ],
)
def test_html_as_typed(html: str, typed: str) -> None:
    assert as_typed(Text(form="html", text=html)) == typed


def test_plain_words_stay() -> None:
    assert (
        as_typed(Text(form="plain", text="#tag !!!!\n\n\n\n*so*  \n## x\n### y")) == "#tag !!!!\n\n*so*\n\\## x\n### y"
    )


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Please hide my name", True),
        ("Take Somebody Invented's post down", True),
        ("please do not reveal where they live", True),
        ("Stop naming them", True),
        ("Don't post this.", True),
        ("This may get her arrested.", True),
        ("I posted a comment about the names of rivers.", False),
        ("Take care, and remove the boats.", False),
        ("The dam is safe.", False),
    ],
)
def test_who_asks_for_protection(words: str, asks: bool) -> None:
    assert asks_for_protection(words) is asks


_TYPED = [
    *("word", "## h", "##", "# x", "> q", "", "---", "...", "key: v", "status: released", "```", "<!--", "· a"),
    *("{#a .released}", "    in", "\\## y", "&#2;", "\u2028z"),
]
_LINES = st.lists(st.sampled_from(_TYPED), max_size=12)


@settings(max_examples=120)
@given(st.lists(_LINES, min_size=1, max_size=5))
def test_no_comment_runs_into_another(bodies: list[list[str]]) -> None:
    """Whatever was typed: as many comments as there were, all withheld, all words where they were."""
    comments = tuple(
        FoundComment(key=str(index), body=Text(form="plain", text="\n".join(rows)), time=at("2026-01-12 09:00"))
        for index, rows in enumerate(bodies)
    )
    thread = FoundThread(key="t", origin=Origin(url="", title="T"), comments=comments)
    written = thread_file(thread, comments, "source", at("2026-01-12"), BLOG, "t")
    assert written.text
    read = read_thread(written.text, Reader(path="", zone=BLOG.zone, problems=[]), "t")
    assert read is not None and len(read.comments) == len(bodies)
    for comment, rows in zip(read.comments.values(), bodies, strict=True):
        assert comment.status == "withheld" and comment.description == "a reader"
        shown = render_comment(comment.body.text, SCOPE).text
        assert shown.count("word") == rows.count("word") and shown.count("## h") == rows.count("## h")


def test_zone_and_times_of_a_thread() -> None:
    """A thread in another zone than the blog's says so once, and its times read back as the same instants."""
    found = read_moment("May 4, 2026 at 9:00 am", "Asia/Tehran", None)
    assert isinstance(found, Moment)
    comments = (FoundComment(key="1", body=Text(form="plain", text="x"), time=found),)
    thread = FoundThread(key="t", origin=Origin(url="", title="T"), comments=comments, declared=3)
    text = thread_file(thread, comments, "s", at("2026-05-04"), BLOG, "t").text
    assert "zone: Asia/Tehran" in text and "## May 4, 2026 at 9:00 am · a reader" in text
    read = read_thread(text, Reader(path="", zone=BLOG.zone, problems=[]), "t")
    assert read is not None and [one.time.instant for one in read.comments.values()] == [found.instant]
