"""What a file may hold, as JSON Schema: one document for each kind of file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.completion.records import Definitions, record_schema, table_schema
from dateline.completion.values import Json, value_schema
from dateline.load.log import EACH_ITS_OWN
from dateline.model.blog import BlogSettings
from dateline.model.entry import BODY, Entry
from dateline.model.site import Page, Person, Settings
from dateline.model.source import Source
from dateline.model.thread import Comment, ThreadHead

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MARK = "Written by `dateline schema`, which writes it anew after an update of Dateline. Not to be edited."


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a schema is for. `files` are patterns of paths from the site's root, as text editors match them; none for
    what stands inside Markdown."""

    title: str
    files: tuple[str, ...] = ()


DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {
        "site": Document(title="The whole site: site.yaml", files=("content/site.yaml",)),
        "people": Document(title="Who writes: people.yaml", files=("content/people.yaml",)),
        "sources": Document(
            title="What is cited: sources.yaml", files=("content/sources.yaml", "content/*/sources.yaml")
        ),
        "blog": Document(title="A live blog: blog.yaml", files=("content/*/blog.yaml",)),
        "entries": Document(
            title="Entries as a YAML list",
            files=("content/*/entries/*.yaml", "content/*/!(blog|sources).yaml"),
        ),
        "entry": Document(title="The front matter of an entry that is a file of its own"),
        "log": Document(title="The keys under a heading of a day's log, and the defaults above the first one"),
        "page": Document(title="The front matter of a standalone page"),
        "thread": Document(title="The front matter of a thread of comments"),
        "comment": Document(title="The keys under the heading of a comment"),
    }
)
"""Every document by name."""


def document(name: str) -> Json:
    """A whole JSON Schema. KeyError for a name that is none of `DOCUMENTS`."""
    definitions = Definitions({})
    body = _body(name, definitions)
    used = definitions.used_by(body)
    head = {"$schema": DRAFT, "$comment": MARK, "title": DOCUMENTS[name].title}
    return {**head, **body, **({"$defs": used} if used else {})}


def _body(name: str, definitions: Definitions) -> Json:
    match name:
        case "site":
            return record_schema(Settings, definitions)
        case "people":
            return table_schema(definitions.record(Person))
        case "sources":
            return table_schema(definitions.record(Source))
        case "blog":
            return record_schema(BlogSettings, definitions)
        case "entries":
            return _entries(definitions)
        case "entry":
            return record_schema(Entry, definitions)
        case "log":
            # The heading has the time.
            return _optional(record_schema(Entry, definitions))
        case "page":
            return record_schema(Page, definitions)
        case "thread":
            return record_schema(ThreadHead, definitions)
        case "comment":
            return _optional(record_schema(Comment, definitions))
    raise KeyError(name)


def _optional(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key != "required"}


def _entries(definitions: Definitions) -> Json:
    """`entries:` and `defaults:`. Each entry has a time, its own or the defaults'."""
    item = _optional(record_schema(Entry, definitions))
    item["type"] = ["object", "null"]
    # What is empty in an entry is the defaults', so that even the time may be.
    time = {**item["properties"]["time"]}
    time.pop("not", None)
    time["anyOf"] = [*time["anyOf"], {"type": "null"}]
    text = {"description": "The text, in Markdown.", **value_schema(BODY)}
    item["properties"] = {**item["properties"], "time": time, "body": text}
    defaults = _optional(record_schema(Entry, definitions, without=EACH_ITS_OWN))
    defaults["type"] = ["object", "null"]
    defaults["description"] = "What holds for every entry below that does not say otherwise."
    defaults["properties"] = {**defaults["properties"], "time": time}
    there = {"type": "object", "required": ["time"], "properties": {"time": {"not": {"type": "null"}}}}
    return {
        "type": "object",
        "properties": {
            "defaults": defaults,
            "entries": {"description": "The entries, in any order.", "type": ["array", "null"], "items": item},
        },
        "required": ["entries"],
        "additionalProperties": False,
        "if": {"required": ["defaults"], "properties": {"defaults": there}},
        "else": {"properties": {"entries": {"items": there}}},
    }


def text_of(name: str) -> str:
    """A document as it is written into a file."""
    return json.dumps(document(name), ensure_ascii=False, indent=1) + "\n"
