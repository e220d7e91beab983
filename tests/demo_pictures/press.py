"""Set a sheet (`sheets/<name>.html`) with open fonts and render it in Chromium to an array of colours between 0 and 1."""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

Colours = np.ndarray[Any, np.dtype[np.float64]]
SHEETS = Path(__file__).parent / "sheets"
FONTS = {
    "alfa-slab-one": "400", "anton": "400", "charm": "400", "cousine": "400", "dancing-script": "500", "great-vibes": "400",
    "literata": "400", "lobster": "400", "meow-script": "400", "old-standard-tt": "400,700", "oswald": "500", "patrick-hand": "400",
    "petit-formal-script": "400", "playfair-display": "400,700,900", "special-elite": "400", "yuji-boku": "400",
}
"""npm packages under @fontsource; Debian gives fonts-arphic-ukai, fonts-kouzan-mouhitsu and fonts-noto-cjk."""


class Press:
    """A Chromium page that prints sheets."""

    def __init__(self, page: Page, fonts: Path, folder: Path) -> None:
        self.page, self.fonts, self.folder = page, fonts, folder
        self.sheets = jinja2.Environment(loader=jinja2.FileSystemLoader(SHEETS), autoescape=False, undefined=jinja2.StrictUndefined)

    def html(self, name: str, size: tuple[int, int], **words: Any) -> str:
        """Return the page of a sheet; `dice` is its own seeded chance, so that every run draws the same."""
        links = "".join(
            f'<link rel=stylesheet href="{(self.fonts / "@fontsource" / font / weight).as_uri()}.css">'
            for font, weights in FONTS.items() for weight in weights.split(",")
        )
        dice = random.Random(f"{name}{sorted(words.items())}")
        return self.sheets.get_template(f"{name}.html").render(links=links, width=size[0], height=size[1], dice=dice, **words)

    def load(self, name: str, size: tuple[int, int], **words: Any) -> None:
        """Open a sheet and wait until its fonts are there."""
        path = self.folder / f"{name}.html"
        path.write_text(self.html(name, size, **words), encoding="utf-8")
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.goto(path.as_uri())
        self.page.evaluate("document.fonts.ready")

    def print(self, name: str, size: tuple[int, int], **words: Any) -> Colours:
        """Return a sheet as colours: height × width × 3, between 0 (ink) and 1 (bare paper)."""
        self.load(name, size, **words)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        return np.asarray(picture).astype(float) / 255

    def pdf(self, name: str, to: Path, **words: Any) -> None:
        """Print a sheet of several pages as a PDF with text."""
        self.load(name, (900, 1270), **words)
        self.page.pdf(path=to, format="A4", print_background=True, tagged=True)


@contextmanager
def press(fonts: Path) -> Iterator[Press]:
    """Start a press; `fonts` is the node_modules folder that holds @fontsource."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        yield Press(browser.new_page(), fonts.resolve(), Path(folder))
        browser.close()
