"""What comes of publishing, and what a target may refuse."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.publish.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Nothing was sent."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """`plan` is what differed. `sent` and `deleted` files, `size` bytes sent: all 0 in a dry run. `others` files lie in
    the output that are not the site's, and stayed here. `resumed` when an unfinished publish was completed."""

    plan: Plan
    sent: int = 0
    deleted: int = 0
    size: int = 0
    others: int = 0
    resumed: bool = False


class TargetFailed(Exception):
    """The target, or the way to it, refused; in words for editors, free of credentials."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
