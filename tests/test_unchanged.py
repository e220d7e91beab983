"""A site is made anew when anything it came from has changed, or it has, and only then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_builder import unchanged
from site_builder.build import build
from site_builder.carried import Carried
from site_builder.model.output import Output
from site_builder.order import Options
from site_builder.render.pages import PagesMaker
from site_builder.source import files
from site_builder.source.decode import Decoded, decode
from tests.conftest import WritePortal

FILES = {
    "portal/portal.yaml": "title: A\nbase_url: https://a.example/\nlanguages: [vi]\nmedia_roots: [../store]\ntheme: own\n",
    "portal/collections/f/index.yaml": "id: f\nlevel: fonds\ntitle: Phông A\naccess: open\n",
    "portal/collections/f/i.yaml": "id: i\nlevel: item\ntitle: Hồ sơ\nmedia: [{path: words.txt, role: text}]\n",
    "portal/themes/own/theme.yaml": "extends: plain\n",
    "portal/themes/own/components/tree/style.css": "p { color: red }\n",
    "store/words.txt": "lời thứ nhất\n",
}
RECORD, THEME, MEDIA = "portal/collections/f/i.yaml", "portal/themes/own/components/tree/style.css", "store/words.txt"


@pytest.fixture
def options(portal: WritePortal) -> Options:
    """A portal whose files are old, built twice: the first build only learns where its media root lies."""
    root = portal(FILES)
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    asked = Options(root / "portal", root / "portal/output", date(2026, 11, 23))
    build(asked)
    build(asked)
    return asked


def stands(options: Options) -> bool:
    return unchanged.look(options).built is not None


def test_what_has_not_changed_is_not_read(options: Options) -> None:
    before = build(options)
    assert list(before.seconds) == ["look"]
    assert (before.records, before.report.written) == (2, 0)
    assert before.report.files == sum(1 for path in options.output.rglob("*") if path.is_file())


def test_warnings_are_told_again(options: Options) -> None:
    assert {one.code for one in build(options).problems} == {"W701"}


def changed(path: Path, words: str) -> None:
    """Write other words of the same length, and give the file its old time back."""
    old = path.stat()
    assert len(words.encode()) == old.st_size
    path.write_text(words, encoding="utf-8")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


@pytest.mark.parametrize("name", [RECORD, THEME, MEDIA])
def test_a_file_of_the_same_size_and_time_is_noticed(options: Options, name: str) -> None:
    path = options.portal.parent / name
    changed(path, path.read_text("utf-8").replace("thứ nhất", "nhất thứ").replace("Hồ sơ", "sơ Hồ").replace("red", "tan"))
    assert not stands(options)
    assert build(options).report.written > 0


def test_a_file_that_changes_within_the_grain_of_its_times_is_noticed(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    path = options.portal.parent / RECORD
    path.write_text(path.read_text("utf-8").replace("Hồ sơ", "Hồ mơ"), encoding="utf-8")
    build(options)
    assert stands(options)
    before = files.listing(options.portal)
    changed(path, path.read_text("utf-8").replace("Hồ mơ", "Hồ xơ"))
    # the disk says that nothing has happened: all times are as they were
    listing = files.listing
    monkeypatch.setattr(files, "listing", lambda root, *more, **also: before if root == options.portal else listing(root, *more, **also))
    assert not stands(options)


def touched(options: Options, words: str) -> Options:
    (options.portal / "collections/f/new.md").write_text(words, encoding="utf-8")
    return options


def removed(options: Options) -> Options:
    (options.portal / "collections/f/i.yaml").unlink()
    return options


def stray(options: Options) -> Options:
    (options.output / "stray.html").write_text("x", encoding="utf-8")
    return options


def overwritten(options: Options) -> Options:
    (options.output / "vi/records/i/index.html").write_text("x", encoding="utf-8")
    return options


def added_to_the_store(options: Options) -> Options:
    (options.portal.parent / "store/more.txt").write_text("x", encoding="utf-8")
    return options


@pytest.mark.parametrize("change", [
    lambda options: touched(options, "---\nid: n\nlevel: item\ntitle: Mới\n---\n"), removed, stray, overwritten, added_to_the_store,
    lambda options: replace(options, as_of=date(2026, 11, 24)), lambda options: replace(options, clean=True),
    lambda options: replace(options, output=options.portal.parent / "elsewhere"),
])  # fmt: skip
def test_whatever_a_site_depends_on_is_looked_at(options: Options, change: Callable[[Options], Options]) -> None:
    assert stands(options)
    assert not stands(change(options))


def test_a_build_that_fails_to_finish_leaves_nothing_to_rely_on(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_builder.build.writer.publish", broken)
    with pytest.raises(KeyboardInterrupt):
        build(replace(options, as_of=date(2026, 11, 24)))
    assert not stands(options)


def test_an_edit_reads_one_file_and_makes_the_pages_that_show_it(portal: WritePortal, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"portal.yaml": "title: A\nbase_url: https://a.example/\nlanguages: [vi]\n"}
    for fonds in "ab":
        files[f"collections/{fonds}/index.yaml"] = f"id: {fonds}\nlevel: fonds\ntitle: Phông {fonds}\naccess: open\n"
        files |= {
            f"collections/{fonds}/{fonds}{number}.yaml": f"id: {fonds}{number}\nlevel: item\ntitle: Thư {number}\n" for number in range(30)
        }
    root = portal(files)
    asked = Options(root, root / "output", date(2026, 11, 23))
    build(asked)
    read: list[str] = []
    made: list[str] = []
    make, packed = PagesMaker.make, Carried.packed
    recalled: set[str] = set()

    def reading(content: bytes, path: str, language: str) -> Decoded:
        read.append(path)
        return decode(content, path, language)

    def making(self: PagesMaker, key: str) -> Iterable[Output]:
        made.append(key)
        return make(self, key)

    def recalling(self: Carried, column: str, record_id: str) -> bytes | None:
        recalled.add(record_id)
        return packed(self, column, record_id)

    monkeypatch.setattr("site_builder.source.load.decode", reading)
    monkeypatch.setattr("site_builder.ripple.decode", reading)
    monkeypatch.setattr(Carried, "packed", recalling)
    monkeypatch.setattr(PagesMaker, "make", making)
    (root / "collections/a/a15.yaml").write_text("id: a15\nlevel: item\ntitle: Thư sửa lại\n", encoding="utf-8")
    build(asked)
    assert read == ["collections/a/a15.yaml"]
    assert "a14" in recalled and not [one for one in recalled if one.startswith("b")]
    near = {f"record/a{number}" for number in range(8, 23)}
    assert {"record/a15", "record/a", "finding-aid/a"} <= set(made) <= near | {"record/a", "finding-aid/a", "tree/a"}
    assert len(made) < 14
