"""Strangers' texts made fit for content files: characters, line ends, addresses. Nothing here knows Markdown."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, urljoin, urlsplit

from dateline.load.text import CONTROL
from dateline.urls import is_web_address

_BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
"""Zero-width space, word joiner, byte order mark, soft hyphen: editors of web pages leave them behind. Joiners that
Persian and emoji need are no part of this."""
_QUOTED = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}\u0080-\u00a0\u2028\u2029\ufeff]")
"""What `urls.is_link` lets stand in no address; letters of other scripts stay as they are."""


def tidy(text: str) -> str:
    """The text with LF line ends and without characters that no content file may hold."""
    text = text.encode("utf-8", "replace").decode("utf-8") if _has_halves(text) else text
    return _UNSEEN.sub("", CONTROL.sub("", _BREAKS.sub("\n", text)))


def line(text: str, most: int = 300) -> str:
    """The text on one line of at most `most` characters, cut at a word with an ellipsis."""
    flat = " ".join(_SPACES.sub(" ", tidy(text)).split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > most // 2 else cut).rstrip() + "…"


def web_address(text: str, base: str = "") -> str:
    """The absolute http(s) address that a reference stands for, seen from `base`; "" when it is none that content may
    link. What a browser would quote is quoted; names and passwords before the host make it none."""
    text = tidy(text).strip().replace("\n", "").replace("\t", "")
    if not text:
        return ""
    try:
        whole = urljoin(base, text) if base else text
        if whole.startswith("//"):
            whole = f"https:{whole}"
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https"):
        return ""
    whole = _QUOTED.sub(lambda found: quote(found.group()), whole)
    # A bracket ends a link in Markdown unless it stands in pairs; in paths and queries the quoted form is the same.
    whole = whole.replace("(", "%28").replace(")", "%29").replace("'", "%27").replace("*", "%2A")
    try:
        if "[" not in urlsplit(whole).netloc:
            whole = whole.replace("[", "%5B").replace("]", "%5D")
    except ValueError:
        return ""
    return whole if len(whole) <= 2_000 and is_web_address(whole) else ""


def host_of(url: str) -> str:
    """The host of a web address without `www.`, for people to read."""
    try:
        return re.sub(r"^www\.", "", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same, whatever their spaces, case and typographic signs."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", normalize("NFKC", text)).casefold().strip()


def _has_halves(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else False
