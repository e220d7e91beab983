"""What an edit may change for other records than its own is looked at in all of them: one case for each thing that says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.order import Built, Options, Stopped
from tests.test_ripple import OF_THE_SHORT_WAY
from tests.test_sequences import tree

DAY = date(2026, 11, 23)
ITEM = "id: {id}\nlevel: item\ntitle: Tờ {id}\ndates: '1996-11-24'\ncreators: [a-nam]\nscope_and_content: Chữ của {id}.\n"
CLOSED = "access: {status: closed, metadata_visibility: hidden, basis: [{type: donor}]}\n"
WITHDRAWN = "access: {status: withdrawn, basis: [{type: privacy, determined: 2026-01-02}]}\n"
BASE = {
    "portal.yaml": "title: Cổng\nbase_url: https://a.example/\nlanguages: [vi]\n",
    "collections/_agents/a-nam.yaml": "id: a-nam\ntype: person\nname: Nam\n",
    "collections/_agents/a-lan.yaml": "id: a-lan\ntype: person\nname: Lan\n",
    "collections/_institutions/nha.yaml": "id: nha\nname: Nhà lưu trữ\n",
    "collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n",
    "collections/g/index.yaml": "id: g\nlevel: fonds\ntitle: Phông khác\naccess: open\n",
    "collections/f/s/index.yaml": "id: s\nlevel: series\ntitle: Loạt\nscope_and_content: Có tờ ở dưới.\n",
    "collections/f/s/under.yaml": ITEM.format(id="under"),
    "content/vi/chuyen.md": "---\ntitle: Chuyện\n---\n> Chữ của quoted.\n>\n> — record:quoted\n",
}
MORE = {
    "moved": "part_of: g\n", "order": "order: 9\n", "level": "level: file\n", "draft": "status: draft\n", "closed": CLOSED,
    "media": "media: [{path: to.txt, alt: Chữ}]\n", "creators": "creators: [a-lan]\n", "people": "people: [Bùi]\n",
    "places": "places: [Huế]\n", "subjects": "subjects: [Đê]\n", "genres": "genres: [Thư]\n", "institution": "institution: nha\n",
    "year": "dates: '1997'\n", "pointing": "custodial_history: Xem [tờ](record:s).\n",
    "opened": "dates: '1996-11-22'\n", "withdrawn": "custodial_history: Đã rút.\n",
}  # fmt: skip
FROM_THE_FIRST = {
    "opened": "access: {status: embargoed, embargo_rule: date_end + 30y, basis: [{type: donor}]}\n", "withdrawn": WITHDRAWN,
}  # fmt: skip


class Portal:
    """A portal that is built after each edit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        items = {f"collections/f/{name}.yaml": ITEM.format(id=name) + FROM_THE_FIRST.get(name, "") for name in (*MORE, "plain", "quoted")}
        self.write(BASE | items | {"collections/f/to.txt": "một tờ"})

    def write(self, files: dict[str, str]) -> None:
        for name, content in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(content, encoding="utf-8")

    def add(self, name: str, line: str) -> None:
        """Write a line into a file, in place of the one that says the same thing."""
        path = self.root / name
        field = line.partition(":")[0]
        kept = [one for one in path.read_text("utf-8").splitlines(keepends=True) if not one.startswith(f"{field}:")]
        path.write_text("".join(kept) + line, encoding="utf-8")

    def built(self, day: date = DAY) -> Built:
        return build(Options(self.root, self.root / "output", day))

    def is_short(self, day: date = DAY) -> bool:
        return self.built(day).seconds.keys() == OF_THE_SHORT_WAY


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    found = Portal(tmp_path_factory.mktemp("doubts"))
    found.built()
    return found


@pytest.mark.parametrize("what", MORE)
def test_what_concerns_others_is_looked_at_in_all_of_them(portal: Portal, what: str) -> None:
    portal.add("collections/f/plain.yaml", f"scope_and_content: Trước {what}.\n")
    assert portal.is_short()
    portal.add(f"collections/f/{what}.yaml", MORE[what])
    assert not portal.is_short()


def test_what_has_others_below_or_is_quoted_is_looked_at_with_them(portal: Portal) -> None:
    for file in ("collections/f/s/index.yaml", "collections/f/quoted.yaml"):
        portal.add(file, "scope_and_content: Chữ mới.\n")
        assert not portal.is_short()


def test_what_is_edited_beside_a_record_is_looked_at(portal: Portal) -> None:
    portal.add("collections/f/plain.yaml", "scope_and_content: Cùng một lúc.\n")
    portal.write({"content/vi/khac.md": "---\ntitle: Khác\n---\nMột trang.\n"})
    assert not portal.is_short()
    portal.add("collections/f/plain.yaml", "scope_and_content: Một lần nữa.\n")
    portal.write({"content/vi/khac.md": "---\ntitle: Khác\n---\nMột trang khác.\n"})
    assert not portal.is_short()


def test_another_day_looks_at_everything(portal: Portal) -> None:
    portal.add("collections/f/plain.yaml", "scope_and_content: Hôm sau.\n")
    assert not portal.is_short(date(2026, 11, 25))


def test_a_mistake_is_told_by_a_look_at_everything(portal: Portal) -> None:
    right = (portal.root / "collections/f/plain.yaml").read_text("utf-8")
    for wrong in ("creators: [\n", "date: 1990\n"):
        portal.write({"collections/f/plain.yaml": right + wrong})
        with pytest.raises(Stopped):
            portal.built()
    portal.write({"collections/f/plain.yaml": right})
    portal.built()


def test_a_warning_about_two_records_moves_with_the_line_it_names(portal: Portal) -> None:
    written = "id: du-{}\nlevel: item\ntitle: Thơ\npeople: [{}]\n"
    portal.write({f"collections/f/du-{n}.yaml": written.format(n, name) for n, name in enumerate(("Nguyễn Du", "Nguyen Du"))})
    portal.built()
    path = portal.root / "collections/f/du-1.yaml"
    path.write_text(path.read_text("utf-8") + "scope_and_content: Ở cuối.\n", encoding="utf-8")
    assert portal.is_short()
    moved = path.read_text("utf-8").replace("scope_and_content: Ở cuối.\n", "")
    path.write_text("scope_and_content: Ở đầu.\n" + moved, encoding="utf-8")
    built = portal.built()
    assert built.seconds.keys() != OF_THE_SHORT_WAY
    assert [(one.line, one.code) for one in built.problems if one.file.endswith("du-1.yaml") and one.code == "W316"] == [(5, "W316")]


def test_what_an_older_build_left_is_not_taken_for_what_the_last_one_did(portal: Portal) -> None:
    left = next((portal.root / ".site-builder").glob("carried-*.sqlite"))
    older = left.read_bytes()
    portal.add("collections/f/plain.yaml", "scope_and_content: Sau đó.\n")
    portal.built()
    left.write_bytes(older)
    portal.add("collections/f/plain.yaml", "scope_and_content: Sau nữa.\n")
    assert not portal.is_short()


def test_after_all_of_it_the_site_is_one_built_from_nothing(portal: Portal, tmp_path: Path) -> None:
    portal.built()
    clean = Portal(tmp_path)
    for path in sorted(portal.root.rglob("*")):
        name = path.relative_to(portal.root).as_posix()
        if path.is_file() and not name.startswith(("output/", ".site-builder/")):
            clean.write({name: path.read_text("utf-8")})
    clean.built()
    assert tree(portal.root / "output") == tree(clean.root / "output")
