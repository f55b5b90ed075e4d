"""What Babel told: it takes longer to load than a build of one new entry may take, so each build tells the next.

Nothing but the key decides an answer, and the state that carries answers from one process to another falls with the
version of Babel, as all of it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Answers = dict[tuple[str, ...], str]
"""Question → answer."""

_MOST = 20_000
"""Answers kept; the dates of fifty years in a few languages."""
_told: Answers = {}


def told(ask: Callable[[], str], *question: str) -> str:
    """The answer to a question, asked only when nobody has told it yet."""
    found = _told.get(question)
    if found is None:
        found = _told[question] = ask()
    return found


def recall(answers: Mapping[tuple[str, ...], str]) -> None:
    """Lets this process know what an earlier one was told."""
    for question, answer in answers.items():
        _told.setdefault(question, answer)


def all_told() -> Answers:
    """What is to be told the next process."""
    return dict(_told) if len(_told) <= _MOST else {}
