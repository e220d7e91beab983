"""The command line: which commands there are, and how it ends."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from site_builder.spoken import say

_COMMANDS = {
    "access": "stewardship", "build": "building", "check": "authoring", "export": "exchanging", "import": "exchanging",
    "ledger": "stewardship", "new": "authoring", "schema": "authoring", "serve": "building", "takedown": "stewardship",
}  # fmt: skip
"""The module of each command, in its `COMMANDS`: loaded when it is asked for, since a program takes longer to load than
an unchanged site to be found unchanged."""


def main() -> None:
    """Run the command line; an interrupt stops cleanly, a closed pipe quietly."""
    try:
        _end(commands(prog_name="site-builder", standalone_mode=False))
    except click.Abort:
        click.echo(say("build.interrupted"), err=True)
        sys.exit(130)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _end(kept: object) -> NoReturn:
    """End well, and at once: to take apart what a command kept to its end, record by record, takes seconds for many of them."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


class _Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name them all."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        if cmd_name not in _COMMANDS:
            return None
        found: dict[str, click.Command] = import_module(f"site_builder.{_COMMANDS[cmd_name]}").COMMANDS
        return found[cmd_name]


@click.group(cls=_Commands, help=say("about"))
@click.version_option(package_name="site-builder")
def commands() -> None:
    """Gather the commands."""
