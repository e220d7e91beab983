"""What a file says comes back whole from the bytes it was packed into."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.source import decode as decode_module
from site_builder.source.decode import decode
from site_builder.source.load import load, remembering
from site_builder.source.packing import pack, unpack

BAD = Path(__file__).parent.parent / "bad"
FULL = """\
id: a
level: fonds
title: {vi: A, en: B}
alt_titles: [C]
dates: [{edtf: 1800, display: {vi: năm 1800}, calendar: lunar}]
extent: {quantity: 3, unit: file}
creators: [{id: b, role: tác giả}]
institution: kho
access: {status: embargoed, until: 2050-01-01, basis: {type: donor, citation: Thư}, files: {master: open}, request: {contact: x}, reviewed: {date: 2020}}
rights: {note: n}
related: [b, {url: "https://a.example.org/", note: c}]
media: [{path: a.jpg, alt: A, rights: {note: m}}]
description_control: {note: d, dates: [e]}
tk_labels: [{text: f}]
sensitivity: [sacred]
containers: [{type: hộp, value: 3}]
x_own: {vi: g}
featured: yes
"""


@pytest.mark.parametrize(
    "file", ["collections/a.yaml", "collections/_agents/a.yaml", "collections/_places/a.yaml", "content/vi/a.md", "collections/none.jpg"]
)
def test_what_is_packed_comes_back(file: str) -> None:
    text = {
        "collections/_agents/a.yaml": "id: a\nname: A\nother_names: [B]\nrelations: [c]\ndates: 1890/1969\nliving: yes\n",
        "collections/_places/a.yaml": "id: a\nname: A\ncoordinates: {lat: 21.0, lon: 105.8}\nformer: [{name: B, dates: 1900}]\n",
        "content/vi/a.md": "---\ntitle: A\n---\nB\n",
    }.get(file, FULL)
    decoded = decode(text.encode(), file, "vi")
    back = unpack(pack(decoded))
    assert back == decoded and pack(back) == pack(decoded)


@pytest.mark.parametrize("path", sorted(BAD.rglob("*.yaml")), ids=lambda path: path.parent.parent.parent.name)
def test_problems_come_back_too(path: Path) -> None:
    content = path.read_bytes() if path.exists() else b""
    decoded = decode(content, "collections/a.yaml", "vi")
    assert unpack(pack(decoded)) == decoded


def test_two_records_do_not_share_what_an_archive_adds() -> None:
    decoded = unpack(pack(decode(b"id,title\na,b\nc,d\n", "collections/a.csv", "vi")))
    first, second = (one.what for one in decoded.written)
    assert getattr(first, "x") is not getattr(second, "x")  # noqa: B009  # either may be any kind of record


def test_what_is_remembered_is_not_decoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portal.yaml").write_text("title: A\nbase_url: https://a.example.org/\nlanguages: [vi]\n", encoding="utf-8")
    (tmp_path / "collections").mkdir()
    (tmp_path / "collections/a.yaml").write_text(FULL, encoding="utf-8")
    memory: dict[str, bytes] = {}
    reader = remembering(memory.get, memory.__setitem__, {})
    first = load(tmp_path, reader)
    assert len(memory) == 1 and first == load(tmp_path)
    monkeypatch.setattr(decode_module, "_sheet", None)
    monkeypatch.setattr("site_builder.source.load.read_portal", lambda tree: (first.catalogue and first.catalogue.portal, []))
    assert load(tmp_path, reader) == first
