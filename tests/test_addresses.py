"""Every address ever published keeps answering: with its page, with the way to what took its place, or with a word that it was here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from click import Group
from click.testing import CliRunner, Result

from site_builder.build import Options, Refused, build
from site_builder.stewardship import COMMANDS
from tests.serving import Server

FONDS = "id: f\nlevel: fonds\ntitle: Phông\naccess: open\n"
PORTAL = "title: Cổng\nbase_url: https://example.org/kho/\nlanguages: [vi, en]\n"
DAY = date(2026, 11, 23)
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')
ATOM, GONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def table(numbers: Iterator[int] | range, access: Mapping[int, str] | None = None) -> str:
    rows = (f"r{n},Thư {n},{(access or {}).get(n, ',')}\n" for n in numbers)
    return "id,title,access.status,access.basis.type\n" + "".join(rows)


def ledger(root: Path, day: str, *more: str) -> Result:
    words = ["ledger", "update", "--portal", str(root), "--as-of", day, *more]
    return CliRunner().invoke(Group(commands=COMMANDS), words)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of 1,000 records below a fonds, built and entered in its ledger."""
    root = tmp_path_factory.mktemp("thousand")
    write(root, {"portal.yaml": PORTAL, "collections/f/index.yaml": FONDS, "collections/f/r.csv": table(range(1000))})
    build(Options(root, root / "output", DAY))
    assert ledger(root, "2026-11-23").exit_code == 0
    return root


@pytest.fixture
def portal(thousand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_BUILDER_LANG", "en")
    return Path(shutil.copytree(thousand, tmp_path / "portal"))


def answers(root: Path, names: range) -> list[str]:
    """Return what went wrong at the address of each record, following it as a browser would."""
    faults = []
    with Server(root / "output") as server:
        for language in ("vi", "en"):
            for address in (f"{server.url}{language}/records/r{n}/" for n in names):
                body = urlopen(address).read().decode()
                onward = REFRESH.search(body)
                there = urlopen(urljoin(address, onward[1])).read().decode() if onward else body
                if "<h1" not in there or REFRESH.search(there):
                    faults.append(address)
    return faults


@pytest.mark.parametrize("forgotten", ["nothing", "what builds remember", "the output", "the ledger"])
def test_two_hundred_of_a_thousand_do_not_go_unasked(portal: Path, forgotten: str) -> None:
    for name in {"what builds remember": (".site-builder",), "the output": (".site-builder", "output")}.get(forgotten, ()):
        shutil.rmtree(portal / name)
    if forgotten == "the ledger":
        (portal / "addresses.csv").unlink()
    write(portal, {"collections/f/r.csv": table(range(200, 1000))})
    before = (portal / "output" / "manifest-sha256.txt").read_bytes() if (portal / "output").exists() else b""
    with pytest.raises(Refused) as fault:
        build(Options(portal, portal / "output", DAY))
    said = fault.value.values
    assert (fault.value.key, said["gone"], said["total"]) == ("publish.removal", 200, 1001)
    assert str(said["names"]).split() == sorted(f"r{n}" for n in range(200))
    assert not before or (portal / "output" / "manifest-sha256.txt").read_bytes() == before


def test_with_tombstones_they_go_and_every_old_address_answers(portal: Path) -> None:
    gone = dict.fromkeys(range(200), "withdrawn,donor")
    write(portal, {"collections/f/r.csv": table(range(1000), gone)})
    build(Options(portal, portal / "output", DAY))
    assert answers(portal, range(1000)) == []
    page = (portal / "output/vi/records/r7/index.html").read_text("utf-8")
    assert "Thư 7" not in page
    assert "đã được gỡ xuống" in page


def test_what_the_ledger_says_is_gone_or_moved_goes_and_every_old_address_answers(portal: Path) -> None:
    write(portal, {"collections/f/r.csv": table(range(200, 1000))})
    refused = ledger(portal, "2027-01-01")
    assert refused.exit_code == 1
    assert "200 of 1003" in refused.output
    assert "r199" in refused.output
    assert ledger(portal, "2027-01-01", "--allow-removal", "200").exit_code == 0
    lines = (portal / "addresses.csv").read_text("utf-8")
    moved = lines.replace("r0,record,2026-11-23,2027-01-01,", "r0,record,2026-11-23,2027-01-01,r1").replace(
        "r1,record,2026-11-23,2027-01-01,\n", "r1,record,2026-11-23,2027-01-01,r500\n"
    )
    write(portal, {"addresses.csv": moved})
    build(Options(portal, portal / "output", date(2027, 1, 1)))
    assert answers(portal, range(1000)) == []
    page = (portal / "output/en/records/r0/index.html").read_text("utf-8")
    assert 'content="0; url=../r500/"' in page
    assert '<link rel="canonical" href="https://example.org/kho/en/records/r500/">' in page
    assert "/en/records/r0/ /en/records/r500/ 301\n" in (portal / "output/_redirects").read_text("utf-8")
    bare = (portal / "output/en/records/r9/index.html").read_text("utf-8")
    assert "no longer published" in bare
    assert '<meta name="robots" content="noindex">' in bare
    told = ElementTree.parse(portal / "output/feed.xml").getroot()
    assert len(told.findall(f"{GONE}deleted-entry")) == 50
    sitemap = (portal / "output/sitemap.xml").read_text("utf-8")
    assert "/records/r9/" not in sitemap
    build(Options(portal, portal / "clean", date(2027, 1, 1), clean=True))
    sums = [(portal / one / "manifest-sha256.txt").read_bytes() for one in ("output", "clean")]
    assert sums[0] == sums[1]


def test_the_feed_has_the_records_published_last_each_with_its_day(portal: Path) -> None:
    write(portal, {"collections/f/r.csv": table(range(1002))})
    assert ledger(portal, "2027-02-03").exit_code == 0
    build(Options(portal, portal / "output", DAY))
    feed = ElementTree.parse(portal / "output/feed.xml").getroot()
    entries = [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}updated")) for one in feed.findall(f"{ATOM}entry")]
    assert entries[:3] == [
        ("Thư 1000", "2027-02-03T00:00:00Z"), ("Thư 1001", "2027-02-03T00:00:00Z"), ("Phông", "2026-11-23T00:00:00Z")
    ]  # fmt: skip
    assert len(entries) == 50
    assert feed.findtext(f"{ATOM}updated") == "2027-02-03T00:00:00Z"


def test_old_addresses_of_people_custodians_and_pages_answer_too(tmp_path: Path) -> None:
    def agent(name: str) -> dict[str, str]:
        return {
            f"collections/_agents/{name}.yaml": f"type: person\nname: Ông {name}\n",
            f"collections/f/thu-{name}.yaml": f"id: thu-{name}\nlevel: item\ntitle: Thư\npeople: [{name}]\n",
        }

    here = {"collections/_institutions/k.yaml": "name: Kho\n", "content/vi/cu.md": "---\ntitle: Cũ\n---\nA.\n"}
    write(tmp_path, {"portal.yaml": PORTAL, "collections/f/index.yaml": FONDS} | agent("a") | agent("b") | here)
    build(Options(tmp_path, tmp_path / "output", DAY))
    assert ledger(tmp_path, "2026-11-23").exit_code == 0
    for name in (*agent("a"), *here):
        (tmp_path / name).unlink()
    write(tmp_path, {"content/vi/moi.md": "---\ntitle: Mới\n---\nB.\n"})
    lines = (tmp_path / "addresses.csv").read_text("utf-8")
    changed = lines.replace("a,agent,2026-11-23,,", "a,agent,2026-11-23,,b").replace("vi/cu,page,2026-11-23,,", "vi/cu,page,2026-11-23,,vi/moi")
    write(tmp_path, {"addresses.csv": changed})
    build(Options(tmp_path, tmp_path / "output", DAY))
    out = tmp_path / "output"
    assert 'url=../b/"' in (out / "en/agents/a/index.html").read_text("utf-8")
    assert 'url=../moi/"' in (out / "vi/cu/index.html").read_text("utf-8")
    assert not (out / "en/cu").exists()
    assert "không còn được công bố" in (out / "vi/institutions/k/index.html").read_text("utf-8")


def test_a_custodian_without_authority_record_may_take_the_old_address_of_one(tmp_path: Path) -> None:
    lines = "id,kind,since,ended,successor\nkho-a,institution,2026-01-01,2026-02-01,\n"
    fonds = {f"collections/{one}/index.yaml": FONDS.replace("id: f", f"id: {one}") + "institution: Kho A\n" for one in "fg"}
    write(tmp_path, {"portal.yaml": PORTAL, "addresses.csv": lines} | fonds)
    build(Options(tmp_path, tmp_path / "output", DAY))
    assert "Kho A" in (tmp_path / "output/en/institutions/kho-a/index.html").read_text("utf-8")
