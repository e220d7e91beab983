"""What the search tests share: Node, lunr.js, and text to be analysed on both sides."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from site_builder import resources
from site_builder.search import export
from site_builder.search.bundle import Bundle, bundle
from site_builder.search.client_code import client_files
from site_builder.search.collect import collect
from site_builder.search.documents import Document
from site_builder.search.whole import index
from tests.search.texts import documents

HERE = Path(__file__).parent

RunScript = Callable[..., Any]


@pytest.fixture(scope="session")
def lunr_path() -> Path:
    """Where lunr.js 2.3.9 lies: where LUNR_JS says, else where the build gathers it."""
    named = os.environ.get("LUNR_JS")
    return Path(named) if named else resources.vendor("lunr/lunr.js")


@pytest.fixture(scope="session")
def run_node(lunr_path: Path, node: str) -> RunScript:
    """Run a script of tests/search/node with a JSON payload; give the JSON it prints."""

    def run(script: str, payload: Any, *options: str) -> Any:
        environment = {**os.environ, "LUNR_JS": str(lunr_path)}
        command = [node, *options, str(HERE / "node" / script)]
        text = json.dumps(payload)
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@dataclass(frozen=True, slots=True)
class Built:
    """A search folder with its client, and the export it must equal."""

    search: Path
    export: Path
    bundle: Bundle


def build_search(folder: Path, documents: Sequence[Document], lunr: Path) -> Built:
    """Write everything below `search/`, and the export beside it."""
    search = folder / "search"
    made = bundle(documents, ["vi", "en"], len(documents))
    files = dict(made.files()) | client_files(lunr.read_text("utf-8"))
    for path, content in files.items():
        (search / path).parent.mkdir(parents=True, exist_ok=True)
        (search / path).write_bytes(content or b"")
    exported = folder / "lunr.json"
    exported.write_text("".join(export.whole(index(collect(documents)))), "utf-8")
    return Built(search, exported, made)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, lunr_path: Path) -> Built:
    """A few hundred records whose commoner words count as long and frequent."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.search.frequent.long", lambda documents: 25)
        patch.setattr("site_builder.search.frequent.several", lambda documents: 80)
        patch.setattr("site_builder.search.frequent.HEAD", 40)
        patch.setattr("site_builder.search.bundle.BUDGET", 300)
        patch.setattr("site_builder.search.shards.SMALLEST", 400)
        patch.setattr("site_builder.search.shards.VOCABULARY", 600)
        patch.setattr("site_builder.search.directory.SMALLEST", 40)
        return build_search(tmp_path_factory.mktemp("small"), documents(25), lunr_path)
