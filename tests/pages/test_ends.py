"""Every page that needs a network opens without a fault at the ends of every setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import from_text
from namegen.settings import APP_LAYERS, DEEP, NETWORK, SPECS, settings_for
from namegen.ui.navigation import PAGES
from namegen.ui.session.model_state import ModelState
from tests import open_page

_FEW = from_text("\n".join(["anna", "emma", "maria", "ola", "eva", "ida", "nora", "liv", "sigrid"]))
_SIZES = ("context", "embedding")

# What is past what a computer holds is said in a sentence, and no page goes on to print it.
pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


def _ends(end: int, rate: int) -> dict[str, Any]:
    """Sizes at one end, what training does with them at the same or the other."""
    sizes: dict[str, Any] = {name: int(SPECS[name].in_app[end]) for name in _SIZES}
    width = int(SPECS["hiddens"].in_app[end])
    sizes["hiddens"] = (width,) * (APP_LAYERS * end)
    other = {name: SPECS[name].in_app[rate] for name in ("lr", "weight_decay")}
    choices = {name: SPECS[name].choices[-end] for name in ("activation", "optimizer")}
    return {**sizes, **other, **choices, "drop": bool(end), "epochs": 2}


@pytest.mark.parametrize("rate", [0, 1])
@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("name", [page.name for page in PAGES.values() if page.needs_torch])
def test_no_setting_at_its_end_breaks_a_page(
    visit: Callable[..., AppTest], name: str, end: int, rate: int
) -> None:
    page = visit("start")
    visitor = page.session_state["visitor"]
    visitor.choose_list(_FEW)
    visitor.model_states = {
        kind: ModelState(settings_for(kind, **_ends(end, rate))) for kind in (DEEP, NETWORK)
    }
    for trained_on in ("train", "network"):
        page = _answered(open_page.turn_to(page, trained_on).run())
        visitor.model_state.play()
        open_page.play_to_the_end(page.run())
        assert not visitor.playhead.playing
        assert not page.exception
    page = _answered(open_page.turn_to(page, name).run())
    assert not page.exception


def _answered(page: AppTest) -> AppTest:
    """The page with its question answered, where it asks one."""
    if any(button.label == "Just show me" for button in page.button):
        open_page.press(page, "Just show me")
    return page
