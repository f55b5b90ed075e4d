"""A real SSH server on loopback that serves one folder by SFTP, and may be cut off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh


@dataclass(slots=True, kw_only=True)
class Served:
    """`folder` is what users see as `/`. `changes` counts what changed anything; from the `cut_at`-th on everything is
    refused. `look` is called after every change."""

    folder: Path
    port: int = 0
    changes: int = 0
    cut_at: int = 0
    renames: bool = True
    look: Callable[[], None] | None = None
    refused: list[str] = field(default_factory=list)

    def change(self, what: str) -> None:
        """Counts a change that is asked for, or refuses it."""
        self.changes += 1
        if self.cut_at and self.changes >= self.cut_at:
            self.refused.append(what)
            raise asyncssh.SFTPFailure("the server was cut off")


def _server(served: Served) -> type[asyncssh.SFTPServer]:
    class Watched(asyncssh.SFTPServer):
        def __init__(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
            super().__init__(chan, chroot=str(served.folder).encode())

        def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
            if pflags & asyncssh.FXF_WRITE:
                served.change(f"write {path!r}")
            return super().open(path, pflags, attrs)

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
            if not served.renames:
                raise asyncssh.SFTPOpUnsupported("no such extension")
            served.change(f"rename {newpath!r}")
            super().posix_rename(oldpath, newpath)
            self._look()

        def rename(self, oldpath: bytes, newpath: bytes, flags: int = 0) -> None:
            served.change(f"rename {newpath!r}")
            super().rename(oldpath, newpath)
            self._look()

        def remove(self, path: bytes) -> None:
            served.change(f"remove {path!r}")
            super().remove(path)
            self._look()

        def _look(self) -> None:
            if served.look:
                served.look()

    return Watched


@contextmanager
def running_sftp(folder: Path, home: Path, *, password: str = "") -> Iterator[Served]:
    """The server, with a user `desk` who is known by the key that lies in `home`, or by a password; `home`'s
    known_hosts knows the server."""
    served = Served(folder=folder)
    host_key = asyncssh.generate_private_key("ssh-ed25519")
    user_key = asyncssh.generate_private_key("ssh-ed25519")
    (home / ".ssh").mkdir(mode=0o700, parents=True, exist_ok=True)
    if not password:
        user_key.write_private_key(home / ".ssh/id_ed25519")
        (home / ".ssh/id_ed25519").chmod(0o600)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    class Doorkeeper(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return bool(password)

        def validate_password(self, username: str, given: str) -> bool:
            return username == "desk" and given == password

        def public_key_auth_supported(self) -> bool:
            return not password

        def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
            return username == "desk" and key.public_data == user_key.public_data

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            Doorkeeper, "127.0.0.1", 0, server_host_keys=[host_key], sftp_factory=_server(served)
        )

    acceptor = asyncio.run_coroutine_threadsafe(start(), loop).result()
    served.port = acceptor.get_port()
    known = host_key.export_public_key().decode().strip()
    (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{served.port} {known}\n")
    try:
        yield served
    finally:

        async def stop() -> None:
            acceptor.close()
            await acceptor.wait_closed()

        asyncio.run_coroutine_threadsafe(stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
