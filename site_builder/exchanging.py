"""The commands that bring descriptions in from other forms, and take what is public out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from site_builder import asked
from site_builder import build as builder
from site_builder import problems as problem_words
from site_builder.desk import exporting, importing
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


@click.command("export", help=say("command.export"))
@asked.portal
@asked.as_of
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(exporting.FORMATS)))
@click.option("--collection", help=say("option.collection"))
@click.option("--to", "target", type=asked.FILE, required=True, help=say("option.to"))
@click.option("--lines", is_flag=True, help=say("option.lines"))
def take(root: Path, as_of: str | None, form: str, collection: str | None, target: Path, lines: bool) -> None:
    """Export what is public."""
    root = asked.folder(root)
    options = builder.Options(root, root / "output", asked.day(as_of), os.cpu_count() or 1)
    try:
        with builder.released(options, builder.Built()) as ready:
            if collection is not None and collection not in ready.public.roots:
                raise click.UsageError(say("export.no_collection", id=collection))
            chosen = exporting.Asked(ready.public, ready.published.objects, builder.reader(ready, root), collection, lines)
            written = exporting.export(form, chosen, target)
    except builder.Stopped as fault:
        asked.show(problem_words.ordered(problem_words.errors(fault.problems)))
        click.echo(say("export.stopped"), err=True)
        sys.exit(1)
    except builder.Refused as fault:
        click.echo(say("export.failed", reason=say(fault.key, **fault.values)), err=True)
        sys.exit(1)
    except OSError as fault:
        click.echo(say("export.failed", reason=fault), err=True)
        sys.exit(1)
    for path in written:
        click.echo(say("export.done", path=path))


COMMANDS = {"import": bring, "export": take}
