"""HTML that readers put together from plain facts, such as the fields of a quotation."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from dateline.imports.texts import tidy


class Html(str):
    """HTML as it is to stand in an element."""

    __slots__ = ()


def element(name: str, *inner: str, **attributes: str) -> Html:
    """An element of HTML. Plain strings in it are text and escaped; attributes that are "" are left out."""
    made = Element(name, {key: tidy(value) for key, value in attributes.items() if value})
    whole = tostring(made, encoding="unicode", method="html", short_empty_elements=True)
    if not inner:
        return Html(whole)
    opening = whole.removesuffix(f"</{name}>")
    return Html(opening + "".join(part if isinstance(part, Html) else _escaped(part) for part in inner) + f"</{name}>")


def _escaped(text: str) -> str:
    holder = Element("i")
    holder.text = tidy(text)
    return tostring(holder, encoding="unicode", method="html")[3:-4]
