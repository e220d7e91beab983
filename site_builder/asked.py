"""What most commands ask (the portal's folder, the day on which access is judged), and how all of them show problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from site_builder.problems import Problem, line
from site_builder.spoken import language, say

FILE = click.Path(path_type=Path)


def portal(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--portal`."""
    return click.option("--portal", "root", type=FILE, default=Path(), help=say("option.portal"))(function)


def as_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as-of`."""
    return click.option("--as-of", "as_of", help=say("option.as_of"))(function)


def folder(root: Path) -> Path:
    """Return the portal's folder; without `portal.yaml` it is none."""
    if not (root / "portal.yaml").is_file():
        raise click.UsageError(say("portal.missing", folder=str(root.resolve())))
    return root.resolve()


def day(value: str | None) -> date:
    """Return the day written, today in UTC where none is."""
    if value is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.UsageError(say("date.wrong", value=value)) from None


def show(found: Iterable[Problem]) -> None:
    """Print problems: one a line and never wrapped."""
    for one in found:
        click.echo(line(one, language()))
