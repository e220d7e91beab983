"""Find a Chromium, or get one where that is allowed: the system's own, Playwright's, Debian's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import nginx

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync", "--hide-scrollbars",
    "--no-first-run",
)
SECONDS = 600


def flags() -> list[str]:
    """Return what Chromium is started with; as root its sandbox cannot work."""
    return [*QUIET, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(QUIET)


def find() -> str | None:
    """Return the path of a Chromium on this machine: the one CHROMIUM names, the system's, or Playwright's."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def get() -> str | None:
    """Install a Chromium and return its path; None where nothing worked."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = "apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium"
        ways.insert(0, ["sh", "-c", install])
    for way in ways:
        print(f"No Chromium here; trying: {' '.join(way)}", flush=True)
        try:
            subprocess.run(way, timeout=SECONDS, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        except subprocess.TimeoutExpired:
            continue
        if found := find():
            return found
    return None


def main() -> int:
    """Make sure there is a Chromium, or say plainly that there is none; in continuous integration that is a fault."""
    path = find() or get()
    if not (nginx.find() or nginx.get()):
        print("No nginx was found and none could be installed: the tests that serve a site by it will be skipped.")
    if path:
        print(f"Browser tests run in {path}")
        return 0
    print("No Chromium was found and none could be installed: the browser tests will be skipped. Set CHROMIUM to the path of one.")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
