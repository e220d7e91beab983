"""Files kept back that lie in git are told, each where it is listed, unless the archive says that its repository is private."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import commands
from site_builder.source.load import load
from site_builder.source.tracked import check

DAY = date(2026, 11, 23)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal in a repository that tracks an open, an embargoed and a shared file, and not one outside it."""
    shut = "access: {status: embargoed, until: 2030-01-01, basis: [{type: donor}]}"
    files = {
        "store/master.jpg": "x",
        "portal/portal.yaml": "title: A\nbase_url: https://a.example/\nlanguages: [vi]\nmedia_roots: [../store]\n",
        "portal/collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: A\naccess: open\nmedia: [{path: open.jpg}, {path: both.jpg}]\n",
        "portal/collections/f/i.yaml": f"id: i\nlevel: item\ntitle: A\n{shut}\n"
        "media: [{path: kept.jpg}, {path: both.jpg}, {path: master.jpg}, {path: new.jpg}]\n",
        **{f"portal/collections/f/{name}.jpg": "x" for name in ("open", "both", "kept", "new")},
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    root = tmp_path / "portal"
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "add", "collections/f/open.jpg", "collections/f/both.jpg", "collections/f/kept.jpg"], check=True)
    return root


def found(root: Path, day: date = DAY) -> list[tuple[str, str, int, str]]:
    catalogue = load(root).catalogue
    assert catalogue is not None
    return [(one.code, one.file, one.line, one.found) for one in check(catalogue, root, day)]


def test_a_file_kept_back_that_git_tracks_is_told(portal: Path) -> None:
    assert found(portal) == [("W415", "collections/f/i.yaml", 5, "kept.jpg")]
    assert found(portal, date(2030, 1, 1)) == []


def test_it_is_told_from_a_folder_of_the_repository_too(portal: Path) -> None:
    (portal / ".git").rename(portal.parent / ".git")
    subprocess.run(["git", "-C", str(portal.parent), "read-tree", "--empty"], check=True)
    subprocess.run(["git", "-C", str(portal), "add", "."], check=True)
    assert [name for *_, name in found(portal)] == ["kept.jpg", "new.jpg"]


def test_a_private_repository_and_no_repository_are_left_alone(portal: Path) -> None:
    with (portal / "portal.yaml").open("a", encoding="utf-8") as file:
        file.write("features: {private_repository: true}\n")
    assert found(portal) == []
    (portal / "portal.yaml").write_text((portal / "portal.yaml").read_text("utf-8").replace("true", "false"), "utf-8")
    assert len(found(portal)) == 1
    (portal / ".git").rename(portal / ".nothing")
    assert found(portal) == []


def test_check_says_it(portal: Path) -> None:
    assert "collections/f/i.yaml:5: W415" in CliRunner().invoke(commands, ["check", "--portal", str(portal)]).output
