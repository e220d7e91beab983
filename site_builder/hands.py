"""Processes that work for this one: they leave Ctrl-C to it, and never outlive it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection

_GARBAGE = 100_000
"""Objects that may pile up before they are looked through."""


def forked() -> bool:
    """Say whether new processes inherit what this one has: not where the system cannot, nor from among threads."""
    return hasattr(os, "fork") and threading.active_count() == 1


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of `jobs` processes: forked if that is safe here, else started afresh.

    A worker that waits for a parent that was killed would wait for ever, and hold the portal's lock; these end with it.
    """
    how = multiprocessing.get_context("fork" if forked() else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=how, initializer=_start)


def fresh() -> ProcessPoolExecutor:
    """Return a pool of one process that inherits nothing: for work that needs memory, and little of what this one holds."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_start)


def _start() -> None:
    """Leave alone what was inherited, which nothing here changes; collect what pages leave behind, else it is gigabytes."""
    gc.freeze()
    gc.set_threshold(_GARBAGE, 10, 10)
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
