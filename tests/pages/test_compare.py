"""The page Compare: what is at hand at once, what is trained with a click, the referee."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from namegen.lists.name_list import bundled, from_text
from namegen.models.evaluation import evaluate
from namegen.models.sampling import generate
from namegen.settings import settings_for
from namegen.training.dataset import Dataset
from namegen.training.run import TrainingRun
from namegen.training.split import split
from namegen.ui.widgets.generated_names import Wanted
from pages.compare import models
from tests import open_page

COUNTED, NETWORK = "Counted bigram", "Bigram network"
YOURS, EARLIER = "Deep network, your settings", "Deep network, trained earlier"


# A network that one test has trained would be there for the next.
_SEEDS = itertools.count(1)


@pytest.fixture
def page(visit: Callable[..., AppTest]) -> AppTest:
    """The page with the given names, its question not yet answered, and no network trained."""
    return visit("compare", seed=str(next(_SEEDS)))


@pytest.fixture
def shown(page: AppTest) -> AppTest:
    return open_page.press(page, "Just show me")


def _labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def _rows(page: AppTest) -> dict[str, list[str]]:
    """The cells of the table by the title of their row."""
    table = re.search(r"<tbody>(.*)</tbody>", open_page.html(page)).group(1)
    rows = {}
    for row in re.findall(r"<tr.*?</tr>", table):
        title = re.search(r"<th[^>]*>(.*?)<small>", row).group(1)
        rows[title] = re.findall(r"<td[^>]*>(.*?)</td>", row)
    return rows


def _names(page: AppTest, title: str) -> list[str]:
    """The names on the card of a title."""
    card = re.search(rf"<h3>{re.escape(title)}</h3>(.*?)</section>", open_page.html(page)).group(1)
    return re.findall(r"<li[^>]*>(?:<i.*?</i>)?(.*?)</li>", card)


def test_what_is_added_to_the_counts_is_said(shown: AppTest) -> None:
    """On Network the loss of the table without it stands."""
    assert "<small>sees 1 letter, smoothing 0.01</small>" in open_page.html(shown)


def _train(page: AppTest) -> AppTest:
    open_page.press(page, "Train them all")
    return open_page.run_until(page, lambda: all(len(row) > 1 for row in _rows(page).values()))


@pytest.mark.parametrize(("seconds", "said"), [(0.01, "under 0.1 s"), (0.06, "0.1 s")])
def test_no_training_takes_no_time(seconds: float, said: str) -> None:
    assert models.duration(seconds) == said


def test_a_network_underway_says_how_far_it_is(visit: Callable[..., AppTest]) -> None:
    page = visit("train", model="deep", epochs="8", seed="4712")
    visitor = page.session_state["visitor"]
    visitor.playhead.play(3)
    open_page.run_until(page, lambda: visitor.playhead.shown == 3)
    open_page.turn_to(page, "compare").run()
    open_page.press(page, "Just show me")
    open_page.run_until(page, lambda: YOURS in _rows(page))
    assert _rows(page)[YOURS] == ["compared after its last epoch, 8"]


def _use(page: AppTest, text: str) -> AppTest:
    """Another list of one's own, with the question put aside where there is one."""
    page.session_state["visitor"].choose_list(from_text(text))
    page.run()
    return open_page.press(page, "Just show me") if "Just show me" in _labels(page) else page


def test_the_question_comes_first_and_is_answered_from_the_list(page: AppTest) -> None:
    assert not page.exception
    assert "among how many equally likely letters are you still choosing" in open_page.said(page)
    assert "<table" not in open_page.html(page)
    assert "What comes after “a”, for example:" in open_page.said(page)
    dataset = Dataset.of(bundled("given").names, 1, 0.1)
    ends = dataset.table.matrix[dataset.vocabulary.characters.index("a"), 0]
    assert re.search(f">end<.*?<small>{100 * ends:.0f} %", open_page.html(page))
    checked = evaluate(dataset.counted(0.01), dataset.validation)
    open_page.press(page, str(round(checked.perplexity)))
    assert "Right: counting pairs leaves" in open_page.said(page)
    assert f"{checked.perplexity:.1f} equally likely letters" in open_page.said(page)
    assert _rows(page)[COUNTED][0] == f"{checked.loss:.3f}"


def test_the_page_is_not_empty_before_training(shown: AppTest) -> None:
    assert not shown.exception
    rows = _rows(shown)
    assert list(rows) == [COUNTED, EARLIER, NETWORK, YOURS]
    assert rows[NETWORK] == rows[YOURS] == ["not trained yet"]
    assert len(rows[COUNTED]) == len(rows[EARLIER]) == 5
    assert float(rows[EARLIER][0]) < float(rows[COUNTED][0])
    assert len(_names(shown, COUNTED)) == len(_names(shown, EARLIER)) == Wanted().number
    assert len(shown.get("plotly_chart")) == 2


def test_one_click_trains_them_all_with_the_numbers_of_the_runs(shown: AppTest) -> None:
    _train(shown)
    assert not shown.exception
    rows = _rows(shown)
    assert list(rows) == [COUNTED, NETWORK, YOURS, EARLIER]
    names, seed = bundled("given").names, shown.session_state["visitor"].settings.seed
    for title, settings in (
        (NETWORK, settings_for("bigram-network", seed=seed)),
        (YOURS, settings_for("deep", seed=seed)),
    ):
        run = TrainingRun(Dataset.of(names, settings.context, 0.1), settings)
        for _ in range(settings.epochs):
            run.step()
        loss = run.history.latest.validation_loss
        assert rows[title][:3] == [
            f"{loss:.3f}", f"{math.exp(loss):.1f}", f"{run.model(settings.epochs).parameters:,}"
        ]  # fmt: skip
        assert float(rows[title][3].removesuffix(" s")) > 0
    assert "Train them all" not in _labels(shown)
    assert abs(float(rows[NETWORK][0]) - float(rows[COUNTED][0])) < 0.05


def test_names_are_drawn_from_the_seed_that_all_share(shown: AppTest) -> None:
    dataset = Dataset.of(bundled("given").names, 1, 0.1)
    shown.number_input(key="compare-seed").set_value(7).run()
    assert _names(shown, COUNTED) == generate(dataset.counted(0.01), Wanted().number, 7)
    before = _names(shown, EARLIER)
    open_page.press(shown, "New seed")
    assert _names(shown, EARLIER) != before


def test_new_names_are_told_from_those_in_the_list_without_colour(shown: AppTest) -> None:
    marked = re.findall(
        r'<i role="img" aria-label="(.*?)">(.)</i>(.*?)</li>', open_page.html(shown)
    )
    assert len(marked) == 2 * Wanted().number
    known = bundled("given").distinct
    for said, circle, name in marked:
        assert (said, circle) == (("in the list", "○") if name in known else ("new", "●"))
    assert {circle for _, circle, _ in marked} == {"○", "●"}


def test_a_network_of_the_train_page_is_there_already(shown: AppTest) -> None:
    visitor = shown.session_state["visitor"]
    run = visitor.run()
    while run.last_epoch < visitor.settings.epochs:
        run.step()
    shown.run()
    assert len(_rows(shown)[YOURS]) == 5


def test_the_choice_is_in_the_link(visit: Callable[..., AppTest]) -> None:
    page = open_page.press(visit("compare", compare=["Fast", "Best"], typed="zoe"), "Just show me")
    # In any order: one of them may have been trained for somebody already.
    assert {*_rows(page)} == {COUNTED, "Deep network, fast", "Deep network, best"}
    assert "zoe is" in open_page.said(page)


def test_settings_that_are_a_presets_are_one_row(shown: AppTest) -> None:
    shown.pills(key="compare").set_value(["yours", "talk"]).run()
    assert list(_rows(shown)) == [COUNTED, f"{YOURS}, epochs and rate of the talk"]
    assert "Train it" in _labels(shown)
    shown.pills(key="compare").set_value([]).run()
    assert list(_rows(shown)) == [COUNTED]
    assert not shown.exception


def test_the_referee_judges_what_there_is(shown: AppTest) -> None:
    charts = len(shown.get("plotly_chart"))
    open_page.press(shown, "Call the referee")
    open_page.run_until(shown, lambda: any(box.key == "compare-fooled" for box in shown.selectbox))
    assert not shown.exception
    assert len(shown.get("plotly_chart")) == charts + 1
    assert re.search(r"judges rightly.* \d+ percentage points? either way", open_page.said(shown))
    known = bundled("given").distinct
    assert len(_names(shown, "Made up, and held for real")) > 0
    assert not known & set(_names(shown, "Made up, and held for real"))
    assert set(_names(shown, "Real, and held for made up")) <= known
    assert shown.selectbox(key="compare-fooled").options == [COUNTED, EARLIER]


def test_a_validation_name_is_not_said_to_be_learned_from(shown: AppTest) -> None:
    parts = split(bundled("given").names, 0.1)
    unseen = next(name for name in parts.validation if name not in parts.training)
    shown.text_input(key="typed").set_value(unseen).run()
    assert f"{unseen} is a validation name: no model was trained on it" in open_page.said(shown)


def test_any_name_can_be_typed(shown: AppTest) -> None:
    shown.text_input(key="typed").set_value("Emma").run()
    assert "emma is in the list" in open_page.said(shown)
    shown.text_input(key="typed").set_value("<b>x</b>").run()
    assert not shown.exception
    assert "No name in the list holds < or > or /" in open_page.said(shown)
    assert not shown.get("plotly_chart")
    shown.text_input(key="typed").set_value("...").run()
    assert not shown.exception
    assert "No name in the list holds the mark for start and end" in open_page.said(shown)
    shown.text_input(key="typed").set_value(" ").run()
    assert not shown.exception
    assert shown.get("plotly_chart")


@pytest.mark.parametrize(
    "text", ["anna", "anna\nben\ncarl", "नेहा\nअमित\nप्रिया\nराहुल", "Жанна\nÉloïse\n" * 30]
)
def test_small_lists_and_other_alphabets_work(page: AppTest, text: str) -> None:
    _use(page, text)
    assert not page.exception
    assert EARLIER not in _rows(page)
    if "Call the referee" in _labels(page):
        open_page.press(page, "Call the referee")
        open_page.run_until(page, lambda: "too few names" in open_page.said(page))
    else:
        assert "here are none" in open_page.said(page)
    _train(page)
    assert not page.exception
    assert len(_rows(page)) == 3


def test_a_training_that_cannot_go_on_says_so(shown: AppTest) -> None:
    visitor = shown.session_state["visitor"]
    visitor.model_states["deep"].settings = settings_for(
        "deep", lr=100.0, activation="relu", hiddens=(300, 300, 300), seed=visitor.settings.seed
    )
    shown.run()
    open_page.press(shown, "Train them all")
    open_page.run_until(shown, lambda: bool(shown.error) and len(_rows(shown)[NETWORK]) == 5)
    assert not shown.exception
    assert shown.error[0].value.startswith(f"{YOURS}: The learning rate is too high")
    assert _rows(shown)[YOURS] == ["not trained yet"]


def test_a_model_that_is_worse_than_knowing_nothing_is_said_to_be_so(
    visit: Callable[..., AppTest],
) -> None:
    page = visit("compare", lr="100", epochs="1", hiddens="10", seed="4713")
    _train(open_page.press(page, "Just show me"))
    nothing = len(Dataset.of(bundled("given").names, 1, 0.1).vocabulary)
    heading = r'<th scope="row">(.*?)<small>.*?</small>(.*?)</th>'
    said = dict(re.findall(heading, open_page.html(page)))
    losses = {title: float(row[0]) for title, row in _rows(page).items()}
    assert losses[YOURS] > math.log(nothing) > losses[COUNTED]
    assert f"Worse than knowing nothing, which has perplexity {nothing}." in said[YOURS]
    assert said[COUNTED] == said[EARLIER] == ""


def test_a_bigram_network_whose_rate_is_too_high_for_the_list_is_said_to_be_so(
    page: AppTest,
) -> None:
    names = [family + given for family in "王李张" for given in "伟芳娜敏静丽强磊洋勇"]
    page.session_state["visitor"].choose_list(from_text("\n".join(names)))
    _train(open_page.past_its_question(page.run()))
    html = open_page.html(page)
    assert "sees 1 letter; its learning rate is too high for this list" in html
    assert html.count("too high") == 1


@pytest.mark.parametrize(("names", "few"), [(290, True), (310, False)])
def test_few_validation_names_are_said_to_be_few(page: AppTest, names: int, few: bool) -> None:
    page.session_state["visitor"].choose_list(from_text("\n".join(bundled("given").names[:names])))
    said = open_page.said(page.run())
    assert f"{names // 10} names of" in said
    assert (
        "So few validation names decide little: others might put another model first." in said
    ) == few


def test_what_is_held_out_is_the_same_for_all(visit: Callable[..., AppTest]) -> None:
    page = open_page.press(visit("compare", validation="0.3"), "Just show me")
    assert "1,549 names of “given names” are for validation" in open_page.said(page)
    assert "Trained earlier" not in page.pills(key="compare").options
