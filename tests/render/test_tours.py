"""A guided story leads from record to record, on its own page and on theirs, without script."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from site_builder.build import build
from site_builder.order import Options

STORY = """---
title: Mùa lũ
guided: true
---
Bắt đầu ở [một chỗ khác](record:d).

![Thư](record:b)

> Nước lên.
>
> — record:c

![Kín](record:closed) ![Sổ](record:d)
"""


def written(root: Path) -> None:
    files = {
        "portal.yaml": "title: {vi: Thử, en: Trial}\nbase_url: https://archives.example.org/\nlanguages: [vi, en]\n",
        "collections/a/index.yaml": "id: a\nlevel: fonds\ntitle: A\naccess: open\n",
        "collections/a/closed.yaml": "id: closed\nlevel: item\ntitle: Kín\naccess: {status: closed, basis: [{type: policy}]}\n",
        "content/vi/lu.md": STORY,
        **{f"collections/a/{one}.yaml": f"id: {one}\nlevel: item\ntitle: Tờ {one}\nscope_and_content: Nước lên.\n" for one in "bcd"},
    }
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")


def test_every_stop_leads_to_the_ones_beside_it(tmp_path: Path) -> None:
    written(tmp_path)
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    story = (tmp_path / "output/vi/lu/index.html").read_text("utf-8")
    assert re.findall(r'id="(stop-\d)"', story) == ["stop-1", "stop-2", "stop-3"]
    assert re.findall(r"Chặng \d/\d", story) == ["Chặng 1/3", "Chặng 2/3", "Chặng 3/3"]
    assert re.findall(r'<a href="#(stop-\d)">', story) == ["stop-2", "stop-1", "stop-3", "stop-2"]
    pages = {one: (tmp_path / f"output/vi/records/{one}/index.html").read_text("utf-8").partition('id="stories"')[2] for one in "abcd"}
    assert '<a href="../../lu/#stop-2">Mùa lũ</a>' in pages["c"] and "Chặng 2/3" in pages["c"]
    assert re.findall(r'<a href="\.\./(\w)/" rel="(\w+)">', pages["c"]) == [("b", "prev"), ("d", "next")]
    assert re.findall(r'<a href="\.\./(\w)/" rel="(\w+)">', pages["b"]) == [("c", "next")]
    assert pages["a"] == "" and "Kín" not in story
    assert "stories" not in (tmp_path / "output/en/records/b/index.html").read_text("utf-8")


def test_a_new_title_is_seen_at_the_stops_beside_it(tmp_path: Path) -> None:
    written(tmp_path)
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    (tmp_path / "collections/a/b.yaml").write_text("id: b\nlevel: item\ntitle: Tên mới\nscope_and_content: Nước lên.\n", encoding="utf-8")
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    assert "Tên mới" in (tmp_path / "output/vi/records/c/index.html").read_text("utf-8").partition('id="stories"')[2]
