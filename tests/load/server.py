"""A Streamlit server of one's own, held to so many cores, and what it takes of memory."""

from __future__ import annotations

import os
import re
import socket
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from tests.load import prepared

ROOT = Path(__file__).resolve().parents[2]
_SAMPLE_EVERY = 0.5


def _own_cores() -> list[int]:
    process = psutil.Process()
    return process.cpu_affinity() if hasattr(process, "cpu_affinity") else []


CORES = _own_cores()
"""The cores given to this process; none where the system cannot hold a process to some."""


def hold(pid: int, cores: Sequence[int]) -> bool:
    """Let a process, and those that it will start, use these cores only; whether that worked."""
    if cores and CORES:
        psutil.Process(pid).cpu_affinity(list(cores))
    return bool(cores and CORES)


class Server:
    """``with Server() as server:`` an app at ``server.url``, gone at the end with all it started.

    Attributes:
        url: ``http://127.0.0.1:port``.
        process: what runs it.
        held: whether it is held to its cores (Linux and Windows can, macOS cannot).
        seconds_to_start: from the start of the process to the first good health check.
        peak: the most memory seen so far, in bytes.
    """

    def __init__(
        self,
        app: str | Path = "app.py",
        cores: int | None = 1,
        first_core: int = 0,
        port: int | None = None,
        env: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
        fresh: bool = True,
        first: str = "",
    ) -> None:
        """cores: how many, or None for all; first_core: from which on, around the end.
        options: further arguments of ``streamlit run``. fresh: not copied from a process that has
        imported already what every server needs. first: code that is run before all else."""
        self._app, self._options = app, options
        around = [*CORES[first_core % len(CORES or [0]) :], *CORES]
        self._cores = None if cores is None else around[:cores]
        self._env = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        self._fresh = fresh or sys.platform != "linux"
        self._first = first
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.held = False
        self.seconds_to_start = 0.0
        self.peak = 0

    def __enter__(self) -> Server:
        self._log = tempfile.NamedTemporaryFile("w+")
        started = time.perf_counter()
        arguments = ["run", str(self._app), "--server.headless", "true"]
        arguments += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        arguments += ["--browser.gatherUsageStats", "false", *self._options]
        if self._fresh:
            start = "from streamlit.web import cli\ncli.main(prog_name='streamlit')"
            command = [sys.executable, "-c", f"{self._first}\n{start}", *arguments]
            self.process = psutil.Popen(
                command, cwd=ROOT, env=self._env, stdout=self._log, stderr=self._log
            )
        else:
            copy = prepared.begin(arguments, str(ROOT), self._env, self._log.name, self._first)
            self.process = psutil.Process(copy)
        try:
            if self._cores is not None:
                self.held = hold(self.process.pid, self._cores)
            self._wait_until_healthy(60.0)
        except BaseException:
            self.__exit__()
            raise
        self.seconds_to_start = time.perf_counter() - started
        self._stopped = threading.Event()
        threading.Thread(target=self._sample, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        if hasattr(self, "_stopped"):
            self._stopped.set()
        family = self._family()
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.terminate()
        _, alive = psutil.wait_procs(family, timeout=5)
        for process in alive:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait()
        self._log.close()

    def kill(self) -> None:
        """End it at once, as a crash does."""
        self.process.kill()
        self.process.wait(timeout=10)

    def memory(self) -> int:
        """Resident memory of the server and all it started, in bytes.

        Shared libraries are counted in, as a machine that runs nothing else would have to.
        """
        total = 0
        for process in self._family():
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total

    def cpu(self) -> float:
        """Seconds of CPU that the server has used so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    def serving(self) -> float:
        """Those of them that its first thread has used: it serves, others draw pages and train.
        Where the system does not number threads as Linux does: 0."""
        times = [t for t in self.process.threads() if t.id == self.process.pid]
        return sum(t.user_time + t.system_time for t in times)

    def log(self) -> str:
        """What the server has printed so far."""
        self._log.seek(0)
        return self._log.read()

    def faults(self) -> int:
        """How many errors the server has printed."""
        return len(self.errors())

    def errors(self) -> list[str]:
        """Their names and texts. Streamlit prints one now and then when a tab closes while it is
        being sent to, which is none."""
        errors = re.findall(r"^Traceback .*\n(?:[ \t].*\n|\n)*(.*)", self.log(), re.MULTILINE)
        return [error for error in errors if "WebSocketDisconnect" not in error]

    def _family(self) -> list[psutil.Process]:
        """The server and all it started; nothing once it has ended."""
        try:
            if self.process.status() == psutil.STATUS_ZOMBIE:
                return []
            return [self.process, *self.process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def _wait_until_healthy(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self._family():
                raise RuntimeError(f"The server ended at once:\n{self.log()}")
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                no_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                no_proxy.open(f"{self.url}/_stcore/health", timeout=2).close()
                return
            time.sleep(0.02)
        raise TimeoutError(f"The server is not healthy after {seconds:g} s:\n{self.log()}")

    def _sample(self) -> None:
        while not self._stopped.wait(_SAMPLE_EVERY):
            self.peak = max(self.peak, self.memory())


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
