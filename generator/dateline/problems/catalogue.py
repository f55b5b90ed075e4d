"""Every code that a problem may have, for people: what it means, why it is told, and how it is mended.

The reference for editors, `docs/reference/diagnostics.md`, is made of this by `reference`. A code keeps its meaning
for ever; one that is given up is not given to another fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Code(Struct, frozen=True):
    """`title` in a few words, `explanation` in a few sentences (Markdown), `mend`: what to write or do, by example."""

    title: str
    explanation: str
    mend: str


GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "DL1": "Files",
        "DL2": "YAML and its keys",
        "DL3": "Times",
        "DL4": "Ids, references, and the parts of a file",
        "DL5": "Markdown",
        "DL6": "Pictures and other media",
        "DL7": "The site and its theme",
        "DL8": "Protected text",
        "DL9": "The output",
    }
)
"""What the codes that begin alike have in common."""

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "DL101": Code(
            "Not UTF-8",
            "A text file holds bytes that are not UTF-8. The place is that of the first such byte.",
            "In the editor, choose “Save with encoding: UTF-8”.",
        ),
        "DL102": Code(
            "A control character",
            "A character that no page and no feed may hold, and that most editors do not show: NUL, the bell, a line "
            "separator (U+2028). In YAML it may also come of an escape in double quotes, such as `\\x02`.",
            "Delete the character, or the escape.",
        ),
        "DL103": Code(
            "A text file too large",
            "Text files may have 8 MiB, many times what a day's log needs. A larger one is most often something else "
            "under a wrong name.",
            "Split a log by day; put media under the blog's `media/`.",
        ),
        "DL104": Code(
            "A file that cannot be read",
            "The system does not give the file: its rights, a link to nothing, a disk's fault, or it is no file at all "
            "(a pipe, a device).",
            "Check that it exists and that you may read it; replace a dangling link by the file.",
        ),
        "DL105": Code(
            "A link that leads out, or round",
            "A symbolic link leads out of `content/` (or of the theme), or to a folder above itself. Nothing outside "
            "is ever published, so that a link cannot carry private files into the site.",
            "Put the file itself there.",
        ),
        "DL106": Code(
            "A missing file",
            "Something that must be there is not: the folder `content/`, its `site.yaml`, or the `blog.yaml` that "
            "makes a folder a live blog.",
            "Write it, begin with `dateline init` or `dateline new`, or move the folder's files to `static/`.",
        ),
        "DL107": Code(
            "A file of which nothing is made",
            "The file stands where Dateline looks for nothing of its kind. It is told so that nothing is left out "
            "unseen. This is a warning.",
            "Entries are `.md` or `.yaml` files in the blog's folder; pictures go into its `media/`, other files for "
            "readers into `static/`.",
        ),
        "DL108": Code(
            "A file name that is not UTF-8",
            "The name holds bytes that are no text, so that no address can be made of it.",
            "Rename the file with plain letters.",
        ),
        "DL109": Code(
            "An empty file",
            "The file holds nothing, or nothing but comments. Empty files are most often an accident.",
            "Write something in it, or delete it.",
        ),
        "DL110": Code(
            "Folders too deep in one another",
            "More than 40 folders within folders. What stands below is not read.",
            "Move the files nearer to the top.",
        ),
        "DL111": Code(
            "A conflict that was left",
            "Two people changed one place, and git left both versions with marks around them. As text they would be "
            "published, marks and all.",
            "Keep what is right, and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>.",
        ),
        "DL201": Code(
            "Broken YAML",
            "The text cannot be read as YAML. A quote or bracket that is never closed is told where it opens.",
            "A value that holds “: ”, begins with `[ { * & ! @ %` or ends in a colon is put in quotes: "
            '`title: "Live: the first day"`.',
        ),
        "DL202": Code(
            "A key that stands twice",
            "YAML readers would keep the last of the two and drop the first without a word. `at-risk` and `at_risk` "
            "are one key.",
            "Keep one of the two.",
        ),
        "DL203": Code(
            "An alias, anchor or tag of YAML",
            "`*name`, `&name` and `!name` change what stands there without showing it, so they are not used here.",
            'Put text that begins with `*`, `&` or `!` in quotes: `title: "!important"`.',
        ),
        "DL204": Code(
            "An unknown key",
            "No such key exists at this place. The nearest known one is named.",
            "`titel:` → `title:`. Keys may be written with `-` or `_`.",
        ),
        "DL205": Code(
            "A missing key",
            "A key that must be there is missing, or has no value. Of a picture, either a file or `lost: true` must be "
            "there; of a byline, a person or a name.",
            "Add the key that the message names.",
        ),
        "DL206": Code(
            "A value of the wrong shape",
            "A list or mapping stands where a single value is expected, or the other way round.",
            '`title: [Live] The quake` → `title: "[Live] The quake"`.',
        ),
        "DL207": Code(
            "A word that is none of those allowed",
            "The value must be one of a few words, which the message names.",
            "`status: publishd` → `status: published`.",
        ),
        "DL208": Code(
            "Not a whole number",
            "The value must be a whole number within bounds, in digits.",
            "`order: first` → `order: 1`.",
        ),
        "DL209": Code(
            "Neither true nor false",
            "The value must be `true` or `false`; `yes`, `no`, `on` and `off` are understood too.",
            "`key: 1` → `key: true`.",
        ),
        "DL210": Code(
            "YAML nested too deeply",
            "More than 40 levels of brackets or indentation. Nothing that Dateline reads needs more than four.",
            "Unfold the brackets; look for a line that is indented by accident.",
        ),
        "DL211": Code(
            "Not an id or a tag",
            "Ids become addresses: lower-case letters a–z, digits and single hyphens, at most 100 characters. That "
            "goes for the names of blogs' folders, pages and threads too. Tags may have letters of any script.",
            "`{#First_Report}` → `{#first-report}`; `tags: [State Department]` → `tags: [state-department]`.",
        ),
        "DL212": Code(
            "Not an address that can be linked",
            "The value must be a whole address that begins with `http://` or `https://`, without a password in it; a "
            "contact may be an e-mail address. The site's own `url` has no `?` and no `#`, and is written as "
            "programs write it: letters other than a–z are escaped.",
            "`url: www.example.org` → `url: https://www.example.org/`.",
        ),
        "DL213": Code(
            "A value too long",
            "A text has more characters or lines than its key takes, or a list has too many items.",
            "Shorten it; what is longer belongs in the entry's text.",
        ),
        "DL214": Code(
            "A tab in the indentation",
            "YAML is indented by spaces. Tabs look different in every editor, so YAML refuses them.",
            "Replace the tab by two spaces.",
        ),
        "DL215": Code(
            "More than one document",
            "A line `---` begins a second YAML document, or text follows the end of the first. Only one would be read.",
            "Make a file of each, or delete the line.",
        ),
        "DL216": Code(
            "PyYAML without libyaml",
            "PyYAML was installed without its fast reader, so that reading takes 18 times as long. This is a warning.",
            "`pip install --force-reinstall --only-binary :all: pyyaml`.",
        ),
        "DL217": Code(
            "Not a language tag",
            "A language is written as a BCP 47 tag: the language, and if need be the script and the region.",
            "`language: english` → `language: en`; `lang: fa_IR` → `lang: fa-IR`.",
        ),
        "DL218": Code(
            "Not a colour",
            "A colour is written as `#rgb` or `#rrggbb`. Without quotes, YAML takes what follows # for a comment.",
            '`accent: "#8a1c1c"`.',
        ),
        "DL301": Code(
            "Not a time",
            "The text cannot be read as a time, or goes on after it.",
            "`21:17`, `2009-06-16T21:17-04:00`, `June 16, 2009 9:17 PM ET`.",
        ),
        "DL302": Code(
            "A time without its date",
            "A clock time alone, where neither the file's name nor anything else says which day; or a date without its "
            "year or day.",
            "`time: 21:17` → `time: 2009-06-16 21:17`.",
        ),
        "DL303": Code(
            "A local time that came twice",
            "When the clocks are set back, an hour comes twice. Only an offset tells which of the two is meant; the "
            "hint names both.",
            "`01:30` → `2009-11-01T01:30-04:00` for the first, `2009-11-01T01:30-05:00` for the second.",
        ),
        "DL304": Code(
            "A local time that never came",
            "When the clocks are set forward, an hour is left out; some places have left out a whole day. The hint "
            "names what may be meant.",
            "`02:30` → `2009-03-08T03:30-04:00`.",
        ),
        "DL305": Code(
            "An unknown time zone",
            "There is no zone of that name. Zones are named as IANA does: a region and a city.",
            "`zone: Tehran` → `zone: Asia/Tehran`.",
        ),
        "DL306": Code(
            "An abbreviation of more than one zone",
            "Abbreviations such as IST or AST mean different clocks in different places.",
            "`10:00 IST` → `10:00 +05:30`.",
        ),
        "DL307": Code(
            "A date or time that does not exist",
            "The 31st of June, the hour 25, an offset of 20 hours, a weekday that is not that of its date.",
            "Check it against the source.",
        ),
        "DL308": Code(
            "A date that is read in two ways",
            "06/07/2009 is the 6th of July or the 7th of June, depending on the reader.",
            "`06/07/2009` → `2009-07-06`.",
        ),
        "DL309": Code(
            "A certainty that cannot be",
            "`certainty` is `exact`, `minute`, `day` or `about`, and no finer than `at` is.",
            "`{shown: about nine, at: 2009-06-16 21:00, certainty: about}`.",
        ),
        "DL310": Code(
            "A retrospective entry without `published`",
            "In a blog with `mode: retrospective`, `time` is when something happened, so each entry also says when "
            "this archive first published it. Feeds and the newest entries go by that.",
            "`published: 2026-03-01`, in the entry or once at the top of the file.",
        ),
        "DL311": Code(
            "Times in the wrong order",
            "`updated` or `removed` is earlier than the entry was published. This is a warning.",
            "Check the two times and their zones.",
        ),
        "DL401": Code(
            "One id for two",
            "Two entries of a blog, or two comments of a thread, have the same id, so they would have the same "
            "address. Of entries, both places are told.",
            "Give one of the two another: `## 21:17 A second statement {#second-statement}`.",
        ),
        "DL402": Code(
            "An id or name that is the site's own",
            "The name is that of an address which Dateline writes itself: `index`, `404`, a day such as "
            "`2009-06-16`, or a folder such as `tags`.",
            "Choose another name.",
        ),
        "DL403": Code(
            "An unknown source",
            "No `sources.yaml` of the blog or of the site has this id. As a warning: `[@one; @two]` cites nothing.",
            "Correct the id, or add the source to `sources.yaml`; cite each source by itself: `[@one] [@two]`.",
        ),
        "DL404": Code(
            "An unknown person",
            "`people.yaml` has nobody of this id.",
            "Correct the id; or name a guest: `by: {name: A. Guest, role: Reader}`.",
        ),
        "DL405": Code(
            "An unknown comment",
            "The thread or the comment does not exist, or a comment answers itself.",
            "`comments: [forum/c22]` for the comment `{#c22}` of `threads/forum.md`.",
        ),
        "DL406": Code(
            "An unknown entry",
            "`corrects`, `updates` or `supersedes` names an entry that does not exist, or the entry itself.",
            "Name the other entry's id; one of another blog is written `blog/id`.",
        ),
        "DL407": Code(
            "A source that hides another",
            "A source of the blog has the id of one of the site's. Which of the two an entry means could not be seen.",
            "Rename the blog's source, or remove it and cite the site's.",
        ),
        "DL408": Code(
            "An unknown live blog",
            "No other folder of `content/` with a `blog.yaml` has this name.",
            "`continues: iran-2009` for the blog in `content/iran-2009/`.",
        ),
        "DL409": Code(
            "A level-2 heading without a time",
            "In a day's log each level-2 heading opens an entry, so it begins with a time. Headings inside an entry "
            "are level 3 and deeper. A line such as `##22:40` or `# 22:40` opens no entry, and would be read as text.",
            "`## Afterwards` → `## 22:40 Afterwards`, or `### Afterwards`.",
        ),
        "DL410": Code(
            "A word in a heading's braces that means nothing",
            "Braces take an id, some classes and, for comments, `reply=` and `votes=`.",
            "`{#asked .kye}` → `{#asked .key}`; other keys go on the line under the heading.",
        ),
        "DL411": Code(
            "Text before the first heading",
            "In a day's log and in a thread, text belongs to the heading above it. Above the first there may only be "
            "keys.",
            "Move it under a heading such as `## 21:17 Headline`.",
        ),
        "DL412": Code(
            "No front matter",
            "An entry in a file of its own, a page and a thread begin with keys between two lines `---`. The second "
            "may be missing, or something may stand above the first.",
            "Three lines: `---`, `title: About`, `---`; then the text.",
        ),
        "DL413": Code(
            "An alias in use",
            "An old name under `aliases:` is the address of something that exists, or of another alias.",
            "Remove the alias, or rename the other.",
        ),
        "DL414": Code(
            "A comment's heading that is not understood",
            "It has a time, a middle dot, and a description of who wrote it.",
            "`## June 16, 2009 at 4:20 pm · a reader {#c22}`.",
        ),
        "DL415": Code(
            "A comment that is not released",
            "An entry excerpts a comment that is withheld or removed. It is an error, so that a comment is never left "
            "out unseen.",
            "Write `status: released` under the comment's heading, or take it out of `comments:`.",
        ),
        "DL416": Code(
            "A comment at risk without a paraphrase",
            "Of a comment with `at_risk: true` only the editors' paraphrase is published, never its words.",
            "`paraphrase: The writer asks for help for a relative`.",
        ),
        "DL417": Code(
            "An entry at risk without an id",
            "The default id is made of the minute, which would lead back to the person.",
            "`## 21:40 {#testimony-1 .at-risk}`.",
        ),
        "DL418": Code(
            "Corrections of an entry at risk",
            "A correction has a time of its own, and tells what the entry said before.",
            "Work the correction into the text.",
        ),
        "DL419": Code(
            "Counts that do not agree",
            "A thread holds more comments than `held` says, or `held` is more than `declared`. This is a warning.",
            "Correct `held:` or `declared:` in the thread's front matter.",
        ),
        "DL420": Code(
            "A fence or comment that hides headings",
            "A code fence or `<!--` is never closed, so all headings below it would be lost, and with them their "
            "entries.",
            "Close it with a line of the same signs, or with `-->`.",
        ),
        "DL421": Code(
            "A default that only one entry can have",
            "`id`, `aliases` and `title` belong to one entry; as defaults of a file they would be those of all.",
            "Write them under the entry's heading.",
        ),
        "DL422": Code(
            "Answers nested too deeply",
            "An entry excerpts more than 60 comments each of which answers the one before.",
            "Excerpt fewer of the answers between.",
        ),
        "DL501": Code(
            "Text after an attribution",
            "The attribution is the last paragraph of its quotation. What follows it in the same quotation would "
            "have no source.",
            "End the quotation after the attribution, and begin another.",
        ),
        "DL502": Code(
            "An attribution without a source",
            "The last paragraph of a quotation begins with a dash and names no source, so nobody can check the words. "
            "This is a warning.",
            "`> — US official, [@blog]`, or `[@?: an agency, link lost]` when it is not known.",
        ),
        "DL503": Code(
            "An attribution that is not understood",
            "Something follows the source of an attribution that is no `via`.",
            "`— Speaker, [@source] via [@other]`.",
        ),
        "DL504": Code(
            "An address that cannot be linked",
            "A link in a text leads to something that a page may not link, such as `javascript:`, or out of the site.",
            "Links begin with `http://`, `https://` or `mailto:`, or lead to a page of the site.",
        ),
        "DL505": Code(
            "A forbidden character reference",
            "A reference such as `&#12;`, in Markdown or in raw HTML, makes a control character, which no page or feed "
            "may hold.",
            "Remove it.",
        ),
        "DL506": Code(
            "An attribution in the paragraph of the quotation",
            "The attribution is a paragraph of its own; else it would be part of what was said.",
            "Put a line with only `>` above it.",
        ),
        "DL507": Code(
            "A quotation in an entry at risk",
            "A search for the quoted words would find the person.",
            "Say it in your own words.",
        ),
        "DL508": Code(
            "A link to nothing",
            "Nothing of this site stands at the address. Links start at the blog's folder; with / at the site's root.",
            "`[there](asked.md)` → `[there](asked.html)`.",
        ),
        "DL510": Code(
            "Markdown nested too deeply",
            "Quotations and lists within one another have an end; what is deeper could not be shown.",
            "Unfold them.",
        ),
        "DL511": Code(
            "An address of which nothing is stored",
            "A web address alone in a paragraph becomes a card of what `sources.yaml` says of it: nothing is fetched "
            "from elsewhere. Of this one nothing is stored. This is a warning.",
            "`post: {url: https://social.example/1, title: A post, author: A witness, text: The words of the post}`.",
        ),
        "DL601": Code(
            "A missing media file",
            "The blog's folder has no such file.",
            "Put it under `media/`, correct the name, or say that it is `lost: true`.",
        ),
        "DL602": Code(
            "A picture without a text",
            "Readers who cannot see the picture are told what is to be seen. Under `media:` that is `alt:` (DL205).",
            "`![Demonstrators at night](media/square.jpg)`.",
        ),
        "DL603": Code(
            "A picture of another site",
            "Pages ask no other host for anything: not for the reader's safety, nor for the archive's, as the other "
            "may vanish.",
            "Store the picture under `media/`.",
        ),
        "DL604": Code(
            "A picture that cannot be read",
            "The file is no picture of the kind that its name says, is damaged, or has more than 89 megapixels.",
            "Export it again.",
        ),
        "DL605": Code(
            "A kind of file that is not published",
            "Under `media/` stand pictures, sound, film and a few documents. SVG and HTML can hold scripts.",
            "Export an SVG as PNG; put a file that you trust into `static/`.",
        ),
        "DL606": Code(
            "Lost, and there",
            "A medium is said to be lost and has a file.",
            "Remove `lost:` or `file:`.",
        ),
        "DL607": Code(
            "A picture without its warning",
            "An entry warns of what the file shows, so it is shown nowhere without a warning: not in a text, not on a "
            "card, not under the `media:` of another entry.",
            "Show it under `media:`, with `warning: shows a wounded man`.",
        ),
        "DL608": Code(
            "A file that tells where or by whom it was made",
            "Pictures are published without what cameras write into them. Films, sound and PDF are published as they "
            "are, and this one says openly where it was made, or by whom. This is a warning; a file without it is not "
            "proven to say nothing.",
            "`exiftool -all= film.mp4`, or `ffmpeg -i film.mp4 -map_metadata -1 -c copy clean.mp4`.",
        ),
        "DL701": Code(
            "A missing theme",
            "Neither the site's `themes/` nor Dateline has a theme of this name.",
            "`theme: default`.",
        ),
        "DL702": Code(
            "A template that fails",
            "A template of the theme is not well formed, or asks for something that its view does not have.",
            "Correct the line; without your file the default theme's is used.",
        ),
        "DL703": Code(
            "No authority for the ids of feeds",
            "Subscribers' programs know entries by ids that never change, even when the site moves. They are made of a "
            "name and a date at which it was yours (RFC 4151).",
            '`feed_authority: "archive.example,2026"`, never to be changed.',
        ),
        "DL704": Code(
            "Navigation to nothing",
            "Nothing of this site stands at the address of an item of the navigation.",
            "`to: about.html` for `pages/about.md`; a whole address for another site.",
        ),
        "DL706": Code(
            "A site without an address",
            "Without `url` there are no feeds, no sitemap and no canonical links. This is a warning.",
            "`url: https://archive.example/`.",
        ),
        "DL707": Code(
            "More redirects than hosts read",
            "`_redirects` leads from old names to new ones, and static hosts read so many rules and no more. The rest "
            "is led on by pages at the old addresses, as everything is on other hosts. This is a warning.",
            "Nothing has to be done.",
        ),
        "DL801": Code(
            "Protected text",
            "A page or feed would hold a text that the protected list names. Nothing was published, and the text is "
            "not repeated here.",
            "Remove it from the content.",
        ),
        "DL901": Code(
            "A path that cannot be written",
            "The name of a file holds what no list of files and no address can, such as a line break or a backslash, "
            "or is too long.",
            "Rename the file with plain letters.",
        ),
        "DL902": Code(
            "A name that Windows cannot store",
            "The site could not be unpacked or checked out there: names such as `con` and `aux` are devices', and "
            '`< > : " | ? *` are not allowed. This is a warning.',
            "Rename it, and keep the old name under `aliases:`.",
        ),
        "DL903": Code(
            "Two for one address",
            "Two files of the site would stand at one address, or at two that differ only in case, or one stands where "
            "the folder of another must be.",
            "Rename the static file, page, alias or media file.",
        ),
        "DL904": Code(
            "The site could not be written",
            "The system refused to write the output or what Dateline remembers beside it: a full disk, missing rights.",
            "Free some space, or check the rights of the output folder; then build again.",
        ),
        "DL905": Code(
            "An address that was published is gone",
            "Told by `check --against REV`: the site as it was at that revision had something at this address, and "
            "now nothing would stand there. Whoever cited, bookmarked or subscribed to it finds nothing.",
            "When it moved, name the old id under `aliases:` of what it is now; when it is to be gone, put the entry "
            "back with `status: removed`, which leaves a tombstone; for anything else, put a page that leads on at the "
            "same path below `content/static/`.",
        ),
        "DL906": Code(
            "An id in feeds would change",
            "Told by `check --against REV`: to the programs of subscribers an entry is new when its id is, and they "
            "show it once more. The id is made of `feed_authority` and of the first names of blog and entry: the first "
            "of their `aliases`, or the name itself where there are none.",
            "Keep `aliases` in the order in which the names were had, the oldest first, and take none of them out.",
        ),
    }
)
"""Code → what it means."""
