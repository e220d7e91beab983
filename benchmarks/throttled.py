"""Times queries typed into the search page over a slow connection: `python -m benchmarks.throttled 100000 [--search DIR]`.

Chromium at 1.6 Mbit/s with 150 ms of latency. Each query begins with an empty cache: the search page is opened, and the
words are typed and sent, letter by letter as a person does (suggestions read along) or all at once. What is timed is
from Enter to the first results.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import corpus
from benchmarks.host import Host
from benchmarks.search import Cost
from tests.browser import chromium

QUERIES = Path(__file__).parent / "queries.txt"
BYTES, LATENCY = 1_600_000 / 8, 150
LETTER = 120  # milliseconds between letters

WATCH = """() => {
  const before = document.title;
  window.shown = new Promise((resolve) => {
    new MutationObserver(() => document.title !== before && resolve(performance.now() - window.sent))
      .observe(document.head, { subtree: true, childList: true, characterData: true });
  });
  addEventListener("keydown", (event) => { if (event.key === "Enter") window.sent = performance.now(); }, true);
}"""


def site(folder: Path) -> Path:
    """Build a small portal, for its search page."""
    corpus.write_portal(20, folder / "portal")
    command = [sys.executable, "-m", "site_builder", "build", "--portal", str(folder / "portal"), "--output", str(folder / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


def _slow(page: Page) -> None:
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES, "uploadThroughput": BYTES},
    )


def ask(browser: Browser, url: str, text: str, delay: int | None) -> float:
    """Give the milliseconds from Enter to the first results."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(120_000)
    _slow(page)
    page.goto(f"{url}vi/search/", wait_until="networkidle")
    page.wait_for_selector("#q[role=combobox]")  # the page's own script runs
    page.evaluate(WATCH)
    page.focus("#q")
    if delay is None:
        page.keyboard.insert_text(text)
    else:
        page.keyboard.type(text, delay=delay)
    page.keyboard.press("Enter")
    taken: float = page.evaluate("window.shown")
    context.close()
    return taken


def measure(url: str, queries: Sequence[str]) -> None:
    """Time all queries both ways."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        for name, delay in (("all at once", None), ("typed", LETTER)):
            times = {text: ask(browser, url, text, delay) for text in queries}
            print(f"- {name}: {Cost(name, list(times.values()), 'ms').said()}", flush=True)
            slowest = sorted(times, key=lambda text: -times[text])[:5]
            print("  slowest: " + ", ".join(f"{text} {times[text]:.0f}" for text in slowest), flush=True)
        browser.close()


def main() -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--search", type=Path, help="a `search/` folder that stands already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        search = arguments.search or folder / "search"
        if not arguments.search:
            command = [sys.executable, "-m", "benchmarks.search", "--only", str(search), str(arguments.count)]
            subprocess.run(command, check=True)
        with Host(site(folder), search, folder) as host:
            measure(host.url, QUERIES.read_text("utf-8").split("\n")[:-1])


if __name__ == "__main__":
    main()
