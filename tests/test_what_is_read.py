"""Of a portal only what it describes is published: not its history, nor what others sent, nor what merely lies about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from site_builder.build import Options, build
from tests.test_nothing_leaks import published

CANARY = "kỳ-lân-{}"
PORTAL = {
    "portal.yaml": "title: Cổng\nbase_url: https://example.org/\nlanguages: [vi, en]\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n",
    "collections/f/a.yaml": "id: a\nlevel: item\ntitle: Địa bạ CANARY\n# CANARY-comment, whoever wrote it\n",
}
BESIDE = (
    ".git/HEAD", ".git/COMMIT_EDITMSG", ".git/logs/HEAD", ".git/config", ".gitignore", ".github/workflows/build.yml", ".env",
    "contributions/2026-01-01-a.yaml", "contributions/a.jpg", "collections/.a.yaml.swp", "collections/f/a.yaml~", "collections/f/a.yaml.orig",
    "collections/f/.hidden/b.yaml", "notes.md", "drafts/b.yaml", "collections/f/notes.txt", "content/vi/notes.txt", "themes/own/notes.txt",
    "access-report.csv", "access-report.html", "import-report.txt",
)  # fmt: skip


def test_what_lies_beside_descriptions_leaves_no_trace(portal: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    beside = {path: f"{CANARY.format(number)} Nguyễn Văn Người-Gửi\n" for number, path in enumerate(BESIDE)}
    root = portal({path: text.replace("CANARY", CANARY.format("x")) for path, text in PORTAL.items()} | beside)
    build(Options(root, root / "output", date(2026, 1, 1)))
    files = published(root)
    assert CANARY.format("x").encode() in files["vi/records/a/index.html"]
    for word in (*(CANARY.format(number) for number in range(len(BESIDE))), CANARY.format("x-comment"), "Người-Gửi"):
        assert [name for name, content in files.items() if word.encode() in content] == []
    assert [name for name in files if "contributions" in name or name.startswith((".git", ".env", "drafts"))] == []
