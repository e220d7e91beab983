"""The commands by which an archive answers for what it has published."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner, Result

from site_builder.build import Options, build
from site_builder.spoken import say
from site_builder.stewardship import COMMANDS
from tests import whole_portal

ITEM = "id: i\nlevel: item\ntitle: Thư\n"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_BUILDER_LANG", "en")
    files = {
        "portal.yaml": "title: Cổng\nbase_url: https://example.org/\nlanguages: [vi, en]\n",
        "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n",
        "collections/f/i.yaml": ITEM,
        "collections/f/j.yaml": "id: j\nlevel: item\ntitle: Kín\naccess: {status: closed, basis: [{type: donor}]}\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def written(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def run(portal: Path, *words: str) -> Result:
    return CliRunner().invoke(Group(commands=COMMANDS), [*words, "--portal", str(portal)])


def test_the_access_report_is_written_where_git_ignores_it_and_says_the_numbers(portal: Path) -> None:
    result = run(portal, "access", "report", "--as-of", "2026-11-23")
    assert result.exit_code == 0
    assert result.output.splitlines()[:2] == ["       2  Open", "       1  Closed"]
    written = {path.name for path in (portal / ".site-builder/access-report").iterdir()}
    assert written == {"access-report.html", "access-report.csv"}


@pytest.mark.parametrize("folder", ["output", "output/data/reports", "site/reports"])
def test_the_access_report_is_not_written_into_what_is_published(portal: Path, folder: str) -> None:
    written(portal, {"site/manifest-sha256.txt": ""})
    result = run(portal, "access", "report", "--to", str(portal / folder))
    assert result.exit_code == 2 and "will be published" in result.output
    assert not list(portal.rglob("access-report*"))
    assert run(portal, "access", "report", "--to", str(portal / "house")).exit_code == 0


def test_a_timer_is_told_days_and_numbers_and_nothing_else(portal: Path) -> None:
    for name, year in (("x", 2030), ("y", 2030), ("z", 2029)):
        access = f"{{status: embargoed, until: {year}-01-01, basis: [{{type: donor}}]}}"
        (portal / f"collections/f/{name}.yaml").write_text(f"id: {name}\nlevel: item\ntitle: Kín\naccess: {access}\n", encoding="utf-8")
    result = run(portal, "access", "report", "--as-of", "2026-11-23", "--format", "json")
    opens = [{"date": "2029-01-01", "count": 1}, {"date": "2030-01-01", "count": 2}]
    assert json.loads(result.stdout) == {"as_of": "2026-11-23", "opens": opens}
    assert not (portal / ".site-builder/access-report").exists()


def test_a_takedown_withdraws_and_says_what_to_do_next(portal: Path) -> None:
    result = run(portal, "takedown", "i", "--reason", "privacy")
    assert result.exit_code == 0 and "https://example.org/vi/records/i/" in result.output and "site-builder build" in result.output
    assert "status: withdrawn\n  basis: [{type: privacy, determined: " in (portal / "collections/f/i.yaml").read_text(encoding="utf-8")


def test_a_takedown_lists_each_file_that_holds_anything_of_the_record_and_shards_without_it_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_BUILDER_LANG", "en")
    words = [f"hyakugo{number}" for number in range(400)]
    described = "id: cnr-7\nlevel: item\ntitle: Zqxwvut\nsubjects: [Zqxwvut]\nscope_and_content: Zqxwvut giấu kín\nmedia: [a.jpg]\n"
    ids = [*(f"x{number}" for number in range(60)), "pham", "pham-ruong", "cnr-7"]
    files = {
        **whole_portal.files(), "collections/pham/ruong/bi-rut.yaml": described, "collections/pham/ruong/a.jpg": whole_portal.picture("z"),
        "addresses.csv": "id,kind,since,ended,successor\n" + "".join(f"{one},record,2025-01-01,,\n" for one in ids),
        **{f"collections/pham/ruong/x{n}.yaml": f"id: x{n}\nlevel: item\ntitle: {' '.join(words[n * 6 : n * 6 + 9])}\n" for n in range(60)},
    }  # fmt: skip
    written(tmp_path, files)
    build(Options(tmp_path, tmp_path / "output", datetime.now(UTC).date()))
    before = {path.relative_to(tmp_path / "output").as_posix(): path.read_bytes() for path in (tmp_path / "output").rglob("*.*") if path.is_file()}
    result = run(tmp_path, "takedown", "cnr-7", "--reason", "privacy")
    assert result.exit_code == 0
    listed = {line.removeprefix("  https://archives.example.org/kho/") for line in result.output.splitlines() if line.startswith("  http")}
    holds = {name for name, content in before.items() if b"cnr-7" in unpacked(content) or b"zqxwvut" in unpacked(content).lower()}
    named = {name.removesuffix("index.html") for name in holds if not name.startswith("assets/")}
    assert {name.partition("/")[0] for name in named} >= {"data", "en", "vi", "feed.xml", "sitemap.xml", "records", "search", "manifest-sha256.txt"}
    assert named - listed == set()
    shards = {name for name in before if name.startswith("search/") and name.endswith(".bin")}
    assert len(shards & listed) < len(shards) / 2
    assert "(1 record, with those below)" in result.output


def test_a_takedown_in_a_portal_with_errors_lists_the_whole_index(portal: Path) -> None:
    written(portal, {"output/search/x.bin": "", "output/search/entry.json": "{}", "collections/f/k.yaml": "colour: red\n"})
    result = run(portal, "takedown", "i")
    assert result.exit_code == 0 and "https://example.org/search/x.bin" in result.output


def test_a_takedown_of_nothing_is_wrong_usage(portal: Path) -> None:
    assert run(portal, "takedown", "nowhere").exit_code == 2


def test_a_takedown_that_cannot_be_written_says_what_to_write(portal: Path) -> None:
    (portal / "collections/f/i.yaml").write_text("{id: i, level: item, title: Thư}\n", encoding="utf-8")
    result = run(portal, "takedown", "i")
    assert result.exit_code == 1 and "access: {status: withdrawn, basis: [{type: policy, determined: 20" in result.output


def test_the_ledger_grows_and_names_what_is_gone(portal: Path) -> None:
    assert run(portal, "ledger", "update", "--as-of", "2026-01-01").exit_code == 0
    (portal / "collections/f/i.yaml").unlink()
    result = run(portal, "ledger", "update", "--as-of", "2027-01-01")
    assert "4 ids, 0 new, 1 no longer published" in result.output and "i is no longer published" in result.output
    assert (portal / "addresses.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "en,language,2026-01-01,,", "vi,language,2026-01-01,,", "f,record,2026-01-01,,", "i,record,2026-01-01,2027-01-01,"
    ]  # fmt: skip


def test_the_ledger_is_left_alone_while_there_are_errors(portal: Path) -> None:
    (portal / "collections/f/i.yaml").write_text(f"{ITEM}colour: red\n", encoding="utf-8")
    result = run(portal, "ledger", "update")
    assert result.exit_code == 1 and "colour" in result.output and not (portal / "addresses.csv").exists()


def test_a_ledger_that_cannot_be_read_is_left_alone(portal: Path) -> None:
    (portal / "addresses.csv").write_text("id\na\n", encoding="utf-8")
    assert run(portal, "ledger", "update").exit_code == 1
    assert (portal / "addresses.csv").read_text(encoding="utf-8") == "id\na\n"


@pytest.mark.parametrize(("tongue", "one", "more"), [
    ("en", "Opens next: 2030-01-01, 1 record.", "Opens next: 2030-01-01, 2 records."),
    ("vi", "Sắp mở: 2030-01-01, 1 bản mô tả.", "Sắp mở: 2030-01-01, 2 bản mô tả."),
])  # fmt: skip
def test_numbers_take_the_form_of_their_noun(monkeypatch: pytest.MonkeyPatch, tongue: str, one: str, more: str) -> None:
    monkeypatch.setenv("SITE_BUILDER_LANG", tongue)
    assert [say("build.opens", date="2030-01-01", count=count) for count in (1, 2)] == [one, more]
