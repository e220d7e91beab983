"""What came of publishing."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_builder.state import State


@dataclass(slots=True)
class Report:
    """What came of publishing. `files`, `bytes` and `largest` are the whole site's; `kept` counts unchanged subjects.

    `at_once` is false where the file system cannot exchange two folders in one step.
    """

    files: int = 0
    bytes: int = 0
    largest: int = 0
    written: int = 0
    removed: int = 0
    kept: int = 0
    at_once: bool = True
    seconds: dict[str, float] = field(default_factory=dict)


def reported(state: State, report: Report) -> Report:
    """Fill in what the whole site is."""
    report.files, report.bytes, report.largest = state.totals()
    return report
