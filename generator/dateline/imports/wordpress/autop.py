"""Paragraphs as WordPress sees them: its classic editor stores blank lines, and makes paragraphs when it shows them."""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|center|details|div|dl|figure|form|h[1-6]|header|hr|iframe|li|ol|p|pre|"
    r"section|table|tbody|td|th|thead|tr|ul|video|audio|!--)\b",
    re.I,
)
_KEPT = re.compile(r"(<pre\b.*?</pre>|<script\b.*?</script>|<style\b.*?</style>)", re.S | re.I)
_BLOCK_TAG = re.compile(
    r"\s*(</?(?:address|article|aside|blockquote|center|details|div|dl|figure|h[1-6]|header|hr|li|ol|p|section|table|"
    r"tbody|td|th|thead|tr|ul)\b[^>]*>)\s*",
    re.I,
)


def with_paragraphs(text: str) -> str:
    """HTML with a `<p>` around what blank lines part, and `<br>` for single line ends. What the block editor wrote
    has its own paragraphs and stays as it is."""
    if "<!-- wp:" in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(part if index % 2 else _blocks(part) for index, part in enumerate(_KEPT.split(text)))


def _blocks(text: str) -> str:
    # Line ends beside a block's own tags part nothing.
    text = _BLOCK_TAG.sub(r"\n\n\1\n\n", text)
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", text) if chunk.strip()]
    return "\n".join(chunk if _BLOCK.match(chunk) else f"<p>{chunk.replace(chr(10), '<br>')}</p>" for chunk in chunks)
