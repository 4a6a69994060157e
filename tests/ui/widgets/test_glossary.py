"""The words of the field: each is explained somewhere, and everywhere in the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from namegen.ui.serving import startup
from namegen.ui.widgets.glossary import GLOSSARY, said
from tests import open_page

ROOT = Path(__file__).parents[3]


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What stands beside the widgets of More settings, by their labels."""
    monkeypatch.setenv("NAMEGEN_LIST", "given")
    startup.begin()
    assert startup.wait(60)
    page = open_page.opened("train")
    page.session_state["more"] = True
    page.run()
    assert not page.exception
    widgets = [*page.slider, *page.select_slider, *page.selectbox, *page.number_input, *page.toggle]
    return {widget.label: widget.help for widget in widgets if widget.help}


def test_every_word_is_explained_on_some_page(helped: dict[str, str]) -> None:
    scripts = [*ROOT.glob("pages/**/*.py"), *ROOT.glob("namegen/ui/**/*.py")]
    code = "\n".join(script.read_text(encoding="utf-8") for script in scripts)
    explained = re.findall(r"glossary\.explained\(([^()]*)\)|GLOSSARY\[['\"](.*?)['\"]\]", code)
    terms = {term for words, one in explained for term in (one, *re.findall('"(.*?)"', words))}
    beside = {term for term in GLOSSARY if said(term) in helped.values()}
    assert (terms | beside) - {""} == set(GLOSSARY)


def test_more_settings_say_what_the_glossary_says(helped: dict[str, str]) -> None:
    assert {"Context length", "Batch", "Optimiser", "Weight decay", "Seed"} <= set(helped)
    for label in set(helped) & {term.capitalize() for term in GLOSSARY}:
        assert helped[label] == said(label.lower())
