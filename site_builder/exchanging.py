"""The commands that bring descriptions in from other forms, and take what is public out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from site_builder import asked
from site_builder.desk import importing
from site_builder.formats.imported import Unreadable
from site_builder.spoken import language, say


@click.command("import", help=say("command.import"))
@asked.portal
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(importing.READERS)))
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--into", type=asked.FILE, required=True, help=say("option.into"))
@click.option("--report", type=asked.FILE, help=say("option.report"))
def bring(root: Path, form: str, source: Path, into: Path, report: Path | None) -> None:
    """Import descriptions."""
    root = asked.folder(root)
    if not (root / into).resolve().is_relative_to(root / "collections"):
        raise click.UsageError(say("import.outside", folder=into))
    try:
        made = importing.bring(root, form, source, into, language())
    except Unreadable as fault:
        click.echo(say("import.failed", reason=fault.told(language())), err=True)
        sys.exit(1)
    except importing.Occupied as fault:
        raise click.UsageError(say("new.not_empty", folder=fault)) from None
    for one in made.left:
        click.echo(say("import.left", source=one.source, row=one.row, reason=one.reason))
    for note in made.notes if report is None else ():
        click.echo(say("import.note", source=note.source, row=note.row, field=note.field, note=note.note))
    click.echo(say("import.done", read=made.read, written=made.written, left=len(made.left)))
    if report is not None:
        report.write_text(json.dumps(made.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


COMMANDS = (bring,)
