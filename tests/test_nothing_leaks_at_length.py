"""Lists so long that they come in parts are the same as if what is closed had never been written, whatever was open before."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from site_builder.build import Options, build

DAY = date(2026, 11, 23)
WORDS = "thư sổ bạ ruộng đất làng xã huyện tỉnh phủ quan lính thuế đê sông núi chùa đình giếng nhà".split()
HEADER = "id,title,dates,subjects,places,people,scope_and_content,part_of,access.status,access.basis.type,access.count\n"
AROUND = {
    "portal.yaml": "title: Cổng\nbase_url: https://e.org/\nlanguages: [vi, en]\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\ninstitution: kho\n",
    "collections/f/s1.yaml": "id: s1\nlevel: series\ntitle: Mục một\norder: 1\n",
    "collections/f/s2.yaml": "id: s2\nlevel: series\ntitle: Mục hai\norder: 2\n",
    "collections/_agents/an.yaml": "name: An\n",
    "collections/_places/hue.yaml": "name: Huế\ncoordinates: {lat: 16.4, lon: 107.5}\n",
    "collections/_institutions/kho.yaml": "name: Kho\n",
}
KEPT_BACK = {
    "collections/_agents/kin.yaml": "name: Người kín\nhistory: Kín\n",
    "collections/_subjects/kin.yaml": "name: Việc kín\n",
    "collections/_places/kin.yaml": "name: Chốn kín\ncoordinates: {lat: 10.4, lon: 107.5}\n",
}


def drawn(number: int) -> list[tuple[bool, list[str]]]:
    """Return rows, and whether each is closed; those that are name what no other names."""
    chance, rows = random.Random(number), []
    for n in range(number):
        shut = chance.random() < 0.35
        subjects = chance.sample(["Đê điều", "Thuế khoá", "Học hành", *(["Việc kín", f"Kín {n % 9}"] if shut else [])], 2)
        row = [f"r{n}", " ".join(chance.sample(WORDS, 5)), str(1800 + chance.randrange(150)), "|".join(subjects),
               chance.choice(["Huế", "Hà Nội", *(["Chốn kín"] if shut else [])]), chance.choice(["an", "Ông C", *(["kin"] if shut else [])]),
               f"{' '.join(chance.sample(WORDS, 12))}{' zqkin' if shut else ''}", chance.choice(["", "s1", "s2"])]  # fmt: skip
        rows.append((shut, row))
    return rows


def table(rows: list[tuple[bool, list[str]]], closing: bool) -> str:
    return HEADER + "".join(",".join([*row, *(["closed", "donor", "hidden"] if shut and closing else ["", "", ""])]) + "\n" for shut, row in rows)


def site(root: Path, files: dict[str, str]) -> dict[str, bytes]:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    build(Options(root, root / "output", DAY, allow_removal=1000))
    return {path.relative_to(root / "output").as_posix(): path.read_bytes() for path in (root / "output").rglob("*") if path.is_file()}


def test_long_lists_hold_nothing_of_what_is_closed(tmp_path: Path) -> None:
    rows = drawn(900)
    opened = site(tmp_path / "closing", AROUND | KEPT_BACK | {"collections/f/r.csv": table(rows, closing=False)})
    closed = site(tmp_path / "closing", {"collections/f/r.csv": table(rows, closing=True)})
    without = site(tmp_path / "without", AROUND | {"collections/f/r.csv": table([one for one in rows if not one[0]], closing=True)})
    in_parts = ("browse/subjects/de-dieu/2/index.html", "agents/an/2/index.html", "records/f/tree/1.json")
    assert [name for name in in_parts if f"vi/{name}" not in without] == []
    assert len(opened) > len(closed)
    assert closed.keys() == without.keys()
    assert [name for name, content in closed.items() if content != without[name]] == []
