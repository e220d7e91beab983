"""A digest of frozen values, equal for equal values in every run of one version of the program."""

from __future__ import annotations

import hashlib
import io
import pickle


def digest(*values: object) -> str:
    """Return 32 hexadecimal digits of everything in `values`.

    The pickler's memo is off, since it would tell apart equal values that share parts from those that do not; so values
    must not contain themselves, and dicts count in the order they were filled.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(values)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=16).hexdigest()
