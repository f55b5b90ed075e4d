"""Whole pages as the web has them: what is taken for the article, what for its comments, what is left beside.

`pages.md` holds each page and what an editor would find: headline, time, byline, tags, the text, each comment on a line
(id, time, `>` what it answers, words), how many the page declares, and what was left out (`!`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports.comments import as_typed
from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given
from dateline.imports.html.markdown import to_markdown
from dateline.imports.pages.article import article_of
from dateline.imports.pages.decoding import decoded, encoding_of
from dateline.imports.pages.guide import Guide, guide_of
from dateline.imports.pages.when import in_words, time_on, told_with_zone
from dateline.imports.readers.page import read
from tests.imports.kit import content, entries_of, given, imported, new_site, run

_FILE = Path(__file__).parent / "pages.md"
CASES = re.findall(r"(?:^|\n\n)([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.(?=\n|$)", _FILE.read_text(), re.S)


def told(found: Found | Fault) -> str:
    """What a reader of pages found, as text."""
    if isinstance(found, Fault):
        return f"FAULT {found.message}"
    (blog,) = found.blogs
    (entry,) = blog.entries
    rows = [f"# {entry.title}", f"{entry.time.machine()} ({entry.time.shown})"]
    rows += [f"by {person.name}{f', {person.role}' if person.role else ''}" for person in entry.by]
    rows += [f"tags {', '.join(entry.tags)}"] if entry.tags else []
    body = to_markdown(entry.body.text, "", {}).text if entry.body.form == "html" else entry.body.text
    rows += ["", body]
    for thread in blog.threads:
        names = {comment.key: comment.slug or comment.key for comment in thread.comments}
        rows += ["", f"{len(thread.comments)} of {thread.declared}"]
        for comment in thread.comments:
            time = comment.time.machine() if comment.time else "no time"
            answers = f" > {names[comment.reply]}" if comment.reply else ""
            rows.append(f"{comment.slug or '-'} {time}{answers}: {' / '.join(as_typed(comment.body).split())}")
    rows += [f"! {one.what}: {one.why}" for one in found.dropped]
    return re.sub(r" / ", " ", "\n".join(rows))


@pytest.mark.parametrize(("title", "html", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_pages(tmp_path: Path, title: str, html: str, wanted: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(html)
    assert told(read(Given(path, "page.html"), Options(zone="Europe/Berlin"))) == wanted


def test_no_page_is_passed_over() -> None:
    assert len(CASES) == _FILE.read_text().count("\n.\n<")


@pytest.mark.parametrize(("title", "html", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_every_page_becomes_content(tmp_path: Path, title: str, html: str, wanted: str) -> None:
    """It passes `check` without a warning; a second run adds nothing; who commented is named nowhere."""
    site = new_site(tmp_path)
    page = given(site, "page.html", html)
    imported(site, page, blog="b")
    before = content(site)
    assert imported(site, page, blog="b").is_empty()
    assert content(site) == before
    for path, data in before.items():
        assert b"Commenter" not in data, path


# --- encodings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("windows-1256", "cp1256", "گزارش از رودخانه"),
        ("windows-1251", "cp1251", "Вести с реки"),
        ("iso-8859-1", "cp1252", "“Flussbericht” – täglich"),  # what pages mean by it is the wider one
        ("iso-8859-2", "iso8859-2", "Zprávy od řeky"),
        ("iso-8859-9", "cp1254", "Nehirden haberler ğış"),
        ("gb2312", "gb18030", "河边的消息鎔"),
        ("Shift_JIS", "cp932", "川からの知らせ①"),
        ("euc-kr", "cp949", "강에서 온 소식"),
        ("big5", "big5", "河邊的消息"),
        ("koi8-r", "koi8-r", "Вести с реки"),
        ("utf-8", "utf-8", "Nachricht vom Fluß"),
        ("windows-1256", "utf-8", "گزارش از رودخانه"),  # saved anew by a browser, which left what it said of itself
        ("nonsense", "cp1252", "Café"),
        ("utf-16", "utf-8", "Café"),  # nothing that can be read so far is UTF-16
        ("base64", "cp1252", "Café"),
    ],
)
def test_encodings(declared: str, encoding: str, words: str) -> None:
    """By the byte order mark, by being UTF-8, by what is declared; the same for both ways to declare."""
    for meta in (
        f'<meta charset="{declared}">',
        f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>",
    ):
        page = f"<html><head>{meta}<title>{words}</title>"
        assert decoded(page.encode(encoding)) == page
    assert decoded(f"<title>{words}".encode("utf-8-sig")) == f"<title>{words}"
    assert decoded(f"<title>{words}".encode("utf-16")) == f"<title>{words}"


@for_any(data=st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_some_text(data: bytes) -> None:
    for prefix in (b"", b"<meta charset=utf-7>", b"<meta charset=shift_jis>", b"<meta charset=idna>", b"\xff\xfe"):
        assert isinstance(decoded(prefix + data), str)
        assert encoding_of(prefix + data)


def test_a_page_in_another_encoding_becomes_content(tmp_path: Path) -> None:
    """From windows-1256 to the entry's file, with a date in its words."""
    site = new_site(tmp_path)
    html = (
        '<html lang="fa"><head><meta charset="windows-1256"><title>گزارش از رودخانه</title></head><body><article>'
        "<p class=date>16 ژوئن 2009</p><p>آب امروز بالا آمد و مردم پل را بستند و کنار رود ماندند.</p></article>"
    )
    imported(site, given(site, "a.html", html.encode("cp1256", "replace")), blog="b", status="published")
    (entry,) = entries_of(site, "b").values()
    assert entry.title == "گزارش از رودخانه" and entry.time.day() == "2009-06-16"
    assert "مردم پل را بستند" in entry.body.text


# --- dates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "wanted", "shown"),
    [
        ("31. Oktober 2019 um 18:59 Uhr", "de", "2019-10-31T18:59+01:00", "31. Oktober 2019 um 18:59 Uhr"),
        ("An Author, 31. März 2019, 18.59 Uhr", "de-AT", "2019-03-31T18:59+02:00", "31. März 2019, 18.59 Uhr"),
        ("31.10.2019 | 18:59", "de", "2019-10-31T18:59+01:00", "31.10.2019 | 18:59"),
        ("Le 12 août 2013 à 9h05", "fr", "2013-08-12T09:05+02:00", "12 août 2013 à 9h05"),
        ("1er mai 2013", "fr", "2013-05-01", "1er mai 2013"),
        ("3 de mayo de 2022 a las 9:05 p. m.", "es", "2022-05-03T21:05+02:00", "3 de mayo de 2022 a las 9:05 p. m."),
        ("12 de março de 2022", "pt-BR", "2022-03-12", "12 de março de 2022"),
        ("12 czerwca 2019 o 10:15", "pl", "2019-06-12T10:15+02:00", "12 czerwca 2019 o 10:15"),
        ("5 марта 2014 г. в 12:30", "ru", "2014-03-05T12:30+01:00", "5 марта 2014 г. в 12:30"),
        ("2012年5月31日 下午3:20", "zh", "2012-05-31T15:20+02:00", "2012年5月31日 下午3:20"),
        ("2012년 5월 31일 오전 12:20", "ko", "2012-05-31T00:20+02:00", "2012년 5월 31일 오전 12:20"),
        ("۱۶ ژوئن ۲۰۰۹ ۲۱:۱۷", "fa", "2009-06-16T21:17+02:00", "۱۶ ژوئن ۲۰۰۹ ۲۱:۱۷"),
        ("16 يونيو 2009 الساعة 21:17", "ar", "2009-06-16T21:17+02:00", "16 يونيو 2009 الساعة 21:17"),
        # A theme that puts the month first, and a page that names a language which is not its own.
        ("Juli 30, 2013 um 2:33 pm", "en-US", "2013-07-30T14:33+02:00", "Juli 30, 2013 um 2:33 pm"),
        ("31. Oktober 2019", "und", "2019-10-31", "31. Oktober 2019"),
        # Two clocks are a span and no time; what may be one of two days is none.
        ("31.10.2019, 18:00 – 20:00 Uhr", "de", "2019-10-31", "31.10.2019"),
        ("04/05/2019 18:00", "de", None, ""),
        ("12 listopad 2019", "pl", "2019-11-12", "12 listopad 2019"),
        ("12 listopad 2019", "hr", "2019-10-12", "12 listopad 2019"),
        ("31. Februar 2019", "de", None, ""),
        ("31. Oktober", "de", None, ""),
        ("99 Oktober 2019 mal", "de", None, ""),
        ("2 Kommentare", "de", None, ""),
        ("x" * 80 + " 31. Oktober 2019", "de", None, ""),
    ],
)
def test_dates_in_other_languages(text: str, language: str, wanted: str | None, shown: str) -> None:
    """As shown, without names beside it; never a guess between two days."""
    found = time_on(text, "Europe/Berlin", language)
    assert (found.machine() if found else None) == wanted
    assert not found or found.shown == shown


@pytest.mark.parametrize(
    ("shown", "machine", "wanted"),
    [
        ("7. Juli 2019, 18:44", "2019-07-07T18:44:31+0200", "2019-07-07T18:44+02:00"),
        ("7. Juli 2019, 18:44", "2019-07-07T18:44:31.250-04:00", "2019-07-07T18:44-04:00"),
        ("7. Juli 2019, 18:44", "2019-07-07T16:44:31Z", "2019-07-07T18:44+02:00"),  # another clock: the zone read here
        ("7. Juli 2019", "2019-07-07T18:44:31-04:00", "2019-07-07"),
        ("7. Juli 2019, 18:44", "2019-07-07 18:44", "2019-07-07T18:44+02:00"),
        ("7. Juli 2019, 18:44", "soon", "2019-07-07T18:44+02:00"),
    ],
)
def test_the_zone_that_only_machines_are_told(shown: str, machine: str, wanted: str) -> None:
    """Nobody's clock is read in the wrong zone: the words of the page, at the instant beside them."""
    time = time_on(shown, "Europe/Berlin", "de")
    assert time is not None
    found = in_words(time, told_with_zone(machine, "Europe/Berlin"))
    assert (found.machine(), found.shown) == (wanted, shown)


def test_english_pages_know_no_other_words() -> None:
    """Where a line is not known to be for a time, only the forms are read that content has."""
    assert time_on("31. Oktober 2019", "Europe/Berlin") is None
    assert time_on("am 31. Oktober 2019 kam das Wasser", "Europe/Berlin") is None


@for_any(
    text=st.text(alphabet="0123456789 .:/-年月日Oktobermaiپجpm", max_size=60),
    language=st.sampled_from(["de", "fa", "zh", "und", "x", "", "🙂"]),
)
@settings(max_examples=300)
def test_no_text_makes_dates_fail(text: str, language: str) -> None:
    found = time_on(text, "Europe/Berlin", language)
    assert found is None or found.machine()


# --- the guide -------------------------------------------------------------------------------------------------


def test_a_guide_that_fails_leaves_the_page_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a page does to it: the article is then found by the names that publishers give."""
    import trafilatura

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("odd page")

    monkeypatch.setattr(trafilatura, "bare_extraction", fails)
    assert guide_of("<p>x") == Guide()
    site = new_site(tmp_path)
    html = (
        "<html><head><title>T</title></head><body><nav>Menu</nav><time datetime='2026-05-04T08:00:00Z'></time>"
        "<div class=entry-content><p>The words.</p><div class=sharedaddy>Share</div></div><aside>Beside</aside>"
    )
    report = imported(site, given(site, "a.html", html), blog="b", status="published")
    assert entries_of(site, "b")["t"].body.text.strip() == "The words."
    assert [one.what for one in report.dropped] == ["“Share”"]


@for_any(parts=st.lists(st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<article>", "<ul>", "<li>", "<a href=x>", "</a>", "<nav>", "<span class=share>",
     "One paragraph with quite a lot of words in it. ", "And another one that is as long as the first. ", "x", "<!--",
     "<div class=comment id=comment-7>", "<table><tr><td>", "<h1>", "<time>May 4, 2026</time>", "<script>"]
), max_size=30))  # fmt: skip
@settings(max_examples=150)
def test_the_guides_words_are_kept(parts: list[str]) -> None:
    """Whatever the elements: each paragraph that the guide names and the page holds stands in the article."""
    from selectolax.lexbor import LexborHTMLParser

    words = ("One paragraph with quite a lot of words in it.", "And another one that is as long as the first.")
    tree = LexborHTMLParser(f"<body>{''.join(parts)}</body>")
    shown = tree.body.text() if tree.body else ""
    held = {word for word in words if word in shown}
    for junk in tree.css("script, style, template"):
        held -= {word for word in words if word in junk.text()}
    found = article_of(tree, words)
    if held:
        assert found is not None
        assert held <= {word for word in words if word in found.body.text()}


def test_the_report_names_what_stood_beside(tmp_path: Path) -> None:
    """Nothing is left out in silence: every block that is no part of the article is quoted in the report."""
    site = new_site(tmp_path)
    (title, html, _) = CASES[0]
    report = run(site, given(site, "a.html", html), blog="b")
    assert not isinstance(report, Fault), title
    text = entries_of(site, "b")[next(iter(entries_of(site, "b")))].body.text
    for one in report.dropped:
        assert one.what.strip("“”…")[:20] not in text and one.why == "it stands beside the text"
