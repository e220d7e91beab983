"""The commands by which an archive answers for what it has published: the access report, takedown, the ledger of addresses."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import get_args

import click

from site_builder import asked
from site_builder import problems as problem_words
from site_builder.desk import access_report, ledger, rewriting, takedown
from site_builder.model.rights import BasisType
from site_builder.source import load
from site_builder.source.catalogue import Catalogue
from site_builder.source.ledger import FILE
from site_builder.source.release import release
from site_builder.spoken import say

_HOUSE = Path(".site-builder") / "access-report"


def _read(root: Path, whole: bool = False) -> Catalogue:
    """Read the portal, as far as it can be read; where it must be `whole`, errors end the command."""
    loaded = load.load(root)
    errors = problem_words.errors(loaded.problems)
    if loaded.catalogue is None or (whole and errors):
        asked.show(problem_words.ordered(errors))
        sys.exit(1)
    return loaded.catalogue


@click.group("access", help=say("command.access"))
def access() -> None:
    """Gather what concerns access."""


@access.command("report", help=say("command.access.report"))
@asked.portal
@asked.as_of
@click.option("--to", "folder", type=asked.FILE, help=say("option.report_folder"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.report_format"))
def report(root: Path, as_of: str | None, folder: Path | None, form: str) -> None:
    """Write the report, and say the main numbers."""
    root = asked.folder(root)
    made = access_report.report(_read(root), asked.day(as_of), root)
    if form == "json":
        click.echo(access_report.as_json(made))
        return
    for status, count in made.by_status():
        click.echo(f"{count:>8}  {say(f'access.status.{status}')}")
    for when, count in made.opens[:1]:
        click.echo(say("build.opens", date=when, count=count))
    if made.tracked:
        click.echo(say("access.tracked.warning", count=len(made.tracked), first=made.tracked[0]), err=True)
    if folder is not None and access_report.is_published(folder.resolve(), (root / "output").resolve()):
        raise click.UsageError(say("access.published", folder=folder))
    page, table = access_report.write(made, folder or root / _HOUSE)
    click.echo(say("access.written", page=page, table=table))


@click.command("takedown", help=say("command.takedown"))
@click.argument("record_id", metavar="ID")
@asked.portal
@click.option("--reason", type=click.Choice(get_args(BasisType)), default="policy", show_default=True, help=say("option.reason"))
@click.option("--output", type=asked.FILE, help=say("option.output"))
def take_down(record_id: str, root: Path, reason: str, output: Path | None) -> None:
    """Withdraw a record and all below it."""
    root = asked.folder(root)
    published = output or root / "output"
    try:
        search = partial(_traces, root, published)
        done = takedown.take_down(_read(root), root, published, record_id, reason, asked.day(None), search)
    except takedown.Unknown:
        raise click.UsageError(say("takedown.unknown", id=record_id)) from None
    except rewriting.NotEdited as fault:
        click.echo(say("takedown.by_hand", file=fault, reason=reason, day=asked.day(None)), err=True)
        sys.exit(1)
    click.echo(say("takedown.done", file=done.file, count=len(done.ids)))
    for key, lines in ((field.name, getattr(done.addresses, field.name)) for field in fields(done.addresses)):
        _listed(key, lines)
    _listed("files", done.files)
    click.echo(say("takedown.next"))


def _listed(key: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(say(f"takedown.{key}"))
        click.echo("\n".join(f"  {one}" for one in lines))


def _traces(root: Path, output: Path, ids: Collection[str], files: Mapping[str, str]) -> Iterable[str]:
    """Return the files of the index that hold anything of some records; all, where the portal cannot be built as it stands."""
    from site_builder import build as builder  # takes longer to load than the other commands take
    from site_builder.desk.traces import traces

    options = builder.Options(root, output.absolute(), asked.day(None), os.cpu_count() or 1)
    try:
        with builder.released(options, builder.Built()) as ready:
            return traces(builder.reader(ready, root), ids, files)
    except (builder.Stopped, builder.Refused):
        return files


@click.group("ledger", help=say("command.ledger"))
def addresses() -> None:
    """Gather what concerns the ledger."""


@addresses.command("update", help=say("command.ledger.update"))
@asked.portal
@asked.as_of
@click.option("--allow-removal", "allowed", type=click.IntRange(0), help=say("option.allow_removal"))
def update(root: Path, as_of: str | None, allowed: int | None) -> None:
    """Enter what is published and was not, and what was and is not."""
    root = asked.folder(root)
    catalogue = _read(root, whole=True)
    before = catalogue.ledger
    try:
        after = ledger.updated(before, release(catalogue, asked.day(as_of)), allowed)
    except ledger.Refused as fault:
        click.echo(say("ledger.refused", **fault.values), err=True)
        sys.exit(1)
    ledger.write(after, root / FILE)
    ended = [one for key, one in after.items() if one.ended and not (key in before and before[key].ended)]
    click.echo(say("ledger.done", file=FILE, total=len(after), fresh=len(after) - len(before), ended=len(ended)))
    for one in ended:
        click.echo(say("ledger.ended", id=one.id), err=True)


COMMANDS: dict[str, click.Command] = {"access": access, "takedown": take_down, "ledger": addresses}
