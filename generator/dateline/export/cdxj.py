"""The index over a WARC file, as replay looks addresses up in it: CDXJ lines, sorted by their keys, in gzip members of
some hundred lines, and a short index over those (WACZ 1.1.1, section on indexes; the format is pywb's "ZipNum")."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from dateline.export.warc import Record, packed

DATA, SHORT = "index.cdx.gz", "index.idx"
_LINES = 300
"""Lines in a member."""


def key_of(url: str) -> str:
    """An address of ours as indexes sort it (SURT): the host's labels from the last to the first, then the path, all in
    lower case; without scheme, `www.` and the slash at its end."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").split(".")
    if len(host) > 1 and host[0].rstrip("0123456789") == "www":
        host = host[1:]
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != default else ""
    path = parts.path if parts.path == "/" else parts.path.rstrip("/")
    return f"{','.join(reversed(host))}{port}){path or '/'}"


def index_of(records: tuple[Record, ...], as_of: str, filename: str) -> tuple[bytes, bytes]:
    """The compressed lines, and the short index. `as_of` is the moment of all records, `filename` their file's name."""
    stamp = "".join(sign for sign in as_of if sign.isdigit())
    lines = sorted(
        f"{key_of(record.url)} {stamp} {json.dumps(_told(record, filename), ensure_ascii=False)}\n"
        for record in records
    )
    data = bytearray()
    short = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': DATA})}\n"]
    for at in range(0, len(lines), _LINES):
        member = packed("".join(lines[at : at + _LINES]).encode())
        place = {"offset": len(data), "length": len(member), "digest": f"sha256:{hashlib.sha256(member).hexdigest()}"}
        short.append(f"{lines[at].partition('{')[0].strip()} {json.dumps(place)}\n")
        data += member
    return bytes(data), "".join(short).encode()


def _told(record: Record, filename: str) -> dict[str, str]:
    return {
        "url": record.url,
        "mime": record.mime,
        "status": "200",
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": filename,
    }
