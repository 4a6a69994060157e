"""Choosing a list in the app: what a hall asks of the network together."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from namegen.lists import catalogue
from namegen.lists.cleaning import NamesError
from namegen.lists.name_list import NameList, bundled


class _Network:
    """One that takes its time, and fails until it is there."""

    def __init__(self) -> None:
        self.there, self.asked = False, 0

    def __call__(self) -> NameList:
        self.asked += 1
        time.sleep(0.2)
        if self.there:
            return replace(bundled("given"), key="talk")
        raise NamesError("The talk's list could not be downloaded.")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> _Network:
    network = _Network()
    monkeypatch.setattr(catalogue, "talk_list", network)
    monkeypatch.setattr(catalogue, "talk_list_cached", lambda: False)
    monkeypatch.setattr(catalogue, "_failed", (-math.inf, ""))
    monkeypatch.setattr(catalogue, "_downloaded", None)
    return network


def test_a_hall_without_a_network_asks_it_once(network: _Network) -> None:
    before = time.monotonic()
    with ThreadPoolExecutor(20) as hall:
        had = list(hall.map(catalogue.available, ["talk"] * 20))
    assert network.asked == 1
    assert time.monotonic() - before < 2
    assert {(names.key, why) for names, why in had} == {
        ("given", "The talk's list could not be downloaded.")
    }


def test_a_hall_downloads_once_even_where_nothing_can_be_kept(network: _Network) -> None:
    network.there = True
    with ThreadPoolExecutor(20) as hall:
        had = list(hall.map(catalogue.available, ["talk"] * 20))
    assert network.asked == 1
    assert {(names.key, why) for names, why in had} == {("talk", "")}


def test_a_network_that_is_back_is_asked_again(
    network: _Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert catalogue.available("talk")[1]
    network.there = True
    assert catalogue.available("talk")[1], "just now it failed"
    monkeypatch.setattr(catalogue, "_ASK_AGAIN", 0.0)
    names, why = catalogue.available("talk")
    assert (names.key, why, network.asked) == ("talk", "", 2)
