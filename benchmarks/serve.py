"""How long after a save the page of a record shows it, with `serve` running: `python -m benchmarks.serve 10000`."""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from benchmarks.corpus import write_portal

EDITS, PAUSE = 7, 4.0


def _got(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def measure(count: int, root: Path) -> list[float]:
    """Edit the title of a record again and again; return the seconds until its page has the new one."""
    write_portal(count, root)
    file = sorted(root.glob("collections/c*/*/*.yaml"))[count // 2]
    before, seconds = file.read_text("utf-8"), list[float]()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "site_builder", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{port}/"
        next(line for line in process.stdout if address in line)
        for number in range(EDITS):
            known, began = _got(f"{address}__build?"), time.perf_counter()
            file.write_text(
                before.replace('title: {"', f'identifier: "Saved-{number}"\ntitle: {{"').replace('\nidentifier: "VN', '\n# "VN'),
                "utf-8",
            )
            while f"Saved-{number}" not in _got(f"{address}vi/records/{file.stem}/"):
                known = _got(f"{address}__build?{known}")
            seconds.append(time.perf_counter() - began)
            time.sleep(PAUSE)  # the search follows the pages
        process.terminate()
    return seconds


def main() -> None:
    """Measure each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as name:
            seconds = measure(count, Path(name) / "portal")
            print(
                f"- {count:,} records: {statistics.median(seconds):.2f} s from a save to the page, at most {max(seconds):.2f} s"
            )


if __name__ == "__main__":
    main()
