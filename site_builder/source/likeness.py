"""Finds names that are nearly alike, for an archivist to judge: Nguyễn Du and Nguyen Du, hoà and hòa, Du Nguyễn."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.model.collation import fold

_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def alike(used: Mapping[str, int], known: Mapping[str, str], persons: bool) -> Iterator[tuple[str, str]]:
    """Yield (name, the usual one that it resembles), each name once, in order.

    `used` counts the names without authority record; `known` leads from the names of authority records, other names too, to
    the preferred one. The names of persons are compared in any order of their words, others only around a comma.
    """
    usual_of: dict[str, str] = {}
    names = [*used, *(name for name in known if name not in used)]
    near = _together(names, {name: _gist(name) for name in names})
    for suspects, candidates in (pair for group, _ in near for pair in _groups(group, persons)):
        usual = max(candidates, key=lambda name: (name in known, used.get(name, 0), name))
        for name in suspects:
            if name in used and name not in known and name != usual:
                usual_of.setdefault(name, known.get(usual, usual))
    yield from sorted(usual_of.items())


def _groups(names: list[str], persons: bool) -> Iterator[tuple[list[str], list[str]]]:
    """Yield suspects and what they may stand for: what sounds alike, what lacks marks, what has its words in another order."""
    spoken = {name: sounds(name) for name in names}
    yield from _together(names, spoken)
    plain = {name: fold(spoken[name]) for name in names}
    yield from _unmarked(names, spoken, plain, plain)
    turned = {name for name in names if " " in spoken[name] and (persons or "," in name)}
    if turned:
        ordered = {name: " ".join(sorted(spoken[name].split())) for name in names}
        yield from (pair for pair in _together(names, ordered) if not turned.isdisjoint(pair[0]))
        folded = {name: " ".join(sorted(plain[name].split())) for name in names}
        yield from (pair for pair in _unmarked(names, spoken, plain, folded) if not turned.isdisjoint((*pair[0], *pair[1])))


def _together(names: list[str], same: Mapping[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[same[name]].append(name)
    return ((group, group) for key, group in groups.items() if key and len(group) > 1)


def _unmarked(
    names: list[str], spoken: Mapping[str, str], plain: Mapping[str, str], same: Mapping[str, str],
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the names without marks beside the marked ones they may stand for; two marked ones are two names."""
    for group, _ in _together(names, same):
        marked = [name for name in group if spoken[name] != plain[name]]
        if marked:
            yield [name for name in group if spoken[name] == plain[name]], marked


def _gist(name: str) -> str:
    """Return what all names that may be alike share: their words without marks, in one order."""
    return " ".join(sorted(_WORD.findall(fold(name))))


def sounds(name: str) -> str:
    """Return what is equal for spellings of one name: case, blanks, punctuation, hòa or hoà."""
    words = _WORD.findall(unicodedata.normalize("NFC", name).casefold())
    return " ".join(map(_toneless, words))


def _toneless(word: str) -> str:
    """Return a word with its tone behind it."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(one for one in parts if one not in _TONES) + "".join(one for one in parts if one in _TONES)
