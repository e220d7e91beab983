"""The commands: each asks one stage to do its work, and says what came of it."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from site_builder import asked, exchanging, stewardship
from site_builder import build as builder
from site_builder import problems as problem_words
from site_builder.desk import starting
from site_builder.problems import Problem
from site_builder.publish import hosts
from site_builder.source import schema, tracked
from site_builder.spoken import language, say


def main() -> None:
    """Run the command line; an interrupt stops cleanly, a closed pipe quietly."""
    try:
        commands(prog_name="site-builder", standalone_mode=False)
    except click.Abort:
        click.echo(say("build.interrupted"), err=True)
        sys.exit(130)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@click.group(help=say("about"))
@click.version_option(package_name="site-builder")
def commands() -> None:
    """Gather the commands."""


@commands.command(help=say("command.new"))
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


@commands.command(help=say("command.check"))
@asked.portal
@click.option("--strict", is_flag=True, help=say("option.strict"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
def check(root: Path, strict: bool, form: str) -> None:
    """List every problem."""
    root = asked.folder(root)
    loaded = builder.read(root)
    in_git = tracked.check(loaded.catalogue, root, asked.day(None)) if loaded.catalogue else ()
    found = problem_words.ordered((*loaded.problems, *in_git))
    errors = problem_words.errors(found)
    if form == "json":
        click.echo(json.dumps([problem_words.as_json(one, language()) for one in found], ensure_ascii=False, indent=2))
    else:
        show(found)
        held = len(loaded.catalogue.held) if loaded.catalogue else 0
        numbers = {"errors": len(errors), "warnings": len(found) - len(errors)}
        click.echo(say("check.found", **numbers) if found else say("check.clean", records=held), err=bool(found))
    sys.exit(1 if errors or (strict and found) else 0)


def show(found: Iterable[Problem]) -> None:
    """Print problems: one a line and never wrapped."""
    for one in found:
        click.echo(problem_words.line(one, language()))


@commands.command(help=say("command.build"))
@asked.portal
@click.option("--output", type=asked.FILE, help=say("option.output"))
@click.option("--as-of", "as_of", help=say("option.as_of"))
@click.option("--jobs", type=click.IntRange(1), help=say("option.jobs"))
@click.option("--clean", is_flag=True, help=say("option.clean"))
@click.option("--dry-run", is_flag=True, help=say("option.dry_run"))
@click.option("--profile", is_flag=True, help=say("option.profile"))
@click.option("--allow-removal", type=click.IntRange(0), help=say("option.allow_removal"))
def build(root: Path, output: Path | None, as_of: str | None, jobs: int | None, **more: Any) -> None:
    """Build the site."""
    root = asked.folder(root)
    options = builder.Options(
        root,
        (output or root / "output").absolute(),
        asked.day(as_of),
        jobs or os.cpu_count() or 1,
        clean=more["clean"],
        dry_run=more["dry_run"],
        allow_removal=more["allow_removal"],
    )
    report = run(options)
    if report is None:
        sys.exit(1)
    if more["profile"]:
        for name, seconds in (*report.seconds.items(), *sorted(report.report.seconds.items())):
            click.echo(f"{seconds:8.2f} s  {name}")


def run(options: builder.Options) -> builder.Built | None:
    """Build, and say what came of it; None where it failed."""
    try:
        built = builder.build(options, _progress)
    except builder.Stopped as fault:
        errors = problem_words.errors(fault.problems)
        show(problem_words.ordered(errors))
        _warnings(fault.problems)
        click.echo(say("build.stopped", errors=len(errors)), err=True)
        return None
    except builder.Refused as fault:
        click.echo(say("build.failed", reason=say(fault.key, **fault.values)), err=True)
        return None
    _warnings(built.problems)
    _told(built, options)
    return built


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{step}", nl=False, err=True)


def _warnings(found: Iterable[Problem]) -> None:
    """Sum warnings up by code."""
    warnings = [one for one in found if one.severity == "warning"]
    first = {one.code: one for one in reversed(warnings)}
    for code, count in sorted(Counter(one.code for one in warnings).items()):
        words = problem_words.render(first[code], language())
        click.echo(say("build.warnings", code=code, count=count, words=words), err=True)
    if warnings:
        click.echo(say("build.see_check"), err=True)


def _told(built: builder.Built, options: builder.Options) -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    report = built.report
    if options.dry_run:
        click.echo(say("build.dry", written=report.written, removed=report.removed))
        return
    click.echo(
        say(
            "build.done",
            records=built.records,
            files=report.files,
            size=f"{report.bytes / 1e6:.1f} MB",
            output=options.output,
            seconds=f"{built.total:.1f}",
            written=report.written,
            removed=report.removed,
        )
    )
    for fit in hosts.fits(report.files, report.bytes, report.largest):
        key = f"host.{fit.limit}" if fit.limit else "host.fits"
        click.echo("  " + say(key, host=fit.host, value=fit.value))
    if not report.at_once:
        click.echo(say("publish.weaker"), err=True)
    if built.opens is not None:
        click.echo(say("build.opens", date=built.opens[0], count=built.opens[1]))


@commands.command(help=say("command.serve"))
@asked.portal
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=say("option.port"))
def serve(root: Path, port: int) -> None:
    """Serve the site while it is written."""
    from site_builder import serve as server  # what serving needs is loaded for serving alone

    root = asked.folder(root)
    options = builder.Options(root, root / "output", asked.day(None), os.cpu_count() or 1)
    try:
        server.serve(options, port, run)
    except server.PortTaken:
        raise click.UsageError(say("serve.port", port=port, other=port + 1)) from None


@commands.command("schema", help=say("command.schema"))
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


for command in (*exchanging.COMMANDS, *stewardship.COMMANDS):
    commands.add_command(command)
