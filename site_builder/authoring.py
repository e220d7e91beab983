"""The commands of those who write descriptions: start a portal, check it, get the schemas that editors use."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from site_builder import asked
from site_builder import build as builder
from site_builder import problems as problem_words
from site_builder.desk import starting
from site_builder.source import completeness, schema, tracked
from site_builder.spoken import language, say


@click.command(help=say("command.new"))
@click.argument("folder", type=asked.FILE)
def new(folder: Path) -> None:
    """Start a portal."""
    try:
        written = starting.start(folder)
    except starting.NotEmpty:
        raise click.UsageError(say("new.not_empty", folder=folder)) from None
    click.echo(say("new.made", folder=folder, count=len(written)))
    click.echo(say("new.next", folder=folder))
    click.echo(say("new.hook"))


@click.command(help=say("command.check"))
@asked.portal
@click.option("--strict", is_flag=True, help=say("option.strict"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@click.option("--completeness", "shares", is_flag=True, help=say("option.completeness"))
def check(root: Path, strict: bool, form: str, shares: bool) -> None:
    """List every problem, or how complete each collection is."""
    root = asked.folder(root)
    loaded = builder.read(root)
    if shares and loaded.catalogue is not None:
        _shares(list(completeness.completeness(loaded.catalogue)), form)
        return
    in_git = tracked.check(loaded.catalogue, root, asked.day(None)) if loaded.catalogue else ()
    found = problem_words.ordered((*loaded.problems, *in_git))
    errors = problem_words.errors(found)
    if form == "json":
        click.echo(json.dumps([problem_words.as_json(one, language()) for one in found], ensure_ascii=False, indent=2))
    else:
        asked.show(found)
        held = len(loaded.catalogue.held) if loaded.catalogue else 0
        numbers = {"errors": len(errors), "warnings": len(found) - len(errors)}
        click.echo(say("check.found", **numbers) if found else say("check.clean", records=held), err=bool(found))
    sys.exit(1 if errors or (strict and found) else 0)


def _shares(found: list[completeness.Completeness], form: str) -> None:
    if form == "json":
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        shares = {"mandatory": _percent(one.mandatory.percent), "recommended": _percent(one.recommended.percent)}
        click.echo(say("completeness.line", id=one.id, records=one.records, **shares))
        for key, share in (("missing", one.mandatory), ("wished", one.recommended)):
            if share.missing:
                elements = ", ".join(f"{name} {count}" for name, count in share.most())
                click.echo(say(f"completeness.{key}", elements=elements))


def _percent(value: float) -> str:
    return str(value).replace(".", "," if language() == "vi" else ".")


@click.command("schema", help=say("command.schema"))
@asked.portal
@click.option("--to", "folder", type=asked.FILE, help=say("option.to"))
def write_schema(root: Path, folder: Path | None) -> None:
    """Write the JSON Schemas."""
    target = folder or root / "schema"
    target.mkdir(parents=True, exist_ok=True)
    made = schema.schemas()
    for name, content in sorted(made.items()):
        (target / f"{name}.schema.json").write_text(
            json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    click.echo(say("schema.done", count=len(made), folder=target))


COMMANDS = {"new": new, "check": check, "schema": write_schema}
