"""Days, fields and rules of embargoes in the words that readers of the access report know from the site."""

from __future__ import annotations

import functools

from site_builder import resources
from site_builder.render.strings import Strings, read_strings
from site_builder.source.embargo import read_rule
from site_builder.spoken import language, say


@functools.cache
def _strings(tongue: str) -> Strings:
    return read_strings([resources.themes() / "plain"], tongue)


def day(iso: str) -> str:
    """Write a day as the language does, and by whom if that follows; what is no date stays as it is."""
    first, mark, rest = iso.partition(", ")
    try:
        return _strings(language()).date(first) + mark + rest
    except (ValueError, KeyError):
        return iso


def field(name: str) -> str:
    """Name a field of a record; one that an archive added by its own name."""
    try:
        return _strings(language()).t(f"field.{name}")
    except KeyError:
        return name


def rule(written: str) -> str:
    """Say what an embargo counts from; a rule that cannot be read as it is written."""
    found = read_rule(written)
    return say(f"access.rule.{found.counted}", count=found.years) if found else written
