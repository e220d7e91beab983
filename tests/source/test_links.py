"""Links of written pages are checked where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.source.links import links
from site_builder.source.load import load

PAGE = "---\ntitle: Trang\n---\n"
FILES = {
    "portal.yaml": "title: Cổng\nbase_url: https://e.org/\nlanguages: [vi, en]\n",
    "addresses.csv": "id,kind,since,ended,successor\nold,record,2025-01-01,2026-01-01,\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: {status: closed, basis: [{type: donor}]}\n",
    "collections/_agents/an.yaml": "id: an\nname: An\n",
    "content/vi/guide/index.md": PAGE,
    "content/vi/guide/first.md": PAGE,
    "content/en/about.md": PAGE,
}


def nowhere(root: Path, body: str) -> list[tuple[int, str]]:
    for name, content in (FILES | {"content/vi/guide/second.md": PAGE + body}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return [(one.line, one.found) for one in load(root).problems if one.code == "W322"]


@pytest.mark.parametrize("target", [
    "record:f", "record:old", "first.md", "index.md", "first.md#phần", "../first/", "../../../en/about/", "/vi/guide/", "#phần", "?q=1", "../../search/?q=x",
    "../../records/f/", "../../agents/an/", "../../../data/f/records.csv", "../../../feed.xml", "../../../", "https://e.org/x", "HTTP://e.org", "mailto:a@e.org", "//e.org/x",
])  # fmt: skip
def test_a_link_to_what_there_is_is_no_problem(tmp_path: Path, target: str) -> None:
    assert nowhere(tmp_path, f"[a]({target}) <a href='{target}'>b</a>\n\n[c]: {target}\n") == []


@pytest.mark.parametrize("target", [
    "record:g", "record:F", "third.md", "../about.md", "../third/", "../../../en/guide/", "../../records/g/", "../../agents/f/", "a.pdf", "/fr/guide/",
    "javascript:alert", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "tel:0123",
])  # fmt: skip
def test_a_link_to_nothing_is_told_with_its_line(tmp_path: Path, target: str) -> None:
    assert nowhere(tmp_path, f"chữ\n\n[a]({target} 'tên')\n") == [(6, target)]
    assert nowhere(tmp_path, f"<a class=x HREF=\"{target}\">b</a>") == [(4, target)]
    assert nowhere(tmp_path, f"chữ\n[c]: <{target}>\n") == [(5, target)]


def test_only_records_are_pictures(tmp_path: Path) -> None:
    assert nowhere(tmp_path, "![a](record:f) ![b](record:g)\n![c](https://e.org/a.png)") == [(4, "record:g"), (5, "https://e.org/a.png")]


def test_what_stands_in_code_is_no_link() -> None:
    body = "`[a](b)` ``[a](`b`)``\n\n```\n[a](b)\n```\n\n    [a](b)\n\n[^1]: Theo ông.\n[//]: # (x)\n[comment]: <> (x)\n[a [b] c](d)\n"
    assert list(links(body)) == [(9, "#", False), (11, "d", False)]
