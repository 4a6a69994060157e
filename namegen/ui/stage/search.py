"""What a phone asks for when a hall searches the settings: a short training of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

from namegen.hall.hall import Hall, HallError
from namegen.hall.said import Result
from namegen.lists import catalogue
from namegen.lists.name_list import bundled
from namegen.setting_texts import differing
from namegen.settings import Settings, settings_for
from namegen.ui.serving.limits import LimitError
from namegen.ui.serving.plan import Plan
from namegen.ui.serving.runs import scheduler
from namegen.ui.stage.choices import BLOCKS, EPOCHS, LAYERS, RATES

_NAMES = 5
_PATIENCE, _LOOK = 120.0, 0.2  # seconds
_trying: set[tuple[str, str]] = set()


def begin(hall: Hall, phone: str, asked: Mapping[str, Any]) -> None:
    """Train what a phone has chosen, in the background; its result goes to the hall.

    The phone is told what becomes of it. Raises HallError for what cannot be chosen.
    """
    try:
        rate, block = float(asked["rate"]), int(asked["block"])
        hiddens = LAYERS[str(asked["layers"])]
    except (KeyError, TypeError, ValueError, OverflowError):
        rate, block, hiddens = 0.0, 0, ()
    if rate not in RATES or block not in BLOCKS:
        raise HallError("Choose a rate, layers and letters from those offered.")
    if (hall.code, phone) in _trying:
        raise HallError("Your training is under way; wait for its dot.")
    _trying.add((hall.code, phone))
    hall.tell(phone, "Your training is under way: watch for its dot.")
    settings = settings_for("deep", lr=rate, context=block, hiddens=hiddens, epochs=EPOCHS)
    threading.Thread(target=_train, args=(hall, phone, settings), daemon=True).start()


def _train(hall: Hall, phone: str, settings: Settings) -> None:
    session, end = f"phone {phone}", time.monotonic() + _PATIENCE
    said = "Your training came to nothing; try again."
    try:
        names = bundled(hall.place.link.get("list") or catalogue.default_key()[0])
        plan = Plan(names, settings)
        run = plan.start(session)
        scheduler().want(session, {plan.key: EPOCHS})
        while run.last_epoch < EPOCHS and not run.error and time.monotonic() < end:
            time.sleep(_LOOK)
        reached = run.last_epoch
        if run.error:
            said = run.error
        elif reached < EPOCHS:
            said = "The server has too much to do now; try again in a minute."
        else:
            link = {"model": "deep", **differing(settings)}
            loss = run.history.validation[reached]
            hall.add_result(Result(phone, link, loss, tuple(run.names(reached, _NAMES))))
            said = ""
    except LimitError as error:
        said = str(error)
    finally:
        hall.tell(phone, said)
        scheduler().leave(session)
        _trying.discard((hall.code, phone))
