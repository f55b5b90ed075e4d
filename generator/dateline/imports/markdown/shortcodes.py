"""What shortcodes of all three programs have in common: their parameters, and what becomes of those that embed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.imports.found import Dropped
from dateline.imports.texts import line, web_address

_PARAMETER = re.compile(
    r"(?:([A-Za-z_][\w-]*)\s*[=:]\s*)?(?:\"((?:\\.|[^\"\\])*)\"|`([^`]*)`|'((?:\\.|[^'\\])*)'|([^\s,\"'`]+))"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#].*)?$", re.I)
_HELD = "\ue0f0{}\ue0f1"
_ASIDE = re.compile("\ue0f0(\\d+)\ue0f1")
_NAMES = ("src", "url", "image", "img", "file", "path", "image_path", "link")
_WATCHED = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubelite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://twitter.com/i/web/status/{}",
    "twitter": "https://twitter.com/i/web/status/{}",
    "x": "https://twitter.com/i/web/status/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
    "soundcloud": "https://soundcloud.com/{}",
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """`named` by lower-case names, `bare` in their order."""

    named: dict[str, str]
    bare: tuple[str, ...]

    def get(self, *names: str) -> str:
        """The first of the named ones that is there."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


def parameters(text: str) -> Parameters:
    """`src="a.jpg" caption='…' 300` taken apart."""
    named: dict[str, str] = {}
    bare = []
    for name, *values in _PARAMETER.findall(text):
        value = re.sub(r"\\(.)", r"\1", "".join(values)).strip()
        if name:
            named[name.lower()] = value
        elif value:
            bare.append(value)
    return Parameters(named, tuple(bare))


@dataclass(slots=True)
class Aside:
    """Parts of a text that nothing is looked for in any more, and what was dropped from the rest."""

    parts: list[str] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)

    def put(self, text: str) -> str:
        """A mark that stands for a part until `back`."""
        self.parts.append(text)
        return _HELD.format(len(self.parts) - 1)

    def drop(self, shown: str) -> str:
        """Notes a shortcode that nothing stands for here; "" in its place."""
        shown = line(_ASIDE.sub("", shown), 80)
        self.dropped[shown] = self.dropped.get(shown, 0) + 1
        return ""

    def back(self, text: str) -> str:
        """The text with its parts in place, parts of parts too."""
        for _ in range(20):
            if not _ASIDE.search(text):
                break
            text = _ASIDE.sub(lambda found: self.parts[int(found[1])] if int(found[1]) < len(self.parts) else "", text)
        return text

    def told(self, where: str) -> tuple[Dropped, ...]:
        """What was dropped, one line for each."""
        times = {shown: f" ({number} times)" if number > 1 else "" for shown, number in self.dropped.items()}
        why = "nothing stands for it here"
        return tuple(Dropped(what=f"shortcode {shown}{times[shown]}", why=why, where=where) for shown in self.dropped)


MOST_TAGS = 2_000
"""Openings in one text. What has more was made to take long; it stays as it is."""


def too_many(text: str) -> bool:
    """Whether a text holds more shortcodes than anyone writes."""
    return text.count("{%") + text.count("{{") > MOST_TAGS


def without_marks(text: str) -> str:
    """A text that cannot forge the marks of `Aside`."""
    return re.sub("[\ue0f0\ue0f1]", "", text)


def fenced(code: str, language: str) -> str:
    """Code between fences that it does not close itself."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    name = language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    inner = code.strip("\n")
    return f"\n\n{fence}{name}\n{inner}\n{fence}\n\n"


def picture(given: Parameters) -> str:
    """The Markdown of the picture that parameters name; "" when they name none."""
    src = next((value for name in _NAMES if _PICTURE.search(value := given.get(name))), "") or next(
        (value for value in (*given.bare, *given.named.values()) if _PICTURE.search(value)), ""
    )
    if not src:
        return ""
    title, caption, credit = given.get("title"), given.get("caption"), given.get("attr", "credit")
    words = ". ".join(part.rstrip(".") for part in (title, caption, credit) if part)
    alt = _flat(given.get("alt") or caption or title)
    shown = f' "{_flat(words)}"' if words and _flat(words) != alt else ""
    address = src.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"\n\n![{alt}]({address}{shown})\n\n"


def _flat(text: str) -> str:
    """Words that may stand between brackets or quotes: marks of Markdown that links are made of left out."""
    text = re.sub(r"<[^>]*>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
    return " ".join(re.sub(r"[\[\]\\]", "", text).replace('"', "”").split())


def embedded(name: str, given: Parameters) -> str:
    """The address of what a shortcode embeds; "" when it tells none."""
    address = next((web for value in (*given.bare, *given.named.values()) if (web := web_address(value))), "")
    if address:
        return address
    pattern = _WATCHED.get(re.sub(r"[^a-z]|simple|privacy|enhanced|embed|player$", "", name.lower()))
    if pattern is None:
        return ""
    user = given.get("user", "username")
    own = given.get("id", "v", "video", "videoid") or (given.bare[0] if given.bare else "")
    if name.lower() == "gist" and len(given.bare) > 1 and "/" not in given.bare[0]:
        own = f"{given.bare[0]}/{given.bare[1]}"
    if user and "twitter.com" in pattern and re.fullmatch(r"\w+", user):
        pattern = f"https://twitter.com/{user}/status/{{}}"
    return web_address(pattern.format(own)) if re.fullmatch(r"(?!.*\.\.)[\w/.-]{1,100}", own) else ""


def alone(address: str) -> str:
    """An address on a line of its own, where it becomes a card."""
    return f"\n\n<{address}>\n\n"


Find = Callable[[str], str]
"""From the name of a page to the address that it had; "" when there is none."""
