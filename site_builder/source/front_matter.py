"""Read a Markdown file: YAML front matter between two lines of `---`, and the body below it."""

from __future__ import annotations

import re

from site_builder.problems import Problem
from site_builder.source import yaml_nodes
from site_builder.source.nodes import Node, Refused, Sheet

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def read(text: str, file: str, body_field: str) -> Sheet:
    """Return the node of a Markdown text, its body under `body_field`; raise Refused where there is no front matter."""
    lead = len(text) - len(text.lstrip("\r\n"))
    opening = _FENCE.match(text, lead)
    if opening is None:
        raise Refused(Problem(file, 1, "E115", expected="title"))
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise Refused(Problem(file, 1, "E116"))
    first_line = 1 + text.count("\n", 0, opening.end()) + 1
    front = text[opening.end() + 1 : closing.start()]
    sheet = yaml_nodes.read(front, file, first_line) if front.strip() else Sheet((Node({}, 1, {}),))
    return _with_body(sheet, text, closing.end(), file, body_field)


def _with_body(sheet: Sheet, text: str, end: int, file: str, body_field: str) -> Sheet:
    body = text[end:].strip("\r\n").rstrip()
    node = sheet.nodes[0]
    if not body:
        return sheet
    line = 1 + text.count("\n", 0, end + len(text[end:]) - len(text[end:].lstrip("\r\n")))
    if node.value.get(body_field):
        return Sheet(sheet.nodes, (*sheet.problems, Problem(file, line, "E117", body_field, key=body_field)))
    lines = {**node.lines, body_field: line}
    return Sheet((Node({**node.value, body_field: body}, node.line, lines),), sheet.problems)
