"""A bucket of S3-compatible storage as a target, by obstore. Each file is one atomic PUT, its headers with it.

Why obstore: one package without dependencies (s3fs brings eighteen more, a pinned botocore among them), headers on
every put, retries with growing pauses, threads that do not wait for one another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dateline.publish.address import BucketAddress
from dateline.publish.outcome import TargetFailed
from dateline.publish.target import Headers

if TYPE_CHECKING:
    from obstore.store import S3Store

T = TypeVar("T")

_SECRETS: Final = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_TOKEN")
_OWN: Final = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
)
"""Environment variables by which the library finds credentials by itself."""
_CODES: Final = {
    "AccessDenied": ("it allows you no such thing", "Your key needs the right to list, read, write and delete there."),
    "ExpiredToken": ("your session has expired", "Sign in again."),
    "InvalidAccessKeyId": ("it does not know the access key", "Check AWS_ACCESS_KEY_ID, and the endpoint."),
    "NoSuchBucket": ("it has no such bucket", "Check the bucket's name and the endpoint, or create the bucket."),
    "PermanentRedirect": ("the bucket is in another region", "Give it with --region or AWS_REGION."),
    "SignatureDoesNotMatch": ("it does not accept the secret key", "Check AWS_SECRET_ACCESS_KEY, and the region."),
}  # fmt: skip
"""S3's error codes, in words, and what to do."""


class BucketTarget:
    """Publishes into a bucket. The first request is made by whoever asks first."""

    jobs = 16
    has_folders = False

    def __init__(self, address: BucketAddress, *, retries: int = 6) -> None:
        # The library reads the environment itself; what it cannot do with it is done here.
        environment = os.environ
        self._address = address
        self._secrets = tuple(value for name in _SECRETS if len(value := environment.get(name, "")) > 3)
        self._store = self._opened(environment, retries)

    def _opened(self, environment: Mapping[str, str], retries: int) -> S3Store:
        try:
            from obstore.store import S3Store
        except ImportError:
            raise TargetFailed("S3 targets need the extra `s3`.", "Run: pip install 'dateline[s3]'") from None
        address = self._address
        endpoint = address.endpoint
        if not endpoint:
            endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL") or ""
        # One request for one file: the other form, many in one, is not understood by all who speak S3.
        extra: dict[str, Any] = {"disable_bulk_delete": True}
        if endpoint:
            extra["endpoint"] = endpoint
        if address.region:
            extra["region"] = address.region
        provider = _from_profile(environment)
        if provider is not None:
            extra["credential_provider"] = provider
        return self._asked(
            lambda: S3Store(
                address.bucket,
                prefix=address.prefix or None,
                client_options={"allow_http": endpoint.startswith("http://"), "timeout": timedelta(minutes=10)},
                retry_config={"max_retries": retries, "retry_timeout": timedelta(minutes=2)},
                **extra,
            )
        )

    def is_bare(self) -> bool:
        """Whether there is nothing, but for names that begin with a dot."""
        import obstore

        def look() -> bool:
            for chunk in obstore.list(self._store, chunk_size=100):
                if any(not found["path"].startswith(".") for found in chunk):
                    return False
            return True

        return self._asked(look)

    def read(self, path: str) -> bytes | None:
        """An object's bytes; None when there is none."""
        import obstore

        try:
            return self._asked(lambda: bytes(obstore.get(self._store, path).bytes()), missing=True)
        except FileNotFoundError:
            return None

    def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
        """Puts an object with its headers; a large one in parts, which the storage puts together at the end."""
        import obstore

        attributes = {"Content-Type": headers.content_type, "Cache-Control": headers.cache_control}
        self._asked(
            lambda: obstore.put(self._store, path, data, attributes=attributes, use_multipart=isinstance(data, Path))
        )

    def delete(self, path: str) -> None:
        """Deletes an object, if it is there."""
        import obstore

        try:
            self._asked(lambda: obstore.delete(self._store, path), missing=True)
        except FileNotFoundError:
            return

    def tidy(self, deleted: Collection[str]) -> None:
        """Keys are no folders: nothing is left."""

    def close(self) -> None:
        """The library ends its connections itself."""

    def _asked(self, ask: Callable[[], T], *, missing: bool = False) -> T:
        """What the storage answers; `missing`: that an object is not there is for the caller."""
        from obstore.exceptions import BaseError

        try:
            return ask()
        except (OSError, BaseError, ValueError) as fault:
            if missing and isinstance(fault, FileNotFoundError) and "NoSuchBucket" not in str(fault):
                raise
            raise self._failed(str(fault)) from None

    def _failed(self, said: str) -> TargetFailed:
        place = self._address.endpoint or "The storage"
        code = next((name for name in re.findall(r"<Code>(\w+)</Code>", said) if name), "")
        if code in _CODES:
            why, hint = _CODES[code]
            return TargetFailed(f"{place} refuses {self._address}: {why} ({code}).", hint)
        if "169.254" in said or "/latest/api/token" in said:
            # Where nothing else is found, the library asks what the cloud's own machines are told.
            hint = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment."
            return TargetFailed(f"No credentials for {self._address} were found.", hint)
        text = _first_line(said)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return TargetFailed(f"{place} did not do what was asked of {self._address}: {text}", _hint_for(said))


def _first_line(said: str) -> str:
    """What the library says, without its own innards and the server's XML."""
    line = re.sub(r"<\?xml.*", "", said.partition("\n")[0])
    # A query may carry a signature.
    return re.sub(r"\?\S*", "", line).strip()[:300]


def _hint_for(said: str) -> str:
    if "scheme is not allowed" in said:
        return "Give the endpoint with https://."
    return "Check the endpoint, the network and the credentials, then publish again: it goes on from here."


def _from_profile(environment: Mapping[str, str]) -> Any:
    """Credentials of a profile in ~/.aws, which boto3 knows how to read; None where the library finds its own."""
    if any(environment.get(name) for name in _OWN):
        return None
    home = Path(environment.get("HOME", "~")).expanduser()
    kept = environment.get("AWS_SHARED_CREDENTIALS_FILE") or str(home / ".aws" / "credentials")
    if not environment.get("AWS_PROFILE") and not Path(kept).is_file():
        return None
    try:
        from obstore.auth.boto3 import Boto3CredentialProvider
    except ImportError:
        raise TargetFailed(
            "Profiles in ~/.aws are read by boto3, which is not installed.",
            "Run: pip install boto3. Or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.",
        ) from None
    try:
        return Boto3CredentialProvider()
    except Exception as fault:  # of many kinds, none of which is documented
        raise TargetFailed(
            f"boto3 gives no credentials: {type(fault).__name__}.", "Check ~/.aws and AWS_PROFILE."
        ) from None
