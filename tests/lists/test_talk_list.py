"""The talk's list: downloaded once, checked, kept; and never waited for longer than agreed."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from namegen.lists import name_list, talk_list
from namegen.lists.name_list import NameList, NamesError, load


@contextmanager
def server(send: Callable[[BaseHTTPRequestHandler], object]) -> Iterator[str]:
    """A web server on this machine whose answers `send(handler)` writes; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            send(self)

        def log_message(self, *args: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/names.txt"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def serving(data: bytes) -> AbstractContextManager[str]:
    return server(lambda handler: handler.wfile.write(data))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a short stand-in for the published file."""
    monkeypatch.setenv("NAMEGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(talk_list, "SHA256", hashlib.sha256(b"emma\nolivia\n").hexdigest())
    monkeypatch.setattr(talk_list, "URL", "http://127.0.0.1:9/names.txt")  # nobody answers there
    return tmp_path / "cache" / "names.txt"


def test_the_talks_list_is_downloaded_once_and_then_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not name_list.talk_list_cached()
    with serving(b"emma\nolivia\n") as url:
        monkeypatch.setattr(talk_list, "URL", url)
        downloaded = load("talk")
    assert (downloaded.key, downloaded.title) == ("talk", "the talk's list")
    assert downloaded.names == ("emma", "olivia")
    assert name_list.talk_list_cached()
    assert load("talk") == downloaded  # from the cache: the server is gone
    assert [path.name for path in cache.parent.iterdir()] == ["names.txt"]


def test_a_download_that_is_not_the_published_file_is_refused(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(b"<html>log in first</html>") as url:
        monkeypatch.setattr(talk_list, "URL", url)
        with pytest.raises(NamesError, match=r"is not the talk's list: .* choose another list"):
            name_list.talk_list()
    assert not cache.exists()


def test_a_spoilt_file_in_the_cache_is_replaced(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"emma\nol")
    assert not name_list.talk_list_cached()
    with pytest.raises(NamesError):
        name_list.talk_list()
    with serving(b"emma\nolivia\n") as url:
        monkeypatch.setattr(talk_list, "URL", url)
        assert name_list.talk_list().names == ("emma", "olivia")
    assert cache.read_bytes() == b"emma\nolivia\n"


def test_a_cache_that_cannot_be_written_does_not_lose_the_list(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.parent.write_text("a file where the folder should be")
    with serving(b"emma\nolivia\n") as url:
        monkeypatch.setattr(talk_list, "URL", url)
        assert name_list.talk_list().names == ("emma", "olivia")


def test_without_a_network_there_is_one_sentence(cache: Path) -> None:
    with pytest.raises(NamesError, match="could not be downloaded: check the network"):
        name_list.talk_list()


def test_a_server_that_drips_does_not_outlast_the_time_limit(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not finished.wait(0.1):
            handler.wfile.write(b"e")

    with server(drip) as url:
        monkeypatch.setattr(talk_list, "URL", url)
        start = time.monotonic()
        with pytest.raises(NamesError, match="could not be downloaded within 1 second: "):
            name_list.talk_list(timeout=1)
        took = time.monotonic() - start
        finished.set()
    assert took < 2


def test_a_look_up_that_hangs_does_not_outlast_the_time_limit(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()
    monkeypatch.setattr(talk_list, "urlopen", lambda *args, **kwargs: answered.wait(30))
    start = time.monotonic()
    with pytest.raises(NamesError, match=r"within 0\.5 seconds"):
        name_list.talk_list(timeout=0.5)
    assert time.monotonic() - start < 2
    answered.set()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"NAMEGEN_CACHE": "/c", "XDG_CACHE_HOME": "/x"}, "/c/names.txt"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/namegen/names.txt"),
        ({"HOME": "/h"}, "/h/.cache/namegen/names.txt"),
    ],
)
def test_the_cache_is_where_the_environment_says(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAMEGEN_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert talk_list.cache_file() == Path(expected)


def test_the_talks_list_has_its_32033_names(talk: NameList) -> None:
    assert len(talk.names) == 32_033
    assert talk.names[:3] == ("emma", "olivia", "ava")
    assert sum(len(name) + 1 for name in talk.names) == 228_146
    assert talk.report.left_out == ()
