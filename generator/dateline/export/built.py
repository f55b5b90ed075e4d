"""The built site as its manifests tell it: all that is ever exported."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from dateline.begin.reading import read_files
from dateline.commit import MANIFEST_NAME, read_owned
from dateline.export.outcome import Declined
from dateline.load.site import read_common
from dateline.model.site import Settings
from dateline.plan.host_files import HEADERS, NO_JEKYLL, REDIRECTS

_BY_HAND = "Build the site again with `dateline build`; if that changes nothing, delete the file first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`files` are all that the manifests name, path → sha256; `settings` those of site.yaml; `url` ends in a slash, or
    is "". `identity` is a URN that is this site's and no other's, whatever is in it."""

    output: Path
    files: Mapping[str, str]
    settings: Settings
    url: str
    identity: str

    @property
    def blogs(self) -> tuple[str, ...]:
        """The blogs' ids, sorted."""
        ending = f"/{MANIFEST_NAME}"
        return tuple(sorted(path.removesuffix(ending) for path in self.files if path.endswith(ending)))

    def read(self, path: str) -> bytes:
        """The bytes of one of the files."""
        return (self.output / path).read_bytes()

    def size(self, path: str) -> int:
        """In bytes."""
        return (self.output / path).lstat().st_size

    def of(self, blog: str) -> tuple[str, ...]:
        """The files of a blog with what its pages are drawn with, sorted; with "" all files of the site."""
        return tuple(sorted(path for path in self.files if not blog or path.startswith((f"{blog}/", "assets/"))))


def served(paths: tuple[str, ...]) -> Iterator[str]:
    """The files that readers are served: not those that tell a host how."""
    return (path for path in paths if path not in (HEADERS, REDIRECTS, NO_JEKYLL))


def read_built(root: Path, output: Path) -> Built | Declined:
    """What was built, every file proven by its manifest. A file that no manifest names is not looked at."""
    owned = read_owned(output)
    if owned is None or owned.damaged:
        return Declined(message=f"The manifests in {output} are damaged.", hint="Build the site again.")
    for path, sha in owned.files.items():
        if _sha_of(output / path) != sha:
            return Declined(message=f"{output / path} is not as the build left it.", hint=_BY_HAND)
    common, _ = read_common(read_files(root, ""))
    settings = common.settings
    url = settings.url if not settings.url or settings.url.endswith("/") else settings.url + "/"
    name = settings.feed_authority or url or settings.title
    return Built(
        output=output,
        files=owned.files,
        settings=settings,
        url=url,
        identity=uuid5(NAMESPACE_URL, f"dateline export of {name}").urn,
    )


def _sha_of(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
