"""Cases kept as data, in the form of markdown-it's: a title, a lone `.`, the text, a lone `.`, what comes of it, a `.`.

A title may end in `{lang=fr}`, `{as=page}`, `{as=inline}`, `{as=unlisted}` or `{as=comment}`. In what comes of a text,
`~/` stands for the way to the site's root and `hA`, `hB`, `hC` for headings one, two and three levels below an entry's
headline; flaws follow the HTML as lines `! line:column CODE severity: message`, both counted from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from dateline.markup.comment import render_comment
from dateline.markup.fragment import Fragment
from dateline.markup.render import render, render_inline
from dateline.markup.scope import Card, Picture, Scope, quotes_of
from dateline.placeholders import LEVELS, ROOT
from dateline.plan.words import direction
from dateline.words import language_of

CASES = Path(__file__).parent / "cases"
_OPTION = re.compile(r" \{(\w+)=([\w-]+)\}$")
LABELS = {"cnn": "CNN", "blog": "A blog & more", "agency": "Agence France-Presse", "tz-database": "IANA"}
PICTURES = {
    "media/square.jpg": Picture(ROOT + "iran/media/square.jpg", 640, 480),
    "media/a b.png": Picture(ROOT + "iran/media/a%20b.png", 0, 0),
    "media/wide.jpg": Picture(
        ROOT + "w.jpg",
        1200,
        800,
        src=ROOT + "w.jpg.960.jpg",
        sources=(("image/avif", f"{ROOT}w.jpg.480.avif 480w, {ROOT}w.jpg.960.avif 960w"),),
    ),
    "media/smoke.gif": Picture(
        ROOT + "s.gif",
        500,
        300,
        src=ROOT + "s.gif.500.webp",
        sources=(("image/webp", f"{ROOT}s.gif.500.webp 500w"),),
        animated=True,
    ),
    "media/wounded.jpg": Picture(ROOT + "wounded.jpg", 640, 480, warned=True),
    "media/paper.pdf": Picture(ROOT + "paper.pdf", 0, 0, kind="file"),
    "media/film.mp4": Picture(ROOT + "film.mp4", 0, 0, kind="video"),
    "media/sound.mp3": Picture(ROOT + "sound.mp3", 0, 0, kind="audio"),
}
_BARE = Card(
    source="cnn", author="", publisher="", title="", href="", machine="", date="", states=(), copies=(), text="",
    lang="", dir="", picture=None, alt="",
)  # fmt: skip
CARDS = {
    "social.example/post/1": replace(
        _BARE,
        author="A <witness>",
        publisher="Social & Co",
        title='The "post"',
        href="https://social.example/post/1?a=1&b=2",
        machine="2009-06-17",
        date="17 June 2009",
        states=(("dead", "link dead"),),
        copies=(("https://archive.example/1", "archived copy, 18 June 2009"),),
        text='They said "no" -- and <b>*more*</b> @x [y](z)\nand left.\n\n\nLater.',
    ),
    "film.example/2": replace(_BARE, title="A film", author="Co", publisher="Co", states=(("usurped", "taken over"),)),
    "fa.example/3": replace(_BARE, title="یک", href="https://fa.example/3", text="مردم", lang="fa", dir="rtl"),
    "social.example/pictured": replace(_BARE, text="See.", picture=PICTURES["media/wide.jpg"], alt="A <roof>"),
    "social.example/small": replace(_BARE, text="See.", picture=PICTURES["media/square.jpg"], alt="A square"),
    "social.example/warned": replace(_BARE, text="See.", picture=PICTURES["media/wounded.jpg"], alt="A man"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; `lang` of the text, `kind` what it is rendered as: entry, page, inline, unlisted or comment."""

    title: str
    lang: str
    kind: str
    text: str
    wanted: str


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises ValueError when the file does not consist of whole cases."""
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.M)
    if len(parts) % 3 != 1 or parts[-1].strip():
        raise ValueError(f"{path.name}: a case is not whole")
    found = []
    for title, text, wanted in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        name, options = title.strip().split("\n")[-1], {"lang": "en", "as": "entry"}
        while option := _OPTION.search(name):
            options[option[1]] = option[2]
            name = name[: option.start()]
        found.append(Case(title=name, lang=options["lang"], kind=options["as"], text=text, wanted=wanted))
    return found


def scope_of(kind: str = "entry", lang: str = "en", prefix: str = "asked") -> Scope:
    """The scope of an entry `asked` of a blog `iran`, or of a standalone page."""
    page = kind == "page"
    return Scope(
        prefix="" if page else prefix,
        folder="" if page else "iran/",
        quotes=quotes_of(lang),
        lang=language_of(lang),
        dir=direction(lang),
        labels=LABELS,
        pictures=PICTURES,
        cards=CARDS,
        headings=not page,
        listed=kind not in ("page", "unlisted"),
    )


def render_case(case: Case) -> Fragment:
    """The fragment of a case's text."""
    renderer = {"inline": render_inline, "comment": render_comment}.get(case.kind, render)
    return renderer(case.text.removesuffix("\n"), scope_of(case.kind, case.lang))


def shown(fragment: Fragment) -> str:
    """A fragment as the case files write it."""
    html = fragment.html.replace(ROOT, "~/")
    for letter, level in zip("ABC", LEVELS[1:], strict=True):
        html = html.replace(level, letter)
    lines = [html.removesuffix("\n")] if html else []
    lines += [f"! {flaw.line + 1}:{flaw.column} {flaw.code} {flaw.severity}: {flaw.message}" for flaw in fragment.flaws]
    return "".join(f"{line}\n" for line in lines)
