"""Documents that imports come from, added to the end of a blog's sources.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.imports.found import Fault, Origin
from dateline.imports.ids import id_from, unused
from dateline.imports.texts import host_of, line, web_address
from dateline.imports.writing.site import Blog
from dateline.imports.writing.times import written
from dateline.imports.writing.yaml import dumped
from dateline.load.nodes import compose
from dateline.model.site import Common
from dateline.model.source import Source
from dateline.schema.reader import Reader
from dateline.schema.record import Sub, Table
from dateline.urls import plain_address


@dataclass(slots=True)
class SourceList:
    """The sources that content may name, and those to be added."""

    blog: Blog
    common: Common
    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    _by_address: dict[str, str] = field(default_factory=dict)
    _by_title: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, source in {**self.common.sources, **self.blog.sources}.items():
            if source.url:
                self._by_address.setdefault(plain_address(source.url), name)
            else:
                self._by_title.setdefault(source.title, name)

    def id_of(self, origin: Origin) -> str:
        """The id of a document: that of the source with the same address, or else of one to be added."""
        url, title = web_address(origin.url), line(origin.title)
        address = plain_address(url) if url else ""
        known = self._by_address.get(address) if address else self._by_title.get(title)
        if known:
            return known
        host = host_of(url)
        taken = {*self.common.sources, *self.blog.sources, *self.added}
        lead = line(origin.publisher, 40) or host.rsplit(".", 1)[0]
        name = unused(id_from(f"{lead} {title}" if title else address, title, otherwise="source"), taken)
        keys = {
            "title": title or url or "Untitled",
            "url": url,
            "publisher": line(origin.publisher, 200) or host,
            "author": line(origin.author, 500),
            "published": written(origin.published, self.blog.zone) if origin.published else "",
        }
        self.added[name] = {key: said for key, said in keys.items() if said}
        if address:
            self._by_address[address] = name
        else:
            self._by_title[title] = name
        return name

    def addition(self) -> str | Fault:
        """What is added to the end of sources.yaml; a fault when the file would not read back with it."""
        if not self.added:
            return ""
        before = self.blog.sources_text
        gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        text = gap + "\n".join(dumped({name: found}) for name, found in self.added.items())
        problems: list[Any] = []
        reader = Reader(path="sources.yaml", zone=self.blog.zone, problems=problems)
        node = compose(before + text, reader)
        found = Table(Sub(Source)).read(node, reader) if node is not None else {}
        if problems or not isinstance(found, dict) or not {*self.added, *self.blog.sources} <= set(found):
            where = f"content/{self.blog.id}/sources.yaml"
            hint = (
                "Bring it into the form `id:` with its keys indented below, and see what `dateline check` says of it."
            )
            return Fault(message="Nothing can be added to this file as it stands.", hint=hint, path=where)
        return text
