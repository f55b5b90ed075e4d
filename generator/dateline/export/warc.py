"""The built site as a WARC file (ISO 28500:2017, WARC 1.1): each file as the response that a web server gives for it,
as WARC files have it since replay asks by address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO
from uuid import NAMESPACE_URL, uuid5

import deflate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline import __version__
from dateline.export.built import Built, served
from dateline.media_types import content_type
from dateline.urls import path_to_href

_VERSION = "WARC/1.1"
_LEVEL = 9
INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A response: where it stands in the file, in bytes, and what indexes tell of it."""

    url: str
    mime: str
    digest: str
    offset: int
    length: int


def packed(data: bytes) -> bytes:
    """As gzip, by a library of our own choosing: the system's compressors differ, and with them the bytes."""
    return bytes(deflate.gzip_compress(data, _LEVEL))


def moment(as_of: int) -> str:
    """An instant as WARC and WACZ write it."""
    return f"{datetime.fromtimestamp(as_of, UTC):%Y-%m-%dT%H:%M:%SZ}"


def write_warc(built: Built, paths: tuple[str, ...], as_of: int, name: str, stream: IO[bytes]) -> tuple[Record, ...]:
    """Writes the records of some files to `stream`, each a gzip member of its own; `name` is the file's own."""
    writer = _Writer(stream, as_of)
    writer.about(name, built)
    return tuple(
        writer.response(url, content_type(path), built.read(path))
        for path in served(paths)
        for url in addresses(built.url, path)
    )


def addresses(url: str, path: str) -> Iterator[str]:
    """Where a file is to be found: under its name, and an index under its folder too."""
    yield url + path_to_href(path)
    if path == INDEX or path.endswith(f"/{INDEX}"):
        yield url + path_to_href(path.removesuffix(INDEX))


class _Writer:
    def __init__(self, stream: IO[bytes], as_of: int) -> None:
        self._stream = stream
        self._date = moment(as_of)
        self._offset = 0

    def about(self, name: str, built: Built) -> None:
        """The record that says what the file is."""
        told = {
            "software": f"Dateline {__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": built.settings.title,
            "description": "A static site as it was built, recorded from its files.",
        }
        data = "".join(f"{key}: {value}\r\n" for key, value in told.items()).encode()
        headers = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": self._id("warcinfo", data),
            "WARC-Filename": name,
            "WARC-Date": self._date,
            "Content-Type": "application/warc-fields",
        }
        self._write("", "warcinfo", data, headers, None)

    def response(self, url: str, mime: str, data: bytes) -> Record:
        """A file at an address."""
        http = StatusAndHeaders(
            "200 OK", [("Content-Type", mime), ("Content-Length", str(len(data)))], protocol="HTTP/1.1"
        )
        headers = {"WARC-Record-ID": self._id(url, data), "WARC-Date": self._date}
        offset = self._offset
        digest = self._write(url, "response", data, headers, http)
        return Record(url=url, mime=mime.partition(";")[0], digest=digest, offset=offset, length=self._offset - offset)

    def _write(self, url: str, kind: str, data: bytes, headers: dict[str, str], http: StatusAndHeaders | None) -> str:
        buffer = BytesIO()
        writer = WARCWriter(buffer, gzip=False, warc_version=_VERSION)
        record = writer.create_warc_record(
            url, kind, payload=BytesIO(data), length=len(data), warc_headers_dict=headers, http_headers=http
        )
        writer.write_record(record)
        member = packed(buffer.getvalue())
        self._stream.write(member)
        self._offset += len(member)
        return str(record.rec_headers.get_header("WARC-Payload-Digest") or "")

    def _id(self, url: str, data: bytes) -> str:
        """The same for the same bytes at the same address and instant, and for no others."""
        return f"<{uuid5(NAMESPACE_URL, f'{url} {self._date} {hashlib.sha256(data).hexdigest()}').urn}>"
