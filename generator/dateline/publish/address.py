"""What a target is called at the command line: a folder, `sftp://…` or `s3://…`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderAddress:
    """A folder of this machine."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class SftpAddress:
    """A folder of an SSH server. `user` "" and `port` 0 are left to ~/.ssh/config and its defaults; a `folder` that
    does not begin with a slash is looked for in the user's home."""

    host: str
    folder: str
    user: str = ""
    port: int = 0

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        return f"sftp://{user}{host}{port}/{self.folder.removeprefix('/') if self.folder[:1] == '/' else self._home}"

    @property
    def _home(self) -> str:
        return f"~/{self.folder}" if self.folder else "~/"


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketAddress:
    """A bucket of S3-compatible storage, and what every key in it begins with ("" or a path without slashes at its
    ends). `endpoint` and `region` "" are left to the environment."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")


Address = FolderAddress | SftpAddress | BucketAddress

_HINT = "Name a folder, sftp://user@host/path, or s3://bucket/prefix."
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_SCP = re.compile(r"[^/\s]+@[^/\s:]+:.*|[^/\s:@]{2,}:(?!//).*")


def read_address(text: str, here: Path, *, endpoint: str = "", region: str = "") -> Address | tuple[str, str]:
    """The address, or (message, hint). No message repeats what may be a password."""
    if "://" not in text:
        if endpoint or region:
            return "--endpoint and --region are for s3:// targets only.", _HINT
        if _SCP.fullmatch(text) and not (here / text).exists():
            return "This looks like scp's way to name a folder of another machine.", "Write sftp://user@host/path."
        return FolderAddress(folder=here / text) if text.strip() else ("The target is empty.", _HINT)
    scheme = text.partition("://")[0].lower()
    try:
        parts = urlsplit(text)
        host, port, secret = parts.hostname or "", parts.port or 0, parts.password is not None
    except ValueError:
        return f"This {scheme}:// address cannot be read.", _HINT
    if secret or (scheme == "s3" and parts.username is not None):
        hint = (
            "Leave it to the environment: docs/how-to/publish.md says how. If the address was kept anywhere, such as in"
        )
        return "The address holds a password or key.", f"{hint} a script or a log, replace the password."
    if parts.query or parts.fragment:
        return "An address of a target has no ? and no #.", "Write them as %3F and %23 if they belong to the path."
    if scheme == "s3":
        return _bucket(parts, endpoint, region)
    if endpoint or region:
        return "--endpoint and --region are for s3:// targets only.", _HINT
    if scheme == "file":
        if host not in ("", "localhost"):
            return "A file:// address has three slashes, and no host.", _HINT
        return FolderAddress(folder=Path(unquote(parts.path)))
    if scheme != "sftp":
        return f"Dateline cannot publish to {scheme}:// addresses.", _HINT
    if not host:
        return "The address names no host.", _HINT
    folder = unquote(parts.path)
    if _is_odd(folder):
        return "The address holds a control character, or “..”.", _HINT
    if folder.strip("/") == "":
        return (
            "The address names no folder.",
            "Write sftp://host/srv/www/archive, or sftp://host/~/www for one at home.",
        )
    if folder == "/~" or folder.startswith("/~/"):
        folder = folder[2:].strip("/")
    return SftpAddress(host=host, port=port, user=unquote(parts.username or ""), folder=folder.rstrip("/"))


def _bucket(parts: SplitResult, endpoint: str, region: str) -> Address | tuple[str, str]:
    if not _BUCKET.fullmatch(parts.netloc):
        return "The address names no bucket.", "Write s3://bucket or s3://bucket/prefix."
    prefix = unquote(parts.path).strip("/")
    if _is_odd(prefix) or "//" in prefix:
        return "The address holds a control character, an empty part, or “..”.", _HINT
    if endpoint and not re.fullmatch(r"https?://[^/@\s?#]+(/[^@\s?#]*)?", endpoint):
        return "The endpoint is no web address.", "Write it as https://host or https://host:port, without user or key."
    return BucketAddress(bucket=parts.netloc, prefix=prefix, endpoint=endpoint.rstrip("/"), region=region)


def _is_odd(path: str) -> bool:
    return not path.isprintable() or ".." in path.split("/") or "." in path.split("/")
