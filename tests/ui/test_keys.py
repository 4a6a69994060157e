"""Every page takes keys, and one that has nothing to show as well."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.ui.serving.limits import LimitError
from namegen.ui.session.visitor import Visitor


@pytest.mark.parametrize(("name", "model"), [("network", "bigram-network"), ("train", "deep")])
def test_a_page_that_can_train_nothing_still_has_its_keys_and_the_way_on(
    name: str, model: str, visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LimitError("There is no room now.")

    monkeypatch.setattr(Visitor, "run", full)
    page = visit(name, model=model, epochs="7")
    assert [error.value for error in page.error] == ["There is no room now."]
    assert any(button.label == "Stage mode" for button in page.button)
    assert "namegen_keys" in {one.proto.component_name for one in page.get("bidi_component")}
    assert page.query_params["epochs"] in ("7", ["7"])
