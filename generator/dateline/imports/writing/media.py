"""Pictures and files that come along: which may be published, under what name; the others are kept aside or marked."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from dateline.imports.found import Fault, Medium
from dateline.imports.given import read_file
from dateline.imports.html.markdown import NO_ALT
from dateline.imports.ids import id_from, unused
from dateline.imports.texts import line, web_address
from dateline.load.media import FILM, OTHER, PICTURES, SOUND

_SIGNS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"%PDF-", ".pdf"),
    (b"OggS", ".ogg"),
    (b"ID3", ".mp3"),
    (b"fLaC", ".flac"),
    (b"\x1aE\xdf\xa3", ".webm"),
)
"""How files begin, where their names say nothing."""
_ALIKE = {".jpg": (".jpg", ".jpeg"), ".ogg": (".ogg", ".oga", ".opus", ".ogv")}
_DATA = re.compile(r"data:(?P<type>[\w.+/-]*)(?:;[\w=-]+)*?(?P<coded>;base64)?,(?P<data>.*)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A medium on its way: `file` under the blog's folder ("" when it is lost), `data` what must be written there
    (None when it is there already), `aside` the path under private/ of what may not be published, `why` not."""

    medium: Medium
    file: str = ""
    data: bytes | None = None
    sha: str = ""
    aside: str = ""
    why: str = ""

    def keys(self, *, in_text: bool) -> dict[str, object] | None:
        """What stands of it under the entry's `media:`; None when the text itself shows all there is to know."""
        medium = self.medium
        caption = line(medium.caption, 1_900)
        if self.file and in_text and not medium.credit and not medium.warning:
            return None
        return {
            "file": self.file,
            "lost": not self.file,
            "alt": line(medium.alt, 1_900) or caption or _named(medium) or NO_ALT,
            "caption": caption if caption != line(medium.alt, 1_900) else "",
            "credit": line(medium.credit),
            "warning": line(medium.warning),
            "was": web_address(medium.was),
        }


def store(medium: Medium, blog: str, taken: set[str], known: dict[str, str]) -> Stored:
    """Decides what becomes of a medium. `taken`: names under media/ in use; `known`: SHA-256 of bytes → file that
    holds them already; both are brought up to date."""
    data = _bytes(medium)
    if isinstance(data, Fault):
        return Stored(medium=medium, why=data.message)
    if data is None:
        return Stored(medium=medium)
    sha = hashlib.sha256(data).hexdigest()
    if sha in known:
        return Stored(medium=medium, file=known[sha], sha=sha)
    ending = _ending(medium, data)
    why = _unfit(ending, data)
    stem = id_from(Path(_file_name(medium)).stem, medium.alt, otherwise=sha[:12])
    if why:
        return Stored(
            medium=medium, sha=sha, data=data, aside=f"private/{blog}/media/{stem}-{sha[:8]}{ending}", why=why
        )
    name = f"{stem}{ending}"
    if name in taken:
        name = f"{unused(stem, {Path(found).stem for found in taken})}{ending}"
    taken.add(name)
    known[sha] = f"media/{name}"
    return Stored(medium=medium, file=f"media/{name}", data=data, sha=sha)


def _bytes(medium: Medium) -> bytes | Fault | None:
    if isinstance(medium.data, Path):
        return read_file(medium.data)
    if medium.data is not None:
        return medium.data
    found = _DATA.fullmatch(medium.src or medium.was)
    if found is None:
        return None
    raw = unquote_to_bytes(found["data"])
    try:
        return base64.b64decode(raw, validate=False) if found["coded"] else raw
    except (binascii.Error, ValueError):
        return None


def _ending(medium: Medium, data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE"):
        return ".webp" if data[8:12] == b"WEBP" else ".wav"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return ".avif"
    ending = Path(_file_name(medium)).suffix.lower()
    ending = ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
    sniffed = next((found for sign, found in _SIGNS if data.startswith(sign)), "")
    return ending if not sniffed or ending in _ALIKE.get(sniffed, (sniffed,)) else sniffed


def _unfit(ending: str, data: bytes) -> str:
    if ending not in PICTURES + SOUND + FILM + OTHER:
        return f"files of this kind ({ending or 'unknown'}) are not published"
    if ending in PICTURES:
        from dateline.images.kinds import format_of
        from dateline.images.opening import Unreadable, measure

        try:
            measure(BytesIO(data), format_of(f"a{ending}"))
        except Unreadable as fault:
            return "the picture is too large" if fault.too_large else "the picture cannot be read"
    return ""


def _file_name(medium: Medium) -> str:
    for found in (medium.name, medium.was, medium.src):
        if found and not found.startswith("data:"):
            try:
                return Path(unquote(urlsplit(found).path)).name
            except ValueError:
                continue
    return ""


def _named(medium: Medium) -> str:
    name = line(_file_name(medium), 200)
    what = "picture" if not name or Path(name).suffix.lower() in (*PICTURES, ".svg", ".bmp", "") else "file"
    said = what.capitalize() if medium.data is not None else f"Lost {what}"
    return f"{said} {name}" if name else ""
