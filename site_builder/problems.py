"""What is wrong with what authors wrote: a code, a place, and words in Vietnamese and English that say the way out."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import yaml

Severity = Literal["error", "warning"]
FOUND_LENGTH = 80
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: `E…` codes are errors, `W…` codes warnings.

    `file` is POSIX and relative to the portal. `key` is the dotted path of the key as its author would say it;
    `found` is what stands there, `expected` what belongs there, `nearest` the right word closest to it.
    """

    file: str
    line: int
    code: str
    found: str = ""
    expected: str = ""
    nearest: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", cut(self.found))

    @property
    def severity(self) -> Severity:
        """Whether the build stops."""
        return "error" if self.code.startswith("E") else "warning"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one code in one language: what is wrong, and the way out."""

    says: str
    fix: str


def cut(found: str) -> str:
    """Return what was found on one line, without invisible characters, of at most 80 characters."""
    line = " ".join(_INVISIBLE.sub(" ", found).split())
    return line if len(line) <= FOUND_LENGTH else line[: FOUND_LENGTH - 1] + "…"


@functools.cache
def messages() -> Mapping[str, Mapping[str, Words]]:
    """Return the words of every code by language, from `problems.yaml`."""
    source = resources.files("site_builder").joinpath("problems.yaml").read_text(encoding="utf-8")
    table = yaml.load(source, Loader=yaml.CSafeLoader)
    return {
        code: {language: Words(says=pair[0], fix=pair[1]) for language, pair in by_language.items()}
        for code, by_language in table.items()
    }


_DID_YOU_MEAN = {"vi": "Có phải “{nearest}”?", "en": "Did you mean “{nearest}”?"}


def render(problem: Problem, language: str) -> str:
    """Return the whole message on one line: what is wrong, the nearest right word, the way out."""
    words = messages()[problem.code][language]
    parts = [words.says, _DID_YOU_MEAN[language] if problem.nearest else "", words.fix]
    slots = {"found": problem.found, "expected": problem.expected, "nearest": problem.nearest, "key": problem.key}
    return " ".join(part.format_map(slots) for part in parts if part)


def line(problem: Problem, language: str) -> str:
    """Return `file:line: CODE message`, never wrapped, as a pipe wants it."""
    return f"{cut_path(problem.file)}:{problem.line}: {problem.code} {render(problem, language)}"


def cut_path(path: str) -> str:
    """Return a path on one line whatever characters its name holds."""
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", path)


def as_json(problem: Problem, language: str) -> dict[str, str | int]:
    """Return what `check --format json` says of a problem."""
    return {
        "code": problem.code, "severity": problem.severity, "file": cut_path(problem.file), "line": problem.line,
        "key": problem.key, "found": problem.found, "expected": problem.expected, "nearest": problem.nearest,
        "message": render(problem, language),
    }


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file, line and code, each once."""
    return sorted(set(problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to `word`, or nothing."""
    folded = {one.lower(): one for one in known}
    close = difflib.get_close_matches(word.strip().lower().replace(" ", "_").replace("-", "_"), folded, n=1, cutoff=0.6)
    close = close or difflib.get_close_matches(word.strip().lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
