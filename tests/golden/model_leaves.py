"""Walks the types of the model and its values down to what a page can show."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from site_builder.model.text import Text


def paths(kind: type, above: tuple[str, ...] = (), seen: frozenset[type] = frozenset()) -> Iterator[str]:
    """Yield the dotted path of every leaf of a type: `access.basis.citation`, `dates.edtf`."""
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        here = (*above, field.name)
        inner = [one for one in _inside(hints[field.name]) if hasattr(one, "__dataclass_fields__") and one is not Text and one not in seen]
        if not inner:
            yield ".".join(here)
        for one in inner:
            yield from paths(one, here, seen | {kind})


def _inside(hint: Any) -> Iterator[type]:
    """Yield the classes within optional, annotated and repeated types."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _inside(get_args(hint)[0])
    elif origin in (Union, types.UnionType, tuple):
        for one in get_args(hint):
            yield from _inside(one)
    elif origin is not Literal and isinstance(hint, type):
        yield hint


def leaves(value: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every filled leaf of a value with its path; the values of a list share one."""
    if value is None or value == () or value == {} or value == "" or (isinstance(value, Text) and not value):
        return
    if isinstance(value, tuple):
        for one in value:
            yield from leaves(one, above)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from leaves(one, above)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Text):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), (*above, field.name))
    else:
        yield ".".join(above), value
