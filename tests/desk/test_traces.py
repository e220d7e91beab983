"""Of an index that stands, the files that hold something of a record are told, and those that do not are left out."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from site_builder.desk.traces import traces
from site_builder.search.bundle import bundle
from site_builder.search.reading import PlainWords, Reader
from site_builder.source.load import load
from site_builder.source.release import release
from tests.desk.test_takedown import PORTAL, TODAY

SAID = "Zqxwvut kể chuyện xưa"


def reader(root: Path, said: str) -> Reader:
    """Read a fonds of forty letters, of which the one in the middle says this."""
    files = {"portal.yaml": PORTAL, "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n"}
    for number in range(40):
        words = said if number == 20 else f"chữ{number} nghĩa{number % 7} kể chuyện"
        files[f"collections/f/i{number:02}.yaml"] = f"id: i{number:02}\nlevel: item\ntitle: {words}\n"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    loaded = load(root)
    assert loaded.catalogue is not None
    return Reader(release(loaded.catalogue, TODAY), {}, PlainWords())


def standing(found: Reader) -> dict[str, bytes]:
    return {path: content or b"" for path, content in bundle(found.documents(), found.languages, len(found.shown)).files()}


def test_the_files_that_hold_a_record_are_told_and_others_left_out(tmp_path: Path) -> None:
    whole = reader(tmp_path, SAID)
    files = standing(whole)
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    told = traces(whole, {"i20"}, sums)
    unpacked = {path: zlib.decompress(content, 31) if content[:1] == b"\x1f" else content for path, content in files.items()}
    holds = {path for path, content in unpacked.items() if b"zqxwvut" in content.lower() or b"i20" in content}
    assert holds
    assert holds <= set(told)
    assert len(told) < len(files) * 2 / 3


def test_of_an_index_that_never_had_a_record_nothing_is_told(tmp_path: Path) -> None:
    found = reader(tmp_path, SAID)
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in standing(found).items()}
    assert traces(found, {"nowhere"}, sums) == []
