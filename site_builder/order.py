"""What a build is asked, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from site_builder.problems import Problem
from site_builder.publish.report import Report

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked: where, for which day, how hard to work, and who elsewhere helps with pictures.

    `shown` is told when the pages of an edit can be looked at, a moment before the search knows of it.
    """

    portal: Path
    output: Path
    as_of: date
    jobs: int = 1
    clean: bool = False
    dry_run: bool = False
    allow_removal: int | None = None
    executor: str | None = None
    shown: Callable[[], None] | None = None


class Stopped(Exception):
    """Errors in what authors wrote; nothing was published."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass
class Built:
    """What came of a build; `seconds` are by step, in their order.

    `kept` is what it was made of: whoever is done then may end without taking it apart.
    """

    problems: Sequence[Problem] = ()
    records: int = 0
    report: Report = field(default_factory=Report)
    opens: tuple[str, int] | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    kept: object = None

    @property
    def total(self) -> float:
        """Seconds in all."""
        return sum(self.seconds.values())

    @contextmanager
    def timed(self, progress: Progress, step: str) -> Iterator[None]:
        """Tell and time a step."""
        progress(step)
        start = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start
