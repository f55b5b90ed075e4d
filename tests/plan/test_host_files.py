"""Files that static hosts read: what the policy lets through, what is cached how long, and where old addresses lead."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from dateline.load.theme_files import package_themes
from dateline.plan.early import early_script
from dateline.plan.host_files import MOST_REDIRECTS
from tests.site_kit import SITES, Site

BLOG = "title: The storm\nzone: America/New_York\n"
LOG = "## 09:00 One {#one}\naliases: [eins, uno]\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = Site(tmp_path).file("content/storm/blog.yaml", BLOG).file("content/storm/2012-10-28.md", LOG)
    return found.edit("content/site.yaml", "url: https://archive.example/", "url: https://archive.example/news/")


def rules(site: Site) -> dict[str, dict[str, str]]:
    """`_headers` as hosts read it: path → name → value."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site.options.output / "_headers").read_text().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[path]
            found[path][name] = value
        else:
            assert line.startswith("/") and line not in found
            found[path := line] = {}
    return found


def policy(site: Site) -> dict[str, list[str]]:
    parts = rules(site)["/news/*"]["Content-Security-Policy"].split("; ")
    return {part.split()[0]: part.split()[1:] for part in parts}


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def redirects(site: Site) -> list[list[str]]:
    return [line.split() for line in (site.options.output / "_redirects").read_text().splitlines()]


EARLY = early_script((package_themes() / "default" / "assets" / "early.js").read_bytes())


def test_nothing_is_let_through_but_the_sites_own_files(site: Site) -> None:
    site.build()
    assert policy(site) == {
        "default-src": ["'none'"],
        "script-src": ["'self'", sha(EARLY)],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "font-src": ["'none'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    everywhere = rules(site)["/news/*"]
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert everywhere["Referrer-Policy"] == "same-origin"
    assert everywhere["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in everywhere["Permissions-Policy"]


def test_the_policy_knows_every_style_that_stands_in_a_page(site: Site) -> None:
    site.append("content/site.yaml", 'theme_options: {accent: "#0A5"}')
    site.file("content/storm/blog.yaml", BLOG + 'accent: "#663399"\n').build()
    known = policy(site)["style-src"]
    assert sorted(known) == sorted(["'self'", sha(":root{--accent:#0a5}"), sha(":root{--accent:#663399}")])
    seen = set()
    for path, data in site.output().items():
        if path.endswith(".html"):
            for style in re.findall(r"<style>(.*?)</style>", data.decode(), re.S):
                seen.add(style)
                assert sha(style) in known
            assert b" style=" not in data, path
    assert len(seen) == 2


def test_a_blogs_accent_is_no_other_pages_matter(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    site.edit("content/khabar/blog.yaml", "title:", 'accent: "#123456"\ntitle:').build()
    assert {path.split("/")[0] for path in site.touched()} == {"khabar", "_headers"}


def test_more_accents_than_a_line_can_hold_still_give_a_policy_that_works(site: Site) -> None:
    for number in range(30):
        text = f'title: Blog {number}\nzone: UTC\naccent: "#1111{number:02}"\n'
        site.file(f"content/blog-{number}/blog.yaml", text).file(f"content/blog-{number}/2012-10-28.md", "## 09:00 A\n")
    site.build()
    assert policy(site)["style-src"] == ["'self'", "'unsafe-inline'"]
    assert all(len(line) < 2_000 for line in (site.options.output / "_headers").read_text().splitlines())
    assert len(rules(site)) <= 100


def test_an_early_script_stands_in_every_page_and_in_the_policy(site: Site) -> None:
    script = "document.documentElement.dataset.early='&amp; it ran';\n"
    site.file("themes/default/assets/early.js", script).build()
    held = script.strip()
    for path in ("index.html", "storm/index.html", "storm/one.html", "404.html"):
        site.has(path, f"<script>{held}</script>")
    assert policy(site)["script-src"] == ["'self'", sha(held)]
    site.has_no("assets/early*")


def test_assets_are_kept_forever_and_live_fronts_for_seconds(site: Site) -> None:
    site.file("content/over/blog.yaml", "title: Over\nzone: UTC\nstatus: closed\n")
    site.file("content/over/2012-10-28.md", "## 09:00 A\n").build()
    kept = {path: named.get("Cache-Control", "") for path, named in rules(site).items()}
    assert kept["/news/assets/*"] == "public, max-age=31536000, immutable"
    assert kept["/news/storm/"] == kept["/news/storm/index.html"] == "public, max-age=5, must-revalidate"
    assert kept["/news/storm/atom.xml"] == kept["/news/rss.xml"] == "public, max-age=300, must-revalidate"
    assert not [path for path in kept if path.startswith("/news/over")]


def test_no_two_rules_give_one_path_the_same_header(site: Site) -> None:
    """Hosts would join the two values with a comma."""
    site.build()
    splats = [path for path in rules(site) if path.endswith("*")]
    for path, named in rules(site).items():
        for splat in splats:
            if path != splat and path.startswith(splat[:-1]):
                assert not set(named) & set(rules(site)[splat]), (path, splat)


def test_old_addresses_lead_on_single_pages_first(tmp_path: Path) -> None:
    site = Site(tmp_path, like=SITES / "newsroom").build()
    found = redirects(site)
    assert ["/archive/storm/erste.html", "/archive/storm/first.html", "301"] in found
    assert ["/archive/colophon.html", "/archive/about.html", "301"] in found
    assert found[-1] == ["/archive/tempest/*", "/archive/storm/:splat", "301"]
    assert [rule[0].endswith("*") for rule in found] == sorted(rule[0].endswith("*") for rule in found)
    for old, new, _ in found:
        if not old.endswith("*"):
            site.has(old.removeprefix("/archive/"), "http-equiv")
            site.has(new.removeprefix("/archive/"))


def test_an_entry_at_risk_has_no_old_address_either(site: Site) -> None:
    site.append("content/storm/2012-10-28.md", "## 10:00 {#said .at-risk}\naliases: [zqrisk]\n\nSaid.").build()
    assert [rule[0] for rule in redirects(site)] == ["/news/storm/eins.html", "/news/storm/uno.html"]


def test_without_old_addresses_there_is_no_file_for_them(site: Site) -> None:
    site.edit("content/storm/2012-10-28.md", "aliases: [eins, uno]\n", "").build().has_no("_redirects")
    site.has(".nojekyll").has("_headers")


def test_more_old_addresses_than_hosts_read_are_told_and_left_to_the_pages(site: Site) -> None:
    names = ", ".join(f"old-{number}" for number in range(MOST_REDIRECTS))
    site.file("content/pages/about.md", "---\ntitle: About\naliases: [colophon]\n---\nText.\n")
    site.edit("content/storm/2012-10-28.md", "eins, uno", names).build()
    assert len(redirects(site)) == MOST_REDIRECTS
    site.has(f"storm/old-{MOST_REDIRECTS - 1}.html", "one.html")
    (problem,) = [found for found in site.result.problems if found.code == "DL707"]
    assert (problem.severity, problem.span.path) == ("warning", "content/site.yaml")
    assert "1,001 old addresses are more than the 1,000" in problem.message


def test_an_editors_own_file_wins(site: Site) -> None:
    site.file("content/static/_headers", "/*\n  X-Ours: yes\n").build()
    site.has("_headers", "X-Ours").has("_redirects").has(".nojekyll")
    site.delete("content/static/_headers").build().has("_headers", "Content-Security-Policy").same_as_clean()


def test_a_site_may_do_without(site: Site) -> None:
    site.build().append("content/site.yaml", "host_files: false").build()
    site.has_no("_headers", "_redirects", ".nojekyll").has("storm/eins.html", "http-equiv").same_as_clean()


def test_what_is_written_is_owned(site: Site) -> None:
    listed = (site.build().options.output / "manifest-sha256.txt").read_text()
    for name in ("_headers", "_redirects", ".nojekyll"):
        assert f"  {name}\n" in listed


def test_an_added_entry_changes_none_of_them(site: Site) -> None:
    site.build().append("content/storm/2012-10-28.md", "## 10:00 Two {#two}\n\nText.").build()
    assert not {"_headers", "_redirects", ".nojekyll"} & set(site.touched())
