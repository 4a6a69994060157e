"""The ladder: the numbers of the network that the visitor has."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import NameList
from tests import open_page


def test_the_talks_network_stands_beside_published_ones(
    visit: Callable[..., AppTest], talk: NameList
) -> None:
    page = visit("ladder")
    page.session_state["visitor"].choose_list(talk)
    page.run()
    assert not page.exception
    said = open_page.said(page)
    for number in ("**27** tokens", "**3** tokens", "**11,897**", "**0.2 MB of names**"):
        assert number in said
    for number in ("**50,257** tokens", "**1,024** tokens", "**1.54 billion**"):
        assert number in said


def test_other_settings_give_other_numbers(visit: Callable[..., AppTest]) -> None:
    page = visit("ladder", model="deep", context="1", hiddens="20")
    assert "Parameters: **1,057**" in open_page.said(page)  # 27 10 + 10 20 + 20 + 20 27 + 27
