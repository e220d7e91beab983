"""The walk finds what lies in the portal, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.source.files import digest, digest_file, natural, walk
from site_builder.source.kinds import kind_of


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")


def test_hidden_and_generated_files_are_no_part_of_a_portal(tmp_path: Path) -> None:
    write(tmp_path, "portal.yaml", "collections/a.yaml", "collections/.hidden.yaml", ".git/config", ".site-builder/state",
          "output/index.html", "node_modules/a/portal.yaml", ".venv/x.yaml", "collections/output/b.yaml",
          "collections/node_modules/c.yaml")
    assert list(walk(tmp_path).files) == ["collections/a.yaml", "collections/output/b.yaml", "portal.yaml"]


def test_files_come_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    write(tmp_path, "a/10.yaml", "a/2.yaml", "a/1/9.yaml", "a/b.yaml", "a 2/1.yaml")
    assert list(walk(tmp_path).files) == ["a/1/9.yaml", "a/2.yaml", "a/10.yaml", "a/b.yaml", "a 2/1.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_no_link_leads_out_and_no_circle_is_walked(tmp_path: Path) -> None:
    root, outside = tmp_path / "portal", tmp_path / "secret.yaml"
    write(root, "collections/a.yaml")
    write(tmp_path, "secret.yaml", "elsewhere/b.yaml")
    (root / "collections/out.yaml").symlink_to(outside)
    (root / "collections/folder").symlink_to(tmp_path / "elsewhere")
    (root / "collections/circle").symlink_to(root)
    (root / "collections/itself").symlink_to(root / "collections/itself")
    (root / "collections/inside.yaml").symlink_to(root / "collections/a.yaml")
    tree = walk(root)
    assert list(tree.files) == ["collections/a.yaml", "collections/inside.yaml"]
    assert tree.astray == ("collections/folder", "collections/itself", "collections/out.yaml")


def test_a_file_has_size_and_digest(tmp_path: Path) -> None:
    write(tmp_path, "portal.yaml")
    assert walk(tmp_path).files["portal.yaml"].size == len("portal.yaml")
    assert digest_file(tmp_path / "portal.yaml") == digest(b"portal.yaml")


@pytest.mark.parametrize("path", ["", "a/1", "9" * 400, "٣", "a//b", "²"])
def test_any_name_sorts(path: str) -> None:
    assert sorted([natural(path), natural("1"), natural("a")])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("portal.yaml", "portal"), ("portal.yml", "portal"), ("collections/a/index.yaml", "record"), ("collections/a/b.MD", "record"),
        ("collections/a/b.csv", "record"), ("collections/_agents/a.yaml", "agent"), ("collections/a/_places/b.csv", "place"),
        ("_institutions/a.md", "institution"), ("_subjects/a.yaml", "subject"), ("content/vi/a.md", "page"),
        ("content/vi/a/b.md", "page"), ("content/a.md", None), ("content/vi/a.yaml", None), ("collections/README.md", None),
        ("collections/a/scan.jpg", None), ("themes/plain/theme.yaml", None), ("themes/_agents/a.yaml", None), ("a.yaml", None),
        ("collections/a/portal.yaml", "record"), ("collections/.yaml", None),
    ],
)
def test_a_file_is_what_its_place_says(path: str, kind: str | None) -> None:
    found = kind_of(path)
    assert (found.name if found else None) == kind
