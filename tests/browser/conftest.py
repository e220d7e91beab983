"""Chromium for the tests of this room, and pages that tell when something is wrong behind the picture."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium as finder
from tests.conftest import missing


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium, one a test process."""
    path = finder.find()
    if path is None:
        missing("there is no Chromium: make test tries to get one, CHROMIUM names one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=finder.flags())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page; when the test ends it must have met no error, no broken policy, and no request to another host."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    made = context.new_page()
    faults: list[str] = []
    made.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    made.on("pageerror", lambda fault: faults.append(str(fault)))
    made.on("request", lambda asked: faults.append(f"asked {asked.url}") if _elsewhere(asked.url) else None)
    yield made
    context.close()
    assert faults == []


def _elsewhere(url: str) -> bool:
    """Whether an address leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"
