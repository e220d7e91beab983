"""Measures what is asked for: `make bench ARGS="build 1000 10000"`, or `search`, `corpora`, `corpus`, each with its own words; all at 1,000 records unasked."""

import runpy
import sys

KNOWN = ("build", "search", "corpora", "corpus")


def main(words: list[str]) -> None:
    """Run one measurement, or the two that need nothing but a network for the peers."""
    if words and words[0] not in KNOWN:
        raise SystemExit(f"{words[0]}: one of {', '.join(KNOWN)} is asked for, and then its own words")
    for name, more in [(words[0], words[1:])] if words else [("build", ["1000"]), ("search", ["1000"])]:
        sys.argv = [f"benchmarks.{name}", *more]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
