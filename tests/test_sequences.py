"""Whatever is edited, in whatever order, a site built upon the one before equals one built from nothing, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.order import Options, Stopped
from tests.amounts import times
from tests.whole_portal import picture

SEED = int(os.environ["SEED"])
STATUSES = (
    "open", "open_with_notice", "{status: metadata_only, basis: [{type: policy}]}", "{status: restricted, basis: [{type: policy}]}",
    "{status: embargoed, until: 2027-01-01, basis: [{type: donor}]}", "{status: closed, basis: [{type: policy}]}",
    "{status: withdrawn, basis: [{type: privacy, determined: 2026-01-02}]}",
    "{status: embargoed, until: 2027-01-01, metadata_visibility: hidden, basis: [{type: donor}]}",
)  # fmt: skip
WORDS = "địa bạ sắc phong thư hồ sơ làng xã ruộng đất họ Phạm Lê gia phả bản đồ sổ the old register letters of village".split()
PLACES, AGENTS, SUBJECTS = ("van-khe", "dong-ngac"), ("pham-dinh", "le-thi"), ("ruong-dat", "le-hoi")


@dataclass
class Draft:
    """A portal as it stands in its author's mind: the files, and the day."""

    files: dict[str, str | bytes]
    day: date
    chance: random.Random
    made: int = 0

    def words(self, most: int = 5) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))

    def named(self, ending: str, below: str = "collections/") -> list[str]:
        return sorted(path for path in self.files if path.startswith(below) and path.endswith(ending) and "/_" not in path)

    def items(self) -> list[str]:
        return [path for path in self.named(".yaml") if not path.endswith("index.yaml")]

    def folders(self) -> list[str]:
        return [path.removesuffix("/index.yaml") for path in self.named("index.yaml")]

    def ids(self) -> list[str]:
        return [str(self.files[path]).split("\n", 1)[0].removeprefix("id: ") for path in self.named(".yaml")]


def described(draft: Draft, level: str, name: str, more: str = "") -> str:
    """Write a record with some of what a record may say."""
    chance = draft.chance
    lines = [f"id: {name}", f"level: {level}", f"title: {{vi: {draft.words()}, en: {draft.words()}}}"]
    said = (
        f"dates: {chance.choice(('1825', '1940/1945', '194X', '1802~', '{edtf: 1825, display: Minh Mạng thứ 6}'))}",
        f"subjects: [{chance.choice((*SUBJECTS, 'Thư từ', 'Bản đồ'))}]", f"places: [{chance.choice((*PLACES, 'Hà Nội'))}]",
        f"people: [{chance.choice((*AGENTS, 'Cụ Tú'))}]", f"scope_and_content: {draft.words(20)}",
        f"identifier: VN-{chance.randrange(9)}.{name}", f"genres: [{chance.choice(('thư', 'ảnh'))}]",
    )  # fmt: skip
    lines += chance.sample(said, chance.randrange(5))
    return "\n".join([*lines, *([more] if more else [])]) + "\n"


def begun(seed: int) -> Draft:
    """Write a portal."""
    draft = Draft({}, date(2026, 11, 23), random.Random(seed))
    files = draft.files
    files["portal.yaml"] = (
        "title: Cổng\nbase_url: https://a.example/\nlanguages: [vi, en]\ntheme: own\n"
    )
    files["themes/own/theme.yaml"] = "extends: plain\n"
    for place in PLACES:
        files[f"collections/_places/{place}.yaml"] = f"id: {place}\nname: {{vi: {place}, en: {place} village}}\ncoordinates: {{lat: 21.0, lon: 105.8}}\n"
    for agent in AGENTS:
        files[f"collections/_agents/{agent}.yaml"] = f"id: {agent}\ntype: person\nname: {agent}\n"
    for subject in SUBJECTS:
        files[f"collections/_subjects/{subject}.yaml"] = f"id: {subject}\nname: {subject}\n"
    files["collections/_institutions/nha.yaml"] = "id: nha\nname: Nhà lưu trữ\n"
    for fonds in ("a", "b"):
        more = f"access: {draft.chance.choice(STATUSES[:3])}\ninstitution: nha"
        files[f"collections/{fonds}/index.yaml"] = described(draft, "fonds", fonds, more)
        files[f"collections/{fonds}/s/index.yaml"] = described(draft, "series", f"{fonds}-s")
        for _ in range(4):
            added(draft)
    files["collections/a/t.csv"] = "id,title,dates,subjects\na-t1,Một,1900,Thư từ\na-t2,Hai,,ruong-dat|Thư từ\n"
    files["content/vi/gioi-thieu.md"] = "---\ntitle: Giới thiệu\n---\nXem [phông](record:a) và\n\n![[record:a-t1]]\n"
    return draft


def added(draft: Draft) -> None:
    draft.made += 1
    folder, name = draft.chance.choice(draft.folders()), f"r{draft.made}"
    more = "media: [{path: " + name + ".png, alt: Ảnh}]" if draft.chance.random() < 0.3 else ""
    if more:
        draft.files[f"{folder}/{name}.png"] = picture(draft.words(), (40, 50), "PNG")
    draft.files[f"{folder}/{name}.yaml"] = described(draft, "item", name, more)


def changed(draft: Draft) -> None:
    path = draft.chance.choice(draft.named(".yaml"))
    lines = str(draft.files[path]).split("\n")
    draft.files[path] = "\n".join(f"title: {draft.words()}" if line.startswith("title:") else line for line in lines)


def rewritten(draft: Draft) -> None:
    path = draft.chance.choice(draft.items())
    kept = [line for line in str(draft.files[path]).split("\n") if line.startswith(("media", "access"))]
    draft.files[path] = described(draft, "item", Path(path).stem, "\n".join(kept))


def moved(draft: Draft) -> None:
    path, folder = draft.chance.choice(draft.items()), draft.chance.choice(draft.folders())
    for name in {path, path.replace(".yaml", ".png")} & draft.files.keys():
        draft.files[f"{folder}/{Path(name).name}"] = draft.files.pop(name)


def deleted(draft: Draft) -> None:
    del draft.files[draft.chance.choice(draft.items())]


def ruled(draft: Draft) -> None:
    path = draft.chance.choice(draft.named(".yaml"))
    lines = [line for line in str(draft.files[path]).rstrip().split("\n") if not line.startswith("access:")]
    draft.files[path] = "\n".join([*lines, f"access: {draft.chance.choice(STATUSES)}"]) + "\n"


def later(draft: Draft) -> None:
    draft.day += timedelta(draft.chance.choice((1, 100)))


def renamed(draft: Draft) -> None:
    path = draft.chance.choice([path for path in sorted(draft.files) if "/_" in path])
    lines = str(draft.files[path]).split("\n")
    draft.files[path] = "\n".join(f"name: {draft.words(3)}" if line.startswith("name:") else line for line in lines)


def elsewhere(draft: Draft) -> None:
    path = f"collections/_places/{draft.chance.choice(PLACES)}.yaml"
    lines = str(draft.files[path]).split("\n")
    draft.files[path] = "\n".join(f"coordinates: {{lat: {draft.chance.randrange(20)}.5, lon: 105.8}}" if "coordinates" in line else line for line in lines)


def themed(draft: Draft) -> None:
    name = draft.chance.choice(("components/tree/style.css", "templates/withdrawn.html", "locale/vi/own.po"))
    draft.files[f"themes/own/{name}"] = {
        "components/tree/style.css": f".tree {{ margin: {draft.chance.randrange(9)}px }}\n",
        "templates/withdrawn.html": f'{{% extends "base.html" %}}{{% block main %}}<p>{draft.words()}</p>{{% endblock %}}\n',
        "locale/vi/own.po": f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "level.item"\nmsgstr "{draft.words(2)}"\n',
    }[name]


def settled(draft: Draft) -> None:
    draft.files["portal.yaml"] = (
        f"title: {draft.words()}\nbase_url: https://{draft.chance.choice('ab')}.example/{draft.chance.choice(('', 'x/'))}\n"
        f"languages: {draft.chance.choice(('[vi, en]', '[en, vi]', '[vi]'))}\ntheme: own\n"
    )


def told(draft: Draft) -> None:
    name = draft.chance.choice(("gioi-thieu", "chuyen"))
    draft.files[f"content/vi/{name}.md"] = (
        f"---\ntitle: {draft.words()}\n---\n{draft.words(20)}\n\n![[record:{draft.chance.choice(draft.ids())}]]\n"
    )


def tabled(draft: Draft) -> None:
    rows = [f"a-t{number},{draft.words()},{draft.chance.choice(('', '1901'))},{draft.chance.choice(('Thư từ', 'le-hoi'))}\n" for number in range(draft.chance.randint(1, 4))]
    draft.files["collections/a/t.csv"] = "id,title,dates,subjects\n" + "".join(rows)


def pictured(draft: Draft) -> None:
    for path in draft.named(".png")[:1]:
        draft.files[path] = picture(draft.words(), (40, 50), "PNG")


def related(draft: Draft) -> None:
    path = draft.chance.choice(draft.items())
    lines = [line for line in str(draft.files[path]).rstrip().split("\n") if not line.startswith("related:")]
    draft.files[path] = "\n".join([*lines, f"related: [{{ref: {draft.chance.choice(draft.ids())}}}]"]) + "\n"


def entered(draft: Draft) -> None:
    here = draft.chance.choice(draft.ids())
    draft.files["addresses.csv"] = (
        f"id,kind,since,ended,successor\n{here},record,2020-01-01,,\ngone,record,2020-01-01,2021-01-01,{draft.chance.choice(('', here))}\n"
    )


EDITS: tuple[Callable[[Draft], None], ...] = (
    added, changed, rewritten, moved, deleted, ruled, ruled, later, renamed, elsewhere, themed, settled, told, tabled, pictured, related,
    entered,
)  # fmt: skip


def written(draft: Draft, root: Path) -> None:
    """Bring a folder to what the draft says, touching only what differs."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in draft.files and not name.startswith(("output", ".site-builder")):
            path.unlink()
    for name, content in draft.files.items():
        content = content if isinstance(content, bytes) else content.encode()
        path = root / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def damaged(draft: Draft, root: Path) -> None:
    """Change something of the output behind the program's back."""
    paths = sorted(path for path in (root / "output").rglob("*") if path.is_file())
    if paths and draft.chance.random() < 0.2:
        path = draft.chance.choice(paths)
        path.unlink() if draft.chance.random() < 0.5 else path.write_bytes(b"x")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def built(root: Path, day: date, clean: bool = False) -> dict[str, bytes] | None:
    """Build; None where the sources are at fault."""
    try:
        build(Options(root, root / "output", day, clean=clean, allow_removal=10**6))
    except Stopped:
        return None
    return tree(root / "output")


def sequence(seed: int, root: Path) -> None:
    """Edit and build four times, and compare each time or at the end."""
    draft, log = begun(seed), ["begun"]
    portal, anew = root / "portal", root / "anew"
    written(draft, portal)
    assert built(portal, draft.day) is not None
    for number in range(4):
        before = dict(draft.files)
        for edit in draft.chance.choices(EDITS, k=draft.chance.randint(1, 3)):
            edit(draft)
            log.append(edit.__name__)
        damaged(draft, portal)
        written(draft, portal)
        now = built(portal, draft.day)
        if now is None:  # an edit that may not be: its author takes it back
            draft.files = before
            log.append("taken back")
            continue
        if number == 3 or draft.chance.random() < 0.3:
            shutil.rmtree(anew, ignore_errors=True)
            written(draft, anew)
            clean = built(anew, draft.day)
            differing = sorted(name for name in now.keys() | (clean or {}).keys() if now.get(name) != (clean or {}).get(name))
            assert differing == [], f"SEED={SEED}, {seed}: {' '.join(log)}"


@pytest.mark.parametrize("part", range(4))
def test_a_hundred_sequences_of_edits_give_what_clean_builds_give(part: int, tmp_path: Path) -> None:
    for number in range(times(25)):
        sequence(SEED + part * 25 + number, tmp_path / str(number))
        shutil.rmtree(tmp_path / str(number))


@pytest.mark.long
@pytest.mark.parametrize("part", range(50))
def test_five_thousand_sequences_of_edits_give_what_clean_builds_give(part: int, tmp_path: Path) -> None:
    for number in range(100):
        sequence(SEED + 1000 + part * 100 + number, tmp_path / str(number))
        shutil.rmtree(tmp_path / str(number))
