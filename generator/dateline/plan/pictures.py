"""The files that are made of a picture, and what pages say of them.

A picture is published under its own name, cleaned; beside it stand smaller copies in newer formats, named after it:
`square.jpg.480.avif`. Names are readable and stay, and those of `a.jpg` and `a.png` never meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.engine import images_fingerprint
from dateline.images.developing import Spec
from dateline.images.kinds import AVIF, ENDINGS, TYPES, WEBP, format_of
from dateline.load.media import FILM, PICTURES, SOUND
from dateline.markup.scope import Picture
from dateline.model.blog import MediaFile
from dateline.placeholders import ROOT
from dateline.plan.combine import combine
from dateline.plan.output import IMAGE, Output
from dateline.urls import path_to_href

STEPS = (480, 960, 1440)
"""Widths in pixels: a phone's, the column's on most screens, and the column's on the finest."""
FALLBACK = 960
"""The width for browsers that know neither AVIF nor WebP."""
SMALLEST = 10_000
"""Pixels of a picture below which there is nothing to save."""
_NEAR = 0.85
"""Beside a copy of the picture's own width, one wider than this part of it would save nothing."""


def widths(file: MediaFile) -> tuple[int, ...]:
    """The widths of a picture's copies, never above its own."""
    if file.width * file.height < SMALLEST and not file.animated:
        return ()
    if file.width > STEPS[-1]:
        return STEPS
    return (*(step for step in STEPS if step < file.width * _NEAR), file.width)


def _sources(blog: str, file: MediaFile) -> tuple[tuple[str, str], ...]:
    """(media type, `srcset`) of each format, the one to be preferred first."""
    found = widths(file)
    return tuple(
        (TYPES[format_], ", ".join(f"{_href(blog, _name(file, width, format_))} {width}w" for width in found))
        for format_ in (AVIF, WEBP)
        if found
    )


def picture_of(blog: str, file: MediaFile) -> Picture:
    """A file as texts and templates show it."""
    kind = kind_of(file.name)
    if kind != "image":
        return Picture(_href(blog, file.name), 0, 0, kind=kind, warned=file.warned)
    return Picture(
        _href(blog, file.name),
        file.width,
        file.height,
        src=_href(blog, _fallback(file)[0]),
        sources=_sources(blog, file),
        animated=file.animated,
        warned=file.warned,
    )


def kind_of(name: str) -> str:
    """image, audio, video or file, by the name's ending."""
    for kind, endings in (("image", PICTURES), ("audio", SOUND), ("video", FILM)):
        if name.lower().endswith(endings):
            return kind
    return "file"


def picture_outputs(blog: str, file: MediaFile, source: str) -> Iterator[Output]:
    """Every file that is made of a picture: itself, cleaned, and its copies. `source` is the editor's file."""
    yield cleaned_output(f"{blog}/{file.name}", file.sha, source)
    own = format_of(file.name)
    copies = [(_name(file, width, format_), width, format_) for format_ in (AVIF, WEBP) for width in widths(file)]
    name, width, format_ = _fallback(file)
    if width and (name, width, format_) not in copies:
        copies.append((name, width, format_))
    for name, width, format_ in copies:
        yield _output(f"{blog}/{name}", Spec(source=own, format=format_, width=width), file.sha, source)


def cleaned_output(path: str, sha: str, source: str) -> Output:
    """A picture under its own name, with nothing in it but what is seen. `sha` is that of the editor's file."""
    own = format_of(path)
    return _output(path, Spec(source=own, format=own, width=0), sha, source)


def _output(path: str, spec: Spec, sha: str, source: str) -> Output:
    # Neither engine nor theme decides a picture's bytes: encoding is slow, and done again only when it must be.
    key = combine(images_fingerprint(), sha, spec.source, spec.format, str(spec.width))
    return Output(path=path, kind=IMAGE, template="", key=key, view=lambda: spec, source=source)


def _fallback(file: MediaFile) -> tuple[str, int, str]:
    """(name, width, format) of what the plainest browser is given; a width of 0 is the picture itself."""
    found = widths(file)
    width = max((width for width in found if width <= FALLBACK), default=0)
    if file.animated and found:
        # Nothing moves unless the reader asks.
        width = width or found[0]
        return _name(file, width, WEBP), width, WEBP
    if not width or width == file.width:
        return file.name, 0, ""
    own = format_of(file.name)
    return _name(file, width, own), width, own


def _name(file: MediaFile, width: int, format_: str) -> str:
    return f"{file.name}.{width}.{ENDINGS[format_]}"


def _href(blog: str, name: str) -> str:
    return ROOT + path_to_href(f"{blog}/{name}")
