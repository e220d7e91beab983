"""Whether a folder may be published into: only what a build made, or what is empty, is ever replaced."""

from __future__ import annotations

from pathlib import Path

from site_builder.publish.plan import MANIFEST
from site_builder.state import Refused


def claim(output: Path, folder: Path, *, known: bool) -> None:
    """Refuse a folder that holds what no build made.

    `folder` is the portal's `.site-builder/`; `known` says that it holds what the state remembers. Raises Refused:
    `publish.foreign` (its files are not ours), `publish.inside` (the portal lies in it), `publish.not_folder`.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise Refused("publish.not_folder", path=output)
    if folder.resolve().is_relative_to(output.resolve()):
        raise Refused("publish.inside", path=output)
    if not known and output.exists() and any(output.iterdir()) and not _ours(output):
        raise Refused("publish.foreign", path=output)


def _ours(output: Path) -> bool:
    """Say whether a folder has our list of files; a BagIt bag has one of that name too."""
    return (output / MANIFEST).is_file() and not (output / "bagit.txt").exists()
