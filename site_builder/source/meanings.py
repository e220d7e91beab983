"""What each field of a record says, in plain words: for the guide's data dictionary and for the schemas of editors."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


@cache
def meanings() -> dict[str, dict[str, str]]:
    """Return the meaning of each field by language, from `meanings.yaml`."""
    source = resources.files("site_builder.source").joinpath("meanings.yaml").read_text(encoding="utf-8")
    return {name: dict(zip(("vi", "en"), said, strict=True)) for name, said in yaml.load(source, Loader=yaml.CSafeLoader).items()}
