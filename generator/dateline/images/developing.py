"""A picture developed once and written in several sizes and formats. What is written is made of pixels alone.

Encoders work on one thread each, so that the same build of Pillow makes the same bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.images.avif import undated
from dateline.images.gif import strip_gif
from dateline.images.kinds import AVIF, GIF, JPEG, PNG, WEBP
from dateline.images.opening import MOST_MOVING, Unreadable, is_animated, opened

if TYPE_CHECKING:
    from PIL import Image

_SHOWN: dict[str, dict[str, Any]] = {
    JPEG: {"quality": 80, "progressive": True, "optimize": True},
    PNG: {"compress_level": 9},
    # Measured on photographs of 12 megapixels: speed 6 takes ten times as long as 8, and saves 2 % at most.
    AVIF: {"quality": 55, "speed": 8, "max_threads": 1},
    WEBP: {"quality": 76, "method": 4},
}
"""How the sizes that pages show are written. GIF: the still of an animation."""
_CLEANED: dict[str, dict[str, Any]] = {
    JPEG: {"quality": 92, "progressive": True, "optimize": True},
    PNG: {"compress_level": 9},
    AVIF: {"quality": 85, "speed": 8, "max_threads": 1},
    WEBP: {"quality": 92, "method": 4},
}
"""How the editor's own picture is written again. A JPEG keeps its own tables: the loss is below what is seen."""


class Spec(Struct, frozen=True, kw_only=True):
    """What is to be written: `source` is the format of the editor's file, `format` that of the new one; a `width` of
    0 is the picture's own, and then it moves if it did."""

    source: str
    format: str
    width: int


class Developed(Struct, frozen=True, kw_only=True):
    """A picture upright and in sRGB, with the bytes that it was made of."""

    data: bytes
    format: str
    picture: Image.Image
    tables: dict[str, Any]
    """Of a JPEG: its own tables, by Pillow's names."""
    animated: bool

    def write(self, spec: Spec) -> bytes:
        """The bytes of a file of this picture. Raises Unreadable when the animation cannot be followed to its end."""
        if spec.width == 0:
            return self._whole(spec.format)
        return _saved(_scaled(self.picture, spec.width), spec.format, _SHOWN[spec.format])

    def _whole(self, format_: str) -> bytes:
        if format_ == GIF:
            try:
                return strip_gif(self.data)
            except ValueError:
                raise Unreadable from None
        if self.animated:
            return _moving(self.data, format_)
        if format_ == WEBP and b"VP8L" in self.data:
            return _saved(self.picture, format_, {"lossless": True, "method": 4})
        return _saved(self.picture, format_, {**_CLEANED[format_], **self.tables})


def develop(data: bytes, format_: str) -> Developed:
    """Decodes a picture of a format. Raises Unreadable for one that is damaged, too large or of another format."""
    from PIL import ImageOps

    with opened(io.BytesIO(data), format_) as source:
        tables = _tables(source)
        animated = is_animated(source)
        profile = source.info.get("icc_profile")
        picture = _in_srgb(ImageOps.exif_transpose(source), profile)
        return Developed(
            data=data,
            format=format_,
            picture=_bare(picture),
            tables=tables if picture.mode in ("L", "RGB") else {},
            animated=animated,
        )


def _tables(source: Image.Image) -> dict[str, Any]:
    from PIL.JpegImagePlugin import JpegImageFile, get_sampling

    if not isinstance(source, JpegImageFile) or source.mode not in ("L", "RGB"):
        return {}
    # A quality would scale the tables.
    tables: dict[str, Any] = {"quality": -1, "qtables": source.quantization}
    sampling = get_sampling(source)
    if sampling >= 0:
        tables["subsampling"] = sampling
    return tables


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as any screen shows them, in a mode that every format here can hold."""
    if picture.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        # Sixteen bits a pixel, of which nobody's screen shows more than eight.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if profile:
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if not ImageCms.getProfileDescription(own).startswith("sRGB"):
                if picture.mode in ("P", "PA", "LA"):
                    picture = picture.convert("RGBA")
                mode = "RGBA" if picture.mode == "RGBA" else "RGB"
                found = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode)
                picture = found or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A profile that cannot be applied is dropped, as browsers do.
    if picture.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        picture = picture.convert("RGB")
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: whatever Pillow read beside them would be written again."""
    picture.load()
    found = picture.copy()
    found.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    return found


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    from PIL import Image

    if picture.mode not in ("L", "RGB", "RGBA"):
        clear = picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info
        picture = picture.convert("RGBA" if clear else "RGB")
    elif "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.width == width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _moving(data: bytes, format_: str) -> bytes:
    """An animation of WebP, AVIF or PNG, frame by frame."""
    from PIL import ImageSequence

    with opened(io.BytesIO(data), format_) as source:
        count = getattr(source, "n_frames", 1)
        if count * source.width * source.height > MOST_MOVING:
            raise Unreadable(too_large=True)
        profile, loop = source.info.get("icc_profile"), source.info.get("loop", 0)
        frames, durations = [], []
        for frame in ImageSequence.Iterator(source):
            frames.append(_bare(_in_srgb(frame.convert("RGBA"), profile)))
            durations.append(frame.info.get("duration", 100))
        options = {"save_all": True, "append_images": frames[1:], "duration": durations, **_CLEANED[format_]}
        if format_ == AVIF:
            return undated(_saved(frames[0], format_, options))
        return _saved(frames[0], format_, {**options, "loop": loop})


def _saved(picture: Image.Image, format_: str, options: dict[str, Any]) -> bytes:
    if format_ == JPEG and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()
