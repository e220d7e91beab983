"""The harness of these tests: a folder is served as hosts serve it, and nothing wrong goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium as finder
from tests.conftest import Serve

pytestmark = pytest.mark.browser


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<meta charset="utf-8"><link rel="icon" href="data:,"><title>{content}</title>', encoding="utf-8")
    return folder


def test_a_folder_is_served_at_the_root_and_under_a_path(tmp_path: Path, page: Page, served: Serve) -> None:
    folder = write(tmp_path, index_html="home", vi__index_html="nhà")
    for under in ("/", "/archive/"):
        server = served(folder, under)
        page.goto(server.url)
        assert page.title() == "home"
        page.goto(server.url + "vi/")
        assert page.title() == "nhà"
        assert server.asked[-1] == "vi/"


def test_what_is_missing_shows_the_sites_own_page(tmp_path: Path, chromium: Browser, served: Serve) -> None:
    server = served(write(tmp_path, **{"404_html": "lost"}), "/archive/")
    visited = chromium.new_page()
    for address in (server.url + "none/", server.url.replace("/archive/", "/elsewhere/")):
        answer = visited.goto(address)
        assert answer is not None
        assert (answer.status, visited.title()) == (404, "lost")
    visited.close()


def test_a_chromium_named_in_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "my-chromium"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(own))
    assert finder.find() == str(own)
