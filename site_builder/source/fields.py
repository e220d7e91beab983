"""The shape of what authors may write, read off the model's types: which keys exist, which are lists, what lies below."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from site_builder.model.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """One key: whether it holds a list, and the type of the mapping below it (None for plain values)."""

    name: str
    is_list: bool
    is_text: bool
    below: type | None


@functools.cache
def fields(kind: type) -> Mapping[str, Field]:
    """Return the keys that an author may write in a mapping of this type; `x` is written as `x_*`, so it is not one."""
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: _field(one.name, hints[one.name]) for one in dataclasses.fields(kind) if one.name != "x"}


def _field(name: str, annotation: Any) -> Field:
    annotation = _bare(annotation)
    is_list = get_origin(annotation) is tuple
    inner = _bare(get_args(annotation)[0]) if is_list else annotation
    below = inner if dataclasses.is_dataclass(inner) and isinstance(inner, type) and inner is not Text else None
    return Field(name, is_list, inner is Text, below)


def _bare(annotation: Any) -> Any:
    """Strip validators and `| None` from an annotation."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation


def at(kind: type, path: tuple[int | str, ...]) -> type | None:
    """Return the type of the mapping at a path below `kind`, None where plain values stand."""
    current: type | None = kind
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        found = fields(current).get(step)
        current = found.below if found is not None else None
    return current
