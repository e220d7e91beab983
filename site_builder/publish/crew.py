"""The processes that make and write: forked where that is known, started afresh elsewhere, gone when the build is gone."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import TypeVar

from site_builder.model.output import Maker
from site_builder.state import Refused

Work = TypeVar("Work")
Result = TypeVar("Result")

_makers: Sequence[Maker] = ()  # of this process, set once before it works; forked processes find it here


def makers() -> Sequence[Maker]:
    """Return the makers, in whichever process this is."""
    return _makers


class Crew:
    """Up to `jobs` processes that share the makers; the calling one where the work is not worth more."""

    def __init__(self, serving: Sequence[Maker], jobs: int) -> None:
        global _makers  # noqa: PLW0603  # what a fork inherits has to be global
        _makers = serving
        self.jobs = jobs if jobs > 1 and _may_fork_or_pickle(serving) else 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *fault: object) -> None:
        global _makers  # noqa: PLW0603  # as above
        _makers = ()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def each(self, function: Callable[[Work], Result], work: Sequence[Work], *, worth: bool) -> Iterator[Result]:
        """Yield the result of each piece of work, in its order; `worth` says that it is more than starting processes."""
        if self.jobs == 1 or not worth or len(work) < 2:
            yield from map(function, work)
            return
        try:
            yield from self._started().map(function, work)
        except BrokenProcessPool:
            raise Refused("publish.worker") from None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            how = multiprocessing.get_context("fork" if _forks() else "spawn")
            given = () if _forks() else (_makers,)
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=how, initializer=_start, initargs=given)
        return self._pool


def _forks() -> bool:
    return hasattr(os, "fork")


def _may_fork_or_pickle(serving: Sequence[Maker]) -> bool:
    """Say whether other processes can have the makers: a process of many threads is not forked."""
    if _forks():
        return threading.active_count() == 1
    try:
        pickle.dumps(serving)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


def _start(*serving: Sequence[Maker]) -> None:
    """Get ready in a new process: the parent alone answers Ctrl-C, and nobody works for a parent that was killed."""
    global _makers  # noqa: PLW0603  # as above
    if serving:
        _makers = serving[0]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
