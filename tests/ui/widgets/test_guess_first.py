"""A question asked before its answer."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

_SIGNS = "![a](//a.example/b.png) *$x$* :red[y]"


def test_names_in_it_are_text_and_nothing_to_load() -> None:
    def script(name: str) -> None:
        from namegen.lessons.questions import Question
        from namegen.ui.widgets import guess_first

        guess_first.ask(Question("asked", f"Like {name}?", (name, "b"), name, f"so is {name}."))

    page = AppTest.from_function(script, kwargs={"name": _SIGNS}).run()
    escaped = r"\!\[a\]\(\/\/a\.example\/b\.png\) \*\$x\$\* \:red\[y\]"
    assert page.button[0].label == escaped
    assert page.markdown[0].value == rf"**Like {escaped}\?**"
    page = page.button[0].click().run()
    assert page.markdown[0].value.count(escaped) == 2
    assert _SIGNS not in page.markdown[0].value
