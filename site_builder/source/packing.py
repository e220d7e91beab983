"""Pack what a file says into few bytes and back, several times faster than reading the file anew."""

from __future__ import annotations

import copyreg
import dataclasses
import io
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from site_builder.model.authorities import Agent, Institution, OtherName, Place, Subject
from site_builder.model.catalogue import PublicRecord, Rung
from site_builder.model.dates import DateValue
from site_builder.model.digital import DigitalObject, PublishedFile
from site_builder.model.portal import Page
from site_builder.model.records import Code, Container, Extent, Media, Note, Record, Ref, Related
from site_builder.model.rights import Access, Basis, PublicAccess, Rights
from site_builder.model.text import Text
from site_builder.problems import Problem
from site_builder.source.catalogue import Lines, Origin
from site_builder.source.decode import Written

_PACKED = (
    Text, Ref, DateValue, Extent, Media, Note, Related, Code, Container, Access, Basis, Rights, Record, Institution, Agent, Place,
    Subject, OtherName, Page, Written, Problem, PublicRecord, PublicAccess, Rung, DigitalObject, PublishedFile,
)
_FEW = 8
_Setter = Callable[[Any, Any], None]


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """How one frozen type is taken apart and put together: its values in order, and those an author seldom states."""

    values: Callable[[Any], Any]
    setters: tuple[_Setter, ...]
    defaults: tuple[Any, ...]
    makers: tuple[tuple[int, Callable[[], Any]], ...]


def pack(decoded: object) -> bytes:
    """Return the bytes of what a file says, or of what is made of it."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = copyreg.dispatch_table | _TABLE
    pickler.dump(decoded)
    return buffer.getvalue()


def unpack(packed: bytes) -> Any:
    """Return what `pack` packed. Packed bytes hold only for the version that made them, and only from a trusted place."""
    return pickle.loads(packed)


def _shape(kind: type) -> _Shape:
    fields = dataclasses.fields(kind)
    names = tuple(field.name for field in fields)
    factories = tuple(
        (index, field.default_factory) for index, field in enumerate(fields) if field.default_factory is not dataclasses.MISSING
    )
    return _Shape(
        values=attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),),
        setters=tuple(getattr(kind, name).__set__ for name in names),
        defaults=tuple(field.default for field in fields),
        makers=factories,
    )


_SHAPES = tuple(_shape(kind) for kind in _PACKED)


def _reducer(number: int) -> Callable[[Any], tuple[Any, ...]]:
    shape = _SHAPES[number]
    if len(shape.setters) <= _FEW:
        return lambda one: (_fill, (number, shape.values(one)))
    made = frozenset(index for index, _ in shape.makers)

    def reduce(one: Any) -> tuple[Any, ...]:
        stated = [
            (index, value) for index, value in enumerate(shape.values(one))
            if value is not shape.defaults[index] and (value or index not in made)
        ]
        return _spread, (number, bytes([index for index, _ in stated]), *[value for _, value in stated])

    return reduce


def _fill(number: int, values: tuple[Any, ...]) -> Any:
    one = object.__new__(_PACKED[number])
    for setter, value in zip(_SHAPES[number].setters, values):  # noqa: B905  # as long as each other, and this is the hot loop
        setter(one, value)
    return one


def _spread(number: int, indexes: bytes, *stated: Any) -> Any:
    """Put together a type of many fields, of which an author states few."""
    shape = _SHAPES[number]
    values = list(shape.defaults)
    for index, make in shape.makers:
        values[index] = make()
    for index, value in zip(indexes, stated, strict=True):
        values[index] = value
    return _fill(number, tuple(values))


def _origin(one: Origin) -> tuple[Any, ...]:
    return _place, (one.file, one.line, tuple(one.lines), tuple(one.lines.values()), one.row)


_shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
"""The keys that records have, each list of them once."""


def _place(file: str, line: int, keys: tuple[str, ...], numbers: tuple[int, ...], row: int | None) -> Origin:
    return Origin(file, line, Lines(_shapes.setdefault(keys, keys), numbers), row)


_TABLE: dict[type, Callable[[Any], Any]] = {kind: _reducer(number) for number, kind in enumerate(_PACKED)} | {Origin: _origin}
