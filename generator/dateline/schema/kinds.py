"""What a value may be. Types come from here, never from how YAML guesses at a scalar."""

from __future__ import annotations

import re
from typing import Any, Final, Protocol
from unicodedata import combining, normalize

from msgspec import Struct

from dateline.load.text import CONTROL, control_name
from dateline.problems import nearest_hint
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.reader import Place, Reader
from dateline.times import Fault, Moment, known_zones, nearest_zone, read_moment, read_moment_mapping, zone
from dateline.urls import fault_of, is_web_address, slugify

_WRONG = object()
WRONG: Final[Any] = _WRONG
"""Returned by a kind that could not read its node, after it has said why."""

LONGEST_LINE = 2_000
LONGEST_TEXT = 200_000


class Kind(Protocol):
    """Reads a node into a value, or says what is wrong with it and returns `WRONG`."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The value, or WRONG."""


def scalar(node: Node, reader: Reader, wanted: str) -> str:
    """The text of a scalar node, or WRONG after a DL206, or a DL102 for what an escape in double quotes made."""
    if isinstance(node, ScalarNode):
        text = node.value
        # No file is read that holds a control character, so that only an escape can make one.
        control = CONTROL.search(text) if node.style == '"' else None
        if control is None:
            return text
        said = f"This makes a control character: {control_name(control.group())}."
        reader.fault(node, "DL102", said, "Take the escape out; \\n and \\t are the only ones of use.")
        return WRONG  # type: ignore[no-any-return]
    found = "a list" if isinstance(node, SequenceNode) else "a mapping"
    hint = "Write one value on the line of the key."
    if _inline(node) and wanted == "text":
        hint = "Put the text in quotes: a value that begins with [ or { is read as YAML."
    reader.fault(node, "DL206", f"Expected {wanted}, found {found}.", hint)
    return WRONG  # type: ignore[no-any-return]


def key_name(node: Node) -> str:
    """A key as it is compared: `at-risk` and `at_risk` are the same. A key that is no text is none that is known."""
    return node.value.replace("-", "_") if isinstance(node, ScalarNode) else "?"


def _inline(node: Node) -> bool:
    return not isinstance(node, ScalarNode) and node.flow_style


class Line(Struct, frozen=True):
    """Text on one line."""

    longest: int = LONGEST_LINE

    def read(self, node: Node, reader: Reader) -> Any:
        """The text without surrounding space."""
        text = scalar(node, reader, "text")
        if text is WRONG:
            return WRONG
        text = text.strip()
        if "\n" in text:
            reader.fault(node, "DL213", "This text must stand on one line.", "Remove the line breaks.")
            return WRONG
        if len(text) > self.longest:
            reader.fault(node, "DL213", f"This text is longer than {self.longest} characters.", "Shorten it.")
            return WRONG
        return text


class Prose(Struct, frozen=True):
    """Text of any number of lines: Markdown."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The text as it stands."""
        text = scalar(node, reader, "text")
        if text is not WRONG and len(text) > LONGEST_TEXT:
            reader.fault(node, "DL213", f"This text is longer than {LONGEST_TEXT} characters.", "Split it.")
            return WRONG
        return text


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Id(Struct, frozen=True):
    """An id: lower-case letters, digits and single hyphens. It becomes an address."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The id."""
        text = scalar(node, reader, "an id")
        if text is WRONG or is_id(text):
            return text
        reader.fault(node, "DL211", f"“{text[:80]}” cannot be an id.", id_hint(text))
        return WRONG


def is_id(text: str) -> bool:
    """Whether `text` matches `[a-z0-9]+(-[a-z0-9]+)*` and is at most 100 characters long."""
    return len(text) <= 100 and _ID.fullmatch(text) is not None


def id_hint(text: str) -> str:
    """How to write an id instead."""
    plain = "".join(char for char in normalize("NFKD", text) if not combining(char))
    suggestion = re.sub(r"[^a-z0-9]+", "-", slugify(plain)).strip("-")[:100].strip("-")
    rule = "Use lower-case letters a–z, digits and single hyphens, at most 100 characters"
    return f"{rule}, such as “{suggestion}”." if suggestion and suggestion != text else f"{rule}."


class Tag(Struct, frozen=True):
    """A tag: letters or digits of any script in lower case, parted by hyphens."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The tag's slug."""
        text = scalar(node, reader, "a tag")
        if text is WRONG or is_id(text):  # an id is its own slug
            return text
        slug = slugify(text)
        if slug and slug == text and len(text.encode()) <= 100:
            return text
        hint = f"Write it “{slug}”; a label for readers goes under `tags:` in site.yaml."
        if not slug or slug == text:
            hint = "Write a word or two in lower case, at most 100 bytes, parted by hyphens."
        reader.fault(node, "DL211", f"“{text[:80]}” cannot be a tag.", hint)
        return WRONG


class Ref(Struct, frozen=True, array_like=True):
    """A reference to something by its id, with the place where it was written."""

    id: str
    place: Place


class RefTo(Struct, frozen=True):
    """A reference; what it refers to is looked up when everything has been read."""

    what: str

    def read(self, node: Node, reader: Reader) -> Any:
        """A `Ref`. A leading `@` is tolerated."""
        text = scalar(node, reader, f"the id of {self.what}")
        if text is WRONG:
            return WRONG
        text = text.strip().removeprefix("@")
        if not text:
            hint = "Write the id, or remove the key."
            reader.fault(node, "DL206", f"Expected the id of {self.what}, found nothing.", hint)
            return WRONG
        return Ref(text, reader.place(node))


class Address(Struct, frozen=True):
    """An absolute http(s) address; with `mail`, an e-mail address too."""

    mail: bool = False

    def read(self, node: Node, reader: Reader) -> Any:
        """The address; e-mail addresses come back as `mailto:`."""
        text = scalar(node, reader, "an address")
        if text is WRONG:
            return WRONG
        text = text.strip()
        if is_web_address(text):
            return text
        bare = text.removeprefix("mailto:")
        if self.mail and re.fullmatch(r"[^@\s<>\"'?&%/\\:]+@[^@\s<>\"'?&%/\\:]+", bare):
            return "mailto:" + bare
        wanted = "http:// or https://" + (", or an e-mail address" if self.mail else "")
        hint = fault_of(text) or f"Begin it with {wanted}."
        reader.fault(node, "DL212", f"“{text[:120]}” is not an address that can be linked.", hint)
        return WRONG


class Flag(Struct, frozen=True):
    """true or false. `yes`, `no`, `on` and `off` are understood too."""

    def read(self, node: Node, reader: Reader) -> Any:
        """A bool."""
        text = scalar(node, reader, "true or false")
        if text is WRONG:
            return WRONG
        word = text.strip().lower()
        if word in ("true", "yes", "on"):
            return True
        if word in ("false", "no", "off"):
            return False
        reader.fault(node, "DL209", f"“{text[:80]}” is neither true nor false.", "Write true or false.")
        return WRONG


class Whole(Struct, frozen=True):
    """A whole number within bounds."""

    least: int = -1_000_000
    most: int = 1_000_000_000

    def read(self, node: Node, reader: Reader) -> Any:
        """An int."""
        text = scalar(node, reader, "a whole number")
        if text is WRONG:
            return WRONG
        if re.fullmatch(r"[+-]?[0-9]{1,12}", text.strip()) and self.least <= int(text) <= self.most:
            return int(text)
        said = f"“{text[:80]}” is not a whole number from {self.least} to {self.most}."
        reader.fault(node, "DL208", said, "Write digits only, and no more than these bounds allow.")
        return WRONG


class OneOf(Struct, frozen=True):
    """One word of a few."""

    words: tuple[str, ...]

    def read(self, node: Node, reader: Reader) -> Any:
        """The word."""
        text = scalar(node, reader, "one of " + ", ".join(self.words))
        if text is WRONG:
            return WRONG
        word = text.strip().lower()
        if word in self.words:
            return word
        reader.fault(
            node, "DL207", f"“{text[:80]}” is not one of {', '.join(self.words)}.", nearest_hint(word, self.words)
        )
        return WRONG


class Zone(Struct, frozen=True):
    """The IANA name of a time zone."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The name."""
        text = scalar(node, reader, "a time zone")
        if text is WRONG:
            return WRONG
        if zone(text.strip()) is not None:
            return text.strip()
        near = nearest_zone(text)
        hint = f"Did you mean “{near}”?" if near else "Use an IANA name such as America/New_York."
        reader.fault(node, "DL305", f"There is no time zone “{text[:80]}”.", hint)
        return WRONG


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


class Language(Struct, frozen=True):
    """A BCP 47 language tag: language, optional script, optional region."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The tag."""
        text = scalar(node, reader, "a language tag")
        if text is WRONG:
            return WRONG
        if _LANGUAGE.fullmatch(text.strip()):
            return text.strip()
        reader.fault(node, "DL217", f"“{text[:80]}” is not a language tag.", "Write en, fa, pt-BR or zh-Hant.")
        return WRONG


class Colour(Struct, frozen=True):
    """A colour as #rgb or #rrggbb."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The colour in lower case."""
        text = scalar(node, reader, "a colour")
        if text is WRONG:
            return WRONG
        if re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", text.strip()):
            return text.strip().lower()
        reader.fault(
            node,
            "DL218",
            f"“{text[:40]}” is not a colour.",
            'Write it as "#8a1c1c", in quotes: a bare # begins a comment.',
        )
        return WRONG


class When(Struct, frozen=True):
    """A time: a scalar, or a mapping {shown, at, certainty}."""

    def read(self, node: Node, reader: Reader) -> Any:
        """A `Moment`."""
        if isinstance(node, MappingNode):
            return self._mapping(node, reader)
        text = scalar(node, reader, "a time")
        if text is WRONG:
            return WRONG
        return _moment(read_moment(text, reader.zone, reader.day), node, reader)

    def _mapping(self, node: MappingNode, reader: Reader) -> Any:
        parts: dict[str, tuple[Node, str]] = {}
        for name, value in node.value:
            word = key_name(name)
            if word in parts:
                reader.fault(name, "DL202", f"“{word}” stands twice here.", "Keep one of the two.")
                return WRONG
            if word not in ("shown", "at", "certainty"):
                hint = nearest_hint(word, ("shown", "at", "certainty"))
                reader.fault(name, "DL204", f"A time has no key “{word[:60]}”.", hint)
                return WRONG
            text = scalar(value, reader, "text")
            if text is WRONG:
                return WRONG
            parts[word] = (value, text)
        if "at" not in parts:
            reader.fault(
                node, "DL205", "This time has no `at`.", "Add at: with the time, such as 2009-06-16T21:17-04:00."
            )
            return WRONG
        shown = parts["shown"][1] if "shown" in parts else None
        certainty = parts["certainty"][1] if "certainty" in parts else None
        found = read_moment_mapping(shown, parts["at"][1], certainty, reader.zone, reader.day)
        blame = "certainty" if isinstance(found, Fault) and found.code == "DL309" else "at"
        return _moment(found, parts.get(blame, (node, ""))[0], reader)


def _moment(found: Moment | Fault, node: Node, reader: Reader) -> Any:
    if isinstance(found, Fault):
        quoted = 1 if isinstance(node, ScalarNode) and node.style in ("'", '"') else 0
        reader.fault(node, found.code, found.message, found.hint, shift=found.column + quoted)
        return WRONG
    return found


class ListOf(Struct, frozen=True):
    """A list of one kind; a single value is taken as a list of one."""

    kind: Kind
    most: int = 1_000

    def read(self, node: Node, reader: Reader) -> Any:
        """A tuple; items that could not be read are left out."""
        if not isinstance(node, SequenceNode):
            value = self.kind.read(node, reader)
            return () if value is WRONG else (value,)
        if len(node.value) > self.most:
            reader.fault(node, "DL213", f"This list has more than {self.most} items.", "Shorten it.")
            return WRONG
        read = self.kind.read
        return tuple([value for item in node.value if (value := read(item, reader)) is not WRONG])


__all__ = [
    "WRONG", "Address", "Colour", "Flag", "Id", "Kind", "Language", "Line", "ListOf", "Node", "OneOf", "Prose", "Ref",
    "RefTo", "Tag", "When", "Whole", "Zone", "id_hint", "is_id", "key_name", "known_zones", "scalar",
]  # fmt: skip
