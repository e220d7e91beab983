"""Names that may be one name are told, names that only resemble each other are left alone."""

from __future__ import annotations

import random

import pytest

from site_builder.source.likeness import alike, sounds
from site_builder.source.load import load
from tests.conftest import WritePortal


@pytest.mark.parametrize(
    ("rarer", "usual", "persons"),
    [
        ("Nguyen Du", "Nguyễn Du", True), ("nguyễn du", "Nguyễn Du", True), ("NGUYỄN DU", "Nguyễn Du", True),
        ("Nguyễn  Du", "Nguyễn Du", True), ("Nguyễn-Du", "Nguyễn Du", True), ("Du, Nguyễn", "Nguyễn Du", True),
        ("Du Nguyen", "Nguyễn Du", True), ("Nguyen, Du", "Nguyễn Du", True), ("Hoà Bình", "Hòa Bình", False),
        ("Dong Ngac", "Đông Ngạc", False), ("Nội, Hà", "Hà Nội", False), ("địa bạ", "Địa bạ", False), ("Địa-bạ", "Địa bạ", False),
    ],
)
def test_spellings_of_one_name_are_told(rarer: str, usual: str, persons: bool) -> None:
    assert list(alike({usual: 5, rarer: 1, "Trần Phú": 2}, {}, persons)) == [(rarer, usual)]


@pytest.mark.parametrize(
    ("one", "other", "persons"),
    [
        ("Trần Hưng", "Trân Hùng", True), ("Hà Nam", "Nam Hà", False), ("Lê Hoan", "Lê Hoàn", True), ("Nguyễn Du", "Nguyễn Dữ", True),
        ("Thư 1", "Thư 2", False), ("Phạm Văn A", "Phạm Văn B", True), ("Địa bạ", "Địa bộ", False), ("…", "–", False),
    ],
)
def test_other_names_are_left_alone(one: str, other: str, persons: bool) -> None:
    assert list(alike({one: 1, other: 1}, {}, persons)) == []


def test_the_name_of_an_authority_record_is_the_usual_one_however_rare() -> None:
    used, known = {"Sổ Ruộng": 90, "Thăng long": 3}, {"Địa bạ": "Địa bạ", "Sổ ruộng": "Địa bạ", "Thăng Long": "Hà Nội"}
    assert list(alike(used, known, persons=False)) == [("Sổ Ruộng", "Địa bạ"), ("Thăng long", "Hà Nội")]


def test_a_spelling_lost_among_many_names_is_found() -> None:
    dice = random.Random(7)
    words = [f"{a}{b}{c}" for a in "bcdghklmnpqrstvx" for b in "aăâeêioôơuư" for c in ("", "n", "ng", "t")]
    names = {" ".join(dice.choices(words, k=3)).title(): 1 for _ in range(10_000)} | {"Nguyễn Ái Quốc": 4, "Nguyen Ai Quoc": 1}
    assert ("Nguyen Ai Quoc", "Nguyễn Ái Quốc") in list(alike(names, {}, persons=True))


def test_what_sounds_alike_is_written_alike() -> None:
    assert sounds("Thuỷ  Nguyên") == sounds("thủy nguyên") and sounds("Lý") != sounds("Ly")


def test_blanks_within_a_name_are_nothing_to_tell(portal: WritePortal) -> None:
    root = portal({
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi]\nprofiles: []\n",
        "collections/_agents/du.yaml": "id: du\ntype: person\nname: Nguyễn  Du\ndates: 1766/1820\nother_names: ['Tố   Như']\n",
        "collections/a/index.yaml": "id: a\nlevel: item\ntitle: A  B\naccess: open\npeople: ['Nguyễn Du', 'Nguyễn \u00a0Du']\n"
        'subjects: ["Địa  bạ", "Địa bạ", "Địa\\nbạ"]\n',
    })
    loaded = load(root)
    assert loaded.catalogue is not None
    record = loaded.catalogue.held["a"].record
    assert loaded.problems == ()
    assert [ref.id for ref in record.people] == ["du", "du"]
    assert {str(ref.name) for ref in record.subjects} == {"Địa bạ"}
    assert str(record.title) == "A  B"
    assert [str(other.name) for other in loaded.catalogue.agents["du"].other_names] == ["Tố Như"]
