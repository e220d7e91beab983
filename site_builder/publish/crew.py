"""The processes that make and write: as many as are worth it, all with the same makers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import TypeVar

from site_builder import hands
from site_builder.model.output import AnyMaker
from site_builder.state import Refused

Work = TypeVar("Work")
Result = TypeVar("Result")

_makers: Sequence[AnyMaker] = ()  # of this process, set once before it works; forked processes find it here


def makers() -> Sequence[AnyMaker]:
    """Return the makers, in whichever process this is."""
    return _makers


class Crew:
    """Up to `jobs` processes that share the makers; the calling one where nothing can be forked, or is not worth it.

    Makers hold the whole catalogue, which is inherited and never sent.
    """

    def __init__(self, serving: Sequence[AnyMaker], jobs: int) -> None:
        global _makers  # noqa: PLW0603  # what a fork inherits has to be global
        _makers = serving
        self.jobs = jobs if hands.forked() else 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *fault: object) -> None:
        global _makers  # noqa: PLW0603  # as above
        _makers = ()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def begin(self, function: Callable[[Work], Result], work: Work) -> Callable[[], Result]:
        """Start a work beside all others; the function returned waits for its result."""
        if self.jobs == 1:
            return cache(partial(function, work))
        future = self._hands().submit(function, work)

        def result() -> Result:
            try:
                return future.result()
            except BrokenProcessPool:
                raise Refused("publish.worker") from None

        return result

    def _hands(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = hands.pool(self.jobs)
        return self._pool

    def each(self, function: Callable[[Work], Result], work: Sequence[Work], *, worth: bool) -> Iterator[Result]:
        """Return the result of each piece of work, in its order; `worth` says that it is more than starting processes."""
        if self.jobs == 1 or not worth or len(work) < 2:
            return map(function, work)
        return _watched(self._hands().map(function, work))


def _watched(results: Iterator[Result]) -> Iterator[Result]:
    try:
        yield from results
    except BrokenProcessPool:
        raise Refused("publish.worker") from None
