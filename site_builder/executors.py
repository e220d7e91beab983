"""Who works on pictures: the processes of this machine, or workers elsewhere, hired by an address such as `dask://host:8786`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from site_builder.fingerprint import fingerprint
from site_builder.state import Refused

_PATIENCE = "10s"


@contextmanager
def hired(address: str | None) -> Iterator[Executor | None]:
    """Provide the executor that an address names, None without one.

    Raises Refused: `executor.unknown` and `executor.silent` (with `address`), `executor.missing` where the extra is not
    installed, `executor.other` where workers run another version of the program or of its libraries (with `names`).
    """
    if address is None:
        yield None
        return
    kind, _, place = address.partition("://")
    if kind != "dask" or not place:
        raise Refused("executor.unknown", address=address)
    try:
        from distributed import Client  # an extra, and slow to load
    except ImportError:
        raise Refused("executor.missing") from None
    try:
        client = Client(f"tcp://{place}", timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fault:
        raise Refused("executor.silent", address=address, reason=fault) from None
    with client:
        versions = client.run(fingerprint)
        others = sorted(name for name, version in versions.items() if version != fingerprint())
        if others or not versions:
            raise Refused("executor.other", names=", ".join(others) or "0")
        yield client.get_executor()  # type: ignore[no-untyped-call]
