"""Several servers behind one address: deploy/nginx.conf with a real nginx."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.load.server import ROOT, Server, free_port

_CONF = ROOT / "deploy" / "nginx.conf"
_CACHE = "/tmp/namegen-files"
_PORT = r"\b8\d\d\d\b"
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Nginx:
    """``with Nginx(servers) as front:`` what visitors see as one server, at ``front.url``."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self.servers, self.port = servers, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Nginx:
        assert PROGRAM, "There is no nginx here."
        ports = dict(zip(("8501", "8502", "8080"), (*self._ports(), self.port), strict=True))
        text = _CONF.read_text(encoding="utf-8")
        assert set(re.findall(_PORT, text)) == set(ports)
        text = re.sub(_PORT, lambda port: str(ports[port[0]]), text)
        self._folder = tempfile.TemporaryDirectory()
        self._cache = f"{_CACHE}-{self.port}"  # nginx's own user has no way into the folder
        conf = Path(self._folder.name, "nginx.conf")
        conf.write_text(text.replace(_CACHE, self._cache))
        self._process = subprocess.Popen([PROGRAM, "-p", self._folder.name, "-c", str(conf)])
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._folder.cleanup()
        shutil.rmtree(self._cache, ignore_errors=True)

    def _ports(self) -> list[int]:
        return [server.port for server in self.servers]

    def _wait(self) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with suppress(OSError):
                self.get()
                return
            time.sleep(0.05)
        raise TimeoutError("nginx did not start.")

    def get(self, cookie: str = "", path: str = "/") -> tuple[str, str]:
        """The server that answered, and the cookie that it is remembered by."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200
        return served_by(answer.headers), answer.headers.get("Set-Cookie", "").split(";")[0]

    def fetch(self, path: str) -> Mapping[str, str]:
        """The headers of a file, as a browser asks for it."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200
        return answer.headers

    def page(self) -> str:
        """The HTML that every visit begins with."""
        with urlopen(self.url, timeout=20) as answer:
            return answer.read().decode()

    def seats(self, visitors: int) -> dict[str, str]:
        """Who is served by which, of so many visitors that come for the first time."""
        return {cookie: served for served, cookie in (self.get() for _ in range(visitors))}


def served_by(headers: Mapping[str, str]) -> str:
    """The last of the servers that were asked."""
    return headers["X-Served-By"].split(", ")[-1]
