"""Give a printed sheet its paper, its years and the table it lies on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from tests.demo_pictures.press import Colours

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a sheet is made of and what happened to it; colours 0-255, the rest in parts of one."""

    colour: Colour = (233, 222, 196)
    stain: Colour = (140, 102, 56)
    edge: float = 0.2
    folds: tuple[tuple[str, float], ...] = ()
    table: Colour = (70, 66, 60)
    margin: float = 0.016
    fade: float = 0.3
    torn: float = 0.0
    spots: int = 3
    fibre: float = 0.05
    mottle: float = 0.16
    grain: float = 0.0


def blurred(values: Colours, radius: float) -> Colours:
    """Return a plane between 0 and 1, blurred."""
    picture = Image.fromarray((np.clip(values, 0, 1) * 255).astype("uint8"))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius))).astype(float) / 255


def cloud(size: tuple[int, int], cell: int, seed: int) -> Colours:
    """Return smooth noise between 0 and 1 whose hills are about `cell` pixels wide."""
    height, width = size
    rough = np.random.default_rng(seed).random((max(2, height // cell + 2), max(2, width // cell + 2)))
    smooth = Image.fromarray((rough * 255).astype("uint8")).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(smooth).astype(float) / 255


def _sheet(paper: Paper, size: tuple[int, int], seed: int) -> Colours:
    """Return bare paper: mottled, fibrous, browned at its edges, with a few rings of damp."""
    height, width = size
    mottle = 0.5 * cloud(size, 260, seed) + 0.3 * cloud(size, 60, seed + 1) + 0.2 * cloud(size, 9, seed + 2)
    fibre = blurred(cloud(size, 3, seed + 3), 1.1) - 0.5
    plane = 1 - paper.mottle * 0.6 + paper.mottle * mottle + paper.fibre * fibre
    sheet = np.array(paper.colour) / 255 * plane[..., None]
    y, x = np.mgrid[0:height, 0:width]
    inward = np.minimum(np.minimum(x, width - x) / width, np.minimum(y, height - y) / height)
    brown = np.clip(1 - inward / 0.09, 0, 1) ** 1.6 * paper.edge * (0.5 + 0.9 * cloud(size, 80, seed + 5))
    sheet = sheet * (1 - brown[..., None] * (1 - np.array(paper.stain) / 255 * 0.9))
    for k in range(paper.spots):
        sheet = sheet * (1 - _damp(size, seed + 20 + k)[..., None] * np.array([0.5, 0.8, 1.0]))
    return np.asarray(sheet)


def _damp(size: tuple[int, int], seed: int) -> Colours:
    height, width = size
    chance = np.random.default_rng(seed)
    (cx, cy), radius = chance.random(2), 0.10 + 0.14 * chance.random()
    y, x = np.mgrid[0:height, 0:width]
    away = np.hypot(x / width - cx, (y / height - cy) * height / width) / radius + 0.25 * (cloud(size, 90, seed + 40) - 0.5)
    return np.asarray(np.exp(-(((away - 1) / 0.05) ** 2)) * 0.08 + np.clip(1 - away, 0, 1) ** 0.3 * 0.05)


def _folded(sheet: Colours, folds: tuple[tuple[str, float], ...]) -> Colours:
    height, width = sheet.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    for way, place in folds:
        away = (x - width * place) if way == "v" else (y - height * place)
        shade = np.exp(-((away / 2.2) ** 2)) * 0.2 - np.exp(-(((away - 4) / 3) ** 2)) * 0.08
        sheet = sheet * (1 - shade[..., None])
    return sheet


def _laid(sheet: Colours, paper: Paper, seed: int) -> Colours:
    """Return the sheet on its table, with a soft shadow and, where torn, an uneven edge."""
    height, width = sheet.shape[:2]
    pad = int(width * paper.margin)
    if not pad:
        return sheet
    size = (height + 2 * pad, width + 2 * pad)
    table = np.array(paper.table) / 255 * (0.96 + 0.08 * cloud(size, 200, seed + 9))[..., None]
    y, x = np.mgrid[0:size[0], 0:size[1]]
    shake = paper.torn * (6 * (cloud(size, 30, seed + 12) - 0.5) + 3 * (cloud(size, 8, seed + 13) - 0.5)) + 2 * paper.torn
    inside = (x - shake > pad) & (x + shake < size[1] - pad) & (y - shake > pad) & (y + shake < size[0] - pad)
    mask = blurred(inside.astype(float), 1)
    shadow = np.roll(np.roll(blurred(mask, 12), 6, 0), 5, 1)
    table = table * (1 - 0.45 * shadow)[..., None]
    full = np.zeros((*size, 3))
    full[pad : pad + height, pad : pad + width] = sheet
    return np.asarray(table * (1 - mask[..., None]) + full * mask[..., None])


def aged(ink: Colours, paper: Paper, seed: int) -> Image.Image:
    """Return what a scanner sees: the ink on its paper, faded here and there, folded, lying on the table."""
    size = (ink.shape[0], ink.shape[1])
    kept = 1 - paper.fade * cloud(size, 36, seed + 7)[..., None]
    out = _folded(_sheet(paper, size, seed), paper.folds) * (1 - (1 - ink) * kept)
    out = _laid(out, paper, seed)
    if paper.grain:
        out = out + paper.grain * (np.random.default_rng(seed).random(out.shape[:2])[..., None] - 0.5)
    return Image.fromarray((np.clip(out, 0, 1) * 255).astype("uint8"))
