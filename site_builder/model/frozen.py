"""Frozen dataclasses for what is made by the million."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(made: type[T]) -> type[T]:
    """Make a dataclass with slots that is frozen for the type checker alone.

    Python's own frozen dataclasses set each field through `object.__setattr__`: three to six times the time, which was 4 % of
    a whole build.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)
