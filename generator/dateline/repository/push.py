"""Sharing what was written: commit, take in what colleagues shared meanwhile, push; again when one was faster.

Nothing here can lose a word: what was written is a commit before anything else is done, what colleagues changed comes
below it (a rebase, put back whole when it meets a conflict), and nothing is ever pushed by force.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.begin.outcome import Declined
from dateline.repository.git import Said, git
from dateline.repository.merging import NAME, driver, found_by
from dateline.repository.place import CONTENT, Place, find_place

ATTEMPTS = 8
"""How often a colleague may be faster before we give up; the pauses between grow to some seconds."""

Sound = Callable[[], bool]
"""Checks the content as it lies there, tells what is wrong, and says whether it may be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """`subject` of the commit that was made, "" when everything was committed before; `commits` that were sent to
    `target`, and how many of colleagues' were `taken` in on the way."""

    subject: str
    commits: int
    taken: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Branch:
    """A branch and where its colleagues' copy is. `is_new`: there is none yet."""

    name: str
    remote: str
    there: str
    is_new: bool

    @property
    def target(self) -> str:
        """As git shows it: origin/main."""
        return f"{self.remote}/{self.there}"

    @property
    def tracking(self) -> str:
        """The reference that a fetch brings up to date."""
        return f"refs/remotes/{self.remote}/{self.there}"


def push(root: Path, *, message: str, sound: Sound, pause: Callable[[float], None] = time.sleep) -> Pushed | Declined:
    """Commits what changed in content/ and themes/, and pushes the branch. Declines with everything still there."""
    place = find_place(root)
    if isinstance(place, Declined):
        return place
    branch = _branch(place)
    if isinstance(branch, Declined):
        return branch
    if declined := _nothing_private(place):
        return declined
    if not sound():
        return Declined(
            message="Nothing was committed or pushed.", hint="Put right what is named above, and push again."
        )
    subject = _commit(place, message)
    if isinstance(subject, Declined):
        return subject
    return _share(place, branch, subject, sound, pause)


def _branch(place: Place) -> _Branch | Declined:
    folder = Path(git(place.top, "rev-parse", "--absolute-git-dir").line)
    for name, what in (("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge")):
        if (folder / name).exists():
            hint = f"End it with `git {what} --continue`, or go back to where it began with `git {what} --abort`."
            return Declined(message=f"A {what} was begun here and is not ended.", hint=hint)
    head = git(place.top, "symbolic-ref", "--quiet", "--short", "HEAD")
    if not head.ok:
        hint = "Go to the branch that you write on, such as `git switch main`."
        return Declined(message="No branch is checked out, so that there is nothing to push.", hint=hint)
    name = head.line
    remote = git(place.top, "config", "--get", f"branch.{name}.remote").line
    there = git(place.top, "config", "--get", f"branch.{name}.merge").line.removeprefix("refs/heads/")
    if not remote or not there:
        remotes = git(place.top, "remote").line.split("\n")
        remote, there = "origin" if "origin" in remotes else remotes[0], name
    if not remote or remote == ".":
        hint = "Tell git where: `git remote add origin ADDRESS`."
        return Declined(message="This repository knows no other one to push to.", hint=hint)
    fetched = _fetch(place, remote)
    if isinstance(fetched, Declined):
        return fetched
    known = git(place.top, "rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{there}")
    return _Branch(name=name, remote=remote, there=there, is_new=not known.ok)


def _fetch(place: Place, remote: str) -> Declined | None:
    said = git(place.top, "fetch", "--quiet", "--prune", remote)
    if said.ok:
        return None
    hint = "Nothing was changed here; try again when the connection stands."
    return Declined(message=f"{remote} does not answer: {said.reason}", hint=hint)


def _nothing_private(place: Place) -> Declined | None:
    """What lies in private/ is kept from git by .gitignore; somebody may have added it by force."""
    found = git(place.root, "ls-files", "-z", "--", "private").paths
    if not found:
        return None
    hint = "Take it out with `git rm -r --cached private`, and name /private/ in .gitignore. It stays on your disk."
    return Declined(message=f"{found[0]} is in git, and what is private is never pushed.", hint=hint)


def _commit(place: Place, message: str) -> str | Declined:
    """Commits the content and themes, nothing else; the first line of the message, "" when nothing changed."""
    changed = _changed(place)
    if not changed:
        return ""
    subject = message or _subject(place, changed)
    # Pathspecs that match nothing are errors to git, and other things that are staged are not ours to commit.
    folders = sorted({folder for path in changed for folder in CONTENT if path.startswith(f"{place.prefix}{folder}/")})
    added = git(place.root, "add", "--all", "--", *folders)
    done = git(place.root, "commit", "--quiet", "-m", subject, "--", *folders) if added.ok else added
    if not done.ok:
        hint = "What you wrote is untouched. Put that right, and push again."
        if "user.email" in done.err:
            hint = 'Tell git who you are: git config --global user.name "…" and user.email "…".'
        return Declined(message=f"git did not commit: {done.reason}", hint=hint)
    return subject.split("\n", 1)[0]


def _changed(place: Place) -> tuple[str, ...]:
    """Paths from the repository's top, those of renamed files by both names."""
    said = git(place.root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *CONTENT)
    return tuple(path[3:] for path in said.paths)


def _subject(place: Place, changed: Iterable[str]) -> str:
    """ "river-watch: 2026-01-12.md", or the blogs by name."""
    paths = [path.removeprefix(place.prefix).removeprefix("content/") for path in changed]
    if len(paths) == 1:
        folder, _, name = paths[0].rpartition("/")
        return f"{folder}: {name}" if folder else f"Change {name}"
    folders = sorted({path.partition("/")[0] for path in paths})
    shown = ", ".join(folders[:3]) + (f" and {len(folders) - 3} more" if len(folders) > 3 else "")
    return f"{shown}: {len(paths)} files"


def _share(
    place: Place, branch: _Branch, subject: str, sound: Sound, pause: Callable[[float], None]
) -> Pushed | Declined:
    taken = 0
    for attempt in range(ATTEMPTS):
        if not branch.is_new:
            more = _take_in(place, branch)
            if isinstance(more, Declined):
                return more
            taken += more
            if more and not sound():
                hint = "Yours is committed here and not pushed. Put right what is named above, and push again."
                return Declined(message="With what your colleagues wrote, the content has errors.", hint=hint)
        commits = _count(place, "HEAD" if branch.is_new else f"{branch.tracking}..HEAD")
        if not commits:
            return Pushed(subject=subject, commits=0, taken=taken, target=branch.target)
        track = ("--set-upstream",) if branch.is_new else ()
        done = git(place.top, "push", "--quiet", *track, branch.remote, f"HEAD:refs/heads/{branch.there}")
        if done.ok:
            return Pushed(subject=subject, commits=commits, taken=taken, target=branch.target)
        fetched = _fetch(place, branch.remote)
        if isinstance(fetched, Declined):
            return fetched
        if not _is_behind(place, branch):
            return _refused(branch, done)
        branch = _Branch(name=branch.name, remote=branch.remote, there=branch.there, is_new=False)
        # Colleagues who push at the same moment must not meet again and again.
        pause(random.uniform(0.1, 0.3 * 2 ** min(attempt, 4)))
    hint = "Yours is committed here. Push again in a moment."
    return Declined(message=f"Colleagues were faster {ATTEMPTS} times.", hint=hint)


def _refused(branch: _Branch, done: Said) -> Declined:
    hint = "Yours is committed here and not lost. Put that right, and push again."
    return Declined(message=f"{branch.remote} did not take it: {done.reason}", hint=hint)


def _count(place: Place, commits: str) -> int:
    said = git(place.top, "rev-list", "--count", commits)
    return int(said.line) if said.ok else 0


def _is_behind(place: Place, branch: _Branch) -> bool:
    """Whether colleagues' copy holds what is not here."""
    return _count(place, f"HEAD..{branch.tracking}") > 0


def _take_in(place: Place, branch: _Branch) -> int | Declined:
    """Puts our commits on top of colleagues'; how many of theirs are new here. A conflict leaves all as it was."""
    new = _count(place, f"HEAD..{branch.tracking}")
    if not new:
        return 0
    merging = ("-c", f"merge.{NAME}.driver={driver()}", "-c", f"merge.{NAME}.name=Entries of a day's log")
    try:
        done = git(place.top, *merging, "rebase", "--quiet", "--autostash", branch.tracking, env=found_by())
    except KeyboardInterrupt:
        git(place.top, "rebase", "--abort")
        raise
    if done.ok:
        if "stash" in done.err and "conflict" in done.err:
            hint = (
                "See it with `git stash show -p`; `git stash pop` brings it back once the files are as you want them."
            )
            return Declined(
                message="What is not committed here meets what colleagues changed; git keeps it.", hint=hint
            )
        return new
    unmerged = git(place.top, "diff", "--name-only", "-z", "--diff-filter=U").paths
    aborted = git(place.top, "rebase", "--abort")
    if not aborted.ok and (Path(git(place.top, "rev-parse", "--absolute-git-dir").line) / "rebase-merge").exists():
        hint = "Both versions are kept: `git rebase --abort` goes back to yours."
        return Declined(message=f"git stopped halfway: {aborted.reason}", hint=hint)
    if not unmerged:
        hint = "Yours is committed here and not lost. Put that right, and push again."
        return Declined(message=f"git could not put yours on top of colleagues': {done.reason}", hint=hint)
    files = ", ".join(unmerged[:3]) + (f" and {len(unmerged) - 3} more" if len(unmerged) > 3 else "")
    hint = (
        f"Yours is committed here as it was, theirs is {branch.target}; neither is lost. See the two with "
        f"`git diff {branch.target} HEAD`. Then `git pull --rebase`, write down in the file what holds, `git add` it, "
        "`git rebase --continue`, and push again."
    )
    return Declined(message=f"You and a colleague changed the same words of {files}.", hint=hint)
