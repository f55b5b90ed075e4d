"""A new site builds as it is, and nothing is ever written over."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dateline.begin import Declined, begin_site
from dateline.begin.site import starter_files
from dateline.build import Options, build
from dateline.load.scan import is_passed_over
from tests.begin.sites import snapshot, starter_site

LATER = 1_800_000_000  # 2027


def test_a_new_site_builds_without_error_or_warning(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    result = build(Options(root=root, output=root / "output", as_of=LATER))
    assert result.ok
    assert result.problems == ()
    assert (result.entries, result.blogs) == (3, 1)


def test_it_shows_a_quotation_with_its_source(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    build(Options(root=root, output=root / "output", as_of=LATER))
    page = (root / "output/river-watch/bridge-closed.html").read_text(encoding="utf-8")
    assert "<blockquote" in page
    assert "The mayor" in page
    assert "Statement of the mayor" in page


def test_it_has_the_files_that_a_site_needs(tmp_path: Path) -> None:
    files = set(snapshot(starter_site(tmp_path / "site")))
    assert files >= {
        ".gitignore",
        "README.md",
        "content/site.yaml",
        "content/people.yaml",
        "content/sources.yaml",
        "content/pages/about.md",
        "content/pages/takedown.md",
        "content/river-watch/blog.yaml",
        ".gitattributes",
        ".schema/blog.json",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        ".vscode/tasks.json",
    }


def test_what_is_built_and_what_is_private_is_kept_out_of_git(tmp_path: Path) -> None:
    ignored = (starter_site(tmp_path / "site") / ".gitignore").read_text().splitlines()
    assert {"/output/", "/preview/", "/.dateline/", "/private/"} <= set(ignored)


def test_what_is_given_stands_in_the_settings(tmp_path: Path) -> None:
    title = 'The "flood": 100% $5 {archive} \\ #1'
    begin_site(tmp_path / "site", title=title, url="https://flüsse.example/a/", zone="Europe/Paris")
    result = build(Options(root=tmp_path / "site", output=tmp_path / "www", as_of=LATER))
    assert result.problems == ()
    assert result.url == "https://xn--flsse-lva.example/a/"
    settings = (tmp_path / "site/content/site.yaml").read_text(encoding="utf-8")
    assert 'feed_authority: "xn--flsse-lva.example,20' in settings
    assert "zone: Europe/Paris" in settings
    assert "The &#34;flood&#34;: 100% $5 {archive} \\ #1" in (tmp_path / "www/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(starter_files()))
def test_a_folder_that_holds_any_of_its_files_is_left_as_it_is(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine")
    before = snapshot(tmp_path)
    declined = begin_site(tmp_path, title="", url="", zone="")
    assert isinstance(declined, Declined)
    assert path in declined.message
    assert snapshot(tmp_path) == before


def test_a_file_where_a_folder_must_be_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("mine")
    assert isinstance(begin_site(tmp_path, title="", url="", zone=""), Declined)
    assert snapshot(tmp_path) == {"content": b"mine"}
    assert isinstance(begin_site(tmp_path / "content", title="", url="", zone=""), Declined)


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/README.md").symlink_to(tmp_path / "elsewhere.md")
    assert isinstance(begin_site(tmp_path / "site", title="", url="", zone=""), Declined)
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://straße.example/", "xn--strae-oqa.example"),
        ("https://ｅｘａｍｐｌｅ.org", "example.org"),
        ("https://例え。jp/", "xn--r8jz45g.jp"),
        ("HTTPS://Archive.example:8080/a", "archive.example"),
    ],
)
def test_feed_ids_and_addresses_name_one_host(tmp_path: Path, url: str, host: str) -> None:
    begin_site(tmp_path / "site", title="", url=url, zone="")
    result = build(Options(root=tmp_path / "site", output=tmp_path / "www", as_of=LATER))
    assert result.problems == ()
    assert urlsplit(result.url).hostname == host
    assert f'feed_authority: "{host},20' in (tmp_path / "site/content/site.yaml").read_text(encoding="utf-8")


def test_other_files_in_the_folder_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine")
    assert not isinstance(begin_site(tmp_path, title="", url="", zone=""), Declined)
    assert (tmp_path / "LICENSE").read_text() == "mine"


@pytest.mark.parametrize(
    ("title", "url", "zone"),
    [
        ("two\nlines", "", ""),
        ("x" * 301, "", ""),
        ("", "archive.example", ""),
        ("", "https://archive.example/?a", ""),
        ("", "https://" + "ü" * 70 + ".example/", ""),
        ("", "javascript:alert(1)", ""),
        ("", "", "Mars/Olympus"),
        ("", "", "utc"),
    ],
)
def test_values_that_would_not_build_are_declined(tmp_path: Path, title: str, url: str, zone: str) -> None:
    assert isinstance(begin_site(tmp_path / "site", title=title, url=url, zone=zone), Declined)
    assert not (tmp_path / "site").exists()


def test_no_file_of_the_starter_is_one_that_a_scan_or_a_wheel_passes_over() -> None:
    import dateline.begin.site

    starter = Path(dateline.begin.site.__file__).parent / "starter"
    assert not [path for path in starter.rglob("*") if is_passed_over(path.name)]
