"""Which program this is: what it remembers holds for itself alone."""

from __future__ import annotations

import functools
import hashlib
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("jinja2", "markdown", "pyyaml", "lunr", "pillow", "pydantic", "lxml", "babel", "nh3", "pypdfium2", "numpy")
_FORMAT = 3


@functools.cache
def fingerprint() -> str:
    """Return a digest of the program, its libraries and Python: what else a result depends on than its input."""
    found = hashlib.sha256(f"{_FORMAT} {platform.python_version()} {platform.system()} {platform.machine()}".encode())
    for name in _LIBRARIES:
        try:
            found.update(f" {name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    here = Path(__file__).parent
    for folder, below, names in os.walk(here):
        below[:] = sorted(set(below) - {"vendor", "__pycache__"})
        for name in sorted(names):
            found.update(name.encode() + b"\0" + (Path(folder) / name).read_bytes())
    return found.hexdigest()

