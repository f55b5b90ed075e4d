"""XML of strangers: no entities of their own, no network, no file but the one given; and where it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from dateline.imports.found import Fault

_PRELIMINARIES = {b"<?": b"?>", b"<!--": b"-->", b"<!doctype": b">"}
"""What may stand before the root (XML 1.0, section 2.8), and with what it ends."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_HINT = "Export it again; the file may have been cut short."


def root_name(head: bytes) -> str:
    """The name of the root element, without its prefix, by the first bytes of a document in any form of Unicode; ""
    when something else than XML's own preliminaries stands before it."""
    head = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        lead = next((lead for lead in _PRELIMINARIES if head[at : at + len(lead)].lower() == lead), b"")
        if not lead:
            found = _ROOT.match(head, at)
            return found[1].decode("ascii") if found else ""
        end = _PRELIMINARIES[lead]
        subset = head.find(b"[", at, max(head.find(b">", at), 0)) if lead == b"<!doctype" else -1
        closed = head.find(end, head.find(b"]", subset) if subset >= 0 else at)
        if closed < 0:
            return ""
        at = closed + len(end)


def checked_root(data: bytes, shown: str) -> Any | Fault:
    """The root element of a well-formed document (lxml), or the place where it stops being one. A document that
    declares entities is refused: they can stand for anything, such as a file or a billion words."""
    from lxml import etree

    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    strict = _parser(recover=False)
    try:
        root = etree.fromstring(data, strict)
    except etree.XMLSyntaxError:
        # A prefix that stands for nothing is a fault in names, not in the document: feeds are full of them.
        for flaw in strict.error_log:
            if flaw.domain != etree.ErrorDomains.NAMESPACE and flaw.level >= etree.ErrorLevels.ERROR:
                return _at(flaw.message, flaw.line, flaw.column, shown)
        root = etree.fromstring(data, _parser(recover=True))
    except ValueError as fault:
        return Fault(message=f"This is not XML: {fault}.", hint=_HINT, path=shown)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.entities()):
        return _entities(shown)
    return root


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def items_of(data: bytes, shown: str, tags: tuple[str, ...]) -> Iterator[Any | Fault]:
    """The elements of these local names, one after the other and emptied behind us, so that a long export never stands
    in memory whole. Ends with a `Fault` where the document is broken."""
    from lxml import etree

    names = [f"{{*}}{tag}" for tag in tags]
    try:
        events = etree.iterparse(
            BytesIO(data), events=("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False
        )
        for index, (_, element) in enumerate(events):
            if index == 0:
                declared = element.getroottree().docinfo.internalDTD
                if declared is not None and list(declared.entities()):
                    yield _entities(shown)
                    return
            yield element
            # What stands before it is the channel's own and is still needed; emptied, it weighs nothing.
            element.clear()
    except etree.XMLSyntaxError as fault:
        yield _broken(fault, shown)


def _broken(fault: Any, shown: str) -> Fault:
    line, column = fault.position
    return _at(str(fault.msg or "it cannot be read"), line, column, shown)


def _at(message: str, line: int, column: int, shown: str) -> Fault:
    said = message.strip().partition(", line ")[0]
    return Fault(message=f"This XML is broken: {said}.", hint=_HINT, path=shown, line=line, column=max(column, 0))


def _entities(shown: str) -> Fault:
    hint = "An export or feed has none: look where the file comes from."
    return Fault(message="This XML declares entities, which are not read.", hint=hint, path=shown)
