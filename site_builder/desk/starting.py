"""A new portal: a small working one to change, with what git and a web host need."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

_DOTTED = {"gitignore": ".gitignore", "githooks": ".githooks", "github": ".github"}


class NotEmpty(Exception):
    """The folder for a new portal holds something already."""


def start(folder: Path) -> list[Path]:
    """Write the starter portal into an absent or empty folder; return the files written.

    Raises NotEmpty, and OSError where the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(str(folder))
    return sorted(_copy(resources.files("site_builder.desk") / "starter", folder))


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for one in source.iterdir():
        name = target / _DOTTED.get(one.name, one.name)
        if one.is_dir():
            written += _copy(one, name)
        else:
            name.write_bytes(one.read_bytes())
            if name.parent.name == ".githooks":
                name.chmod(0o755)
            written.append(name)
    return written
