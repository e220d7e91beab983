"""What is exported on demand is what the site shows, and lunr.js itself can search the index."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from site_builder import resources
from tests import whole_portal
from tests.conftest import WritePortal
from tests.test_builds import build, run

SEARCH = """
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { register } from "%(analysis)s";
const lunr = createRequire(import.meta.url)("%(lunr)s");
register(lunr);
const index = lunr.Index.load(JSON.parse(readFileSync("%(export)s", "utf8")));
console.log(JSON.stringify(index.search("bạ").map((found) => found.ref)));
"""


@pytest.fixture
def whole(portal: WritePortal) -> Path:
    return portal(whole_portal.files())


def test_lunr_searches_the_exported_index(whole: Path, tmp_path: Path, node: str) -> None:
    build(whole)
    done = run(whole, "export", "lunr", "--as-of", "2026-11-23", "--to", str(tmp_path / "index.json"))
    assert done.returncode == 0, done.stdout + done.stderr
    script = tmp_path / "search.mjs"
    script.write_text(SEARCH % {
        "analysis": (whole / "output/search/analysis.js").as_uri(), "lunr": resources.vendor("lunr/lunr.min.js"),
        "export": tmp_path / "index.json",
    }, encoding="utf-8")
    found = json.loads(subprocess.run([node, str(script)], capture_output=True, text=True, check=True).stdout)
    assert found[0] == "pham-dia-ba"
    assert not {"pham-closed", "pham-restricted", "pham-withdrawn"} & set(found)


def test_tables_hold_what_the_site_publishes(whole: Path, tmp_path: Path) -> None:
    build(whole)
    for form in ("csv", "json"):
        target = tmp_path / f"pham.{form}"
        done = run(whole, "export", form, "--as-of", "2026-11-23", "--collection", "pham", "--to", str(target))
        assert done.returncode == 0, done.stdout + done.stderr
        assert target.read_bytes() == (whole / f"output/data/pham/records.{form}").read_bytes()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "pham.csv").read_text("utf-8-sig"))))
    assert {row["title.vi"] for row in rows if row["id"] == "pham-dia-ba"} == {"Địa bạ xã Vân Khê"}
    restricted = next(row for row in rows if row["id"] == "pham-restricted")
    assert {name for name, cell in restricted.items() if cell} == {"id", "level", "part_of", "access", "dates", "institution", "url"}
    assert "pham-closed" not in {row["id"] for row in rows}


def test_an_export_of_what_is_not_there_says_so(whole: Path, tmp_path: Path) -> None:
    done = run(whole, "export", "csv", "--collection", "none", "--to", str(tmp_path / "x.csv"))
    assert done.returncode == 2
    assert "none" in done.stderr
