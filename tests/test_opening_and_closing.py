"""A record opens and closes, by its author's hand or by the calendar: every trace of it comes and goes with each build."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import Options, build
from site_builder.model.rights import Access, AccessStatus, Basis
from tests.source.canaries import UNWRITTEN, filled, word
from tests.source.catalogues import Written, access
from tests.source.portals import Colour, write
from tests.test_nothing_leaks import allowed, digests_leaked, pictures_leaked, published, words_leaked

BEFORE, AFTER = date(2025, 6, 1), date(2026, 1, 1)
OPEN = access("open")
LEDGER = "id,kind,since,ended,successor\n" + "".join(f"n{number}x,record,2025-01-01,,\n" for number in range(3))
TRACES = (
    "vi/records/n1x/index.html", "en/records/n1x/index.html", "vi/records/n0x/index.html", "vi/records/n0x/finding-aid/index.html",
    "en/records/n0x/finding-aid/index.html", "vi/timeline/index.html", "vi/browse/dates/1950/index.html", "data/n0x/records.csv",
    "data/n0x/records.json", "data/n0x/ead3.xml", "data/n0x/dc.xml", "data/n0x/oai.xml", "records/n1x/manifest.json", "feed.xml",
)  # fmt: skip
"""Files that say the title of a record which is open; the rest are looked for one by one."""


def shut(status: str, **more: object) -> Access:
    return Access(status=AccessStatus(status), basis=(Basis(type="donor"),), **more)  # type: ignore[arg-type]  # fields by name


def roots(condition: Access) -> tuple[Written, ...]:
    beside = Written("n2x", **filled("n2x", UNWRITTEN))
    return (Written("n0x", Written("n1x", access=condition, **filled("n1x", UNWRITTEN)), beside, level="fonds", access=OPEN),)


def traced(files: dict[str, bytes]) -> list[str]:
    """Return the kinds of trace that are missing of a record which is open."""
    title = word("n1x", "title").encode()
    missing = [name for name in TRACES if title not in files.get(name, b"")]
    missing += [] if b"/vi/records/n1x/" in files["sitemap.xml"] else ["sitemap.xml"]
    missing += [] if any(name.startswith("search/") and title[6:] in content for name, content in files.items()) else ["search"]
    return missing + ([] if any(name.startswith("records/n1x/") and name.endswith(".webp") for name in files) else ["pictures"])


def looked_at(portal: Path, written: tuple[Written, ...], day: date, palette: dict[str, Colour]) -> None:
    """Judge one state of the site: all that may be known is told, nothing else is, and a clean build is the same."""
    files, known = published(portal), allowed(written, day)
    assert words_leaked(files, written, day) == []
    assert pictures_leaked(portal, palette, known) == []
    assert digests_leaked(portal, files, known) == []
    if ("n1x", "media.access.path") in known:
        assert traced(files) == []
    else:
        assert not [name for name in files if name.startswith("records/n1x/")]
        assert ("n1x", "title") in known or b"/records/n1x/" not in files["sitemap.xml"]
    clean = portal.parent / "clean"
    shutil.copytree(portal, clean, ignore=shutil.ignore_patterns("output", ".site-builder"))
    build(Options(clean, clean / "output", day))
    assert published(clean) == files
    shutil.rmtree(clean)


SHUT = [
    shut("closed"), shut("closed", count="hidden"), shut("restricted"), shut("culturally_sensitive"), shut("withdrawn"), shut("metadata_only"),
    shut("embargoed", until="2026-01-01"),
]  # fmt: skip


@pytest.mark.parametrize("condition", SHUT, ids=lambda one: f"{one.status.value} {one.count}")
def test_what_is_shut_and_opened_again_goes_and_comes_back_whole(tmp_path: Path, condition: Access) -> None:
    portal, palette = tmp_path / "portal", dict[str, Colour]()
    for now in (OPEN, condition, OPEN):
        shutil.rmtree(portal / "collections", ignore_errors=True)
        write(roots(now), portal, palette)
        (portal / "addresses.csv").write_text(LEDGER, encoding="utf-8")
        build(Options(portal, portal / "output", BEFORE))
        looked_at(portal, roots(now), BEFORE, palette)


@pytest.mark.parametrize("visibility", ["full", "minimal", "hidden"])
def test_an_embargo_that_passes_brings_every_trace_and_no_file_need_change(tmp_path: Path, visibility: str) -> None:
    portal, palette = tmp_path / "portal", dict[str, Colour]()
    written = roots(shut("embargoed", until="2026-01-01", metadata_visibility=visibility))
    write(written, portal, palette)
    (portal / "addresses.csv").write_text(LEDGER, encoding="utf-8")
    for day in (BEFORE, AFTER, BEFORE):
        build(Options(portal, portal / "output", day))
        looked_at(portal, written, day, palette)
