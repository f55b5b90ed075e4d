"""Folders that Jekyll, Hugo or Pelican would build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.imports.found import Fault, Found, FoundEntry, Options
from dateline.imports.given import Given
from dateline.imports.kinds import kind_of
from dateline.imports.readers import markdown
from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused
from tests.site_kit import Site

OPTIONS = Options(zone="America/New_York")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def written(root: Path, files: dict[str, str]) -> Path:
    """A folder of texts by their names."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def read(root: Path, options: Options = OPTIONS) -> Found:
    """What the reader finds; it must find something."""
    found = markdown.read(Given(root, root.name), options)
    assert isinstance(found, Found), found
    return found


def one(root: Path, options: Options = OPTIONS) -> FoundEntry:
    """The one entry of a folder."""
    (entry,) = read(root, options).blogs[0].entries
    return entry


@pytest.mark.parametrize("name", ["jekyll", "hugo", "pelican"])
def test_they_are_recognised_and_a_second_run_adds_nothing(site: Site, name: str) -> None:
    kind = kind_of(Given(INPUTS / name, name))
    assert kind is not None and kind.name == "markdown"
    assert imported(site, INPUTS / name).written
    before = content(site)
    assert imported(site, INPUTS / name).is_empty()
    assert content(site) == before
    assert "SECRET" not in str(before)


# --- Jekyll ------------------------------------------------------------------------------------------


def test_jekyll_keys(site: Site) -> None:
    """Title, time, byline by the authors' file, categories of folders and keys, tags, what is pinned, the cover."""
    imported(site, INPUTS / "jekyll")
    blog = blog_of(site, "harbour-notes")
    assert (blog.settings.zone, blog.settings.standfirst) == ("Europe/Berlin", "What the tide brings")
    bridge = entries_of(site, "harbour-notes")["the-bridge"]
    assert (bridge.title, bridge.time.machine(), bridge.pinned) == (
        "The bridge: shut",
        "2026-01-12T08:30:00-05:00",
        True,
    )
    assert bridge.updated is not None and bridge.updated.machine() == "2026-01-12T09:45:00-05:00"
    assert [by.name for by in bridge.by] == ["Ada Quill"]
    assert bridge.tags == ("town", "roads", "high-water", "bridge")
    rain = entries_of(site, "harbour-notes")["rain"]
    assert (rain.status, rain.time.certainty, rain.tags) == ("draft", "day", ("rain", "town"))
    fair = entries_of(site, "harbour-notes")["fair"]
    assert (fair.body.text, fair.tags) == ("The *fair* is open.\n\n![Stalls](media/quay.png)", ("town",))


def test_jekyll_texts(site: Site) -> None:
    """Its Markdown as Markdown, its tags as what they stand for, links to where the site stood."""
    imported(site, INPUTS / "jekyll")
    text = entries_of(site, "harbour-notes")["the-bridge"].body.text
    wanted = """\
### What happened

The *old* bridge is shut, says [the council](https://town.example/roads). See [yesterday](https://harbour.example/notes/2026/01/rain.html)
and [the map](https://harbour.example/notes/maps/river.html), **not** \\[this\\](javascript:alert(1)).

![The gauge](media/quay.png "At dawn")

```ruby
puts "## not a heading" if {{ level }} > 4
```

{{ kept }} desk@harbour.example

> The water will rise.
>
> — [@?: The mayor]

A box with [a link](https://harbour.example/notes/about.html).

[https://www.youtube.com/watch?v=dQw4w9WgXcQ](https://www.youtube.com/watch?v=dQw4w9WgXcQ)
"""
    assert text.startswith(wanted)
    assert text.endswith("Hello [\\@reader](https://social.example/@reader) and [^1].\n\n[^1]: A footnote.")


def test_jekyll_report(site: Site) -> None:
    """Lost pictures are marked; pages, drafts without a date and tags that nothing stands for are named."""
    report = imported(site, INPUTS / "jekyll")
    (lost,) = entries_of(site, "harbour-notes")["the-bridge"].media
    assert (lost.lost, lost.alt, lost.was) == (True, "A boat", "https://harbour.example/assets/lost.jpg")
    told = {(one.what, one.where) for one in report.dropped}
    post = "_posts/2026-01-12-the-bridge.md"
    assert told == {
        ("a page", "about.md"),
        ("a draft", "_drafts/ideas.md"),
        ("shortcode {% include ads %}", post),
        ("shortcode {{ page.missing }}", post),
    }


def test_the_address_that_a_site_had_may_be_said(site: Site) -> None:
    """`--url` goes before the settings; it does not make another site of it."""
    imported(site, INPUTS / "jekyll")
    assert imported(site, INPUTS / "jekyll", url="https://old.example/").is_empty()
    other = new_site(site.root / "other")
    imported(other, INPUTS / "jekyll", url="https://old.example/")
    assert "https://old.example/2026/01/rain.html" in entries_of(other, "harbour-notes")["the-bridge"].body.text


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("date", "/a/b-c/2026/01/02/name.html"),
        ("pretty", "/a/b-c/2026/01/02/name/"),
        ("ordinal", "/a/b-c/2026/002/name.html"),
        ("weekdate", "/a/b-c/2026/W01/Fri/name.html"),
        ("none", "/a/b-c/name.html"),
        ("/:year-:i_month-:i_day/:title:output_ext", "/2026-1-2/name.html"),
        ("/:unknown/:title/", "/:unknown/name/"),
    ],
)
def test_jekyll_addresses(tmp_path: Path, style: str, address: str) -> None:
    """Its built-in styles and those of a site's own."""
    written(tmp_path, {
        "_config.yml": f"url: https://j.example\npermalink: '{style}'\n",
        "_posts/2026-01-02-name.md": "---\ncategories: [a, B C]\n---\nx",
    })  # fmt: skip
    assert one(tmp_path).url == f"https://j.example{address}"


@pytest.mark.parametrize(
    ("date", "machine"),
    [
        ("2026-01-12 21:17:00 -0700", "2026-01-12T21:17:00-07:00"),
        ("2026-01-12 21:17", "2026-01-12T21:17-05:00"),
        ("2026-01-12T21:17:00Z", "2026-01-12T21:17:00+00:00"),
        ("2026-01-12 21:17:00.123 +0100", "2026-01-12T21:17:00+01:00"),
        ("2026-01-12 9:05:00", "2026-01-12T09:05:00-05:00"),
        ("2026-01-12 21:17:00 2026 -0800", "2026-01-12T21:17:00-08:00"),
        ("2026-01-12", "2026-01-12"),
    ],
)
def test_dates(tmp_path: Path, date: str, machine: str) -> None:
    """As Ruby, Go and Python write them, and as people mistype them."""
    assert one(written(tmp_path, {"_posts/2026-01-02-a.md": f"---\ndate: {date}\n---\nx"})).time.machine() == machine


def test_a_date_that_cannot_be_read_is_a_fault_at_its_place(site: Site) -> None:
    given(site, "j/_posts/2026-01-02-a.md", "---\ntitle: A\ndate: some day\n---\nx")
    fault = refused(site, site.root / "input/j")
    assert (fault.path, fault.line) == ("j/_posts/2026-01-02-a.md", 3)
    assert "some day" in fault.message and "2009-06-16" in fault.hint


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{% gist octo/123 %}", "[https://gist.github.com/octo/123](https://gist.github.com/octo/123)"),
        ("{% vimeo 12345 %}", "[https://vimeo.com/12345](https://vimeo.com/12345)"),
        ("{% img left /a.jpg 300 200 'Title' %}", "![Picture; no description was preserved](/a.jpg)"),
        ("{% codeblock lang:rb %}\na\n{% endcodeblock %}", "```rb\na\n```"),
        ("{% blockquote A Man https://m.example/ His book %}\nSaid.\n{% endblockquote %}",
         "> Said.\n>\n> — A Man, [His book](https://m.example/)"),
        ("{% if site.x %}kept{% endif %}", "kept"),
        ("* TOC\n{:toc}\n\nwords", "words"),
        ("`{: .x}` and {{ 'a' | upcase }}", "`{: .x}` and"),
        ("{% raw %}{% endraw %}x{% raw %}{{ y }}{% endraw %}", "x{{ y }}"),
        ("{% highlight html %}\n```\n<b>\n{% endhighlight %}", "````html\n```\n<b>\n````"),
        ("\ue0f00\ue0f1 is forged", "0 is forged"),
    ],
)  # fmt: skip
def test_liquid(tmp_path: Path, text: str, wanted: str) -> None:
    assert one(written(tmp_path, {"_posts/2026-01-02-a.md": f"---\ntitle: A\n---\n{text}\n"})).body.text == wanted


# --- Hugo --------------------------------------------------------------------------------------------


def test_hugo_keys(site: Site) -> None:
    """TOML, JSON and YAML; bundles, taxonomies of the site's own, languages by file name, drafts, the cover."""
    report = imported(site, INPUTS / "hugo")
    entries = entries_of(site, "river-live")
    assert blog_of(site, "river-live").settings.zone == "Europe/London"
    bridge = entries["the-bridge"]
    assert [by.name for by in bridge.by] == ["Ada Quill", "Cem Night"]
    assert bridge.tags == ("bridge", "roads", "flood-2026")
    assert {medium.file or medium.was for medium in bridge.media} == {"https://cdn.example/lost.png", "media/river.png"}
    by_language = {entry.lang: entry for entry in entries.values() if entry.id != "the-bridge"}
    assert (by_language["fr"].status, by_language["fr"].time.machine()) == ("withheld", "2026-01-12")
    assert (by_language[""].status, by_language[""].tags) == ("draft", ("gauge", "river"))
    told = {(one.what, one.where) for one in report.dropped}
    assert ("a list page", "content/_index.md") in told
    assert ('shortcode {{< sparkline data="1,2,3" >}}', "content/live/bridge/index.md") in told


def test_hugo_texts(site: Site) -> None:
    """A figure is a picture of the bundle, with all its words; what is escaped is shown; the rest as it is meant."""
    imported(site, INPUTS / "hugo")
    assert (
        entries_of(site, "river-live")["the-bridge"].body.text.strip()
        == """\
![A crack in the pier](media/crack.png "The crack. Seen at noon")

See [the gauge](https://river.example/live/2026/gauge/) and {{< figure src="x" >}}.

[https://www.youtube.com/watch?v=dQw4w9WgXcQ](https://www.youtube.com/watch?v=dQw4w9WgXcQ)

Do **not** cross.

```go
fmt.Println("## no heading")
```

> The water will rise.
>
> — [@?: The mayor]

### Details

##### Deeper"""
    )


def test_links_between_posts_lead_where_they_stood(site: Site) -> None:
    """By the file, from the text's own folder."""
    imported(site, INPUTS / "hugo")
    drafts = [entry for entry in entries_of(site, "river-live").values() if entry.status == "draft"]
    assert [entry.body.text for entry in drafts] == [
        "Level 4.2 m at the [bridge](https://river.example/live/2026/the-bridge/). "
        "The ![map](media/river.png) shows it."
    ]


@pytest.mark.parametrize(
    ("text", "wanted", "dropped"),
    [
        (
            '{{< tweet user="desk" id="12" >}}',
            "[https://twitter.com/desk/status/12](https://twitter.com/desk/status/12)",
            [],
        ),
        ("{{< gist octo abc >}}", "[https://gist.github.com/octo/abc](https://gist.github.com/octo/abc)", []),
        ('{{< audio src="https://a.example/b.mp3" >}}', "[https://a.example/b.mp3](https://a.example/b.mp3)", []),
        ("{{% box %}}inside{{% /box %}}", "inside", ["shortcode {{% box %}}, but not its text"]),
        ('{{< details summary="More" >}}inside{{< /details >}}', "**More**\n\ninside", []),
        ('{{< img src="a.webp" alt="[A]" >}}', "![A](a.webp)", []),
        ('{{< youtube "../evil" >}}', "", ['shortcode {{< youtube "../evil" >}}']),
        ('[a]({{< ref "nowhere" >}})', "a", []),
        ("{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "**x**", []),
        ("{{< unclosed", "{{< unclosed", []),
    ],
)
def test_hugo_shortcodes(tmp_path: Path, text: str, wanted: str, dropped: list[str]) -> None:
    written(tmp_path, {"hugo.toml": "", "content/a.md": f"+++\ndate = 2026-01-12\n+++\n{text}\n"})
    found = read(tmp_path)
    assert found.blogs[0].entries[0].body.text == wanted
    assert [one.what for one in found.dropped] == dropped


@pytest.mark.parametrize(
    ("name", "config", "address"),
    [
        ("content/live/a.md", 'baseURL = "https://h.example/x"', "https://h.example/x/live/a/"),
        ("content/live/a/index.md", 'baseURL = "https://h.example/"', "https://h.example/live/a/"),
        ("content/live/a.md", 'baseURL = "https://h.example/"\n[permalinks.page]\nlive = "/:year/:month/:slug"',
         "https://h.example/2026/01/a"),
        ("content/live/a.md", 'baseURL = "/"', ""),
    ],
)  # fmt: skip
def test_hugo_addresses(tmp_path: Path, name: str, config: str, address: str) -> None:
    assert one(written(tmp_path, {"hugo.toml": config, name: "---\ndate: 2026-01-12\n---\nx"})).url == address


def test_a_hugo_site_may_part_its_settings(tmp_path: Path) -> None:
    """`config/_default/`, in any of the three forms."""
    written(tmp_path, {
        "config/_default/hugo.yaml": "baseURL: https://h.example/\ntitle: Parted\n",
        "config/_default/permalinks.json": '{"live": "/:slug/"}',
        "config/_default/taxonomies.toml": 'place = "places"\n',
        "content/live/a.md": "---\ndate: 2026-01-12\nplaces: [Quay]\nparams:\n  author: Ada\n---\nx",
    })  # fmt: skip
    (blog,) = read(tmp_path).blogs
    (entry,) = blog.entries
    assert (blog.title, entry.url, entry.tags, entry.by[0].name) == ("Parted", "https://h.example/a/", ("Quay",), "Ada")


# --- Pelican -----------------------------------------------------------------------------------------


def test_pelican(site: Site) -> None:
    """Its keys, folded ones too; {static} and {filename}; what is hidden is withheld, what is skipped is named."""
    source = site.root / "input/pelican"
    shutil.copytree(INPUTS / "pelican", source)
    settings = "SITENAME = 'River diary'\nSITEURL = 'https://p.example'\nTIMEZONE = 'Europe/Paris'\n"
    settings += "ARTICLE_URL = '{category}/{date:%Y}/{slug}/'\nimport os\nos.makedirs('evil')\nPATH = 'con' + 'tent'\n"
    (source / "pelicanconf.py").write_text(settings)
    report = imported(site, source)
    blog = blog_of(site, "river-diary")
    assert blog.settings.zone == "Europe/Paris"
    gauge, bridge = blog.entries[0], blog.entries[1]
    if gauge.id != "gauge":
        gauge, bridge = bridge, gauge
    assert (gauge.title, gauge.time.machine(), gauge.tags) == (
        "The gauge", "2026-01-12T08:30+01:00", ("water", "high-water", "gauge"))  # fmt: skip
    assert [by.name for by in gauge.by] == ["Ada Quill", "Cem Night"]
    assert gauge.body.text == (
        "Level 4.2 m, see ![The gauge](media/gauge.png) and [the bridge](https://p.example/town/2026/bridge/), "
        '[all](https://p.example/tag/gauge.html).\n\n```python\nprint("level")\n```'
    )
    assert (bridge.status, bridge.lang, bridge.tags) == ("withheld", "de", ("town",))
    told = {(one.what, one.where) for one in report.dropped}
    assert told == {
        ("a page", "content/pages/about.md"),
        ("a text that is to be skipped", "content/town/skipped.md"),
        ("1 text", "content/old.rst"),
    }
    assert not list(site.root.rglob("evil"))


# --- what all share ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "said", "line"),
    [
        ("_posts/2026-01-02-a.md", "---\ntitle: A\n", "never closed", 1),
        ("_posts/2026-01-02-a.md", "---\ntitle: A\n  b: c: d\n---\nx", "second colon", 3),
        ("_posts/2026-01-02-a.md", "---\na: &x 1\nb: *x\n---\nx", "anchors", 2),
        ("content/a.md", "+++\ntitle = 'A'\ndate = = 1\n+++\nx", "not TOML", 3),
        ("content/a.md", '{"title": "A",\n "date": }\nx', "JSON", 2),
        ("content/a.md", '{"title": ' + "[" * 100_000, "JSON", 1),
        ("_posts/2026-01-02-a.md", "---\ntitle: A\x00\n---\nx", "control character", 2),
    ],
)
def test_broken_keys_are_one_fault_with_its_place(site: Site, name: str, text: str, said: str, line: int) -> None:
    """And nothing is written of all the others."""
    given(site, f"f/{name}", text)
    given(site, "f/_posts/2026-01-03-b.md", "---\ntitle: B\n---\nx")
    fault = refused(site, site.root / "input/f", kind="markdown")
    assert said in fault.message
    assert (fault.path, fault.line) == (f"f/{name}", line)


def test_broken_settings_are_named(site: Site) -> None:
    given(site, "f/_config.yml", "url: [")
    given(site, "f/_posts/2026-01-03-b.md", "---\ntitle: B\n---\nx")
    assert refused(site, site.root / "input/f").path == "f/_config.yml"


@pytest.mark.parametrize(
    "files",
    [{"notes.md": "words"}, {"a.txt": "x"}, {"_config.yml": "a: b"}, {"_config.yml": "", "about.md": "---\n---\nx"}],
)
def test_a_folder_without_posts(tmp_path: Path, files: dict[str, str]) -> None:
    found = markdown.read(Given(written(tmp_path, files), "f"), OPTIONS)
    assert isinstance(found, Fault) and found.hint


def test_pictures_never_come_from_outside_the_folder(tmp_path: Path) -> None:
    """Neither by their names nor by links that lie in the folder."""
    (tmp_path / "secret.png").write_bytes(b"x")
    root = tmp_path / "site"
    written(
        root,
        {
            "_posts/2026-01-02-a.md": "---\nimage: ../secret.png\n---\n"
            "![a](../../secret.png) ![b](/l.png) ![c](/%2e%2e/secret.png)"
        },
    )
    (root / "l.png").symlink_to(tmp_path / "secret.png")
    assert [medium.data for medium in one(root).media] == [None, None, None]


def test_a_draft_gets_the_time_that_is_said(tmp_path: Path) -> None:
    written(tmp_path, {"_drafts/a.md": "---\ntitle: A\n---\nx", "_posts/2026-01-02-b.md": "---\ntitle: B\n---\nx"})
    assert len(read(tmp_path).blogs[0].entries) == 1
    entries = read(tmp_path, Options(zone="UTC", time="2026-01-05 10:00")).blogs[0].entries
    assert [(entry.title, entry.status) for entry in entries] == [("B", "published"), ("A", "draft")]


def test_folders_that_the_programs_made_are_passed_over(tmp_path: Path) -> None:
    """What was built, what was fetched, what lies in hidden folders."""
    post = "---\ntitle: A\ndate: 2026-01-02\n---\nx"
    names = (
        "_site/a.md",
        "node_modules/x/_posts/2026-01-01-a.md",
        ".git/_posts/2026-01-01-a.md",
        "vendor/a.md",
        "README.md",
    )
    written(tmp_path, {**dict.fromkeys(names, post), "_posts/2026-01-02-b.md": post})
    assert one(tmp_path).key == "2026-01-02-b"


@pytest.mark.parametrize("text", ["{% raw %}", "{{< code >}}", "{{ ", '{% a "', "<div>", "<img ", "```a\n", '{{< a "'])
def test_texts_made_to_take_long_are_read_in_time(tmp_path: Path, text: str) -> None:
    """Thousands of openings without an end: they stay words, and that is told where it was no use to look."""
    written(tmp_path, {"_posts/2026-01-02-a.md": f"---\ntitle: A\n---\nx {text * 30_000}", "_config.yml": ""})
    found = read(tmp_path)
    assert found.blogs[0].entries[0].body.text.startswith("x")
    assert found.dropped or text in ("```a\n", "<img ")
