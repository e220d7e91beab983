"""A process that has inherited nothing makes the index that any other makes."""

from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from site_builder import hands
from site_builder.build import Options, build
from site_builder.search import maker

PORTAL = {
    "portal.yaml": "title: Cổng\nbase_url: https://example.org/\nlanguages: [vi]\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n",
    **{f"collections/f/r{n}.yaml": f"id: r{n}\nlevel: item\ntitle: Địa bạ xã số {n}\n" for n in range(12)},
}


def searched(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted((folder / "search").rglob("*.*"))}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_large_index_made_by_a_process_of_its_own_is_the_same(
    portal: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    root, day = portal(PORTAL), date(2026, 1, 1)
    build(Options(root, root / "output", day))
    begun = tmp_path / "begun"

    def fresh() -> ProcessPoolExecutor:
        begun.touch()
        return hands.fresh()

    monkeypatch.setattr(maker, "_MANY", 1)
    monkeypatch.setattr(maker, "hands", SimpleNamespace(fresh=fresh))
    build(Options(root, root / "other", day, jobs=jobs, clean=True))
    assert begun.exists()
    assert searched(root / "other") == searched(root / "output")
    (root / "collections/f/r3.yaml").write_text("id: r3\nlevel: item\ntitle: Gia phả\n", "utf-8")
    build(Options(root, root / "other", day, jobs=jobs))
    build(Options(root, root / "clean", day, clean=True))
    assert searched(root / "other") == searched(root / "clean")
