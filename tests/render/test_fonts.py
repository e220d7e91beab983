"""The theme's fonts have every letter they are for, in the weights that its styles ask for, and few bytes."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont

from tests import theme_fonts
from tests.conftest import CHECKOUT

ASSETS = CHECKOUT / "themes/plain/assets"
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
FRENCH = "àâæçéèêëîïôœùûü"


def opened(name: str) -> TTFont:
    return TTFont(io.BytesIO((ASSETS / name).read_bytes()))


def letters(*names: str) -> set[str]:
    return {chr(code) for name in names for code in opened(name).getBestCmap()}


@pytest.mark.parametrize("kind", ["literata-{}-400-normal", "literata-{}-400-italic", "source-sans-3-{}-wght-normal"])
def test_every_letter_of_the_three_languages_is_there(kind: str) -> None:
    both = letters(*(f"{kind.format(part)}.woff2" for part in ("latin", "vietnamese")))
    assert set(VIETNAMESE + VIETNAMESE.upper() + FRENCH + FRENCH.upper() + "0123456789₫–“”«»…") <= both


def test_the_fonts_of_a_first_page_take_few_bytes() -> None:
    assert sum((ASSETS / name).stat().st_size for name in theme_fonts.FONTS if "italic" not in name) < 43_000


def test_the_weights_of_the_styles_are_those_that_were_kept() -> None:
    axis = opened("source-sans-3-latin-wght-normal.woff2")["fvar"].axes[0]
    assert (axis.minValue, axis.maxValue) == theme_fonts.WEIGHTS
    css = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "themes/plain").rglob("*.css") if path.name != "fonts.css")
    used = {int(weight) for weight in re.findall(r"font(?:-weight)?:\s*(\d{3})\b", css)}
    assert used and theme_fonts.WEIGHTS[0] <= min(used) and max(used) <= theme_fonts.WEIGHTS[1]


def test_a_font_is_cut_alike_each_time() -> None:
    name = "literata-vietnamese-400-normal.woff2"
    source = CHECKOUT / "node_modules" / theme_fonts.FONTS[name] / name
    assert theme_fonts.cut(source) == theme_fonts.cut(source)
