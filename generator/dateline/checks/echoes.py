"""Faults that only echo others: who reads them would look for a mistake where there is none."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.problems import Problem

_TABLES = (("people.yaml", "DL404"), ("sources.yaml", "DL403"))
"""(file, code of references to what it holds)."""

_WHOLE = ("DL101", "DL102", "DL103", "DL104", "DL105", "DL201", "DL203", "DL210", "DL214", "DL215")
"""Faults for which nothing of a file is read. Where only one of its items is broken, `load` has a stand-in for it."""


def without_echoes(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those that only come of an unreadable table: nobody is unknown while people.yaml is."""
    found = tuple(problems)
    unread = {
        code
        for problem in found
        for name, code in _TABLES
        if problem.code in _WHOLE and problem.span.path.rpartition("/")[2] == name
    }
    return tuple(problem for problem in found if problem.code not in unread)
