"""Draw the demonstration's pictures into collections/: all, or those whose path holds one of the words given."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import yaml

from tests.demo_pictures.paper import Paper, aged
from tests.demo_pictures.press import Press, press

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUALITY = 66


def _paper(told: dict[str, Any], papers: dict[str, Any]) -> Paper:
    """Return the paper that a picture names, with what it says of its own."""
    told = dict(told)
    kind = papers[told.pop("kind", "plain")] | told
    folds = tuple((str(way), float(place)) for way, place in kind.get("folds", ()))
    rest: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kind.items() if key != "folds"}
    return Paper(folds=folds, **rest)


def draw(one: dict[str, Any], papers: dict[str, Any], on: Press) -> str:
    """Draw one picture and return what was made."""
    path = ROOT / "collections" / one["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".pdf":
        on.pdf(one["sheet"], path)
        return f"{one['path']}: {path.stat().st_size // 1000} kB"
    ink = on.print(one["sheet"], tuple(one["size"]), **one.get("words", {}))
    picture = aged(ink, _paper(one.get("paper", {}), papers), sum(map(ord, one["path"])))
    picture.save(path, quality=one.get("quality", QUALITY), optimize=True, progressive=True)
    return f"{one['path']}: {picture.width} × {picture.height}, {path.stat().st_size // 1000} kB"


def main() -> None:
    """Draw what the command line asks for."""
    asked = argparse.ArgumentParser(prog="python -m tests.demo_pictures", description=__doc__)
    asked.add_argument("words", nargs="*", help="parts of the paths of the pictures to draw; all if none is given")
    asked.add_argument("--fonts", type=Path, default=ROOT / "node_modules", help="the folder that holds @fontsource")
    options = asked.parse_args()
    told = yaml.safe_load((HERE / "pictures.yaml").read_text(encoding="utf-8"))
    with press(options.fonts) as on:
        for one in told["pictures"]:
            if not options.words or any(word in one["path"] for word in options.words):
                print(draw(one, told["papers"], on), flush=True)  # noqa: T201 - a person waits for it


if __name__ == "__main__":
    main()
