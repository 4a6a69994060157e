"""The talk's own list of names as a file: downloaded once, checked, kept in a cache folder.

The file is names.txt of github.com/karpathy/makemore: 32,033 baby names (US Social Security
Administration, 2018).
"""

import functools
import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.request import urlopen

from namegen.lists.cleaning import NamesError

URL = "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt"
SHA256 = "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d"

_MAX_BYTES = 1_000_000  # the file has 228,145
_WAY_OUT = "check the network, or choose another list."


def cache_file() -> Path:
    """Where the file is kept: in NAMEGEN_CACHE, or else in the user's cache folder."""
    folder = os.environ.get("NAMEGEN_CACHE")
    if folder:
        return Path(folder).expanduser() / "names.txt"
    user_cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(user_cache) / "namegen" / "names.txt"


def cached() -> bytes | None:
    """The file in the cache; None where it is missing, unreadable or not the published one."""
    with suppress(OSError):
        path = cache_file()
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    return None


@functools.lru_cache(maxsize=1)
def _read(path: Path, mtime: int, size: int) -> bytes | None:
    """Read and checked once for as long as the file is the same: every visitor asks for it."""
    data = path.read_bytes()
    return data if _is_published(data) else None


def fetch(timeout: float) -> bytes:
    """The file, from the cache or else from the network in at most `timeout` seconds.

    Raises NamesError when it cannot be had in that time or is not the published one.
    """
    data = cached()
    if data is None:
        data = _download(timeout)
        with suppress(OSError):  # without a cache the list is there all the same
            _keep(data)
    return data


def _is_published(data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == SHA256


def _download(timeout: float) -> bytes:
    # In a thread of its own, because nothing else bounds the look-up of the host's address.
    answers: SimpleQueue[bytes | Exception] = SimpleQueue()
    Thread(target=_answer, args=(answers, timeout), daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty:
        answer = TimeoutError()
    if isinstance(answer, TimeoutError):
        within = f"within {timeout:g} {'second' if timeout == 1 else 'seconds'}"
        raise NamesError(f"The talk's list could not be downloaded {within}: {_WAY_OUT}")
    if isinstance(answer, Exception):
        raise NamesError(f"The talk's list could not be downloaded: {_WAY_OUT}") from answer
    if not _is_published(answer):
        raise NamesError(f"What was downloaded is not the talk's list: {_WAY_OUT}")
    return answer


def _answer(answers: "SimpleQueue[bytes | Exception]", timeout: float) -> None:
    try:
        answers.put(_read_url(timeout))
    except Exception as error:  # whatever it is, it is the caller's, not this thread's
        answers.put(error)


def _read_url(timeout: float) -> bytes:
    deadline = time.monotonic() + timeout
    data = b""
    with urlopen(URL, timeout=timeout) as response:
        # read1 returns with what has come, so that a slow drip meets the deadline too.
        while len(data) < _MAX_BYTES and (chunk := response.read1(65536)):
            data += chunk
            if time.monotonic() > deadline:
                raise TimeoutError
    return data


def _keep(data: bytes) -> None:
    """Write the cached file at once or not at all, so that nobody reads half of it."""
    path = cache_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
