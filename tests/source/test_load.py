"""A portal is read whole: every mistake in one run, each with its line and remedy, and never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.problems import Problem, errors, line, render
from site_builder.source import files
from site_builder.source.decode import decode
from site_builder.source.load import decode_file, load
from tests.conftest import WritePortal

PORTAL = "title: {vi: Cổng thử, en: Test portal}\nbase_url: https://archives.example.org/\nlanguages: [vi, en]\n"
FONDS = (
    "id: ho-le\nlevel: fonds\nidentifier: VN-1\ntitle: {vi: Phông họ Lê, en: Lê fonds}\ndates: 1800/1950\n"
    "extent: 3 hồ sơ\ncreators: Họ Lê\naccess: open\n"
)
ITEM = "id: {id}\nlevel: item\nidentifier: VN-1-{id}\ntitle: Thư\ndates: 1900\n"


def item(name: str, **changed: str | None) -> str:
    lines = dict(one.split(": ", 1) for one in ITEM.format(id=name).splitlines())
    lines.update({key: value for key, value in changed.items() if value is not None})
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if key not in changed or changed[key] is not None)


def mistakes() -> dict[str, tuple[str | bytes, str, int]]:
    """Files by name: content, the code that must be found, its line."""
    return {
        "a01.yaml": (item("a01").replace("title", "tilte"), "E201", 4),
        "a02.yaml": (item("a02", dates="02/09/1945"), "E601", 5),
        "a03.yaml": (item("a01"), "E303", 1),
        "a04.yaml": (item("a04", media="[thieu.jpg]"), "E501", 6),
        "a05.yaml": (item("a05", level="itme"), "E202", 2),
        "a06.yaml": (item("a06", title='"Thư'), "E108", 4),
        "a07.yaml": (item("a07") + "extent:\n\ttext: a\n", "E109", 7),
        "a08.yaml": (item("a08", part_of="a09"), "E308", 6),
        "a09.yaml": (item("a09", part_of="a08"), "", 0),
        "a10.yaml": (item("a10", media="[../../../../etc/passwd]"), "E502", 6),
        "a11.yaml": (item("a11", featured="không"), "E205", 6),
        "a12.yaml": (item("a12") + "notes: " + "[" * 100_000 + "\n", "E113", 6),
        "a13.yaml": (item("a13", title="Hồ sơ: 12"), "E107", 4),
        "a14.yaml": (item("a14").encode("utf-16"), "E102", 1),
        "a15.yaml": (item("a15").encode().replace("Thư".encode(), b"Th\xb4"), "E101", 4),
        "a16.yaml": ("", "E104", 1),
        "a17.yaml": ("- a\n- b\n", "E105", 1),
        "a18.yaml": (item("a18") + "title: Hai\n", "E110", 6),
        "a19.yaml": (item("a19", subjects="&x [a]"), "E111", 6),
        "a20.yaml": (item("a20", dates="[1667, 1668]"), "E604", 5),
        "a21.yaml": (item("a21", dates="1950/1940"), "E603", 5),
        "a22.yaml": (item("a22", dates="1945-02-30"), "E602", 5),
        "a23.yaml": (item("a23", access="kín"), "E402", 6),
        "a24.yaml": (item("a24", access="closed"), "E403", 6),
        "a25.yaml": (item("a25", access="{status: embargoed, until: mai sau, basis: {type: donor}}"), "E405", 6),
        "a26.yaml": (item("a26", title="{Tiếng Việt: Thư}"), "E204", 4),
        "a27.yaml": (item("a27", related="{url: 'javascript:alert(1)'}"), "E209", 6),
        "a28.yaml": (item("a28", part_of="khong-co"), "E307", 6),
        "a29.yaml": (item("AUX-29"), "E301", 1),
        "a30.yaml": (item("nul"), "E304", 1),
        "a31.md": ("---\nid: a31\nlevel: item\ntitle: Thư\n", "E116", 1),
        "a32.csv": ("id,identifier,title,dates\na32,1,Thư, gửi cha,1900\n", "E131", 2),
        "a33.csv": ("id,identifier,title,dates\n,1,Thư,1900\n", "E302", 2),
        "a34.yaml": (item("a34", title="[a, b]"), "E203", 4),
        "a35.yaml": (item("a35", rights="https://example.org/x"), "E409", 6),
    }


def test_thirty_mistakes_are_told_in_one_run_each_with_its_line(portal: WritePortal) -> None:
    wrong = mistakes()
    written: dict[str, str | bytes] = {"portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS}
    written |= {f"collections/ho-le/{name}": content for name, (content, _, _) in wrong.items()}
    loaded = load(portal(written))
    found = {(one.file.rpartition("/")[2], one.code, one.line) for one in errors(loaded.problems)}
    expected = {(name, code, at) for name, (_, code, at) in wrong.items() if code}
    assert expected <= found
    assert {code for _, code, _ in found} == {code for _, code, _ in expected} | {"E207"}  # a01 has no title either
    assert len(expected) > 30
    for one in loaded.problems:
        assert all(len(render(one, language)) > 20 and "\n" not in line(one, language) for language in ("vi", "en"))


def test_no_is_a_word_as_value_and_as_language(portal: WritePortal) -> None:
    files = {"portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS + "doc_number: no\nnotes: {text: {no: Brev, vi: Thư}}\n"}
    loaded = load(portal(files))
    assert loaded.problems == () and loaded.catalogue is not None
    record = loaded.catalogue.held["ho-le"].record
    assert (record.doc_number, record.notes[0].text.in_("no")) == ("no", "Brev")


def test_a_folder_without_index_is_a_drawer_and_part_of_overrules_folders(portal: WritePortal) -> None:
    catalogue = load(portal({
        "portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS, "collections/ho-le/hop/1/a.yaml": item("a"),
        "collections/ho-le/thu/index.md": "---\n" + item("thu", level="file") + "---\nThư tay.\n", "collections/ho-le/thu/b.yaml": item("b"),
        "collections/ho-le/thu/c.yaml": item("c", part_of="ho-le"), "collections/d.yaml": item("d", part_of="thu"),
    })).catalogue
    assert catalogue is not None
    assert {one: held.parent for one, held in catalogue.held.items()} == {
        "ho-le": None, "a": "ho-le", "thu": "ho-le", "b": "thu", "c": "ho-le", "d": "thu",
    }
    assert str(catalogue.held["thu"].record.scope_and_content) == "Thư tay."
    assert catalogue.roots == ("ho-le",) and catalogue.children["thu"] == ("d", "b")


def test_siblings_stand_by_order_then_as_people_count_then_by_row(portal: WritePortal) -> None:
    catalogue = load(portal({
        "portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS, "collections/ho-le/10.yaml": item("ten"),
        "collections/ho-le/9.yaml": item("nine"), "collections/ho-le/z.yaml": item("first", order="-1"),
        "collections/ho-le/y.yaml": item("second", order="1.5"),
        "collections/ho-le/9b.csv": "id,identifier,title,dates,order\nr2,1,A,1900,\nr1,2,B,1900,\nr0,3,C,1900,0\n",
    })).catalogue
    assert catalogue is not None
    assert catalogue.children["ho-le"] == ("first", "r0", "second", "nine", "r2", "r1", "ten")


def test_names_lead_to_authorities_by_id_first_then_by_the_only_name(portal: WritePortal) -> None:
    loaded = load(portal({
        "portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS,
        "collections/_agents/le-a.yaml": "id: le-a\nname: {vi: Lê A, fr: Le A}\n",
        "collections/_agents/le-b.yaml": "id: le-b\nname: Lê B\n", "collections/_agents/le-c.yaml": "id: le-c\nname: Lê B\n",
        "collections/_agents/nhap.yaml": "id: nhap\nname: Bí mật\nstatus: draft\n", "_places/x.csv": "id,name,part_of\nxa,Xã,\n",
        "collections/ho-le/i.yaml": item("i", creators="[le-a, Le A, Lê B, nhap, {id: le-b, role: dịch}]", places="Xa\u0303"),
    }))
    assert loaded.catalogue is not None
    record = loaded.catalogue.held["i"].record
    assert [(one.id, str(one.name)) for one in record.creators] == [
        ("le-a", "Lê A"), ("le-a", "Lê A"), (None, "Lê B"), (None, "nhap"), ("le-b", "Lê B"),
    ]
    assert str(record.creators[4].role) == "dịch" and record.places[0].id == "xa"
    assert [one.code for one in loaded.problems] == ["W310"]
    assert "nhap" not in loaded.catalogue.agents


def test_drafts_and_what_lies_below_them_are_nowhere(portal: WritePortal) -> None:
    catalogue = load(portal({
        "portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS,
        "collections/ho-le/d/index.yaml": item("d", status="draft", access="{status: closed, basis: {type: donor}}"),
        "collections/ho-le/d/e.yaml": item("e"), "content/vi/a.md": "---\ntitle: A\nstatus: draft\n---\n",
    })).catalogue
    assert catalogue is not None and list(catalogue.held) == ["ho-le"] and catalogue.pages == ()


@pytest.mark.parametrize(
    "access",
    ["", "access:\n", "access: opne\n", "access: closed\n", "access: [open]\n", "access: {status: open, statsu: closed}\n",
     "access: {status: embargoed, until: 2050, basis: {type: donor}}\n", "access: {status: open, fields_hidden: scope}\n",
     "access: {until: 2050-01-01}\n"],
)
def test_access_that_is_not_certain_is_broken(portal: WritePortal, access: str) -> None:
    loaded = load(portal({"portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS.replace("access: open\n", access)}))
    assert loaded.catalogue is not None and loaded.catalogue.held["ho-le"].broken and loaded.failed


def test_below_a_file_that_cannot_be_read_nothing_else_is_told(portal: WritePortal) -> None:
    loaded = load(portal({
        "portal.yaml": PORTAL, "collections/ho-le/index.yaml": FONDS + 'notes: "\n', "collections/ho-le/a.yaml": item("a"),
        "collections/b.yaml": item("b", part_of="ho-le"),
    }))
    assert [one.code for one in errors(loaded.problems)] == ["E108"]
    assert loaded.catalogue is not None and loaded.catalogue.held["ho-le"].broken


def test_media_lie_beside_their_record_or_in_a_media_root(portal: WritePortal, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "xa.tif").write_bytes(b"x")
    root = portal({
        "portal.yaml": PORTAL + "media_roots: [anh, ../kho]\n", "collections/ho-le/index.yaml": FONDS,
        "collections/ho-le/a/i.yaml": item("i", media="[1.jpg, ../2.jpg, con/3.jpg, xa.tif, {path: v.mp4, captions: v.vtt}, To\u0302.jpg]"),
        "collections/ho-le/a/1.jpg": b"x", "collections/ho-le/2.jpg": b"x", "anh/con/3.jpg": b"x", "collections/ho-le/a/v.mp4": b"x",
        "collections/ho-le/a/v.vtt": b"x", "collections/ho-le/a/Tô.jpg": b"x", "anh/khong-doc.yaml": "- x\n",
    })
    loaded = load(root)
    assert loaded.problems == () and loaded.catalogue is not None
    assert {path: str(file.relative_to(tmp_path)) for (_, path), file in loaded.catalogue.media_paths.items()} == {
        "1.jpg": "portal/collections/ho-le/a/1.jpg", "../2.jpg": "portal/collections/ho-le/2.jpg", "con/3.jpg": "portal/anh/con/3.jpg",
        "xa.tif": "kho/xa.tif", "v.mp4": "portal/collections/ho-le/a/v.mp4", "v.vtt": "portal/collections/ho-le/a/v.vtt",
        "Tô.jpg": "portal/collections/ho-le/a/Tô.jpg",
    }


def test_a_file_that_goes_away_while_it_is_read_is_a_problem(portal: WritePortal) -> None:
    root = portal({"portal.yaml": PORTAL, "collections/a.yaml": FONDS})
    tree = files.walk(root)
    (root / "collections/a.yaml").unlink()
    assert [one.code for one in decode_file(tree, tree.files["collections/a.yaml"], "vi").problems] == ["E140"]


def test_pages_have_the_address_of_their_file(portal: WritePortal) -> None:
    loaded = load(portal({
        "portal.yaml": PORTAL, "content/vi/Giới thiệu.md": "---\ntitle: Giới thiệu\nnav: yes\n---\n\nXin *chào*.\n",
        "content/en/guides/index.md": "---\ntitle: Guides\n---\n", "content/en/x.md": "---\ntitle: Y\npath: guides\n---\n",
    }))
    assert loaded.catalogue is not None
    assert [(page.language, page.path, page.nav, page.body) for page in loaded.catalogue.pages] == [
        ("en", "guides", False, ""), ("vi", "gioi-thieu", True, "Xin *chào*."),
    ]
    assert [one.code for one in loaded.problems] == ["E313"]


def test_the_portals_default_language_is_that_of_plain_text(portal: WritePortal) -> None:
    catalogue = load(portal({"portal.yaml": "title: Portal\nbase_url: http://a.example.org\nlanguages: en\n", "collections/a.yaml": FONDS})).catalogue
    assert catalogue is not None
    assert catalogue.portal.title.values == (("en", "Portal"),) and catalogue.portal.base_url == "http://a.example.org/"
    assert catalogue.held["ho-le"].record.creators[0].name.values == (("en", "Họ Lê"),)


def test_everything_is_told_without_a_portal_too(portal: WritePortal) -> None:
    loaded = load(portal({"collections/a.yaml": FONDS.replace("fonds", "fond")}))
    assert loaded.catalogue is None
    assert [(one.code, one.nearest) for one in loaded.problems] == [("E202", "fonds"), ("E211", "")]


def test_nothing_at_all_is_a_problem_too(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere").problems == (Problem("portal.yaml", 1, "E211"),)


_NAMES = st.sampled_from(["a.yaml", "a.md", "a.csv", "_agents/a.yaml", "_places/a.csv", "index.yaml"])
_KEYS = st.sampled_from([
    "id", "level", "title", "dates", "access", "media", "creators", "extent", "notes", "rights", "x_a", "x", "part_of", "", "name", "?",
    "access.status", "title.vi", "related", "coordinates", "institution", "order", "\u202e",
])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=12) | st.sampled_from(["open", "item", "closed", "1945", "../x", "a|b", "http://[", "=1+1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=_NAMES, content=st.binary(max_size=200) | st.text(max_size=200).map(lambda one: one.encode("utf-8", "surrogatepass")))
def test_random_bytes_never_raise(name: str, content: bytes) -> None:
    for made in (content, b"---\n" + content + b"\n---\n" + content, b"id,title\n" + content):
        for one in decode(made, f"collections/{name}", "vi").problems:
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e\ud800-\udfff]", line(one, "vi"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=_NAMES, value=st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_any_value_in_any_field_is_read_or_a_problem(name: str, value: dict[str, object]) -> None:
    decoded = decode(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), f"collections/{name}", "vi")
    for one in decoded.problems:
        assert one.line >= 1 and line(one, "en")


def test_lines_of_attacks_in_every_field_never_raise(shared: Path, portal: WritePortal) -> None:
    attacks = [
        one for path in sorted((shared / "corpora/bad/xss-list/Intruder").glob("*"))
        for one in path.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    assert len(attacks) > 1000
    for attack in attacks[::7]:
        quoted = "'" + attack.replace("'", "''") + "'"
        text = "".join(f"{key}: {quoted}\n" for key in ("id", "title", "dates", "creators", "media", "rights", "notes", "part_of", "x_a"))
        decode(text.encode(), "collections/a.yaml", "vi")
        decode(f"title: {attack}\n".encode(), "collections/a.yaml", "vi")
