"""Opening a picture that may be damaged, or a bomb: only by the decoder of the format that its name says."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 89_000_000
"""Pixels of one picture: as many as Pillow opens without a warning."""
MOST_MOVING = 500_000_000
"""Pixels of all frames of an animation together."""
_ORIENTATION = 0x0112
"""Exif 2.32, table 3. Values from 5 on lie on their side."""


class Unreadable(Exception):
    """A picture that cannot be shown. `too_large` when it may be whole."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__()
        self.too_large = too_large


class Measured(Struct, frozen=True, kw_only=True):
    """The size of a picture in pixels as it is seen, upright; whether it moves."""

    width: int
    height: int
    animated: bool


@contextmanager
def opened(stream: IO[bytes], format_: str) -> Iterator[Image.Image]:
    """A picture of one format. Raises Unreadable for whatever is wrong with it, now or while it is used."""
    # Pillow takes 40 ms to import; most builds open no picture.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(stream, formats=(format_,)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Unreadable(too_large=True)
                yield picture
    except Unreadable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable(too_large=True) from None
    except Exception:  # Pillow's decoders raise whatever damaged bytes lead them to
        raise Unreadable from None


def measure(stream: IO[bytes], format_: str) -> Measured:
    """The size of a picture, of which only the head is read. Raises Unreadable."""
    with opened(stream, format_) as picture:
        width, height = picture.size
        if picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8):
            width, height = height, width
        return Measured(width=width, height=height, animated=is_animated(picture))


def is_animated(picture: Image.Image) -> bool:
    """Whether a picture moves. A JPEG's further images are previews and depth maps."""
    return picture.format in ("GIF", "PNG", "WEBP", "AVIF") and bool(getattr(picture, "is_animated", False))
