"""Pictures for tests, drawn here: none is anybody's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRET = b"zqcamera"
"""Stands in every field of metadata that a test writes."""


def drawn(width: int = 600, height: int = 400) -> Image.Image:
    """A picture that is red at its left, blue at its right, darker towards its foot."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across.point(lambda value: 255 - value), down.point(lambda value: value // 4), across))


def saved(picture: Image.Image, format_: str, **options: Any) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def frames(width: int = 120, height: int = 80) -> list[Image.Image]:
    """Three frames that differ."""
    return [drawn(width, height).rotate(angle) for angle in (0, 90, 180)]


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: its make, how it was held, and the place to some metres."""
    found = Image.Exif()
    found[0x010F] = SECRET.decode()
    found[0x013B] = SECRET.decode()
    found[0x0112] = orientation
    place = found.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (35.0, 41.0, 20.5), "E", (51.0, 23.0, 20.0)
    return found


def xmp() -> bytes:
    """An XMP packet."""
    return b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta><?xpacket end='w'?>"


def text() -> PngInfo:
    """PNG's own chunks of text, plain, packed and international, and one of time."""
    found = PngInfo()
    found.add_text("Author", SECRET.decode())
    found.add_text("Comment", SECRET.decode() * 40, zip=True)
    found.add_itxt("XML:com.adobe.xmp", xmp().decode())
    found.add(b"tIME", bytes((7, 217, 6, 16, 21, 17, 0)))
    return found


def swapped_profile() -> bytes:
    """A colour profile in which red and green have changed places."""
    found = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = found.replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be"))
    return found.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def telling() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, format, bytes) of pictures that say where and by whom they were taken, each in its own way."""
    plain, moving = drawn(), frames()
    every: dict[str, Any] = {"save_all": True, "append_images": moving[1:], "duration": 120}
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0c\x1c\x02\x50\x00\x08" + SECRET[:8]
    jpeg = saved(plain, "JPEG", quality=90, exif=exif(6), xmp=xmp(), comment=SECRET, icc_profile=swapped_profile())
    iptc = b"\xff\xed" + (len(photoshop) + 2).to_bytes(2, "big") + photoshop
    yield "a JPEG", "JPEG", jpeg[:2] + iptc + jpeg[2:] + b"after its end " + SECRET
    yield "a grey JPEG", "JPEG", saved(plain.convert("L"), "JPEG", exif=exif())
    yield "a JPEG for printing", "JPEG", saved(plain.convert("CMYK"), "JPEG", exif=exif())
    several = saved(plain, "MPO", save_all=True, append_images=[drawn(60, 40)], exif=exif())
    yield "a JPEG with a preview", "JPEG", several
    yield "a PNG", "PNG", saved(plain, "PNG", exif=exif(), pnginfo=text(), icc_profile=swapped_profile())
    yield "a PNG of few colours", "PNG", saved(plain.convert("P"), "PNG", transparency=3, pnginfo=text())
    yield "a PNG that is clear in parts", "PNG", saved(plain.convert("RGBA"), "PNG", pnginfo=text())
    yield "a PNG of 16 bits", "PNG", saved(plain.convert("L").convert("I").convert("I;16"), "PNG", pnginfo=text())
    yield "a PNG of black and white", "PNG", saved(plain.convert("1"), "PNG", pnginfo=text())
    yield "a PNG that moves", "PNG", saved(moving[0], "PNG", pnginfo=text(), **every)
    yield "a WebP", "WEBP", saved(plain, "WEBP", exif=exif(6), xmp=xmp(), icc_profile=swapped_profile())
    yield "a lossless WebP", "WEBP", saved(plain, "WEBP", lossless=True, exif=exif(), xmp=xmp())
    yield "a WebP that moves", "WEBP", saved(moving[0], "WEBP", exif=exif(), xmp=xmp(), **every)
    yield "an AVIF", "AVIF", saved(plain, "AVIF", speed=9, exif=exif(6), xmp=xmp(), icc_profile=swapped_profile())
    yield "an AVIF that moves", "AVIF", saved(moving[0], "AVIF", speed=9, exif=exif(), xmp=xmp(), **every)
    yield "a GIF", "GIF", saved(plain, "GIF", comment=SECRET)
    noisy = saved(moving[0], "GIF", comment=SECRET, loop=0, **every)[:-1]
    packet = b"\x21\xff\x0bXMP DataXMP" + bytes((len(xmp()),)) + xmp() + b"\x00"
    yield "a GIF that moves", "GIF", noisy + packet + b"\x3b" + SECRET


TELLING = list(telling())
