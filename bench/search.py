"""What a search costs the reader: bytes and requests until the first result, in Chromium, from a server here.

    python -m bench.search OUTPUT [CHROMIUM]

OUTPUT is a built site with `search: true`. Every search begins with an empty cache at the page that searches, so that
its HTML, styles and script count too. Bytes are those of bodies, as they are and compressed as most hosts do (gzip).
"""

from __future__ import annotations

import gzip
import json
import sys
import threading
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote

_COMPRESSED = frozenset((".html", ".css", ".js", ".json"))


class _Sent:
    """What was sent since the last look."""

    def __init__(self) -> None:
        self.files: list[tuple[str, int, int]] = []


class _Counting(SimpleHTTPRequestHandler):
    """Serves a folder and counts."""

    def __init__(self, *given: Any, sent: _Sent, **named: Any) -> None:
        self._sent = sent
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        """Notes the size of what is asked for."""
        path = Path(self.translate_path(self.path))
        if path.is_file():
            data = path.read_bytes()
            packed = len(gzip.compress(data, 6)) if path.suffix in _COMPRESSED else len(data)
            self._sent.files.append((self.path, len(data), packed))
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Silence."""


def queries(output: Path) -> list[tuple[str, str, str]]:
    """(what it is, blog or "", words): a frequent word, a rare one, two words; within the largest blog and in all."""
    listed = json.loads((output / "search/blogs.json").read_bytes())
    words: dict[str, list[str]] = {}
    for number in range(len(listed["words"])):
        file = json.loads((output / f"search/words-{number}.json").read_bytes())
        words.update(zip(file["words"].split(" "), (told.split(",") for told in file["blogs"].split(" ")), strict=True))
    long = [word for word in words if len(word) == listed["letters"] and word.isalpha()]
    few = [word for word in long if not words[word][0].startswith("!")] or long
    rare = min(few, key=lambda word: (len(words[word]), word))
    blog = max(listed["blogs"], key=lambda told: len(told[4]))
    oldest = json.loads((output / f"{blog[0]}/search/words-{blog[4][0][0]}.json").read_bytes())
    counts = dict(zip(oldest["words"].split(" "), oldest["places"].split(" "), strict=True))
    once = min(
        (word for word in counts if len(word) > 6 and word.isalpha()), key=lambda word: (len(counts[word]), word)
    )
    often = max((word for word in counts if len(word) > 4), key=lambda word: len(counts[word]))
    asked = [("frequent word", often), ("rare word of the oldest days", once), ("two words", f"{often} {once}")]
    found = [(f"{name}, in a blog", blog[0], text) for name, text in asked]
    return [*found, *((f"{name}, in all", "", text) for name, text in asked), ("rarest beginning, in all", "", rare)]


def main(arguments: Sequence[str]) -> None:
    """Prints a line for each search."""
    from playwright.sync_api import sync_playwright

    output = Path(arguments[0]).resolve()
    chromium = arguments[1] if len(arguments) > 1 else "/usr/bin/chromium"
    sent = _Sent()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(output), sent=sent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, blog, words in queries(output):
                context = browser.new_context()
                page = context.new_page()
                sent.files.clear()
                begun = perf_counter()
                page.goto(
                    f"http://127.0.0.1:{server.server_port}/search.html?q={quote(words)}&blog={blog}",
                    wait_until="commit",
                )
                page.locator(".results li").first.wait_for()
                took, files = perf_counter() - begun, list(sent.files)
                raw, packed = (sum(file[n] for file in files) for n in (1, 2))
                said = page.locator(".status").inner_text()
                print(f"{name}: {packed / 1000:.0f} kB ({raw / 1000:.0f} kB uncompressed) in {len(files)} requests, "
                      f"{took * 1000:.0f} ms [{words}]: {said}")  # fmt: skip
                context.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
