"""What a browser keeps of a list of one's own is read again as it was."""

from __future__ import annotations

import zlib
from base64 import b64encode

import pytest

from namegen.lists.name_list import Choices, from_text
from namegen.ui.session import reading
from namegen.ui.session.reading import Reading, kept


@pytest.mark.parametrize(
    "own",
    [
        Reading.of_text("Ada\nBen\nZoë"),
        Reading(from_text("ada\nben\nzoë", "Companies")),
        Reading.of_file("stadt;name\nRom;Zoë\nUlm;Jörg\n".encode("cp1252"), "towns.csv"),
        Reading.of_file(b"x,n\nada,3\nben,2", "x.csv").again(Choices(column="x", weights="n")),
    ],
)
def test_a_list_comes_back_with_its_title_and_its_choices(own: Reading) -> None:
    again = kept(own.to_keep())
    assert again
    assert again.names == own.names
    assert again.names.understood.choices == own.names.understood.choices


def test_a_list_that_is_too_long_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_KEPT", 20)
    assert Reading.of_text("Ada\nBen\nZoë").to_keep() is None


@pytest.mark.parametrize(
    "brought",
    [
        None,
        "x",
        ["x", "y"],
        ["x", "?", False, {}],
        ["x", b64encode(b"no zlib").decode(), True, {}],
        ["x", b64encode(zlib.compress(b"\xff")).decode(), False, {}],
        ["x", "a" * 10**6, False, {}],
        ["x", 5, False, {}],
    ],
)
def test_what_is_no_list_is_let_go(brought: object) -> None:
    assert kept(brought) is None


def test_what_unpacks_to_very_much_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_UNPACKED", 40)
    bomb = b64encode(zlib.compress(b"ada\n" * 1_000)).decode()
    assert kept(["x", bomb, False, {}]).names.names == ("ada",) * 10
