"""The portal on this machine while it is being written: built, served, and built again on every change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
from watchfiles import watch

from site_builder.order import Built, Options
from site_builder.spoken import say

Run = Callable[[Options], Built | None]
_WAIT = 15.0
"""Seconds for which a page's question whether there is anything new is left unanswered."""
_RELOAD = b"""<script>(async()=>{for(let n="";;){try{const r=await fetch("/__build?"+n,{cache:"no-store"});const t=await r.text();
if(n!==""&&t!==n)location.reload();n=t}catch{await new Promise(d=>setTimeout(d,1000))}}})()</script>"""


class PortTaken(Exception):
    """Another program listens on the port."""


class _Builds:
    """How often the site was built, for pages to notice."""

    def __init__(self) -> None:
        self.number = 0
        self._changed = threading.Condition()

    def one_more(self) -> None:
        """Let pages know that there is something new."""
        with self._changed:
            self.number += 1
            self._changed.notify_all()

    def after(self, number: str) -> str:
        """Return the number of builds as soon as it is another than a page knows, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.number) != number, _WAIT)
            return str(self.number)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the output; HTML pages get a line of script that reloads them, and without the policy that would forbid it."""

    def __init__(self, *arguments: Any, builds: _Builds, **more: Any) -> None:
        self._builds = builds
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        if self.path.startswith("/__build"):
            self._send(self._builds.after(self.path.partition("?")[2]).encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            self._send(_watched(page.read_bytes()), "text/html; charset=utf-8")
        elif not path.exists():
            missing = Path(self.directory) / "404.html"
            self._send(_watched(missing.read_bytes()) if missing.is_file() else b"404", "text/html; charset=utf-8", 404)
        else:
            super().do_GET()

    def _send(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        return


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A page asks for more files at once than the five connections that wait by default."""


def _watched(page: bytes) -> bytes:
    policy = page.find(b'<meta http-equiv="Content-Security-Policy"')
    if policy >= 0:
        page = page[:policy] + page[page.index(b">", policy) + 1 :]
    return page.replace(b"</body>", _RELOAD + b"</body>", 1)


def serve(options: Options, port: int, run: Run) -> None:
    """Build and serve on 127.0.0.1 until interrupted; raises PortTaken."""
    run(options)
    options.output.mkdir(exist_ok=True)
    builds = _Builds()
    try:
        server = _Server(("127.0.0.1", port), partial(_Handler, directory=str(options.output), builds=builds))
    except OSError:
        raise PortTaken from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(say("serve.at", address=f"http://127.0.0.1:{port}/"))
    try:
        _rebuild(options, run, builds)
    finally:
        server.shutdown()


def _rebuild(options: Options, run: Run, builds: _Builds) -> None:
    """Build after each change of what authors write, until interrupted."""
    ignored = (options.output, options.portal / ".site-builder", options.portal / ".git")
    theirs = partial(_is_theirs, ignored)
    for _ in watch(
        options.portal, watch_filter=lambda _, path: theirs(path), debounce=100, step=20, raise_interrupt=False
    ):
        before = builds.number
        built = run(replace(options, shown=builds.one_more))
        if built is not None:
            if builds.number == before:
                builds.one_more()
            click.echo(say("serve.rebuilt", seconds=f"{built.total:.1f}"))
        del built  # and what it was made of, before the next is read


def _is_theirs(ignored: tuple[Path, ...], path: str) -> bool:
    changed = Path(path)
    hidden = any(part.startswith((".venv", ".git", "__pycache__", "node_modules")) for part in changed.parts)
    return not hidden and not any(changed.is_relative_to(one) for one in ignored)
