"""The early script: a theme's `early.js`, inside the head of every page.

It must have run before anything is painted, or a reader who chose dark would see a flash of light. Inside the page it
costs some 200 bytes; as a file of its own it would hold back the first paint by a request, on a slow line by a second
connection. A strict Content-Security-Policy allows just this script by its hash (CSP 3, section 8.3).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode

EARLY = "early.js"
"""The asset that is put into pages instead of beside them."""


def early_script(data: bytes) -> str:
    """The script as it stands in `<script>`. What would end that element, or open a comment in it, makes it empty: a
    theme that needs such text keeps it in a file (HTML, section 4.12.1.3)."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").strip()
    return "" if any(ending in text.lower() for ending in ("</script", "<script", "<!--")) else text


def csp_source(text: str) -> str:
    """The source expression that allows a script or a style by its text: `'sha256-…'` (CSP 3, section 2.3.1)."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
