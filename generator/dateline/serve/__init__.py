"""The preview: the site at a local address, rebuilt on every change.

Reading order: `loop` (the round: wait, build, tell), `watch` (what changed on the disk), `latest` (what browsers are
told), `overlay` (problems as HTML), `rings` (garbage, when nobody waits), `server` (requests), `files` (addresses to
files), `hosts` (who may ask).

The script that reloads a page is put in by the server as it sends it; nothing of the preview is in what `build` writes.
"""

from dateline.serve.loop import Built, begin_hand, preview
from dateline.serve.server import PreviewServer, open_server
from dateline.serve.watch import Changes

__all__ = ["Built", "Changes", "PreviewServer", "begin_hand", "open_server", "preview"]
