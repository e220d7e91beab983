"""An edit of a few records is published without looking at the others, and the site equals one built from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.order import Built, Options
from tests.test_sequences import Draft, begun, damaged, related, tree, written

SEED = int(os.environ["SEED"])
OF_THE_SHORT_WAY = {"read", "plan", "publish"}


def lines_of(draft: Draft, path: str, field: str, line: str) -> None:
    kept = [one for one in str(draft.files[path]).rstrip().split("\n") if not one.startswith(f"{field}:")]
    draft.files[path] = "\n".join([*kept, line]) + "\n"


def retitled(draft: Draft) -> str:
    path = draft.chance.choice(draft.items())
    lines_of(draft, path, "title", f"title: {{vi: {draft.words()}, en: {draft.words()}}}")
    return path


def retold(draft: Draft) -> str:
    path = draft.chance.choice(draft.items())
    lines_of(draft, path, "scope_and_content", f"scope_and_content: {draft.words(30)}")
    return path


def renumbered(draft: Draft) -> str:
    path = draft.chance.choice(draft.items())
    lines_of(draft, path, "identifier", f"identifier: VN-{draft.chance.randrange(99)}")
    return path


def redated(draft: Draft) -> str:
    path = draft.chance.choice(draft.items())
    lines_of(draft, path, "dates", f"dates: {draft.chance.choice(('1825', '1825-03', '1829', '1940/1945', '1802~'))}")
    return path


def led_on(draft: Draft) -> str:
    before = dict(draft.files)
    related(draft)
    return next((path for path in draft.files if draft.files[path] != before[path]), draft.items()[0])


def noted(draft: Draft) -> str:
    path = draft.chance.choice(draft.items())
    lines_of(draft, path, "extent", f"extent: {{quantity: {draft.chance.randrange(1, 9)}, unit: sheet}}")
    return path


def pointed(draft: Draft) -> str:
    path, one = draft.chance.choice(draft.items()), draft.chance.choice(draft.ids())
    told = draft.chance.choice((f"Xem [thư](record:{one}).", f"Ở https://a.example/vi/records/{one}/ cũng có.", "Không còn gì."))
    lines_of(draft, path, "custodial_history", f'custodial_history: "{told}"')
    return path


EDITS: tuple[Callable[[Draft], str], ...] = (retitled, retold, renumbered, redated, led_on, noted, pointed)


def built(root: Path, draft: Draft) -> Built:
    return build(Options(root, root / "output", draft.day, allow_removal=10**6))


def said(one: Built) -> tuple[object, ...]:
    return one.problems, one.records, one.opens, one.report.files, one.report.bytes


def sequence(seed: int, root: Path) -> int:
    """Edit records, one or two at a time, and compare each time; return how often the short way was taken."""
    draft, log, short = begun(seed), ["begun"], 0
    portal, anew = root / "portal", root / "anew"
    written(draft, portal)
    built(portal, draft)
    for _ in range(4):
        log += [f"{edit.__name__} {edit(draft)}" for edit in draft.chance.choices(EDITS, k=draft.chance.choice((1, 1, 2)))]
        damaged(draft, portal)
        written(draft, portal)
        one = built(portal, draft)
        short += one.seconds.keys() == OF_THE_SHORT_WAY
        shutil.rmtree(anew, ignore_errors=True)
        written(draft, anew)
        clean = built(anew, draft)
        now, then = tree(portal / "output"), tree(anew / "output")
        differing = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
        assert differing == [], f"SEED={SEED}, {seed}: {log}"
        assert said(one) == said(clean), f"SEED={SEED}, {seed}: {log}"
    return short


@pytest.mark.parametrize("part", range(2))
def test_edits_of_records_give_what_clean_builds_give(part: int, tmp_path: Path) -> None:
    short = 0
    for number in range(10):
        short += sequence(SEED + part * 10 + number, tmp_path / str(number))
        shutil.rmtree(tmp_path / str(number))
    assert short > 12  # of 40


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_a_thousand_sequences_of_edits_of_records_give_what_clean_builds_give(part: int, tmp_path: Path) -> None:
    for number in range(50):
        sequence(SEED + 1000 + part * 50 + number, tmp_path / str(number))
        shutil.rmtree(tmp_path / str(number))


@pytest.mark.parametrize("told", ["Xem [thư](record:kin).", "Ở https://a.example/vi/records/kin/ cũng có.", "Như record:mo-2 và record:nhap."])
def test_an_edit_points_to_nothing_that_is_not_shown(tmp_path: Path, told: str) -> None:
    files = {
        "portal.yaml": "title: Cổng\nbase_url: https://a.example/\nlanguages: [vi]\n",
        "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n",
        "collections/f/kin.yaml": "id: kin\nlevel: item\ntitle: Kín\naccess: {status: closed, basis: [{type: donor}]}\n",
        "collections/f/nhap.yaml": "id: nhap\nlevel: item\ntitle: Nháp\nstatus: draft\n",
        **{f"collections/f/mo-{n}.yaml": f"id: mo-{n}\nlevel: item\ntitle: Mở\nscope_and_content: Chữ.\n" for n in (1, 2)},
    }
    edited = files | {"collections/f/mo-1.yaml": files["collections/f/mo-1.yaml"].replace("Chữ.", told)}
    for state in (files, edited):
        for root in (tmp_path / "portal", tmp_path / "anew"):
            for name, content in state.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                if not (root / name).is_file() or (root / name).read_text("utf-8") != content:
                    (root / name).write_text(content, encoding="utf-8")
        build(Options(tmp_path / "portal", tmp_path / "portal/output", date(2026, 11, 23)))
    build(Options(tmp_path / "anew", tmp_path / "anew/output", date(2026, 11, 23)))
    now, then = tree(tmp_path / "portal/output"), tree(tmp_path / "anew/output")
    assert sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name)) == []
    assert b"record:kin" not in now["data/f/records.json"]


def gone(root: Path) -> None:
    shutil.rmtree(root / "output")


def torn(root: Path) -> None:
    carried = next((root / ".site-builder").glob("carried-*.sqlite"))
    content = carried.read_bytes()
    carried.write_bytes(content[:4096] + bytes(len(content) - 4096))


def cut_off(root: Path) -> None:
    carried = next((root / ".site-builder").glob("carried-*.sqlite"))
    carried.write_bytes(carried.read_bytes()[:5000])


def unremembered(root: Path) -> None:
    next((root / ".site-builder").glob("carried-*.sqlite")).unlink()


@pytest.mark.parametrize("harm", [gone, torn, cut_off, unremembered])
def test_what_is_lost_is_made_anew(harm: Callable[[Path], None], tmp_path: Path) -> None:
    draft = begun(7)
    written(draft, tmp_path / "portal")
    built(tmp_path / "portal", draft)
    retitled(draft)
    written(draft, tmp_path / "portal")
    harm(tmp_path / "portal")
    built(tmp_path / "portal", draft)
    written(draft, tmp_path / "anew")
    built(tmp_path / "anew", draft)
    assert tree(tmp_path / "portal/output") == tree(tmp_path / "anew/output")
