"""A digest of frozen values, equal for equal values in every run of one version of the program."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pickle
from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from typing import Any

_Reduced = tuple[type, tuple[Any, ...]]


def digest(*values: object) -> str:
    """Return 32 hexadecimal digits of everything in `values`.

    The pickler's memo is off, since it would tell apart equal values that share parts from those that do not; so values
    must not contain themselves, and dicts count in the order they were filled.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dispatch_table = _REDUCERS
    pickler.dump(values)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=16).hexdigest()


def combined(*digests: str) -> str:
    """Return the digest of words without spaces, such as digests are: much faster than that of any values."""
    return hashlib.blake2b(" ".join(digests).encode(), digest_size=16).hexdigest()


class _Reducers(dict[type, Callable[[Any], _Reduced]]):
    """How each frozen type and each word of a closed list is taken apart, in a tenth of the time of the usual way."""

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        if issubclass(kind, Enum):
            return self.setdefault(kind, lambda one: (kind, (one.value,)))
        if not dataclasses.is_dataclass(kind):
            raise KeyError(kind)
        names = tuple(field.name for field in dataclasses.fields(kind))
        several = attrgetter(*names) if len(names) > 1 else None

        def reduced(one: Any) -> _Reduced:
            return kind, several(one) if several else tuple(getattr(one, name) for name in names)

        self[kind] = reduced
        return reduced


_REDUCERS = _Reducers()
