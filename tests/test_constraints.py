"""What `make` installs is pinned to exact versions, down to the last requirement of a requirement."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import CHECKOUT


def needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """The names of all that a distribution needs here, itself left out."""
    if (name, extras) in seen:
        return set()
    seen.add((name, extras))
    found: set[str] = set()
    for line in requires(name) or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            try:
                found |= {canonicalize_name(one.name)} | needed(one.name, frozenset(one.extras), seen)
            except PackageNotFoundError:
                found.add(f"{one.name} (not installed)")
    return found


def test_every_requirement_is_pinned() -> None:
    pinned = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==\S+$", (CHECKOUT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)}
    assert needed("site-builder", frozenset({"dev"}), set()) - {"site-builder"} - pinned == set()
