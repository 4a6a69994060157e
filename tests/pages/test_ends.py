"""Every page that needs a network opens without a fault at the ends of every setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import from_text
from namegen.settings import APP_LAYERS, DEEP, FULL_BATCH, NETWORK, SPECS, settings_for
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


@pytest.mark.parametrize("end", [0, -1])
@pytest.mark.parametrize("name", list(PAGES))
def test_no_widget_that_is_moved_to_its_end_breaks_a_page(
    visit: Callable[..., AppTest], name: str, end: int
) -> None:
    page = visit("start", epochs="2")
    page.session_state["visitor"].choose_list(_FEW)
    page.session_state["more"] = True  # settings
    page = _answered(open_page.turn_to(page, name).run())
    moved = {
        f"set-list-{_FEW.key}",
        "set-preset",
    }  # another list is another visit; a preset moves them back
    while waiting := [one for one in _movable(page) if one.key not in moved]:
        widget, said = waiting[0], _at(waiting[0], end)
        moved.add(widget.key)
        widget.set_value(said).run()
        assert not page.exception, widget.key
        if isinstance(said, int | float) and widget.key in page.session_state:
            assert page.session_state[widget.key] == said
    if open_page.stage_of(page):
        open_page.press(page, "Step")
        open_page.run_until(page, lambda: page.session_state["visitor"].playhead.shown == 1)


def _movable(page: AppTest) -> list[Any]:
    kinds = ("slider", "select_slider", "selectbox", "number_input", "toggle", "button_group")
    widgets = [widget for kind in kinds for widget in page.get(kind)]
    return [widget for widget in widgets if widget.key and not widget.disabled]


def _at(widget: Any, end: int) -> Any:
    """What a widget says at one of its ends."""
    if widget.type == "toggle":
        return bool(end)
    if widget.type in ("slider", "number_input"):
        return (widget.min, widget.max)[end]
    if widget.type != "select_slider":
        several = isinstance(widget.value, list)
        return widget.value[: -end * len(widget.options)] if several else widget.options[end]
    said = widget.options[end]
    if said.endswith("%"):
        return float(said.removesuffix("%")) / 100
    return FULL_BATCH if said == "full" else int(said) if said.isdecimal() else float(said)
