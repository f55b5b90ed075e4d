"""The interface speaks the language of the page: a blog's on its pages and in its entries, the site's on its own."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import pytest
from lxml import html as lxml_html
from lxml.etree import _Element

from tests.site_kit import SITES, Site

LATIN = re.compile(r"[A-Za-z]+")
NAMES = {"Atom", "RSS", "JSON", "Feed", "RFC", "BibTeX", "RIS", "CSL"}
"""Names of formats, which Persian writes in Latin letters too."""


def root(site: Site, path: str) -> _Element:
    data = (site.options.output / path).read_bytes()
    return lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))


def said(site: Site, path: str) -> list[str]:
    """Every text and every attribute of a page that reaches readers, eyes or ears; not what is there for programs."""
    page = root(site, path)
    found = [str(text) for text in page.xpath("//text()[not(ancestor::style or ancestor::script or ancestor::pre)]")]
    found += [
        str(text) for text in page.xpath("//@aria-label | //@alt | //@title | //meta[@name='description']/@content")
    ]
    return [" ".join(text.split()) for text in found if text.strip()]


def persian_site(folder: Path) -> Site:
    """A site in which every word that editors wrote is Persian, with as much of everything as an entry can have."""
    site = Site(folder)
    site.file(
        "content/site.yaml",
        """
        title: بایگانی
        url: https://archive.example/
        zone: Asia/Tehran
        language: fa
        publisher: ناشر
        licence: پروانهٔ آزاد
        contact: https://archive.example/takedown
        feed_authority: "archive.example,2026"
        """,
    )
    site.file("content/people.yaml", "mina: {name: مینا, role: دبیر, bio: دبیر این بایگانی.}\n")
    site.file("content/pages/darbare.md", "---\ntitle: دربارهٔ ما\naliases: [ma]\n---\nمتن.\n")
    site.file(
        "content/sources.yaml",
        "\n".join(
            f"s{number}: {{title: گزارش {number}, publisher: خبرگزاری, "
            f"url: 'https://a.example/{number}', url_status: {status}, "
            f"author: نویسنده, published: 2009-06-16, accessed: 2009-06-17, archived: [{{url: 'https://w.example/{number}',"
            f" at: 2009-06-18}}]}}"
            for number, status in enumerate(("live", "dead", "deviated", "unfit", "usurped", "unknown"))
        )
        + "\nlost: {title: برگهٔ بی‌نشانی}\n",
    )
    site.file(
        "content/iran/blog.yaml",
        """
        title: پس از انتخابات
        standfirst: گزارش لحظه‌به‌لحظه.
        mode: retrospective
        status: closed
        closed: 2009-06-25
        by: mina
        continues: old
        aliases: [iran-88]
        """,
    )
    site.file("content/old/blog.yaml", "title: پیش از انتخابات\ncontinued_by: iran\n")
    site.file("content/empty/blog.yaml", "title: هنوز هیچ\n")
    site.file(
        "content/iran/threads/nazar.md",
        """
        ---
        source: s0
        held: 27
        declared: 82
        ---
        ## June 16, 2009 at 4:20 pm · خواننده {#c1}
        status: released
        votes: 3

        نظر.

        ## June 16, 2009 at 4:30 pm · خوانندهٔ دیگر {#c2}
        status: released
        at_risk: true
        paraphrase: به بیان ما.
        """,
    )
    lines = "\n".join(f"## {n // 60:02}:{n % 60:02} خبر {n} {{#n{n}}}\nby: mina\n\nمتن.\n" for n in range(60))
    site.file("content/old/2009-06-10.md", lines)
    site.file(
        "content/iran/2009-06-16.md",
        """
        published: 2026-01-05T09:00+03:30

        ## 21:17 نخستین {#asked .key}
        by: [mina, {name: مهمان, role: خبرنگار}, {name: دیگری}]
        tags: [خبر, شهر]
        place: تهران
        updated: 2026-01-06T10:00+03:30
        verification: corroborated
        pinned: true
        aliases: [nokhost]
        via: [{who: شاهد, how: تلفنی}, {who: خویشاوند}]
        comments: [nazar/c1, nazar/c2]
        sources: [s0, s1, s2, s3, s4, s5, lost]
        corrections:
          - {at: 2009-06-17, text: درست شد.}
        media:
          - {lost: true, alt: عکس میدان, was: "https://p.example/1", warning: خون}

        متن [@s0].

        > ما خواستیم.
        >
        > — مقام، [@s0] از طریق [@s1]

        > ما نخواستیم.
        >
        > — [@?:]

        ## 21:40 دوم {#b .unverified}
        corrects: [asked]
        time: {shown: نزدیک ۹ شب, at: "2009-06-16T21:40", certainty: about}

        متن.

        ## 22:00 سوم {#c .disputed}
        updates: [asked]
        supersedes: [b]

        ## 22:10 چهارم {#d}
        kind: correction
        verification: "false"

        ## 22:20 پنجم {#e}
        kind: summary
        verification: verified

        ## 23:00 حذف {#gone}
        status: removed
        removed: 2026-02-01
        """,
    )
    for day in range(17, 26):
        site.file(
            f"content/iran/2009-06-{day}.md", f"## 09:00 روز {day} {{#d{day} .key}}\npublished: 2025-01-01\n\nمتن.\n"
        )
    return site


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return persian_site(tmp_path_factory.mktemp("persian")).build()


def test_a_persian_site_says_no_word_in_latin_letters(persian: Site) -> None:
    pages = [path for path in persian.output() if path.endswith(".html")]
    assert len(pages) > 60
    for path in pages:
        page = root(persian, path)
        assert (page.get("lang"), page.get("dir")) == ("fa", "rtl"), path
        for text in said(persian, path):
            assert set(LATIN.findall(re.sub(r"https?://\S+", "", text))) <= NAMES, (path, text)


def test_a_persian_site_counts_in_persian_figures(persian: Site) -> None:
    for path in persian.output():
        if path.endswith(".html"):
            for text in said(persian, path):
                ours = re.sub(r"https?://\S+|RFC \d+|گزارش \d|خبر \d+|روز \d+", "", text)
                assert not re.search(r"[0-9]", ours), (path, text)


def test_feeds_of_a_persian_blog_speak_persian(persian: Site) -> None:
    feed = feedparser.parse((persian.options.output / "iran/atom.xml").read_bytes())
    contents = [lxml_html.fragment_fromstring(entry.content[0].value) for entry in feed.entries]
    texts = ["".join(content.itertext()) for content in contents]
    assert any("تصحیح، ۲۷ خرداد ۱۳۸۸ (۱۷ ژوئن ۲۰۰۹)" in text for text in texts)
    assert {content.get("lang") for content in contents} == {"fa"}
    for text in texts:
        assert not LATIN.search(re.sub(r"https?://\S+", "", text)), text


def test_addresses_and_what_machines_read_stay_gregorian(persian: Site) -> None:
    persian.has("iran/2009-06-16.html", '<time datetime="2009-06-16">سه‌شنبه ۲۶ خرداد ۱۳۸۸ (۱۶ ژوئن ۲۰۰۹)</time></h1>')
    times = root(persian, "iran/asked.html").xpath("//time/@datetime")
    assert "2009-06-16T21:17+04:30" in times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]+[+-]\d\d:\d\d)?", time) for time in times)
    persian.has("chronology/2009-06.html", "ژوئن ۲۰۰۹ (خرداد و تیر ۱۳۸۸)")


# --- two languages on one site -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("newsroom"), like=SITES / "newsroom").build()


def test_a_blogs_pages_speak_its_language_to_the_last_line(newsroom: Site) -> None:
    for path in ("khabar/index.html", "khabar/2012-12-31.html", "khabar/aghaz.html"):
        page = root(newsroom, path)
        assert page.xpath("string(//a[@class='skip'])") == "پرش به متن"
        sections = page.xpath("//footer//nav//a/text()")
        assert sections == ["گاه‌شمار", "برچسب‌ها", "افراد", "منابع", "خوراک‌ها"]
        assert "برای درخواست حذف مطلب" in page.xpath("string(//p[@class='takedown'])")
        newsroom.has(path, "ناشر: ")


def test_the_sites_own_texts_on_such_a_page_are_marked_as_its_language(newsroom: Site) -> None:
    page = root(newsroom, "khabar/aghaz.html")
    for link in page.xpath("//a[@class='title'] | //header//nav//a"):
        assert (link.get("lang"), link.get("dir")) == ("en-GB", "ltr")
    assert not root(newsroom, "storm/first.html").xpath("//a[@class='title']/@lang")


def test_the_sites_pages_speak_its_language_of_any_blog(newsroom: Site) -> None:
    home = root(newsroom, "index.html")
    facts = " ".join(home.xpath("//article[.//a[contains(@href, 'khabar/')]]//ul[@class='facts']//text()"))
    assert "Retrospective: compiled in 2026" in facts and "Tehran time" in facts
    assert "31 December 2012" in facts
    rows = home.xpath("string(//article[.//a[contains(@href, 'khabar/')]]//ol[@class='rows'])")
    assert "January 2013" in rows and "ژانویه" not in rows
    assert root(newsroom, "chronology/2012-12.html").xpath("string(//h1)").strip() == "Chronology"


def test_an_entry_in_another_language_is_shown_in_the_words_of_its_blog(newsroom: Site) -> None:
    page = root(newsroom, "khabar/english.html")
    assert page.xpath("//div[@class='body e-content']/@lang") == ["en"]
    assert "به وقت تهران" in page.xpath("string(//p[@class='when'])")


def test_a_standalone_page_speaks_its_own_language(newsroom: Site) -> None:
    assert root(newsroom, "darbare.html").xpath("string(//a[@class='skip'])") == "پرش به متن"
    assert root(newsroom, "about.html").xpath("string(//a[@class='skip'])") == "Skip to the text"


def test_a_language_without_a_catalogue_is_served_in_english_with_its_own_dates(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .file("content/b/blog.yaml", "title: B\nlanguage: de\n")
        .file("content/b/2009-06-16.md", "## 21:17 A\n")
    )
    site.build().has("b/2009-06-16.html", 'lang="de"', "Skip to the text", "Dienstag, 16. Juni 2009")


# --- calendars ------------------------------------------------------------------------------------------------


def test_a_blog_chooses_its_calendar_and_a_site_for_all(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/b/blog.yaml", "title: ب\nlanguage: fa\n")
    site.file("content/b/2009-06-16.md", "## 21:17 الف {#a}\n").build()
    site.has("b/2009-06-16.html", "۲۶ خرداد ۱۳۸۸", "خرداد ۱۳۸۸ <span")
    site.edit("content/b/blog.yaml", "language: fa", "language: fa\ncalendar: gregorian").build()
    site.has("b/2009-06-16.html", "سه‌شنبه ۱۶ ژوئن ۲۰۰۹", "<caption>ژوئن ۲۰۰۹</caption>").lacks("خرداد").same_as_clean()
    site.edit("content/b/blog.yaml", "calendar: gregorian", "calendar: persian")
    site.append("content/site.yaml", "calendar: gregorian").build().has("b/a.html", "۲۶ خرداد ۱۳۸۸").same_as_clean()
    site.edit("content/b/blog.yaml", "calendar: persian", "mode: live").build().lacks("خرداد").same_as_clean()
    site.edit("content/site.yaml", "calendar: gregorian", "calendar: persian").build()
    site.has("chronology/2009-06.html", "June 2009 (Khordad and Tir 1388)", "26 Khordad 1388").same_as_clean()


def test_a_calendar_that_nobody_has_is_refused(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/b/blog.yaml", "title: B\ncalendar: lunar\n")
    assert not site.try_build().ok


# --- what it costs ------------------------------------------------------------------------------------------


def test_a_change_of_language_makes_all_again_as_a_clean_build_would(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    site.edit("content/site.yaml", "language: en-GB", "language: fa").build().same_as_clean()
    site.edit("content/site.yaml", "language: fa", "language: en-GB").build().same_as_clean()


def test_an_english_site_compiles_no_templates_for_another_language(tmp_path: Path) -> None:
    site = Site(tmp_path).by(2)
    for blog in ("b", "c"):
        site.file(f"content/{blog}/blog.yaml", "title: B\n").file(f"content/{blog}/2009-06-16.md", "## 21:17 A\n")
    renderers: list[set[str]] = []
    from dateline.render import renderer

    original = renderer.Renderer.prepare

    def noted(self: renderer.Renderer, langs: frozenset[str]) -> None:
        original(self, langs)
        renderers.append({language for language, *_ in self._envs})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer.Renderer, "prepare", noted)
        site.build()
    assert renderers == [{"en"}]
