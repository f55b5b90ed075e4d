"""The index as outputs: one blog's changes stay its own, every build gives the same bytes, the gate sees all of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.plan.summary import BlogSearch
from dateline.search import stems
from dateline.search.stems import BUCKETS, bucket_of, files_for
from dateline.search.words import Counted
from tests.search.reading import documents, holders, searched, words
from tests.site_kit import Site, assert_same

VOCABULARY = [f"{first}{middle}{last}" for first in "bdgkmprst" for middle in "aeiou" for last in ("nor", "lip", "tes")]


def prose(seed: int, size: int = 30) -> str:
    """Invented words, the same for the same seed."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=size))


def log(day: int, entries: int, *, blog: int = 0) -> str:
    """A day's log."""
    parts = [
        f"## {hour:02}:00 {prose(blog * 10_000 + day * 100 + hour, 3)} {{#e{day}-{hour}}}" for hour in range(entries)
    ]
    return "".join(f"{part}\n\n{prose(blog * 10_000 + day * 100 + n)}.\n\n" for n, part in enumerate(parts))


def archive(root: Path, blogs: int = 3, days: int = 3) -> Site:
    """Some blogs of some days of five entries each."""
    site = searched(root)
    for blog in range(blogs):
        site.file(f"content/blog-{blog}/blog.yaml", f"title: Blog {blog}\n")
        for day in range(1, days + 1):
            site.file(f"content/blog-{blog}/2009-06-{day:02}.md", log(day, 5, blog=blog))
    return site


def test_one_added_entry_changes_its_day_its_words_and_two_files_of_the_site(tmp_path: Path) -> None:
    site = archive(tmp_path).build()
    site.append("content/blog-1/2009-06-03.md", "## 23:00 Zqnew {#new}\n\nA zqword.\n").build()
    changed = [path for path in site.touched() if "search" in path]
    assert changed == [
        "blog-1/search/2009-06-03.json", "blog-1/search/words-2009-06-01.json",
        "search/blogs.json", "search/words-0.json",
    ]  # fmt: skip
    assert holders(site, "zqword") == {"blog-1"}
    site.same_as_clean()


def test_an_entry_of_known_words_leaves_the_words_of_the_site_as_they_are(tmp_path: Path) -> None:
    site = archive(tmp_path)
    site.append("content/blog-1/2009-06-01.md", "## 22:00 A known one {#known}\n\nOf it.\n").build()
    site.append("content/blog-1/2009-06-03.md", f"## 23:00 A known one {{#new}}\n\n{prose(10_101)}.\n").build()
    assert "search/words-0.json" not in site.touched()
    site.same_as_clean()


def test_only_the_blog_that_changed_is_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = archive(tmp_path).by(1).build()
    counted: list[str] = []

    def count(record: object) -> Counted:
        counted.append(getattr(record, "href", ""))
        return real(record)  # type: ignore[arg-type]

    from dateline.search import words as module

    real = module._counted
    monkeypatch.setattr(module, "_counted", count)
    site.append("content/blog-1/2009-06-03.md", "## 23:00 Zqnew {#new}\n\nA zqword.\n").build()
    # The other days of the blog are as they were counted before.
    assert counted == [*(f"blog-1/e3-{hour}.html" for hour in range(5)), "blog-1/new.html"]
    made = [path for path in site.made if "search/" in path]
    assert {path.partition("/")[0] for path in made} == {"blog-1", "search"}


def test_what_does_not_show_in_results_changes_no_index(tmp_path: Path) -> None:
    site = archive(tmp_path).build()
    site.edit("content/blog-1/blog.yaml", "title: Blog 1", "title: Blog 1\nstandfirst: Of a quake.").build()
    assert not [path for path in site.touched() if "search" in path and path.endswith(".json")]


@pytest.mark.parametrize("keeping", [False, True], ids=["each build by itself", "by one process"])
def test_after_any_edits_the_index_is_that_of_a_clean_build(keeping: bool, tmp_path: Path) -> None:
    site = archive(tmp_path)
    site = (site.keeping() if keeping else site).build()
    site.edit("content/blog-0/2009-06-01.md", "{#e1-0}", "{#e1-0 .key}").build().same_as_clean()
    site.delete("content/blog-0/2009-06-01.md").build().same_as_clean()
    site.has_no("blog-0/search/*2009-06-01*").has("blog-0/search/words-2009-06-02.json")
    site.file("content/blog-0/2009-05-31.md", log(31, 2)).build().same_as_clean()
    site.rename("content/blog-2", "content/blog-9").build().same_as_clean()
    site.delete("content/blog-1").build().same_as_clean()
    site.has_no("blog-1/*").file("content/people.yaml", "mk: {name: M. Keeper}\n").build().same_as_clean()


def test_the_work_of_several_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    assert_same(
        archive(tmp_path / "two").by(2).build().output(), archive(tmp_path / "one").by(1).build().output()
    )  # fmt: skip


def test_a_lost_state_costs_time_only(tmp_path: Path) -> None:
    site = archive(tmp_path).build()
    for state in (tmp_path / ".dateline").glob("*/stems/blog-0"):
        state.write_bytes(b"broken")
    site.append("content/blog-1/2009-06-03.md", "## 23:00 Zqnew {#new}\n\nA zqword.\n").build().same_as_clean()


def test_a_long_day_is_cut_into_leaves_and_a_long_blog_into_stretches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.search.words.FULL", 250)
    site = searched(tmp_path).file("content/long/blog.yaml", "title: Long\n")
    for day in (1, 2, 3):
        site.file(f"content/long/2009-06-0{day}.md", log(day, 22))
    site.build()
    leaves = [path for path in documents(site, "long/search/*.json") if "words-" not in path]
    assert len(leaves) == 6 and "long/search/2009-06-02-part-2.json" in leaves
    listed = documents(site, "search/blogs.json")["search/blogs.json"]["blogs"][0]
    rows = listed[4]
    assert [(name, first, last) for name, _, first, last in rows] == [
        ("2009-06-01", "2009-06-01", "2009-06-01"),
        ("2009-06-01-part-2", "2009-06-01", "2009-06-02"),
        ("2009-06-02-part-2", "2009-06-02", "2009-06-03"),
        ("2009-06-03-part-2", "2009-06-03", "2009-06-03"),
    ]
    assert len(words(site)) == 66
    # What is full stays as it is when the blog goes on.
    site.append("content/long/2009-06-03.md", "## 23:00 Zqnew {#new}\n\nA zqword.\n").build()
    assert [path for path in site.touched() if path.startswith("long/search/")] == [
        "long/search/2009-06-03-part-2.json", "long/search/words-2009-06-03-part-2.json",
    ]  # fmt: skip


def test_versions_tell_one_state_of_a_file_from_another(tmp_path: Path) -> None:
    site = archive(tmp_path, blogs=1).build()
    before = documents(site, "search/blogs.json")["search/blogs.json"]
    site.edit("content/blog-0/2009-06-02.md", "{#e2-0}", "{#e2-0}\n\nZqword.").build()
    after = documents(site, "search/blogs.json")["search/blogs.json"]
    assert before["words"] != after["words"]
    assert before["blogs"][0][4][0][1] != after["blogs"][0][4][0][1]


# --- which blogs hold a word -------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", [1, 2, 3, 4, 5])
def test_the_blogs_that_hold_a_word(held: int, tmp_path: Path) -> None:
    site = searched(tmp_path)
    for blog in range(5):
        said = "zqword" if blog < held else "nothing"
        site.file(f"content/blog-{blog}/blog.yaml", "title: A\n")
        site.file(f"content/blog-{blog}/2009-06-01.md", f"## 10:00 A {{#a}}\n\nOf {said}.\n")
    site.build()
    assert holders(site, "zqword") == {f"blog-{blog}" for blog in range(held)}
    assert holders(site, "zqnone") == set()


def of_size(count: int) -> BlogSearch:
    return BlogSearch(stretches=(), digests=(b"",) * BUCKETS, counts=(count // BUCKETS,) * BUCKETS)


@pytest.mark.parametrize(("words_of_all", "files"), [(0, 1), (24_000, 1), (24_032, 2), (100_000, 8), (10_000_000, 32)])
def test_a_larger_archive_has_more_files_of_words_up_to_a_bound(words_of_all: int, files: int) -> None:
    found = files_for([of_size(words_of_all)])
    assert len(found) == files
    assert [bucket for file in found for bucket in file] == list(range(BUCKETS))


def test_words_that_begin_alike_lie_together() -> None:
    assert {bucket_of(word) for word in ("protest", "protests", "press", "pr")} == {bucket_of("pr")}
    assert all(0 <= bucket_of(word) < BUCKETS for word in ("a", "ایران", "東", "z9", "𐐨"))


def test_the_file_of_stems_is_in_order_whatever_the_order_of_blogs() -> None:
    assert stems.written([["b a"], ["a"]]) == b'{"words":"a b","blogs":"! 1"}'


# --- the gate ----------------------------------------------------------------------------------------------------


def test_protected_text_that_is_in_the_index_alone_refuses_the_build(tmp_path: Path) -> None:
    site = searched(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    # A theme that shows of an entry nothing but its time: only search would tell the rest.
    for name in ("_entry.html", "_entry_feed.html"):
        site.file(f"themes/terse/templates/{name}", "<p>{{ entry.time.shown if entry.time }}</p>")
    site.file("themes/terse/templates/layout.html", "{{ view.shell.kind }}{% block main %}{% endblock %}")
    site.file("content/site.yaml", site.read("content/site.yaml") + "theme: terse\n")
    site.file("content/quake/2009-06-16.md", "## 08:00 A {#a}\n\nIt began with calm words.\n").build()
    site.file("content/quake/2009-06-16.md", '## 08:00 A {#a}\n\nIt began. Then "Norbert\tQuill" spoke.\n')
    site.protecting("Norbert Quill").fails("DL801")
    refused = {problem.span.path for problem in site.result.problems if problem.code == "DL801"}
    assert "quake/search/2009-06-16.json" in refused
    assert not {path for path in refused if path.endswith(".html")}, "pages of that theme say nothing of it"


def test_protected_text_among_folded_words_refuses_the_build(tmp_path: Path) -> None:
    site = searched(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    site.file("content/quake/2009-06-16.md", "## 08:00 A {#a}\n\nOf ZQNAME.\n").build()
    site.protecting("zqname").file("content/quake/2009-06-16.md", "## 08:00 A {#a}\n\nOf ZQNAME here.\n").fails("DL801")
    assert {problem.span.path for problem in site.result.problems} >= {"quake/search/words-2009-06-16.json"}
