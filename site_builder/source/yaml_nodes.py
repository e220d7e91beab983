"""Read YAML as typed text with the line of every key, through the C parser's events, so that no depth can overflow it."""

from __future__ import annotations

from sys import intern
from typing import Any

import yaml
from yaml._yaml import CParser

from site_builder.problems import Problem
from site_builder.source.nodes import Node, Refused, Sheet, control_in
from site_builder.source.yaml_faults import fault

DEEPEST = 100


class _Frame:
    """One open mapping or list: what it holds, its dotted path with a dot at the end, the key that waits for a value."""

    __slots__ = ("holder", "key", "keys", "path")

    def __init__(self, holder: dict[str, Any] | list[Any], path: str) -> None:
        self.holder = holder
        self.path = path
        self.key: str | None = None
        self.keys: dict[str, int] = {}


class _Builder:
    """Builds the one value of a file from events; raises Refused at what is never read."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.stack: list[_Frame] = []
        self.value: Any = None
        self.documents = 0

    def refuse(self, code: str, line: int, found: str = "", expected: str = "") -> Refused:
        return Refused(Problem(self.file, line, code, found, expected))

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.refuse("E114", event.start_mark.line + self.first_line)

    def scalar(self, event: Any) -> None:
        line = event.start_mark.line + self.first_line
        if event.anchor is not None:
            raise self.refuse("E111", line, f"&{event.anchor}")
        if event.tag is not None:
            raise self.refuse("E112", line, event.tag)
        text: str | None = event.value
        if event.style == '"' and control_in(event.value):
            raise self.refuse("E103", line, control_in(event.value))
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.holder) is dict:
            self.open_key(frame, event.value, line)
        else:
            self.put(None if not text and event.implicit[0] else text, line)

    def open_key(self, frame: _Frame, key: str, line: int) -> None:
        frame.key = key
        if key in frame.keys:
            self.problems.append(Problem(self.file, line, "E110", key, str(frame.keys[key]), key=frame.path + key))
        else:
            frame.keys[key] = self.lines[intern(frame.path + key)] = line

    def put(self, value: Any, line: int) -> str:
        """Put a value where it belongs and return its dotted path; of a key written twice the first value stays."""
        if not self.stack:
            self.value = value
            return ""
        frame = self.stack[-1]
        if type(frame.holder) is list:
            path = intern(f"{frame.path}{len(frame.holder)}")
            self.lines[path] = line
            frame.holder.append(value)
            return path
        assert frame.key is not None and type(frame.holder) is dict
        key, frame.key = frame.key, None
        frame.holder.setdefault(key, value)
        return frame.path + key

    def begin(self, event: Any, holder: dict[str, Any] | list[Any]) -> None:
        line = event.start_mark.line + self.first_line
        if event.anchor is not None:
            raise self.refuse("E111", line, f"&{event.anchor}")
        if event.tag is not None:
            raise self.refuse("E112", line, event.tag)
        if len(self.stack) >= DEEPEST:
            raise self.refuse("E113", line, expected=str(DEEPEST))
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.holder) is dict:
            raise self.refuse("E120", line, "[…]" if type(holder) is list else "{…}")
        path = self.put(holder, line)
        self.stack.append(_Frame(holder, f"{path}." if path else ""))

    def mapping(self, event: Any) -> None:
        self.begin(event, {})

    def sequence(self, event: Any) -> None:
        self.begin(event, [])

    def end(self, event: Any) -> None:
        self.stack.pop()

    def alias(self, event: Any) -> None:
        raise self.refuse("E111", event.start_mark.line + self.first_line, f"*{event.anchor}")


_STEPS = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingEndEvent: _Builder.end,
    yaml.SequenceEndEvent: _Builder.end,
    yaml.AliasEvent: _Builder.alias,
    yaml.DocumentStartEvent: _Builder.document,
}


def read(text: str, file: str, first_line: int = 1) -> Sheet:
    """Return the one node of a YAML text; raise Refused where it cannot be read or is no mapping."""
    builder = _Builder(file, first_line)
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            step = _STEPS.get(type(event))
            if step is not None:
                step(builder, event)
    except yaml.YAMLError as error:
        raise Refused(fault(error, text, file, first_line)) from None
    return Sheet((_node(builder, text),), tuple(builder.problems))


def _node(builder: _Builder, text: str) -> Node:
    if builder.value is None:
        raise builder.refuse("E104", builder.first_line)
    if not isinstance(builder.value, dict):
        words = builder.value if isinstance(builder.value, str) else text.strip()
        raise builder.refuse("E105", builder.first_line, words)
    line = min(builder.lines.values(), default=builder.first_line)
    return Node(builder.value, line, builder.lines)
