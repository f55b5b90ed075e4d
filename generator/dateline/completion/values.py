"""What a value may be, as JSON Schema, from its kind."""

from __future__ import annotations

from typing import Any

from dateline.schema.kinds import (
    LONGEST_TEXT,
    Address,
    Colour,
    Flag,
    Id,
    Kind,
    Language,
    Line,
    ListOf,
    OneOf,
    Prose,
    RefTo,
    Tag,
    When,
    Whole,
    Zone,
    known_zones,
)

Json = dict[str, Any]

SCALAR = ["string", "number", "boolean"]
"""A scalar with something in it, as a text editor sees it."""
_MAYBE = [*SCALAR, "null"]

_NO_TAG = "\\s\\x21-\\x2c\\x2e\\x2f\\x3a-\\x60\\x7b-\\x7e"
"""What of ASCII no tag holds; the last hyphen of a class stands for itself."""
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"


def value_schema(kind: Kind) -> Json:
    """The schema of a kind that is no mapping; TypeError for one that is (see `records`)."""
    match kind:
        case Line(longest=longest):
            # What stands around it is no part of it, nor of its length.
            one = f"\\S|\\S[^\\n]{{0,{longest - 2}}}\\S"
            said = f"One line of at most {longest} characters."
            return {"type": _MAYBE, "pattern": f"^\\s*({one})?\\s*$", "patternErrorMessage": said}
        case Prose():
            return {"type": _MAYBE, "maxLength": LONGEST_TEXT}
        case Id():
            said = "Lower-case letters a–z, digits and single hyphens, at most 100 characters."
            return {"type": SCALAR, "pattern": _ID, "maxLength": 100, "patternErrorMessage": said}
        case Tag():
            said = "A word or two in lower case, parted by hyphens."
            # Lower case of all scripts cannot be told by a pattern that every editor knows.
            word = f"[^{_NO_TAG}-]"
            pattern = f"^{word}([^{_NO_TAG}]*{word})?$"
            return {"type": SCALAR, "pattern": pattern, "maxLength": 100, "patternErrorMessage": said}
        case RefTo():
            return {"type": SCALAR, "pattern": "^(?!\\s*@?\\s*$)", "patternErrorMessage": "The id is missing."}
        case Address(mail=mail):
            web = '[Hh][Tt][Tt][Pp][Ss]?:[^\\s"<>\\\\^`{|}]+'
            either = f"({web}|(mailto:)?[^@\\s]+@[^@\\s]+)" if mail else f"({web})"
            said = "An address that begins with http:// or https://" + (", or an e-mail address." if mail else ".")
            return {"type": "string", "pattern": f"^\\s*{either}\\s*$", "patternErrorMessage": said}
        case Flag():
            words = _any_case("true", "false", "yes", "no", "on", "off")
            return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": words}]}
        case Whole(least=least, most=most):
            bounds = {"minimum": least, "maximum": most}
            digits = {"type": "string", "pattern": "^\\s*[+-]?[0-9]{1,12}\\s*$"}
            return {"anyOf": [{"type": "integer", **bounds}, digits]}
        case OneOf(words=words):
            # `false` is a word to Dateline and a boolean to a text editor.
            booleans = [word == "true" for word in words if word in ("true", "false")]
            return {"anyOf": [{"enum": [*words, *booleans]}, {"type": "string", "pattern": _any_case(*words)}]}
        case Zone():
            return {"$ref": "#/$defs/zone"}
        case Language():
            tag = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
            said = "A language tag such as en, fa, pt-BR or zh-Hant."
            return {"type": "string", "pattern": f"^\\s*{tag}\\s*$", "patternErrorMessage": said}
        case Colour():
            said = 'A colour such as "#8a1c1c", in quotes.'
            return {"type": "string", "pattern": "^\\s*#([0-9a-fA-F]{3}){1,2}\\s*$", "patternErrorMessage": said}
        case When():
            return {"$ref": "#/$defs/time"}
        case ListOf(kind=inner, most=most):
            return list_of(value_schema(inner), most)
    raise TypeError(f"{type(kind).__name__} has no schema of its own")


def list_of(item: Json, most: int) -> Json:
    """A list, or one value alone."""
    return {"anyOf": [{"type": "array", "items": item, "maxItems": most}, item]}


def zone_schema() -> Json:
    """Every zone by name, for completion."""
    padded = {"type": "string", "pattern": "^(\\s+\\S+\\s*|\\S+\\s+)$"}
    said = "There is no such time zone; use an IANA name such as America/New_York."  # and not a list of six hundred
    names = {"enum": sorted(known_zones()), "errorMessage": said}
    return {"description": "IANA name of a time zone.", "anyOf": [names, padded]}


def time_schema() -> Json:
    """A time as it is written, or with what was shown beside it."""
    text = {"type": "string", "pattern": "([0-9]|[Nn][Oo][Oo][Nn]|[Mm][Ii][Dd][Nn][Ii][Gg][Hh][Tt])"}
    parts: dict[str, Json] = {
        # A key that is empty is an empty text here, while elsewhere it counts as not written.
        "shown": {"type": _MAYBE, "description": "The time as the original showed it."},
        "at": {**text, "description": "The time, such as 2009-06-16T21:17-04:00."},
        "certainty": {
            "enum": ["exact", "minute", "day", "about"],
            "description": "exact (to the second), minute, day, or about.",
        },
    }
    mapping = {"type": "object", "properties": parts, "required": ["at"], "additionalProperties": False}
    examples = ["2009-06-16T21:17-04:00", "June 16th, 2009 09:17 PM ET"]
    return {
        "description": "A time, with its zone or in that of the blog.",
        "anyOf": [text, mapping],
        "examples": examples,
    }


def _any_case(*words: str) -> str:
    """A pattern for whole words in any letter case, without flags that not every engine knows."""
    either = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)
    return f"^\\s*({either})\\s*$"
