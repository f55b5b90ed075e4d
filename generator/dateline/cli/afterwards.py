"""What a command leaves to be done when it has answered."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import click

from dateline.build.workers import can_fork


def afterwards(act: Callable[[], object], is_wanted: Callable[[], bool]) -> None:
    """Has `act` done when the running command has said all it has to say, if it is wanted then.

    A command that is a process of its own leaves it to another one, so that nobody waits for it. That one may be
    killed with its machine, so `act` is only what the next command would do as well.
    """
    do = _leave if is_alone() and can_fork() else _do
    click.get_current_context().call_on_close(partial(do, act, is_wanted))


def is_alone() -> bool:
    """Whether the running command is a process of its own, which ends with it."""
    return click.get_current_context().find_root().obj is True


def _do(act: Callable[[], object], is_wanted: Callable[[], bool]) -> None:
    if is_wanted():
        act()


def _leave(act: Callable[[], object], is_wanted: Callable[[], bool]) -> None:
    if not is_wanted():
        return
    try:
        child = os.fork()
    except OSError:
        # What was asked for is done and said: that no process is to be had is no reason to fail.
        act()
        return
    if child:
        return
    try:
        # Whoever reads what the command says waits until nobody can say more.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        act()
    finally:
        os._exit(0)
