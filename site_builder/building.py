"""The commands that make the site: `build` once, `serve` again and again while it is written."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from site_builder import asked, unchanged
from site_builder import problems as problem_words
from site_builder.order import Built, Options, Stopped
from site_builder.problems import Problem
from site_builder.publish import hosts
from site_builder.spoken import language, say
from site_builder.state import Refused


@click.command(help=say("command.build"))
@asked.portal
@click.option("--output", type=asked.FILE, help=say("option.output"))
@click.option("--as-of", "as_of", help=say("option.as_of"))
@click.option("--jobs", type=click.IntRange(1), help=say("option.jobs"))
@click.option("--clean", is_flag=True, help=say("option.clean"))
@click.option("--dry-run", is_flag=True, help=say("option.dry_run"))
@click.option("--profile", is_flag=True, help=say("option.profile"))
@click.option("--executor", help=say("option.executor"))
@click.option("--allow-removal", type=click.IntRange(0), help=say("option.allow_removal"))
def build(root: Path, output: Path | None, as_of: str | None, jobs: int | None, **more: Any) -> Built:
    """Build the site; return what came of it, with which the process ends."""
    root = asked.folder(root)
    options = Options(
        root,
        (output or root / "output").absolute(),
        asked.day(as_of),
        jobs or os.cpu_count() or 1,
        clean=more["clean"],
        dry_run=more["dry_run"],
        allow_removal=more["allow_removal"],
        executor=more["executor"],
    )
    gc.disable()  # what is made is kept until the process ends: nothing has to look through it
    report = run(options)
    if report is None:
        sys.exit(1)
    if more["profile"]:
        for name, seconds in (*report.seconds.items(), *sorted(report.report.seconds.items())):
            click.echo(f"{seconds:8.2f} s  {name}")
    return report


def run(options: Options) -> Built | None:
    """Build, and say what came of it; None where it failed."""
    try:
        built = _built(options)
    except Stopped as fault:
        errors = problem_words.errors(fault.problems)
        asked.show(problem_words.ordered(errors))
        _warnings(fault.problems)
        click.echo(say("build.stopped", errors=len(errors)), err=True)
        return None
    except Refused as fault:
        click.echo(say("build.failed", reason=say(fault.key, **fault.values)), err=True)
        return None
    _warnings(built.problems)
    _told(built, options)
    return built


def _built(options: Options) -> Built:
    looked = unchanged.look(options, _progress)
    if looked.built is not None:
        return looked.built
    from site_builder import build as pipeline  # takes longer to load than to find out that it is not needed

    return pipeline.build(options, _progress, looked)


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


def _told(built: Built, options: Options) -> None:
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


@click.command(help=say("command.serve"))
@asked.portal
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=say("option.port"))
def serve(root: Path, port: int) -> None:
    """Serve the site while it is written."""
    from site_builder import serve as server  # what serving needs is loaded for serving alone

    root = asked.folder(root)
    options = Options(root, root / "output", asked.day(None), os.cpu_count() or 1)
    try:
        server.serve(options, port, run)
    except server.PortTaken:
        raise click.UsageError(say("serve.port", port=port, other=port + 1)) from None


COMMANDS = {"build": build, "serve": serve}
