"""The address that a hall is joined at: one that phones reach."""

from __future__ import annotations

import pytest

from namegen.ui.serving.web import addresses


def test_it_is_what_the_host_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMEGEN_URL", "https://talk.example/")
    assert addresses.shared("http://localhost:8501/stage") == "https://talk.example"


def test_else_what_the_browser_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAMEGEN_URL", raising=False)
    assert addresses.shared("https://names.example/stage?lead=x") == "https://names.example"


@pytest.mark.parametrize(("own", "said"), [(["10.0.0.7"], "10.0.0.7"), ([], "localhost")])
def test_on_the_server_itself_it_is_the_machines_own(
    monkeypatch: pytest.MonkeyPatch, own: list[str], said: str
) -> None:
    monkeypatch.delenv("NAMEGEN_URL", raising=False)
    monkeypatch.setattr(addresses, "own_address", lambda: own)
    assert addresses.shared("http://localhost:8501/stage") == f"http://{said}:8501"


def test_as_it_starts_the_server_says_where_its_pages_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {"server.port": 8443, "server.baseUrlPath": "names/"}
    monkeypatch.setattr(addresses.st, "get_option", options.get)
    monkeypatch.setattr(addresses, "own_address", lambda: ["10.0.0.7"])
    addresses.say()
    assert "http://localhost:8443/names/ http://10.0.0.7:8443/names/" in capsys.readouterr().out
    options["server.sslCertFile"] = "names.pem"
    addresses.say()
    assert "https://localhost:8443/names/" in capsys.readouterr().out
