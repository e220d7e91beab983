"""What the commands say, in Vietnamese or English."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from importlib import resources

import yaml

LANGUAGES = ("vi", "en")


def language() -> str:
    """Return the language of messages: `SITE_BUILDER_LANG`, else the locale's, else English."""
    for name in ("SITE_BUILDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "").replace("_", "-").split("-")[0].split(".")[0].lower()
        if tag:
            return tag if tag in LANGUAGES else "en"
    return "en"


def say(key: str, **values: object) -> str:
    """Return the words of a key in the reader's language; `{count:record|records}` is a number with its noun."""
    counted = {name: Counted(value) if type(value) is int else value for name, value in values.items()}
    return words()[key][LANGUAGES.index(language())].format(**counted)


class Counted(int):
    """A number that takes its noun along: one, or more than one (Vietnamese nouns do not tell them apart)."""

    def __format__(self, nouns: str) -> str:
        """Return the number, and the noun where both its forms are given."""
        one, bar, more = nouns.partition("|")
        return f"{int(self)} {one if self == 1 else more}" if bar else format(int(self), nouns)


@functools.cache
def words() -> Mapping[str, tuple[str, str]]:
    """Return every key with its Vietnamese and English words."""
    source = resources.files("site_builder").joinpath("spoken.yaml").read_text(encoding="utf-8")
    table = yaml.load(source, Loader=yaml.CSafeLoader)
    return {key: (pair[0], pair[1]) for key, pair in table.items()}
