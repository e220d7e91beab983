"""Manifests are Presentation 3 as its validator reads it, and say of a record what its page says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from site_builder.build import Options, build
from tests import whole_portal
from tests.conftest import CHECKOUT, WritePortal


@pytest.fixture
def output(portal: WritePortal) -> Path:
    root = portal(whole_portal.files())
    build(Options(root, root / "output", date(2026, 11, 23)))
    return root / "output"


def manifest(output: Path, record: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((output / "records" / record / "manifest.json").read_text("utf-8"))
    return read


def faults(shared: Path, manifests: list[Path]) -> list[str]:
    schema = json.loads((shared / "schemas/iiif-presentation/schema/iiif_3_0.json").read_text("utf-8"))
    judge = jsonschema.Draft7Validator(schema)
    return [f"{one.parent.name}: {fault.json_path} {fault.message[:200]}"
            for one in manifests for fault in judge.iter_errors(json.loads(one.read_text("utf-8")))]


def test_manifests_are_valid(shared: Path, output: Path) -> None:
    found = sorted(output.glob("records/*/manifest.json"))
    assert {one.parent.name for one in found} == {"pham-dia-ba", "pham-van-ban", "pham-open-with-notice"}
    assert faults(shared, found) == []


def test_manifests_of_the_demonstration_are_valid(shared: Path, tmp_path: Path) -> None:
    build(Options(CHECKOUT, tmp_path / "output", date(2026, 11, 23)))
    found = sorted((tmp_path / "output").glob("records/*/manifest.json"))
    assert len(found) > 10
    assert faults(shared, found) == []


def test_a_manifest_shows_each_picture_in_order_with_its_words(output: Path) -> None:
    made = manifest(output, "pham-dia-ba")
    assert made["id"] == "https://archives.example.org/kho/records/pham-dia-ba/manifest.json"
    assert [canvas["label"] for canvas in made["items"]] == [{"vi": ["tờ 1a"]}, {"vi": ["tờ 1b"]}]
    body = made["items"][0]["items"][0]["items"][0]["body"]
    assert (output / body["id"].removeprefix("https://archives.example.org/kho/")).is_file()
    assert (body["width"], body["height"]) == (made["items"][0]["width"], made["items"][0]["height"])
    assert made["items"][0]["annotations"][0]["items"][0]["body"] == {
        "type": "TextualBody", "value": "地簿", "format": "text/plain", "language": "lzh"}


def test_a_manifest_speaks_the_portals_languages(output: Path) -> None:
    made = manifest(output, "pham-dia-ba")
    assert made["label"] == {"vi": ["Địa bạ xã Vân Khê"], "en": ["Land register"], "lzh": ["地簿"]}
    dates = next(entry for entry in made["metadata"] if entry["label"]["vi"] == ["Thời gian"])
    assert "Minh Mạng thứ 6" in dates["value"]["vi"][0]
    assert made["rights"] == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert [page["id"] for page in made["homepage"]] == [
        f"https://archives.example.org/kho/{language}/records/pham-dia-ba/" for language in ("vi", "en")]


def test_a_record_page_offers_its_manifest(output: Path) -> None:
    assert "../../../records/pham-dia-ba/manifest.json" in (output / "vi/records/pham-dia-ba/index.html").read_text("utf-8")
    assert "manifest.json" not in (output / "vi/records/thu-1/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ("access: open_with_notice", {"vi": ["Tài liệu này có thể khó xem với một số người"], "en": ["This document may be hard for some to see"]}),
        ("access: {status: open_with_notice, note: Có người đã khuất.}\nsensitivity: [{type: human remains}, {type: x, note: Xương.}]",
         {"vi": ["Có hình thi hài.", "Xương.", "Có người đã khuất."], "en": ["Shows human remains."]}),
        ("access: open", None),
    ],
)  # fmt: skip
def test_a_manifest_gives_the_warning_that_a_page_gives(portal: WritePortal, said: str, warned: dict[str, list[str]] | None) -> None:
    root = portal({
        "portal.yaml": "title: {vi: Cổng, en: Portal}\nbase_url: https://e.org/\nlanguages: [vi, en]\n",
        "collections/f/index.yaml": f"id: f\nlevel: item\ntitle: Tang lễ\nrights: {{credit: Kho}}\nmedia: [a.jpg]\n{said}\n",
        "collections/f/a.jpg": whole_portal.picture("a"),
    })  # fmt: skip
    build(Options(root, root / "output", date(2026, 11, 23)))
    made = manifest(root / "output", "f")
    assert made["requiredStatement"]["value"].get("vi", [])[-1] == "Kho"
    if warned is None:
        assert made["requiredStatement"]["label"]["en"] == ["Rights and reproduction"] and "thumbnail" in made
    else:
        assert made["requiredStatement"]["value"] == {"vi": [*warned["vi"], "Kho"], "en": warned["en"]}
        assert "thumbnail" not in made
