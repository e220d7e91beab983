"""Withdrawing a record: one key of one file changes, and every address it had is known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from site_builder.desk.rewriting import NotEdited
from site_builder.desk.takedown import Addresses, Takedown, Unknown, take_down
from site_builder.model.rights import Visibility
from site_builder.source.catalogue import Catalogue
from site_builder.source.load import load
from site_builder.source.release import release

TODAY = date(2026, 11, 23)
PORTAL = "title: Cổng\nbase_url: https://example.org/a/\nlanguages: [vi, en]\n"
FONDS = "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n"


def portal(root: Path, **files: str | bytes) -> Path:
    texts: dict[str, str | bytes] = {"portal.yaml": PORTAL, "collections/f/index.yaml": FONDS}
    for name, content in {**texts, **{f"collections/f/{name}": content for name, content in files.items()}}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path) -> Catalogue:
    loaded = load(root)
    assert loaded.catalogue is not None and not loaded.failed, loaded.problems
    return loaded.catalogue


def withdrawn(root: Path, record_id: str) -> Takedown:
    return take_down(read(root), root, root / "output", record_id, "privacy", TODAY)


WITHDRAWN = "access:\n  status: withdrawn\n  basis: [{type: privacy, determined: 2026-11-23}]\n"
FILES = [
    ("i.yaml", "id: i\nlevel: item\ntitle: Thư\naccess: open # tạm\nnotes: [a]\n", f"id: i\nlevel: item\ntitle: Thư\n{WITHDRAWN}notes: [a]\n"),
    ("i.yaml", "# đầu\nid: i\nlevel: item\ntitle: Thư\n", f"# đầu\n{WITHDRAWN}id: i\nlevel: item\ntitle: Thư\n"),
    (
        "i.yaml",
        "id: i\naccess:\n  status: embargoed\n\n  # vì sao\n  until: 2030-01-01\n  basis:\n  - type: donor\n# cuối\nlevel: item\ntitle: Thư\n",
        f"id: i\n{WITHDRAWN}# cuối\nlevel: item\ntitle: Thư\n",
    ),
    (
        "i.yaml",
        "id: i\naccess: {status: metadata_only,\n  basis: [{type: donor}]}\nlevel: item\ntitle: Thư",
        f"id: i\n{WITHDRAWN}level: item\ntitle: Thư",
    ),
    ("i.yaml", "\ufeffid: i\r\nlevel: item\r\ntitle: Thư\r\n", "\ufeff" + f"{WITHDRAWN}id: i\nlevel: item\ntitle: Thư\n".replace("\n", "\r\n")),
    ("i.md", "---\nid: i\nlevel: item\ntitle: Thư\naccess: open\n---\naccess: là lời\n", f"---\nid: i\nlevel: item\ntitle: Thư\n{WITHDRAWN}---\naccess: là lời\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), FILES)
def test_only_the_access_of_the_record_is_rewritten(tmp_path: Path, name: str, before: str, after: str) -> None:
    root = portal(tmp_path, **{name: before})
    withdrawn(root, "i")
    assert (root / "collections/f" / name).read_bytes().decode() == after
    assert release(read(root), TODAY).records["i"].visibility is Visibility.TOMBSTONE


@pytest.mark.parametrize(("before", "after"), [
    ("id,title\r\ni,Thư\r\nj,\"Sổ, bạ\"\r\n",
     "id,title,access.status,access.basis.type,access.basis.determined\r\ni,Thư,withdrawn,privacy,2026-11-23\r\nj,\"Sổ, bạ\"\r\n"),
    ("id,access,title\nj,open,Sổ\n\ni,open,Thư\n",
     "id,access.status,title,access.basis.type,access.basis.determined\nj,open,Sổ\n\ni,withdrawn,Thư,privacy,2026-11-23\n"),
    ("id,title,access.status,access.until,access.basis.type\ni,Thư,embargoed,2030-01-01,donor\n",
     "id,title,access.status,access.until,access.basis.type,access.basis.determined\ni,Thư,withdrawn,,privacy,2026-11-23\n"),
])  # fmt: skip
def test_in_a_table_only_the_cells_of_the_row_are_rewritten(tmp_path: Path, before: str, after: str) -> None:
    root = portal(tmp_path, **{"rows.csv": before})
    withdrawn(root, "i")
    assert (root / "collections/f/rows.csv").read_bytes().decode() == after
    assert release(read(root), TODAY).records["i"].withdrawn_on == "2026-11-23"


def test_a_record_of_json_lines_is_withdrawn_in_its_line(tmp_path: Path) -> None:
    before = '{"id": "r-1", "title": "Một"}\n{"id": "r-2", "title": "Hai", "access": "open"}\n'
    root = portal(tmp_path, **{"rows.jsonl": before})
    withdrawn(root, "r-2")
    first, second, _ = (root / "collections/f/rows.jsonl").read_text("utf-8").split("\n")
    assert first == before.split("\n")[0]
    assert json.loads(second)["access"] == {"status": "withdrawn", "basis": [{"type": "privacy", "determined": "2026-11-23"}]}


def test_a_file_in_which_the_key_stands_on_no_line_of_its_own_is_left_alone(tmp_path: Path) -> None:
    written = "{id: i, level: item, title: Thư}\n"
    root = portal(tmp_path, **{"i.yaml": written})
    with pytest.raises(NotEdited):
        withdrawn(root, "i")
    assert (root / "collections/f/i.yaml").read_text(encoding="utf-8") == written


def test_what_lies_below_is_withdrawn_with_it(tmp_path: Path) -> None:
    root = portal(tmp_path, **{"i.yaml": "id: i\nlevel: item\ntitle: Thư\naccess: open\n"})
    done = withdrawn(root, "f")
    assert (done.file, done.ids) == ("collections/f/index.yaml", ("f", "i"))
    assert {one.visibility for one in release(read(root), TODAY)} == {Visibility.TOMBSTONE}


def test_every_address_it_had_is_listed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"i.yaml": "id: i\nlevel: item\ntitle: Thư\nmedia: [a.jpg]\n", "a.jpg": b"x"}
    root = portal(tmp_path, **files)
    published = {
        "vi/records/i/index.html": "i", "records/i/manifest.json": "", "records/i/a-800.webp": "", "records/i/a/1,0/0.webp": "",
        "vi/records/f/index.html": "<a href=../i/>", "vi/records/ii/index.html": "ii i-i", "data/f/records.csv": "id\ni\n",
        "data/f/oai.xml": "<identifier>oai:example.org:a/i</identifier>", "feed.xml": "records/i/", "sitemap-2.xml": "records/i/",
        "robots.txt": "ii", "search/x.bin": "", "search/search.js": "i", "search/entry.json": "", "assets/site.1a.js": "i",
    }  # fmt: skip
    for name, content in published.items():
        (root / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "output" / name).write_text(content, encoding="utf-8")
    done = withdrawn(root, "i")
    kinds = {
        "pages": ("en/records/i/", "vi/records/i/"), "copies": ("records/i/a-800.webp", "records/i/a/1,0/0.webp", "records/i/manifest.json"),
        "harvested": ("data/f/oai.xml", "data/f/records.csv", "feed.xml", "sitemap-2.xml"), "shards": ("search/entry.json", "search/x.bin"),
        "mentions": ("vi/records/f/",),
    }  # fmt: skip
    assert done.addresses == Addresses(**{kind: tuple(f"https://example.org/a/{one}" for one in some) for kind, some in kinds.items()})
    assert done.files == ("collections/f/a.jpg",)


def test_an_id_that_no_record_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unknown):
        withdrawn(portal(tmp_path), "nowhere")
