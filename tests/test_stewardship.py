"""The commands by which an archive answers for what it has published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner, Result

from site_builder.stewardship import COMMANDS

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


def run(portal: Path, *words: str) -> Result:
    return CliRunner().invoke(Group(commands=COMMANDS), [*words, "--portal", str(portal)])


def test_the_access_report_is_written_where_git_ignores_it_and_says_the_numbers(portal: Path) -> None:
    result = run(portal, "access", "report", "--as-of", "2026-11-23")
    assert result.exit_code == 0
    assert result.output.splitlines()[:2] == ["       2  Open", "       1  Closed"]
    written = {path.name for path in (portal / ".site-builder/access-report").iterdir()}
    assert written == {"access-report.html", "access-report.csv"}


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
    assert "2 ids, 0 new, 1 no longer published" in result.output and "i is no longer published" in result.output
    assert (portal / "addresses.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "f,record,2026-01-01,,", "i,record,2026-01-01,2027-01-01,"
    ]  # fmt: skip


def test_the_ledger_is_left_alone_while_there_are_errors(portal: Path) -> None:
    (portal / "collections/f/i.yaml").write_text(f"{ITEM}colour: red\n", encoding="utf-8")
    result = run(portal, "ledger", "update")
    assert result.exit_code == 1 and "colour" in result.output and not (portal / "addresses.csv").exists()


def test_a_ledger_that_cannot_be_read_is_left_alone(portal: Path) -> None:
    (portal / "addresses.csv").write_text("id\na\n", encoding="utf-8")
    assert run(portal, "ledger", "update").exit_code == 1
    assert (portal / "addresses.csv").read_text(encoding="utf-8") == "id\na\n"
