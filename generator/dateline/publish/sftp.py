"""A folder of an SSH server as a target, by asyncssh: each file is renamed into its place by the server.

Why asyncssh and not paramiko or fsspec over either: it reads ~/.ssh/config as OpenSSH does (aliases, jump hosts), knows
a host by ~/.ssh/known_hosts or not at all (fsspec's own SFTP believes every host), and many files are under way on one
connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Collection, Coroutine, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dateline.commit.paths import parent_of
from dateline.publish.address import SftpAddress
from dateline.publish.folder import PARTIAL
from dateline.publish.outcome import TargetFailed
from dateline.publish.target import Headers

if TYPE_CHECKING:
    from asyncssh import SFTPClient, SSHClientConnection

T = TypeVar("T")

PASSWORD: Final = "DATELINE_SFTP_PASSWORD"
"""The environment variable for servers that know no keys."""
_CHUNK: Final = 1024 * 1024
_PATIENCE: Final = 30
"""Seconds to wait for a connection."""


class SftpTarget:
    """Publishes over one connection, whose talking is done in a thread of its own."""

    jobs = 8
    has_folders = True

    def __init__(self, address: SftpAddress, environment: Mapping[str, str] = os.environ) -> None:
        try:
            import asyncssh
        except ImportError:
            raise TargetFailed("SFTP targets need the extra `sftp`.", "Run: pip install 'dateline[sftp]'") from None
        self._ssh = asyncssh
        self._address = address
        self._root = address.folder or "."
        self._numbers = count()
        self._made: set[str] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sftp", daemon=True)
        self._thread.start()
        self._making = asyncio.Lock()
        self._connection: SSHClientConnection | None = None
        try:
            self._client: SFTPClient = self._await(self._connect(environment.get(PASSWORD)))
        except BaseException:
            self.close()
            raise

    def is_bare(self) -> bool:
        """Whether there is nothing, but for names that begin with a dot."""
        return self._await(self._is_bare())

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None when there is none."""
        return self._await(self._read(path))

    def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
        """Writes a file beside the site, then has it moved to its place."""
        del headers
        self._await(self._send(path, data))

    def delete(self, path: str) -> None:
        """Deletes a file, if it is there."""
        self._await(self._delete(path))

    def tidy(self, deleted: Collection[str]) -> None:
        """Removes folders left empty, and what was written but never moved."""
        self._await(self._tidy(deleted))

    def close(self) -> None:
        """Ends the connection."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with contextlib.suppress(TargetFailed):
                self._await(_ended(connection))
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        if not self._loop.is_closed():
            self._loop.close()

    def _await(self, asked: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(asked, self._loop)
        try:
            return future.result()
        except (self._ssh.Error, OSError, TimeoutError, ValueError) as fault:
            raise self._failed(fault) from None
        except BaseException:
            future.cancel()
            raise

    async def _connect(self, password: str | None) -> SFTPClient:
        options: dict[str, Any] = {"connect_timeout": _PATIENCE, "keepalive_interval": 15}
        if self._address.user:
            options["username"] = self._address.user
        if self._address.port:
            options["port"] = self._address.port
        if password:
            options["password"] = password
        self._connection = await self._ssh.connect(self._address.host, **options)
        return await self._connection.start_sftp_client()

    async def _is_bare(self) -> bool:
        try:
            return all(name.startswith(".") for name in await self._client.listdir(self._root))
        except (self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
            return True

    async def _read(self, path: str) -> bytes | None:
        try:
            async with self._client.open(f"{self._root}/{path}", "rb") as file:
                return bytes(await file.read())  # type: ignore[arg-type]  # of a file opened so it is no text
        except (self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
            return None

    async def _send(self, path: str, data: bytes | Path) -> None:
        await self._require_folder(PARTIAL)
        partial = f"{self._root}/{PARTIAL}/{next(self._numbers)}"
        async with self._client.open(partial, "wb") as file:
            if isinstance(data, Path):
                with data.open("rb") as stream:
                    while chunk := stream.read(_CHUNK):
                        await file.write(chunk)
            else:
                await file.write(data)
        await self._require_folder(parent_of(path))
        try:
            await self._client.posix_rename(partial, f"{self._root}/{path}")
        except self._ssh.SFTPOpUnsupported:
            # The protocol's own rename does not replace: readers may miss the file for a moment.
            with contextlib.suppress(self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
                await self._client.remove(f"{self._root}/{path}")
            await self._client.rename(partial, f"{self._root}/{path}")

    async def _delete(self, path: str) -> None:
        with contextlib.suppress(self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
            await self._client.remove(f"{self._root}/{path}")

    async def _tidy(self, deleted: Collection[str]) -> None:
        for start in sorted({parent_of(path) for path in deleted}, reverse=True):
            folder = start
            while folder:
                try:
                    await self._client.rmdir(f"{self._root}/{folder}")
                except (self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
                    pass
                except self._ssh.SFTPError:
                    # Not empty, or not ours to remove: it harms nobody.
                    break
                folder = parent_of(folder)
        with contextlib.suppress(self._ssh.SFTPError):
            for name in await self._client.listdir(f"{self._root}/{PARTIAL}"):
                if name.isdigit():
                    await self._client.remove(f"{self._root}/{PARTIAL}/{name}")
            await self._client.rmdir(f"{self._root}/{PARTIAL}")
        self._made.discard(PARTIAL)

    async def _require_folder(self, folder: str) -> None:
        async with self._making:
            if not self._made:
                await self._client.makedirs(self._root, exist_ok=True)
                self._made.add("")
            for above in (*_above(folder), folder):
                if above in self._made:
                    continue
                await self._make(above)
                self._made.add(above)

    async def _make(self, folder: str) -> None:
        where = f"{self._root}/{folder}"
        try:
            found = await self._client.lstat(where)
        except (self._ssh.SFTPNoSuchFile, self._ssh.SFTPNoSuchPath):
            await self._client.mkdir(where)
            return
        if found.type != self._ssh.FILEXFER_TYPE_DIRECTORY:
            # A symlink would lead out of the target.
            raise TargetFailed(
                f"At {self._address}, a link or file stands where the folder {folder} must be.",
                "Move it away, then publish again.",
            )

    def _failed(self, fault: Exception) -> TargetFailed:
        host = self._address.host
        if isinstance(fault, self._ssh.HostKeyNotVerifiable):
            hint = f"Compare its key with what your host tells you, then put it there, for example with `ssh {host}`."
            return TargetFailed(f"{host} is not known: its key is not in ~/.ssh/known_hosts.", hint)
        if isinstance(fault, self._ssh.PermissionDenied):
            hint = f"Check the user's name and key (`ssh {host}` must work), or set {PASSWORD} in the environment."
            return TargetFailed(f"{host} does not let you in.", hint)
        reason = getattr(fault, "reason", "") or getattr(fault, "strerror", "") or str(fault) or type(fault).__name__
        hint = "Check the address, the network and your rights there, then publish again: it goes on from here."
        return TargetFailed(f"{self._address}: {str(reason)[:300]}.", hint)


def _above(folder: str) -> tuple[str, ...]:
    parts = folder.split("/")
    return tuple("/".join(parts[:number]) for number in range(1, len(parts)))


async def _ended(connection: SSHClientConnection) -> None:
    connection.close()
    await connection.wait_closed()
