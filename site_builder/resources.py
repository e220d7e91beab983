"""Where the files lie that come with the package: themes, and what browsers load from npm's packages."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


class NotGathered(FileNotFoundError):
    """The build hook has not run: the package was neither installed nor built from its checkout."""


def vendor(name: str = "") -> Path:
    """Return the path of a gathered file or package by npm's name for it, as in `lunr/lunr.min.js`.

    Raises NotGathered, which says the way out.
    """
    path = _PACKAGE / "vendor" / name
    if not path.exists():
        raise NotGathered(f"{path} is missing; run `pip install -e .` in the checkout to gather it")
    return path


def themes() -> Path:
    """Return the folder of the themes that come with the package: inside a wheel, else the checkout's own."""
    packaged = _PACKAGE / "themes"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "themes"
