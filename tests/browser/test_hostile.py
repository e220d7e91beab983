"""Words and files that would be code, wherever an archive may put some: in Chromium nothing runs, no policy is broken, all HTML is valid."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from justhtml import JustHTML
from lxml import etree
from playwright.sync_api import Browser, ConsoleMessage, Page

from site_builder.build import Options, build
from tests.amounts import times
from tests.browser.hostile import BASICS, write
from tests.serving import Server

pytestmark = pytest.mark.browser

RUNS = """window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...words) => window.__ran.push(name);
document.addEventListener("securitypolicyviolation", (broken) => window.__ran.push(`${broken.violatedDirective} ${broken.blockedURI}`));"""
STIRRED = """() => { for (const one of document.querySelectorAll("body *")) {
  if (one.matches("details")) one.open = true;
  for (const event of ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "animationstart", "error"]) one.dispatchEvent(new Event(event));
} }"""
FOREIGN = {"script", "style", "iframe", "object", "embed", "base", "meta", "math", "marquee"}
PATIENCE = 600_000
"""Milliseconds to wait for a page: ten thousand are opened, and a machine that is slow is no fault."""
DATA = ("application/json", "application/ld+json")


def payloads(shared: Path) -> list[str]:
    """Return every line of the list; what YAML cannot hold is left out, since no description can hold it either."""
    lines = (shared / "corpora/bad/xss-list/Intruder/xss-payload-list.txt").read_text("utf-8", "replace").splitlines()
    return [line for line in lines if line.strip() and all(one >= " " and not 0x7F <= ord(one) < 0xA0 for one in line)]


class _Page(HTMLParser):
    """Gathers what could run in a page: handlers, addresses that are code, and elements that pages of ours do not have."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.main = self.main or tag == "main"
        self.ids += [given["id"]] if given.get("id") else []
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        self.faults += [f"<{tag} {name}={given[name][:40]}>" for name in ("href", "src", "action", "poster")
                        if re.match(r"\s*(javascript|data|vbscript)\s*:", given.get(name, ""), re.IGNORECASE)]
        ours = tag == "script" and (given.get("type") in DATA or re.fullmatch(r"(\.\./)+(assets|search)/[\w./-]+", given.get("src", "")))
        if self.main and tag in FOREIGN and not ours:
            self.faults.append(f"<{tag}>")
        if tag == "form" and given.get("action", "").startswith(("http", "//")):
            self.faults.append("<form>")


def parsed(path: Path) -> list[str]:
    """Return what is wrong with a page: what could run in it, and where a strict parser stumbles."""
    page, words = _Page(), path.read_text("utf-8")
    page.feed(words)
    ids = Counter(page.ids)
    wrong = [f"{fault.code} at {fault.line}:{fault.column}" for fault in JustHTML(words, sanitize=False, collect_errors=True).errors]
    return [f"{path.parent.name}: {one}" for one in (*page.faults, *wrong, *(f"two #{name}" for name in ids if ids[name] > 1))]


def unreadable(path: Path) -> list[str]:
    """Return what is wrong with a file for machines: each must be what its name says, and no table may hold a formula."""
    if path.suffix in (".xml", ".svg"):
        etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    elif path.suffix == ".json":
        json.loads(path.read_text("utf-8"))
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [f"{path.name}: {cell}" for row in csv.reader(file) for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    return []


def look(chromium: Browser, root: Path, paths: Sequence[str]) -> list[str]:
    """Open pages and stir all that is on them; return scripts that ran, policies broken, requests elsewhere and errors."""
    faults: list[str] = []
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    context.add_init_script(RUNS)
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(f"{page.url} {said.text}") if _is_fault(said) else None)
    with Server(root / "output") as server:
        page.on("request", lambda asked: faults.append(f"asked {asked.url}") if not asked.url.startswith((server.url, "data:", "blob:")) else None)
        for path in paths:
            page.goto(f"{server.url}{path}")
            page.evaluate(STIRRED)
            if "/search/?" in path:
                searched(page)
            faults += [f"{path} ran {one}" for one in page.evaluate("window.__ran")]
    context.close()
    return faults


def _is_fault(said: ConsoleMessage) -> bool:
    """Whether a page complains; a drawing opened alone has no icon, for which the browser asks the server."""
    return said.type == "error" and not said.location["url"].endswith("/favicon.ico")


def searched(page: Page) -> None:
    """Wait for the results of a search, stir them, and type a little so that suggestions come."""
    page.wait_for_selector("#search:not([aria-busy]):not(.results--idle)")
    page.evaluate(STIRRED)
    page.locator("#q").press_sequentially(" a")
    page.wait_for_load_state("networkidle")


def pages(root: Path) -> list[str]:
    """Return the addresses of all pages, and of the files beside them that a browser opens as they are."""
    out = root / "output"
    found = [path.parent.relative_to(out).as_posix() + "/" for path in out.rglob("index.html")]
    return sorted(found) + sorted(quote(path.relative_to(out).as_posix()) for path in out.rglob("records/*/*") if path.suffix in (".svg", ".txt", ".json"))


def tried(chromium: Browser, root: Path, lines: Sequence[str], records: int, opened: int) -> list[str]:
    write(root, lines, records)
    build(Options(root, root / "output", date(2026, 11, 23)))
    faults = [one for path in sorted((root / "output").rglob("*.html")) for one in parsed(path)]
    faults += [one for path in sorted((root / "output").rglob("*")) if path.is_file() for one in unreadable(path)]
    every = pages(root)
    first = [one for one in every if "/browse/" not in one and ("/records/" not in one or "/r0/" in one)]
    rest = [one for one in every if one not in first]
    return faults + look(chromium, root, first + random.Random(len(every)).sample(rest, min(opened, len(rest))))


def test_no_field_and_no_file_can_hold_what_runs(chromium: Browser, tmp_path: Path) -> None:
    faults = tried(chromium, tmp_path, BASICS, 6, 40)
    assert faults == [], "\n".join(faults)


def test_a_sample_of_the_list_runs_nowhere(chromium: Browser, tmp_path: Path, shared: Path) -> None:
    faults = tried(chromium, tmp_path, random.Random(20261123).sample(payloads(shared), 500), 12, 40)
    assert faults == [], "\n".join(faults)


@pytest.mark.long
def test_no_line_of_the_list_runs_anywhere(chromium: Browser, tmp_path: Path, shared: Path) -> None:
    lines = payloads(shared)
    for number in range(0, len(lines), 800):
        root = tmp_path / str(number)
        faults = tried(chromium, root, lines[number : number + 800], 25, 10_000)
        assert faults == [], f"from line {number}:\n" + "\n".join(faults)


def test_a_search_for_code_only_looks_for_it(chromium: Browser, tmp_path: Path) -> None:
    write(tmp_path, BASICS, 2)
    build(Options(tmp_path, tmp_path / "output", date(2026, 11, 23)))
    lines = random.Random(len(BASICS)).sample(BASICS, times(len(BASICS)))
    asked = [f"vi/search/?q={quote(one)}" for one in lines] + [f"en/search/?q={quote(one)}" for one in ("alert script", *BASICS[:3])]
    assert look(chromium, tmp_path, asked) == []


def test_the_alarm_rings_where_something_runs(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "output/index.html"
    page.parent.mkdir()
    page.write_text("<!doctype html><title>x</title><main><img src=x onerror=alert(1)><script>alert(2)</script></main></main><p id=a><p id=a>", "utf-8")
    assert len(parsed(page)) == 4, parsed(page)
    assert any("ran alert" in one for one in look(chromium, tmp_path, [""]))
    (tmp_path / "a.csv").write_text("id\n=1+1\n", "utf-8")
    assert unreadable(tmp_path / "a.csv") == ["a.csv: =1+1"]
