"""Settings: checked once, at the edge; as texts in links and on the command line; the presets."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namegen.setting_texts import differing, from_texts, parse, to_text
from namegen.settings import (
    APP_LAYERS,
    MODELS,
    PRESETS,
    SPECS,
    Settings,
    SettingsError,
    settings_for,
    useless,
)


def values(name: str, within_app: bool = False) -> st.SearchStrategy[object]:
    """All that a setting may be."""
    spec, default = SPECS[name], getattr(Settings, name)
    if spec.choices:
        return st.sampled_from(spec.choices)
    if isinstance(default, bool):
        return st.booleans()
    low, high = spec.in_app if within_app else (spec.low, spec.high)
    if isinstance(default, float):
        return st.floats(low, high)
    number = st.integers(int(low), int(high))
    if isinstance(default, tuple):
        return st.lists(number, max_size=APP_LAYERS).map(tuple)
    return number


any_settings = st.fixed_dictionaries({name: values(name) for name in SPECS})
app_settings = st.fixed_dictionaries({name: values(name, within_app=True) for name in SPECS})


# --- checking ---


def test_hidden_layers_may_be_a_list_as_in_the_recipe() -> None:
    assert Settings(hiddens=[20, 10]) == Settings(hiddens=(20, 10))


@given(any_settings)
def test_what_is_in_range_is_accepted(given: dict[str, object]) -> None:
    assert asdict(Settings(**given)) == given


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"context": 0}, "Context length 0 does not work; choose from 1 to 16."),
        ({"context": 17}, "Context length 17 does not work; choose from 1 to 16."),
        ({"epochs": 2.5}, "Epochs '2.5' is not understood; give a whole number."),
        ({"lr": "0.1"}, "Learning rate '0.1' is not understood; give a number."),
        (
            {"hiddens": 10},
            "Neurons in each layer '10' is not understood; give whole numbers with commas "
            "between, such as 200,100.",
        ),
        ({"drop": 1}, "Drop '1' is not understood; give true or false."),
        ({"lr": -1.0}, "Learning rate -1 does not work; choose from 1e-06 to 10000."),
        ({"lr": float("nan")}, "Learning rate nan does not work; choose from 1e-06 to 10000."),
        ({"lr": float("inf")}, "Learning rate inf does not work; choose from 1e-06 to 10000."),
        ({"hiddens": (10, 0)}, "Neurons in each layer 0 does not work; choose from 1 to 4096."),
        ({"validation": 1.0}, "Validation 1 does not work; choose from 0 to 0.9."),
        ({"seed": 2**32}, "Seed 4294967296 does not work; choose from 0 to 4294967295."),
        ({"optimizer": "sgd"}, "Optimiser sgd is not known; choose gd or adam."),
        ({"model": "gpt"}, "Model gpt is not known; choose bigram, bigram-network or deep."),
    ],
)
def test_what_is_out_of_range_gets_a_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings(**given)
    assert str(error.value) == sentence


def test_settings_are_frozen_and_can_name_a_run() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().lr = 1.0  # type: ignore[misc]
    assert hash(Settings()) == hash(Settings())


def test_every_setting_has_a_label_a_help_and_a_default_within_what_the_app_allows() -> None:
    assert list(SPECS) == [field.name for field in fields(Settings)]
    for name, spec in SPECS.items():
        assert spec.label
        assert spec.help.endswith(".")
        low, high = spec.in_app
        assert spec.low <= low <= high <= spec.high
        default = getattr(Settings, name)
        for value in default if isinstance(default, tuple) else (default,):
            assert value in spec.choices if spec.choices else low <= value <= high


# --- texts ---


@given(st.data(), st.sampled_from(list(SPECS)))
def test_a_value_comes_back_from_its_text(data: st.DataObject, name: str) -> None:
    value = data.draw(values(name))
    assert parse(name, to_text(name, value)) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("batch", "full", 0),
        ("batch", "FULL", 0),
        ("hiddens", "200,100", (200, 100)),
        ("hiddens", " 200, 100 ", (200, 100)),
        ("hiddens", "", ()),
        ("drop", "true", True),
        ("drop", "1", True),
        ("drop", "False", False),
        ("lr", "1e-3", 0.001),
    ],
)
def test_texts_that_are_understood(name: str, text: str, value: object) -> None:
    assert parse(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("hiddens", "10,x", "give whole numbers with commas between, such as 200,100."),
        ("hiddens", "10,,5", "give whole numbers with commas between, such as 200,100."),
        ("hiddens", "10,", "give whole numbers with commas between, such as 200,100."),
        ("hiddens", "1.5", "give whole numbers with commas between, such as 200,100."),
        ("lr", "fast", "Learning rate 'fast' is not understood; give a number."),
        ("lr", "nan", "give a number."),
        ("lr", "inf", "give a number."),
        ("epochs", "1.5", "Epochs '1.5' is not understood; give a whole number."),
        ("epochs", "", "give a whole number."),
        ("epochs", "9" * 5000, "give a whole number."),
        ("drop", "maybe", "Drop 'maybe' is not understood; give true or false."),
    ],
)
def test_texts_that_are_not_understood_get_a_sentence(name: str, text: str, says: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse(name, text)
    assert str(error.value).endswith(says)


# --- links ---


@given(app_settings)
def test_a_link_leads_to_the_same_settings(given: dict[str, object]) -> None:
    settings = settings_for(**given)
    again, notes = from_texts({"model": settings.model, **differing(settings)})
    assert again == settings
    assert notes == []


@pytest.mark.parametrize("model", MODELS)
def test_the_defaults_of_a_model_need_no_words(model: str) -> None:
    assert differing(settings_for(model)) == {}


def test_a_link_says_what_differs_from_the_defaults_of_its_model() -> None:
    assert differing(settings_for("deep", lr=0.3, hiddens=(50, 20), batch=0)) == {
        "lr": "0.3",
        "hiddens": "50,20",
        "batch": "full",
    }
    assert differing(settings_for("bigram-network", batch=32)) == {"batch": "32"}


@pytest.mark.parametrize(
    ("texts", "name", "value", "note"),
    [
        ({"epochs": "9999"}, "epochs", 500,
         "Epochs: 9999 is outside what the app allows; 500 is taken."),
        ({"lr": "0.0000001"}, "lr", 0.001,
         "Learning rate: 1e-07 is outside what the app allows; 0.001 is taken."),
        ({"hiddens": "9,9,9,9,9,9,9"}, "hiddens", (10,) * 6,
         "Neurons in each layer: 9,9,9,9,9,9,9 is outside what the app allows; "
         "10,10,10,10,10,10 is taken."),
        ({"validation": "0.9"}, "validation", 0.5,
         "Validation: 0.9 is outside what the app allows; 0.5 is taken."),
        ({"batch": "-1"}, "batch", 0, "Batch: -1 is outside what the app allows; full is taken."),
        ({"lr": "x"}, "lr", 0.1,
         "Learning rate 'x' is not understood; give a number. The default is used."),
        ({"optimizer": "sgd"}, "optimizer", "gd",
         "Optimiser sgd is not known; choose gd or adam. The default is used."),
    ],
)  # fmt: skip
def test_a_link_out_of_range_is_brought_into_it_and_says_so(
    texts: dict[str, str], name: str, value: object, note: str
) -> None:
    settings, notes = from_texts(texts)
    assert getattr(settings, name) == value
    assert notes == [note]


@pytest.mark.parametrize(
    ("texts", "notes"),
    [
        ({"context": "5"}, ["Context length: 5 does not go with the bigram network; 1 is taken."]),
        (
            {"context": "99"},
            ["Context length: 99 does not go with the bigram network; 1 is taken."],
        ),
        ({"hiddens": "50,20", "embedding": "4"},
         ["Embedding size: 4 does not go with the bigram network; 10 is taken.",
          "Neurons in each layer: 50,20 does not go with the bigram network; none is taken."]),
        ({"context": "1", "hiddens": "", "lr": "10"}, []),
    ],
)  # fmt: skip
def test_a_link_is_told_what_does_not_go_with_its_model(
    texts: dict[str, str], notes: list[str]
) -> None:
    settings, said = from_texts({"model": "bigram-network"} | texts)
    assert (settings.context, settings.hiddens, settings.embedding) == (1, (), 10)
    assert said == notes


@given(st.dictionaries(st.sampled_from([*SPECS, "other"]), st.text(max_size=8)))
def test_any_link_gives_settings_that_the_app_allows(texts: dict[str, str]) -> None:
    settings, notes = from_texts(texts)
    assert all(note.endswith(".") for note in notes)
    for name, spec in SPECS.items():
        value = getattr(settings, name)
        if not spec.choices and settings.model == "deep":
            low, high = spec.in_app
            assert all(low <= n <= high for n in (value if isinstance(value, tuple) else (value,)))


# --- defaults, presets, identity ---


def test_the_deep_network_begins_as_the_talk_and_the_seed_have_it() -> None:
    settings = settings_for()
    assert (settings.model, settings.context, settings.embedding) == ("deep", 3, 10)
    assert (settings.hiddens, settings.activation) == ((200,), "tanh")
    assert (settings.epochs, settings.lr, settings.optimizer) == (30, 0.1, "gd")
    assert settings == settings_for(preset="talk")


def test_what_is_given_wins_over_a_preset_and_a_preset_over_the_defaults() -> None:
    for name, preset in PRESETS.items():
        settings = settings_for("deep", name)
        assert all(getattr(settings, key) == value for key, value in preset.items())
        assert settings_for("deep", name, epochs=7) == replace(settings, epochs=7)


def test_a_preset_the_app_offers_is_one_the_app_allows() -> None:
    for name in PRESETS:
        again, notes = from_texts(differing(settings_for("deep", name)))
        assert (again, notes) == (settings_for("deep", name), [])


@pytest.mark.parametrize("model", ["bigram", "bigram-network"])
def test_a_bigram_sees_one_letter_whatever_is_asked_for(model: str) -> None:
    settings = settings_for(model, "best", context=8, hiddens=(50,))
    assert (settings.context, settings.hiddens) == (1, ())


def test_an_unknown_preset_gets_a_sentence() -> None:
    with pytest.raises(SettingsError, match="no preset huge; choose talk, fast or best"):
        settings_for("deep", "huge")


def test_how_many_epochs_matters_only_where_the_rate_drops() -> None:
    def same(**changed: object) -> bool:
        return (
            settings_for(**changed).identity == settings_for(**{**changed, "epochs": 60}).identity
        )

    assert same()
    assert same(model="bigram-network")
    assert not same(drop=True)
    assert settings_for(seed=1).identity != settings_for(seed=2).identity


def test_what_makes_no_difference_to_a_model_parts_no_runs() -> None:
    def same(model: str, **changed: object) -> bool:
        return settings_for(model).identity == settings_for(model, **changed).identity

    assert same("deep", smoothing=1.0)
    assert same("bigram-network", smoothing=1.0)
    assert same("bigram-network", activation="relu")
    assert not same("deep", activation="relu")
    assert not same("bigram", smoothing=1.0)
    assert len({settings_for(model).identity for model in MODELS}) == len(MODELS)


def test_a_setting_is_useless_unless_it_says_what_is_so_anyway() -> None:
    assert useless("bigram", {"seed": 1, "epochs": 5, "lr": 0.1}) == ["epochs", "lr"]
    assert useless("bigram-network", {"context": 3, "hiddens": (), "lr": 1.0}) == ["context"]
    assert useless("bigram-network", {"context": 1, "smoothing": 0.0}) == ["smoothing"]
    assert useless("deep", {"context": 3, "smoothing": 0.01}) == ["smoothing"]
