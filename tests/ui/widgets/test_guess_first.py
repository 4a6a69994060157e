"""A question asked before its answer."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests import open_page

_SIGNS = "![a](//a.example/b.png) *$x$* :red[y]"


def test_names_in_it_are_text_and_nothing_to_load() -> None:
    def script(name: str) -> None:
        from namegen.lessons.questions import Question
        from namegen.ui.session import link
        from namegen.ui.widgets import guess_first

        link.arrive(None)
        guess_first.ask(Question("asked", f"Like {name}?", (name, "b"), name, f"so is {name}."))

    page = AppTest.from_function(script, default_timeout=60, kwargs={"name": _SIGNS}).run()
    escaped = r"\!\[a\]\(\/\/a\.example\/b\.png\) \*\$x\$\* \:red\[y\]"
    assert page.button[0].label == escaped
    assert page.markdown[0].value == rf"**Like {escaped}\?**"
    page = page.button[0].click().run()
    assert page.markdown[0].value.count(escaped) == 2
    assert _SIGNS not in page.markdown[0].value


def test_a_question_that_the_link_says_was_answered_is_not_asked_again() -> None:
    def script() -> None:
        from namegen.lessons.questions import Question
        from namegen.ui.session import link
        from namegen.ui.widgets import guess_first

        link.arrive(None)
        guess_first.ask(Question("asked", "Which?", ("a", "b"), "a", "so it is."))

    page = AppTest.from_function(script, default_timeout=60).run()
    page = page.button[0].click().run()
    assert "Right: so it is" in open_page.said(page)
    answered = page.query_params
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params.update(answered)
    assert not page.run().button
    assert "The answer is “a”: so it is" in open_page.said(page)
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["answered"] = "another"
    assert page.run().button


def test_a_guess_that_this_question_does_not_offer_is_not_said_to_be_one() -> None:
    def script(seen: bool) -> None:
        from namegen.lessons.questions import Question
        from namegen.ui.session import link
        from namegen.ui.session.visitor import answers_given
        from namegen.ui.widgets import guess_first

        answers_given(link.arrive(None))["asked"] = "c"
        question = Question("asked", "Which?", ("a", "b"), "a", "so it is.")
        guess_first.ask(question, seen, "Watch.")

    for seen, said in ((True, "The answer is “a”: so it is"), (False, "Watch")):
        page = AppTest.from_function(script, default_timeout=60, kwargs={"seen": seen}).run()
        assert not page.button and said in open_page.said(page)
        assert "You guessed" not in open_page.said(page)
