"""Read JSON lines as the nodes that YAML would give: one object a line, for collections that programs write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from site_builder.problems import Problem
from site_builder.source.nodes import Node, Refused, Sheet, control_in
from site_builder.source.yaml_nodes import DEEPEST


def read(text: str, file: str) -> Sheet:
    """Return one node a line that holds anything; a line that cannot be read is a problem, and the others are read."""
    problems: list[Problem] = []
    return Sheet(tuple(_nodes(text, file, problems)), tuple(problems))


def _nodes(text: str, file: str, problems: list[Problem]) -> Iterator[Node]:
    number = 0
    for line, written in enumerate(text.split("\n"), 1):
        if not written or written.isspace():
            continue
        number += 1
        try:
            value = _Line(file, line, problems).read(written)
        except Refused as refused:
            problems.append(refused.problem)
        else:
            yield Node(value, line, {}, row=number)


class _Line:
    """One line: what is wrong with it is told with its number."""

    def __init__(self, file: str, number: int, problems: list[Problem]) -> None:
        self.file = file
        self.number = number
        self.problems = problems

    def refuse(self, code: str, found: str = "", expected: str = "") -> Refused:
        return Refused(Problem(self.file, self.number, code, found, expected))

    def read(self, written: str) -> dict[str, Any]:
        """Return the object of a line with all its values as text, as YAML's are."""
        try:
            value = json.loads(
                written, object_pairs_hook=self.object, parse_int=str, parse_float=str, parse_constant=str,
            )  # fmt: skip
        except json.JSONDecodeError as fault:
            raise self.refuse("E139", written[max(0, fault.pos - 20) :].strip() or written.strip(), f"{fault.pos + 1}") from None
        except RecursionError:
            raise self.refuse("E113", expected=str(DEEPEST)) from None
        if not isinstance(value, dict):
            raise self.refuse("E105", written.strip())
        found: dict[str, Any] = self.typed(value, 1)
        return found

    def object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make a mapping; of a key written twice the first value stays."""
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                self.problems.append(Problem(self.file, self.number, "E110", key, str(self.number), key=key))
            found.setdefault(self.words(key), value)
        return found

    def typed(self, value: Any, depth: int) -> Any:
        if depth > DEEPEST:
            raise self.refuse("E113", expected=str(DEEPEST))
        if isinstance(value, dict):
            return {key: self.typed(one, depth + 1) for key, one in value.items()}
        if isinstance(value, list):
            return [self.typed(one, depth + 1) for one in value]
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.words(value) if isinstance(value, str) else value

    def words(self, value: str) -> str:
        """Return a text, unless an escape has brought in what no text holds."""
        if control_in(value):
            raise self.refuse("E103", control_in(value))
        surrogate = next((one for one in value if "\ud800" <= one <= "\udfff"), "") if not value.isascii() else ""
        if surrogate:
            raise self.refuse("E103", f"U+{ord(surrogate):04X}")
        return value
