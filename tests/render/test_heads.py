"""A shared link shows the record's own picture, and only one that everyone may see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import whole_portal
from tests.test_builds import build

BASE = "https://archives.example.org/kho/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("heads")
    for name, content in whole_portal.files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    build(root)
    return root / "output"


def said(page: Path, name: str) -> list[str]:
    return re.findall(f'<meta property="og:{name}" content="([^"]*)">', page.read_text("utf-8"))


@pytest.mark.parametrize(("language", "alt"), [("vi", "Bìa sổ"), ("en", "Cover")])
def test_a_shared_link_shows_the_first_picture_of_the_record(site: Path, language: str, alt: str) -> None:
    page = site / language / "records/pham-dia-ba/index.html"
    [image] = said(page, "image")
    assert image.startswith(f"{BASE}records/pham-dia-ba/")
    assert (site / image.removeprefix(BASE)).is_file()
    assert said(page, "image:alt") == [alt]


@pytest.mark.parametrize("status", whole_portal.ACCESS)
def test_no_link_shows_a_picture_that_is_not_open(site: Path, status: str) -> None:
    page = site / "vi/records" / f"pham-{status.replace('_', '-')}" / "index.html"
    assert not page.exists() or said(page, "image") == said(page, "image:alt") == []


def test_records_are_articles_and_all_else_is_the_website(site: Path) -> None:
    for path in sorted((site / "vi").rglob("index.html")):
        is_record = path.parent.parent == site / "vi/records" and path.parent.name != "pham-withdrawn"
        assert said(path, "type") == ["article" if is_record else "website"], path


def test_each_record_tells_of_its_own_ancestors(tmp_path: Path) -> None:
    basis = "basis: [{type: donor}], children_may_open: true}"
    for name, text in {
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi]\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: Phông\naccess: open\n",
        "collections/a/b/index.yaml": f"id: b\nlevel: series\ntitle: Nhóm\naccess: {{status: restricted, {basis}\n",
        "collections/a/b/c.yaml": "id: c\nlevel: item\ntitle: Trong nhóm\naccess: open\n",
        "collections/a/d.yaml": "id: d\nlevel: item\ntitle: Ngoài nhóm\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    build(tmp_path, "--jobs", "1")
    levels = {
        one: re.findall(r'ladder__level">([^<]+)<', (tmp_path / f"output/vi/records/{one}/index.html").read_text("utf-8"))
        for one in "cd"
    }
    assert levels == {"c": ["Phông", "Nhóm"], "d": ["Phông"]}
