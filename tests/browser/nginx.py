"""nginx on a free port of this machine, serving a folder under a path, as a plain shared host would."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen


def find() -> str | None:
    """Return the path of nginx, or None."""
    return shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx", "/usr/local/sbin/nginx") if Path(path).is_file()), None)


def get() -> str | None:
    """Install nginx where that is allowed, and return its path; None where it is not."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("No nginx here; trying Debian's package", flush=True)
        install = "apt-get update -qq && apt-get install -qq -y --no-install-recommends nginx-light"
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["sh", "-c", install], stdout=subprocess.DEVNULL, check=False, env=quiet)
    return find()


class Nginx:
    """nginx while its `with` block runs; `url` is the address of the folder."""

    def __init__(self, folder: Path, under: str, work: Path) -> None:
        program = find()
        assert program is not None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}{under}"
        settings = work / "nginx.conf"
        settings.write_text(f"""
daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; include /etc/nginx/mime.types; default_type application/octet-stream;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  server {{ listen 127.0.0.1:{port}; location {under} {{ alias {folder}/; index index.html; }} error_page 404 {under}404.html; }}
}}
""", encoding="utf-8")
        self._process = subprocess.Popen([program, "-c", str(settings), "-p", str(work)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        for _ in range(100):
            try:
                urlopen(self.url).close()
                return self
            except (URLError, ConnectionError):
                time.sleep(0.05)  # nginx says in no other way that it listens
        raise AssertionError("nginx does not answer")

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
