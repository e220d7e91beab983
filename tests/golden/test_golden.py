"""Portal in, site out: the pages and downloads of each golden portal are, byte for byte, those that were reviewed."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.golden.conftest import GOLDEN, Built

CASES = sorted(folder.parent.name for folder in GOLDEN.glob("*/portal"))
KEPT = ("records", "institutions", "agents", "browse/places/", "browse/subjects/")
ASSET = re.compile(r"(assets/[\w./-]*?)[-.][0-9a-f]{8,}(\.\w+)")


def kept(path: str) -> bool:
    """Say whether a file of the output is compared: pages of records and authorities in each language, manifests, downloads."""
    language, _, rest = path.partition("/")
    if path.startswith("data/") or path.endswith("manifest.json"):
        return True
    return len(language) == 2 and rest.startswith(KEPT) and rest.endswith("index.html")


def reviewed(content: bytes) -> bytes:
    """Return the content without the digests in the names of assets: a change of style alone is no change of a page."""
    return ASSET.sub(r"\1\2", content.decode()).encode()


def site(output: Path) -> dict[str, bytes]:
    """Return what is compared of an output, by path."""
    files = (path for path in sorted(output.rglob("*")) if path.is_file())
    named = ((path.relative_to(output).as_posix(), path) for path in files)
    return {name: reviewed(path.read_bytes()) for name, path in named if kept(name)}


@pytest.mark.parametrize("case", CASES)
def test_a_golden_portal_becomes_the_site_that_was_reviewed(case: str, built: Built) -> None:
    made, folder = site(built(case)), GOLDEN / case / "expected"
    if os.environ.get("GOLDEN") == "write":
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    expected = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    assert sorted(made) == sorted(expected), "make golden rewrites what is expected; its diff is reviewed like code"
    changed = [name for name in made if made[name] != expected[name]]
    assert changed == [], "make golden rewrites what is expected; its diff is reviewed like code"
