"""The one table of pages, in the order in which they tell their story."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import streamlit as st

from namegen.settings import DEEP, NETWORK

_STATUS = "NAMEGEN_STATUS"
_PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Page:
    """A page: its folder under pages/, which is its address too, its title and a Material icon.

    heading: what stands at its top, where that is not the title.
    """

    name: str
    title: str
    icon: str
    # The one model that the page is about, whichever is chosen on the others.
    model: str | None = None
    needs_torch: bool = True
    # Whether it stands in no menu, and has no picture for stage mode.
    hidden: bool = False
    # Whether its own script shows that picture.
    draws_stage: bool = False
    heading: str = ""

    @property
    def script(self) -> Path:
        return _PAGES / self.name / "page.py"


PAGES = {
    page.name: page
    for page in (
        Page("start", "Start", "flag", needs_torch=False, heading="Five names"),
        Page("count", "Count", "grid_on", needs_torch=False),
        Page("network", "A network instead of a table", "compare_arrows", NETWORK),
        Page("train", "Train", "play_circle"),
        Page("embeddings", "Embeddings", "scatter_plot"),
        Page("compare", "Compare", "leaderboard"),
        Page("game", "Real or made up", "quiz", draws_stage=True),
        Page("alike", "Find alike", "search"),
        Page("recipe", "The recipe", "receipt_long"),
        Page(
            "ladder",
            "The ladder to LLMs",
            "stairs",
            DEEP,
            heading="The ladder to large language models",
        ),
        Page("own", "Your own names", "upload_file", needs_torch=False),
        Page("stage", "On stage", "co_present", needs_torch=False, draws_stage=True),
        Page("status", "Status", "monitor_heart", needs_torch=False, hidden=True),
    )
}


def navigate() -> tuple[Page, st.Page]:
    """The page that the address names, and what Streamlit runs for it."""
    entries = {
        name: st.Page(
            page.script,
            title=page.title,
            icon=f":material/{page.icon}:",
            url_path="" if name == "start" else name,
            default=name == "start",
            visibility="hidden" if page.hidden else "visible",
        )
        for name, page in PAGES.items()
        if name != "status" or os.environ.get(_STATUS) != "off"
    }
    # Streamlit gives the first page no address but "/"; who types its name gets there, too.
    start = PAGES["start"]
    typed = st.Page(start.script, title=start.title, url_path="start", visibility="hidden")
    chosen = st.navigation([*entries.values(), typed])
    if chosen is typed:
        return start, typed
    return next((PAGES[name], entry) for name, entry in entries.items() if entry is chosen)


def next_page(current: Page) -> None:
    """A link to the page after this one; after the last, and on a hidden one, there is none."""
    if following := neighbour(current, 1):
        page_link(following.name, f"Next: {following.title}", icon_position="right")


def neighbour(current: Page, way: int, on_stage: bool = False) -> Page | None:
    """The page before this one (-1) or after it (1), if there is one. on_stage: without the stage
    of a talk."""
    story = [page for page in PAGES.values() if not page.hidden]
    if on_stage:
        story = [page for page in story if page.name != "stage"]
    return dict(pairwise(story[::way])).get(current)


def page_link(name: str, label: str, **look: Any) -> None:
    """A link to the page of this name."""
    st.page_link(PAGES[name].script, label=label, icon=":material/arrow_forward:", **look)


def switch_to(name: str, parameters: Mapping[str, str] | None = None) -> None:
    """Go to the page of this name. parameters: of its address."""
    # Where none are given, Streamlit refuses to drop those of this page's widgets.
    st.switch_page(PAGES[name].script, query_params=parameters or {})
