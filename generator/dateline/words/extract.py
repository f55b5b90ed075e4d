"""`python -m dateline.words.extract`, for developers: gathers every phrase of the code and of the themes, and brings
the catalogues up to date. What is new in one is left empty, for its translator; what is used no more falls away.

Nothing in the files says when or by which version they were made, so the same phrases give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from dateline.load.theme_files import package_themes
from dateline.words.catalogue import FOLDER

TEMPLATE = FOLDER / "dateline.pot"
PACKAGE = FOLDER.parent
_METHODS = [("**.py", "python"), ("*/templates/**", "jinja2.ext:babel_extract")]
_KEYWORDS: Any = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "phrase": None,
    "counted": (1, 2),
}
_OPTIONS = {"*/templates/**": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}

_HEAD = "# The phrases of the interface."


class _Plain(Catalog):
    """A catalogue whose head says nothing but what reading it needs. Its plural forms are those of Unicode's CLDR."""

    def __init__(self, **more: Any) -> None:
        super().__init__(fuzzy=False, **more)

    @property
    def plural_forms(self) -> str:
        """The forms of a number, as gettext has them."""
        return to_gettext(self.locale.plural_form).rstrip(";") if self.locale else ""

    @property
    def num_plurals(self) -> int:
        """How many forms there are."""
        return int(self.plural_forms.partition("=")[2].partition(";")[0]) if self.locale else 2

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head."""
        found = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        found.append(("Content-Transfer-Encoding", "8bit"))
        if self.locale is not None:
            found[:0] = [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return found


def gathered() -> Catalog:
    """Every phrase that the code and the themes of the package say, with the files that say it."""
    catalog = _Plain(header_comment=f"{_HEAD[:-1]}, in English.")
    for base, named in ((PACKAGE, "generator/dateline"), (package_themes(), "themes")):
        if base == PACKAGE:
            found = extract_from_dir(base, _METHODS[:1], {}, _KEYWORDS)
        else:
            found = extract_from_dir(base, _METHODS[1:], _OPTIONS, _KEYWORDS)
        for path, _, message, _, context in found:
            place = (f"{named}/{Path(path).as_posix()}", 0)
            catalog.add(message, None, locations=[place], context=context)
    return catalog


def catalogues() -> Iterator[Path]:
    """The catalogues there are."""
    return iter(sorted(FOLDER.glob("*.po")))


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.stem.replace("-", "_"))


def renewed(old: Catalog, template: Catalog) -> Catalog:
    """A catalogue with the phrases of a template, and of its own what it says of those."""
    # A new file has the head that Babel gives it, which speaks of a project and an organisation.
    comment = _HEAD if "PROJECT" in old.header_comment else old.header_comment
    new = _Plain(locale=old.locale, header_comment=comment)
    for message in template:
        if message.id:
            before = old.get(message.id, message.context)
            string = before.string if before is not None and not before.fuzzy else None
            comments = before.user_comments if before is not None else ()
            new.add(message.id, string, message.locations, context=message.context, user_comments=comments)
    return new


def written(catalog: Catalog) -> bytes:
    """The text of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The compiled form of a catalogue."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Writes what is to be."""
    template = gathered()
    TEMPLATE.write_bytes(written(template))
    for path in catalogues():
        catalog = renewed(read(path), template)
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = [message.id for message in catalog if message.id and not all(_strings(message.string))]
        print(f"{path.name}: {len(catalog)} phrases, {len(missing)} without words")
        for identity in missing:
            print(f"  {identity!r}")


def _strings(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


if __name__ == "__main__":
    main()
