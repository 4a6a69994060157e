"""The component that shows a hall, as one of those who are in it sees it."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from namegen.ui.navigation import PAGES
from namegen.ui.serving.web.addresses import base
from namegen.ui.serving.web.scripts import KEEP, beside, in_list
from namegen.ui.stage import choices

_CHARTS = (
    "chart", "theme", "loss", "cells", "matrix", "apart", "points", "names", "address", "painter",
)  # fmt: skip

_read = beside(__file__)
_VIEW = in_list(
    "namegen_hall",
    html=_read("view.html"),
    css=_read("view.css"),
    js=KEEP
    + "".join(_read(f"../live/{chart}.js") for chart in _CHARTS)
    + "".join(_read(f"{script}.js") for script in ("dots", "picture", "question", "roles", "view")),
)

Role = Literal["stage", "notes", "phone", "tour", "page"]


def show(
    role: Role, code: str, url: str, secret: str = "", full: bool = False, names: str = ""
) -> None:  # fmt: skip
    """A hall in a role. url: the app's address. secret: the leader's, or a phone's invitation.
    full: over all else. names: the key of the list that a talk begins with; a tour begins anew with
    another.

    In the role "page" it is the hall of one page in stage mode; code: its token. A tour has none of
    these.
    """
    _VIEW(
        # In digits: Streamlit takes no key with two underscores, which tokens and links may have.
        key=f"hall-{role}-{code.encode().hex()}{f'-{names}' if role == 'tour' else ''}",
        data={
            "role": role,
            "code": code,
            "secret": secret,
            "list": names,
            "url": url,
            "base": base(),
            "full": full,
            "moods": {mood: _colours(mood) for mood in ("light", "dark")},
            "pages": [page.name for page in PAGES.values() if not page.hidden],
            "search": {
                "rates": [f"{rate:g}" for rate in choices.RATES],
                "layers": list(choices.LAYERS),
                "blocks": list(choices.BLOCKS),
                "epochs": choices.EPOCHS,
            },
        },
    )


_GROUNDS = {"light": ("#171614", "#ffffff"), "dark": ("#f4f2ee", "#171614")}


def _colours(mood: str) -> dict[str, str]:
    text, background = _GROUNDS[mood]
    return {
        "--st-text-color": text,
        "--st-background-color": background,
        **{
            f"--st-chart-{scale.lower()}-colors": ",".join(
                st.get_option(f"theme.{mood}.chart{scale}Colors")
            )
            for scale in ("Sequential", "Categorical")
        },
    }
