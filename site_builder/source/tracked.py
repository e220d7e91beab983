"""Files that the portal keeps back and git does not: whoever can read the repository can read them, and their history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from site_builder.problems import Problem
from site_builder.source.catalogue import Catalogue
from site_builder.source.redact import released
from site_builder.source.ruling import Ruling, rulings

PRIVATE = "private_repository"
"""The feature in portal.yaml by which an archive says that nobody else can read its repository."""


def check(catalogue: Catalogue, root: Path, as_of: date) -> Iterator[Problem]:
    """Yield the digital objects of a day that no record publishes and that git tracks, each where it is listed."""
    if catalogue.portal.features.get(PRIVATE):
        return
    known = set(tracked(catalogue, rulings(catalogue, as_of), root))
    for (record_id, written), path in catalogue.media_paths.items() if known else ():
        if _name(path, root) in known:
            origin = catalogue.held[record_id].origin
            yield Problem(origin.file, origin.at("media"), "W415", written, record_id, key="media")


def tracked(catalogue: Catalogue, ruled: Mapping[str, Ruling], root: Path) -> Iterator[str]:
    """Yield files that no record publishes and that git would publish all the same; nothing where there is no git."""
    public: set[Path | None] = set()
    for record_id, ruling in ruled.items():
        for one in released(catalogue.held[record_id].record.media, ruling.terms):
            public.update(catalogue.media_paths.get((record_id, name or "")) for name in (one.path, one.thumbnail, one.captions))
    kept = {_name(path, root) for path in catalogue.media_paths.values() if path not in public}
    yield from (name for name in _in_git(root) if name in kept) if kept else ()


def _name(path: Path, root: Path) -> str:
    """Return a path as git says it from the portal's folder."""
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")


def _in_git(root: Path) -> list[str]:
    try:
        listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
