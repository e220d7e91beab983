"""Words that would be code, in every field and page: in Chromium nothing runs, no policy is broken, and the HTML is what was meant."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser

from site_builder.build import Options, build
from site_builder.model.records import Record
from tests.serving import Server
from tests.source.canaries import UNWRITTEN, filled
from tests.source.portals import plain

pytestmark = pytest.mark.browser

BASICS = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)",
    "</title><svg/onload=alert(1)>", "]]><script>alert(1)</script>", "<!--<script>alert(1)//-->", "[x](javascript:alert(1))",
    "![x](data:text/html,<script>alert(1)</script>)", "<a href=\"java\tscript:alert(1)\">x</a>", "{{7*7}}{% raw %}", "${alert(1)}",
    "=cmd|'/c calc'!A1", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "'-alert(1)-'", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<style>*{background:url(//evil.example)}</style>", "\u202eevil\u2066",
    "<form action=//evil.example><button>x", "<details open ontoggle=alert(1)>", "Ω≈ç√∫˜µ≤ 田中さん 𠜎 👩‍👩‍👧 ÅÍÎÏ", "nil", "undefined", "NaN", "../../etc/passwd",
)
RUNS = "window.__ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (...words) => window.__ran.push(name);"
FOREIGN = {"script", "style", "iframe", "object", "embed", "base", "meta"}
DATA = ("application/json", "application/ld+json")
WHERE = re.compile(r"zq[a-z]{16}")


def payloads(shared: Path) -> list[str]:
    """Return every line of the list; what YAML cannot hold is left out, since no description can hold it either."""
    lines = (shared / "corpora/bad/xss-list/Intruder/xss-payload-list.txt").read_text("utf-8", "replace").splitlines()
    return [line for line in lines if line.strip() and all(one >= " " and not 0x7F <= ord(one) < 0xA0 for one in line)]


def hostile(value: Any, words: Iterator[str]) -> Any:
    """Return a described value in which every free word is followed by the next of the hostile ones."""
    if isinstance(value, dict):
        return {key: hostile(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, words) for one in value]
    return f"{value} {next(words)}" if isinstance(value, str) and WHERE.fullmatch(value) else value


def described(record_id: str, words: Iterator[str], **more: Any) -> str:
    """Return a record that says something hostile in every field that takes words."""
    fields = filled(record_id, UNWRITTEN | {"media", "related"})
    fields["subjects"] = fields["people"] = fields["places"] = ()
    record = Record(id=record_id, **{"level": "item"} | fields)
    whole = plain(record) | {key: plain(value) for key, value in record.x.items()}
    whole |= {"subjects": [next(words)], "people": [next(words)], "places": [next(words)], "title": {"vi": next(words), "en": next(words)}}
    return yaml.safe_dump(hostile(whole, words) | more, allow_unicode=True, sort_keys=False)


def write(root: Path, lines: Sequence[str], records: int) -> None:
    """Write a portal that says the lines over and over, until every field of every record, authority and page says one."""
    words = _round(lines)
    files = {
        "portal.yaml": yaml.safe_dump({
            "title": {"vi": next(words), "en": next(words)}, "base_url": "https://example.org/a/", "languages": ["vi", "en"],
            "subtitle": next(words), "description": next(words), "notice": next(words), "publisher": next(words),
        }, allow_unicode=True),
        "collections/f/index.yaml": described("f", words, level="fonds", access="open"),
        "collections/_agents/ong.yaml": yaml.safe_dump({"type": "person", "name": next(words), "history": next(words)}, allow_unicode=True),
        "collections/_places/noi.yaml": yaml.safe_dump(
            {"name": next(words), "history": next(words), "coordinates": {"lat": 20, "lon": 106}}, allow_unicode=True),
        "collections/_institutions/kho.yaml": yaml.safe_dump({"name": next(words), "history": next(words)}, allow_unicode=True),
    }  # fmt: skip
    for number in range(records):
        more = {"people": ["ong"], "places": ["noi"]} if number == 0 else {}
        files[f"collections/f/r{number}.yaml"] = described(f"r{number}", words, **more)
    for language in ("vi", "en"):
        body = "\n\n".join(next(words) for _ in range(max(60, len(lines) // 2)))
        front = yaml.safe_dump({"title": next(words), "summary": next(words), "nav": True}, allow_unicode=True)
        files[f"content/{language}/page.md"] = f"---\n{front}---\n{body}\n"
    for status in ("embargoed", "restricted", "withdrawn", "metadata_only", "open_with_notice"):
        access = {"status": status, "basis": [{"type": "donor", "citation": next(words)}], "note": next(words)}
        access |= {"until": "2040-01-01"} if status == "embargoed" else {}
        name = status.replace("_", "-")
        files[f"collections/f/{name}.yaml"] = described(name, words, access=access)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def _round(lines: Sequence[str]) -> Iterator[str]:
    while True:
        yield from lines


class _Page(HTMLParser):
    """Gathers what could run in a page: handlers, addresses that are code, and elements that pages of ours do not have."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.main = self.main or tag == "main"
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        self.faults += [f"<{tag} {name}={given[name][:40]}>" for name in ("href", "src", "action", "poster")
                        if re.match(r"\s*(javascript|data|vbscript)\s*:", given.get(name, ""), re.IGNORECASE)]
        ours = tag == "script" and (given.get("type") in DATA or re.fullmatch(r"(\.\./)+(assets|search)/[\w./-]+", given.get("src", "")))
        if self.main and tag in FOREIGN and not ours:
            self.faults.append(f"<{tag}>")
        if tag == "form" and given.get("action", "").startswith(("http", "//")):
            self.faults.append("<form>")


def parsed(path: Path) -> list[str]:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return [f"{path.parent.name}: {one}" for one in page.faults]


def look(chromium: Browser, root: Path, paths: Sequence[str]) -> list[str]:
    """Open pages, turn over what can be clicked; return scripts that ran, policies broken, requests elsewhere and errors."""
    faults: list[str] = []
    context = chromium.new_context()
    context.add_init_script(RUNS)
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(f"{page.url} {said.text}") if said.type == "error" else None)
    with Server(root / "output") as server:
        page.on("request", lambda asked: faults.append(f"asked {asked.url}") if not asked.url.startswith((server.url, "data:", "blob:")) else None)
        for path in paths:
            page.goto(f"{server.url}{path}")
            faults += [f"{path} ran {one}" for one in page.evaluate("window.__ran")]
    context.close()
    return faults


def pages(root: Path) -> list[str]:
    out = root / "output"
    return sorted(path.parent.relative_to(out).as_posix() + "/" for path in out.rglob("index.html"))


def tried(chromium: Browser, root: Path, lines: Sequence[str], records: int, opened: int) -> list[str]:
    write(root, lines, records)
    build(Options(root, root / "output", date(2026, 11, 23)))
    faults = [one for path in sorted((root / "output").rglob("*.html")) for one in parsed(path)]
    for path in (root / "output").rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    every = pages(root)
    first = [one for one in every if "/records/" not in one and "/browse/" not in one]
    rest = [one for one in every if one not in first]
    return faults + look(chromium, root, first + random.Random(len(every)).sample(rest, min(opened, len(rest))))


def test_no_field_can_hold_what_runs(chromium: Browser, tmp_path: Path) -> None:
    assert tried(chromium, tmp_path, BASICS, 6, 40) == []


def test_a_sample_of_the_list_runs_nowhere(chromium: Browser, tmp_path: Path, shared: Path) -> None:
    assert tried(chromium, tmp_path, random.Random(20261123).sample(payloads(shared), 500), 12, 40) == []


@pytest.mark.long
def test_no_line_of_the_list_runs_anywhere(chromium: Browser, tmp_path: Path, shared: Path) -> None:
    lines = payloads(shared)
    for number in range(0, len(lines), 800):
        root = tmp_path / str(number)
        assert tried(chromium, root, lines[number : number + 800], 25, 10_000) == [], number


def test_a_search_for_code_only_looks_for_it(chromium: Browser, tmp_path: Path) -> None:
    write(tmp_path, BASICS, 2)
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    assert look(chromium, tmp_path, [f"{language}/search/?q={quote(one)}" for language in ("vi", "en") for one in BASICS]) == []


def test_the_alarm_rings_where_something_runs(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "output/index.html"
    page.parent.mkdir()
    page.write_text("<!doctype html><main><img src=x onerror=alert(1)><script>alert(2)</script></main>", "utf-8")
    assert len(parsed(page)) == 2
    assert any("ran alert" in one for one in look(chromium, tmp_path, [""]))
