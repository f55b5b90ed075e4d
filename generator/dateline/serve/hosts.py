"""Which Host headers are answered.

A page of any site can have its own name point to 127.0.0.1 and then read what is served there ("DNS rebinding"). Drafts
and withheld entries are in a preview, so only names that mean this machine are answered (RFC 9110 section 7.2).
"""

from __future__ import annotations

import ipaddress
import re

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{1,5})?")


def is_allowed(header: str | None, bound: str) -> bool:
    """Whether a request with this Host header is answered by a server that listens at `bound`.

    Any port will do, since ports are forwarded. A server that listens on all addresses is asked for by address.
    """
    found = _HOST.fullmatch(header or "")
    if found is None:
        return False
    name = (found["six"] or found["name"]).lower()
    if name in _LOOPBACK or name == bound.lower():
        return True
    return _is_every_address(bound) and _is_address(name)


def is_private(bound: str) -> bool:
    """Whether only this machine can reach an address that a server listens at."""
    if bound.lower() == "localhost":
        return True
    return _is_address(bound) and ipaddress.ip_address(bound).is_loopback


def _is_every_address(bound: str) -> bool:
    return bound == "" or (_is_address(bound) and ipaddress.ip_address(bound).is_unspecified)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
