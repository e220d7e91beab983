"""Where the package keeps what it carries: browser libraries and the themes that come with it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def vendor() -> Path:
    """Return the folder of the gathered npm packages (`vendor() / "lunr" / "lunr.js"`)."""
    return _PACKAGE / "vendor"


def themes() -> Path:
    """Return the folder of the themes that come with the package: the checkout's, else the installed package's."""
    carried = _PACKAGE / "themes"
    return carried if carried.is_dir() else _PACKAGE.parent / "themes"
