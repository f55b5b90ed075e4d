"""What links and pictures of a post lead to: other posts, files of the folder, or the web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from dateline.imports.markdown.front import text_of
from dateline.imports.markdown.post import Post
from dateline.imports.markdown.sites import Site
from dateline.imports.texts import tidy, web_address

_BRACED = re.compile(r"[{|](static|filename|attach|tag|category|author|index)[}|]/?(.*)", re.S)
"""How Pelican's texts name what belongs to the site: `{static}/images/a.jpg`, `|filename|post.md` before 3.0."""
_MAIL = re.compile(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A post among the others. `addresses`: where each file of a post stood, from the site's root, by its name."""

    site: Site
    post: Post
    addresses: Mapping[str, str]

    @property
    def base(self) -> str:
        """The web address of the post; "" where the site's own is not known."""
        return self.absolute(self.addresses.get(self.post.file, ""))

    def absolute(self, path: str) -> str:
        """An address from the site's root as one of the web."""
        if not self.site.url or not path:
            return ""
        return web_address(urljoin(self.site.url, path.lstrip("/")))

    def link(self, href: str) -> str:
        """The web address that a link leads to; "" when there is none, as within the text itself."""
        href = tidy(unquote(href) if "{" in unquote(href) or "|" in href else href).strip()
        if _MAIL.fullmatch(href):
            return href
        braced = _BRACED.match(href)
        if braced:
            return self._braced(braced)
        if not href or href.startswith("#"):
            return ""
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", href):
            return web_address(href)
        path, mark, behind = href.partition("#")
        target = self.named(path)
        if target:
            return self.absolute(target) + (mark + behind if self.site.url else "")
        return web_address(href, self.base) if self.base else ""

    def named(self, name: str) -> str:
        """The address, from the root, of the post that a name of its file means; "" when it means none."""
        wanted = unquote(re.split(r"[?#]", name, maxsplit=1)[0]).strip()
        if not wanted:
            return ""
        tried = [
            posixpath.normpath(posixpath.join(self.post.folder, wanted)),
            posixpath.normpath(self.site.content + wanted.lstrip("/")),
        ]
        for one in tried:
            for file in (one, *(f"{one}{ending}" for ending in (".md", "/index.md", ".markdown"))):
                if file in self.addresses:
                    return self.addresses[file]
        # Hugo and Jekyll find a page by the end of its path alone, where that is clear.
        stem = re.sub(r"\.(?:md|markdown)$", "", wanted.strip("/"))
        ends = [
            at
            for file, at in self.addresses.items()
            if re.sub(r"(?:/index)?\.\w+$", "", f"/{file}").endswith(f"/{stem}")
        ]
        return ends[0] if len(ends) == 1 and not name.startswith("..") else ""

    def _braced(self, found: re.Match[str]) -> str:
        kind, rest = found[1], found[2]
        if kind == "filename":
            return self.absolute(self.named(f"/{rest}" if found[0][len(kind) + 2 :].startswith("/") else rest))
        if kind in ("static", "attach"):
            return self.absolute(rest)
        return self.absolute({"index": "index.html"}.get(kind, f"{kind}/{rest}.html"))

    def picture(self, src: str) -> tuple[Path | None, str]:
        """The file of a picture, if the folder holds it; and the web address that it had."""
        src = tidy(unquote(src)).strip()
        braced = _BRACED.match(src)
        was = ""
        if braced:
            kind, rest = braced[1], braced[2]
            rooted = src[len(kind) + 2 :].startswith("/")
            was = self.absolute(rest)
            src = f"/{rest}" if rooted else rest
        elif re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", src):
            was = web_address(src)
            if not self._is_own(was):
                return None, was
            src = "/" + was[len(self.site.url) :] if was.startswith(self.site.url) else urlsplit(was).path
        else:
            was = web_address(src, self.base) if self.base else ""
        path = re.split(r"[?#]", src, maxsplit=1)[0]
        return self._held(unquote(path)), was

    def _is_own(self, address: str) -> bool:
        if not self.site.url:
            return False
        return urlsplit(address).hostname == urlsplit(self.site.url).hostname

    def _held(self, path: str) -> Path | None:
        inner = path.lstrip("/")
        based = text_of(self.site.settings, "baseurl") if self.site.dialect == "jekyll" else self.site.url
        prefix = urlsplit(based).path.strip("/") if web_address(based) or based.startswith("/") else ""
        bare = inner.removeprefix(f"{prefix}/") if prefix and path.startswith("/") else inner
        stem = self.post.folder + posixpath.splitext(posixpath.basename(self.post.file))[0] + "/"
        roots = {
            "jekyll": ("",),
            "hugo": ("static/", "assets/", self.site.content, ""),
            "pelican": (self.site.content, "", f"{self.site.content}images/"),
        }[self.site.dialect]
        beside = () if path.startswith("/") else (self.post.folder, stem)
        for root in (*beside, *roots):
            for name in dict.fromkeys((bare, inner)):
                found = self.site.given.member(posixpath.normpath(root + name)) if name else None
                if found is not None:
                    return found
        return None
