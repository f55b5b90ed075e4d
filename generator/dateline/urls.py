"""Addresses: which outside ones are let through, and how inside ones are written."""

from __future__ import annotations

import re
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit

WEB_SCHEMES = ("http", "https")
LINK_SCHEMES = ("http", "https", "mailto", "tel", "gemini", "xmpp", "ftp")
"""Schemes a link in running text may have. Everything else (javascript:, data:, vbscript:, file: …) is refused."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}\u0080-\u00a0\u2028\u2029\ufeff]")


def is_web_address(text: str) -> bool:
    """Whether `text` is an absolute http(s) address with a host and nothing a browser could misread."""
    return _has_scheme(text, WEB_SCHEMES) and bool(_host(text))


def fault_of(text: str) -> str:
    """What to do about a text that begins as a web address and is none; "" when it begins otherwise."""
    if text.partition(":")[0].lower() not in WEB_SCHEMES:
        return ""
    if found := _FORBIDDEN.search(text):
        return (
            f"Write {quote(found[0])} for “{found[0]}”." if found[0].isprintable() else "Delete the sign nobody sees."
        )
    try:
        named = "@" in urlsplit(text).netloc
    except ValueError:
        named = False
    return "Leave out the name and password before @." if named else "Write the host after https://."


def is_link(text: str) -> bool:
    """Whether `text` may stand in an `href` of running text: a permitted scheme, or a relative address."""
    if _FORBIDDEN.search(text):
        return False
    if is_relative(text):
        return True
    if not _has_scheme(text, LINK_SCHEMES):
        return False
    return not _has_scheme(text, WEB_SCHEMES) or bool(_host(text))


def is_relative(text: str) -> bool:
    """Whether `text` has neither scheme nor host: it stays within the site."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and ":" not in text.split("/", 1)[0]


def _has_scheme(text: str, schemes: tuple[str, ...]) -> bool:
    if _FORBIDDEN.search(text):
        return False
    scheme, colon, _ = text.partition(":")
    return bool(colon) and scheme.lower() in schemes


def _host(text: str) -> str:
    try:
        parts = urlsplit(text)
        return "" if parts.username or parts.password else parts.hostname or ""
    except ValueError:
        return ""


_LABEL = re.compile(r"[^.:\[\]]+")
_FULL_STOP = re.compile("[\u3002\uff0e\uff61]")
"""What parts labels as well (RFC 3490 section 3.1)."""
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def escaped_address(url: str) -> str:
    """An http(s) address with the signs alone that one may have (RFC 3986), as sitemaps and feeds ask for: labels of
    the host in Punycode (RFC 5891 section 4.4), all else by percent signs. What is escaped already stays."""
    parts = urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = _LABEL.sub(_in_ascii, _FULL_STOP.sub(".", normalize("NFKC", host.replace("\xad", ""))))
    path, query, fragment = (quote(_STRAY.sub("%25", part), safe=_SAFE) for part in parts[2:])
    return f"{url[: len(parts.scheme)]}://{host}{path}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"


_SAFE = "/-._~!$&'()*+,;=:@%?"


def _in_ascii(label: re.Match[str]) -> str:
    # The codec "idna" is that of 2003, which leads names with ß or a joiner elsewhere.
    name = label[0].lower()
    return label[0] if name.isascii() else "xn--" + normalize("NFKC", name).encode("punycode").decode()


_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch
"""Most paths: nothing in them has to be quoted."""


def path_to_href(path: str) -> str:
    """A root-relative output path as it stands in an `href` (RFC 3986 section 3.3)."""
    if _PLAIN_PATH(path):
        return path
    return quote(path, safe="/-._~!$&'()*+,;=@")


def way_to_root(path: str) -> str:
    """What leads from the page at `path` up to the site's root: "" at the top, "../" one folder down."""
    return "../" * path.count("/")


_NOT_SLUG = re.compile(r"[^\w]+")


def slugify(text: str) -> str:
    """Letters and digits of any script in lower case, with the marks that belong to them, parted by single hyphens;
    "" when there are none. What looks alike is alike: Unicode's NFKC form.
    """
    folded = text.replace("_", "-").casefold()
    if folded.isascii():
        return _NOT_SLUG.sub("-", folded).strip("-")
    folded = normalize("NFKC", normalize("NFKC", folded).casefold())
    # Vowel signs of Hindi or Arabic are marks (category M), which `\w` leaves out.
    kept = (char if char.isalnum() or category(char)[0] == "M" else "-" for char in folded)
    return re.sub("-+", "-", "".join(kept)).strip("-")


_TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid|igsh(?:id)?|mc_[ce]id|ref_src|ref_url)(?:=.*)?")
"""What networks add to an address to follow whoever shares it."""
_SHARED = {
    "twitter.com": re.compile(r"[st](?:=.*)?"),
    "youtube.com": re.compile(r"(?:t|si|pp|feature|ab_channel)(?:=.*)?"),
}
"""What single hosts add, and moments to begin a film at: elsewhere such short names may tell documents apart."""
_ALIASES = {"x.com": "twitter.com"}


def plain_address(url: str) -> str:
    """An http(s) address as it is compared with others: without scheme, `www.`, tracking, fragment, and the slash at
    its end. Two that are alike may be different documents in theory; in practice they are not.
    """
    try:
        parts = urlsplit(url)
        host = re.sub(r"^(?:www|m|mobile)\.(?=.*\.)", "", parts.hostname or "")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    path, asked = parts.path.rstrip("/"), parts.query.split("&")
    host = _ALIASES.get(host, host)
    if host == "youtu.be" and path:
        host, path, asked = "youtube.com", "/watch", [f"v={path[1:]}", *asked]
    extra = _SHARED.get(host)
    kept = (part for part in asked if part and not _TRACKING.fullmatch(part) and not (extra and extra.fullmatch(part)))
    query = "&".join(sorted(kept))
    # Some sites name their pages behind `#!` only.
    behind = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{port}{path}{'?' if query else ''}{query}{behind}"


_LONE = re.compile(r"^ {0,3}(?:<(https?://[^\s<>]+)>|(https?://[^\s<>]+))[ \t]*$", re.I | re.M)


def lone_addresses(text: str) -> list[str]:
    """The web addresses that have a line of a text to themselves."""
    return [found[1] or found[2] for found in _LONE.finditer(text)] if "://" in text else []
