"""No published record or language goes unasked: what was published, what would be, what nobody has accounted for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from site_builder.publish.plan import MANIFEST
from site_builder.state import Refused, State

_FEW, _SHARE = 10, 10
"""So many records may go unasked, or one in so many if that is more."""
_LISTED = 300


def guard(before: Collection[str], now: Collection[str], told: Collection[str], allowed: int | None) -> None:
    """Refuse (`publish.removal` with `gone`, `total`, `names`) to let more records go than `allowed`, or unasked than a few.

    A folder that was moved away or a drive that is not there looks like a thousand withdrawals. What has left a tombstone
    is still there `now`; `told` is what the ledger says of itself is gone.
    """
    gone = [name for name in before if name not in now and name not in told]
    if too_many(len(gone), len(before), allowed):
        raise Refused("publish.removal", gone=len(gone), total=len(before), names=listed(gone))


def guard_languages(output: Path, answered: Collection[str], day: str, allowed: int | None) -> None:
    """Refuse (`publish.languages` with `gone`, `languages`, `lines`) to let the pages of a language go without an answer.

    `answered` are the languages of the portal, and those that the ledger knows it had; `day` is the one to enter.
    """
    left = {tag: records for tag, records in _languages(output) if tag not in answered}
    gone = sum(left.values())
    if too_many(gone, gone, allowed):
        lines = "\n".join(f"  {tag},language,{day},," for tag in sorted(left))
        raise Refused("publish.languages", gone=gone, languages=", ".join(sorted(left)), lines=lines)


def _languages(output: Path) -> Iterator[tuple[str, int]]:
    """Yield each language whose pages stand in an output, and of how many records there are some."""
    if not (output / MANIFEST).is_file():
        return
    for folder in output.iterdir():
        if all((folder / name / "index.html").is_file() for name in ("collections", "search")):
            records = folder / "records"
            yield folder.name, sum(1 for _ in records.iterdir()) if records.is_dir() else 0


def too_many(gone: int, total: int, allowed: int | None) -> bool:
    """Say whether that is more than may go."""
    return gone > allowed if allowed is not None else gone > max(_FEW, total // _SHARE)


def listed(names: Iterable[str]) -> str:
    """Return names one a line, and a number for those that a screen will not hold."""
    ordered = sorted(names)
    lines = [f"  {name}" for name in ordered[:_LISTED]]
    return "\n".join(lines + ([f"  + {len(ordered) - _LISTED}"] if len(ordered) > _LISTED else []))


def standing(state: State, output: Path, maker: str, prefix: str, folder: str) -> set[str]:
    """Return the ids of the published records: as the last build remembers them, else as the output itself shows."""
    known = {key.removeprefix(prefix) for key in state.keys_of(maker, prefix)}
    if known or not (output / MANIFEST).is_file():
        return known
    try:
        with os.scandir(output / folder) as entries:
            return {entry.name for entry in entries if entry.is_dir()}
    except OSError:
        return set()
