"""The bundled lists: which one a visitor begins with, and that the talk's is the talk's."""

from __future__ import annotations

import hashlib

import pytest

from namegen.lists import catalogue
from namegen.lists.name_list import BUNDLED, bundled

# Of the names that the talk used, sorted, a line each.
_TALKS_NAMES = "a9709ebc7a567f82800674afbc0e06c5f37b266b339e78de606f7a8023d4b118"


def test_the_talks_list_holds_the_names_that_the_talk_used() -> None:
    names = "\n".join(sorted(bundled("talk").names))
    assert hashlib.sha256(names.encode()).hexdigest() == _TALKS_NAMES


@pytest.mark.parametrize("key", BUNDLED)
def test_a_list_is_offered_with_as_many_names_as_it_has(key: str) -> None:
    assert f"({len(bundled(key).names):,})" in catalogue.LISTS[key]


@pytest.mark.parametrize(
    ("key", "most", "least"),
    [
        ("talk-counts", 19_924, 5),
        ("given-counts", 16_640, 5),
        ("surnames-counts", 1_006, 1),
    ],
)
def test_each_list_is_offered_with_its_counts_too(key: str, most: int, least: int) -> None:
    plain, counted = bundled(key.removesuffix("-counts")), bundled(key)
    assert key in catalogue.LISTS
    assert counted.names == plain.names
    assert (max(counted.weights), min(counted.weights)) == (most, least)
    assert counted.digest != plain.digest


def test_the_talks_list_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAMEGEN_LIST", raising=False)
    assert catalogue.default_key() == ("talk", "")


def test_the_host_may_ask_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in ("surnames", "talk-counts"):
        monkeypatch.setenv("NAMEGEN_LIST", wanted)
        assert catalogue.default_key() == (wanted, "")
    monkeypatch.setenv("NAMEGEN_LIST", "none such")
    key, note = catalogue.default_key()
    assert key == "talk"
    assert "set it to one of talk, given, surnames" in note
