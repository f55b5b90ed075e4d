"""The site as it was at a revision, in a folder of its own; the working tree and the index stay as they are."""

from __future__ import annotations

from pathlib import Path

from dateline.begin.outcome import Declined
from dateline.repository.git import git
from dateline.repository.place import CONTENT, Place


def commit_of(place: Place, revision: str) -> str | Declined:
    """The full name of the commit that a revision means."""
    # An option would be taken for one wherever it stands.
    said = git(place.top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if said.ok and not revision.startswith("-"):
        return said.line
    if not git(place.top, "rev-parse", "--verify", "--quiet", "HEAD").ok:
        hint = "Nothing has been committed yet: git add . && git commit -m 'The archive as it was published'"
        return Declined(message=f"There is no revision “{revision[:80]}” here.", hint=hint)
    hint = (
        "Name a branch, tag or commit that this clone has, such as origin/main. A pipeline fetches the newest commit "
        "only, unless it is told to fetch all (`fetch-depth: 0`, `GIT_DEPTH: 0`)."
    )
    return Declined(message=f"There is no revision “{revision[:80]}” here.", hint=hint)


def unpack(place: Place, commit: str, into: Path) -> Declined | None:
    """Writes content/ and themes/ of a commit into an empty folder, by an index of their own.

    Git itself checks that no path leaves the folder, and puts large files kept elsewhere (LFS) in their place.
    """
    # Beside the files of the site, where nothing of the site can stand.
    index = {"GIT_INDEX_FILE": str(into.absolute().with_name(into.name + ".index"))}
    for folder in CONTENT:
        tree = f"{commit}:{place.prefix}{folder}"
        if git(place.top, "cat-file", "-t", tree).line != "tree":
            continue
        read = git(place.top, "read-tree", f"--prefix={folder}/", tree, env=index)
        if not read.ok:
            return _cannot(commit, read.reason)
    written = git(place.top, "checkout-index", "--all", "--quiet", f"--prefix={into.absolute()}/", env=index)
    return None if written.ok else _cannot(commit, written.reason)


def _cannot(commit: str, reason: str) -> Declined:
    return Declined(message=f"git could not give the files of {commit[:12]}: {reason}", hint="Try `git fsck`.")
