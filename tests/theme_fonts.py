"""Cuts the theme's fonts to what Vietnamese, English and French need: `python -m tests.theme_fonts`, after `npm ci`.

A reader loads four of them with the first page, so that every kilobyte counts. Letters beyond these come from the
reader's own fonts.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "themes/plain/assets"
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x100), *range(0x1EA0, 0x1EFA)))) + "ĂăĐđĨĩŨũƠơƯưŒœ"
SIGNS = "\u00a0§©«°·»\u0300\u0301\u0303\u0309\u0323\u2009–—‘’“”•…′₫€↑↓−"
WEIGHTS = (400, 650)
FONTS = {
    **{
        f"literata-{part}-400-{style}.woff2": "@fontsource/literata/files"
        for part in ("latin", "vietnamese") for style in ("normal", "italic")
    },
    **{f"source-sans-3-{part}-wght-normal.woff2": "@fontsource-variable/source-sans-3/files" for part in ("latin", "vietnamese")},
}


def cut(source: Path) -> bytes:
    """Return a font with the letters and signs that are kept, and of its weights those that the theme uses."""
    options = subset.Options()
    options.flavor, options.hinting, options.layout_features = "woff2", False, ["kern"]
    options.drop_tables += ["MVAR", "STAT", "HVAR"]
    font: Any = subset.load_font(io.BytesIO(source.read_bytes()), options)
    if "fvar" in font:
        instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain)
        font = TTFont(io.BytesIO(plain.getvalue()), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS + SIGNS)
    subsetter.subset(font)
    made = io.BytesIO()
    font.flavor = "woff2"
    font.save(made)
    return made.getvalue()


def main() -> None:
    """Write every font, and the licences beside them."""
    for name, place in FONTS.items():
        (ASSETS / name).write_bytes(cut(ROOT / "node_modules" / place / name))
    for package in ("@fontsource/literata", "@fontsource-variable/source-sans-3"):
        licence = (ROOT / "node_modules" / package / "LICENSE").read_bytes()
        (ASSETS / f"{package.rpartition('/')[2]}-licence.txt").write_bytes(licence)


if __name__ == "__main__":
    main()
