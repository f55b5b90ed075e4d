"""Media files of a blog: what they are, and the pixel size of pictures."""

from __future__ import annotations

from dateline.load.files import BlogFiles, Files
from dateline.model.blog import MediaFile
from dateline.problems import Problem, Span, error

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
SOUND = (".mp3", ".ogg", ".oga", ".opus", ".m4a", ".flac", ".wav")
FILM = (".mp4", ".webm", ".ogv", ".m4v")
OTHER = (".pdf", ".txt", ".csv", ".json", ".vtt")
"""What may stand under media/. SVG and HTML are left out: both can hold scripts."""
MEDIA_TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".m4a": "audio/mp4",
    ".flac": "audio/flac", ".wav": "audio/vnd.wave",
    ".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".m4v": "video/mp4",
}  # fmt: skip
"""Ending → media type of pictures, sound and film, as IANA registers them (those of webm as WebM's own pages do)."""


def read_media(files: Files, blog: BlogFiles, problems: list[Problem]) -> dict[str, MediaFile]:
    """The media files by their path within the blog's folder."""
    found: dict[str, MediaFile] = {}
    for path in blog.media:
        name = path.removeprefix(blog.folder + "/")
        ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
        sha, size = files.tree.files[path].sha, files.tree.files[path].stamp[0]
        if ending in PICTURES:
            width, height = _size(files, path, problems)
            found[name] = MediaFile(name=name, sha=sha, width=width, height=height, size=size)
        elif ending in SOUND + FILM + OTHER:
            found[name] = MediaFile(name=name, sha=sha, size=size)
        else:
            hint = "Use " + ", ".join(PICTURES + SOUND + FILM + OTHER) + "."
            problems.append(
                error(Span(path), "DL605", f"Files of this kind ({ending or 'no ending'}) are not published.", hint)
            )
    return found


def _size(files: Files, path: str, problems: list[Problem]) -> tuple[int, int]:
    # Pillow takes 40 ms to import; most builds hold no picture.
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(files.tree.root / path) as picture:
                return picture.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        problems.append(error(Span(path), "DL604", "This picture is too large.", "Scale it down below 89 megapixels."))
    except Exception:  # Pillow's decoders raise whatever damaged bytes lead them to
        problems.append(error(Span(path), "DL604", "This picture cannot be read.", "Export it again, or remove it."))
    return (0, 0)
