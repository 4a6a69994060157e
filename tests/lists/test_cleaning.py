"""What a name is, and what is said about what is not one."""

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from namegen.lists.cleaning import MAX_LENGTH, LeftOut, Report, clean, normalise
from namegen.vocabulary import MAX_CHARACTERS
from namegen.wording import shorten

# Each letter of a hard word may be a capital, a mark, a joiner, a stop or anything else.
hard_characters = st.one_of(
    st.characters(categories=["L", "M"]),
    st.sampled_from("aZİǅΣ\u212a\u0301\u0345\u200b\u200d.’–\u00a0\t 7"),
    st.characters(exclude_characters="\n"),
)
entries = st.lists(st.text(hard_characters, max_size=12), max_size=20)


def names_of(*raw: str) -> tuple[str, ...]:
    return clean(raw).names


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Anna", "anna"),
        ("  Anna \t", "anna"),
        ("Mary \u00a0  Ann", "mary ann"),
        ("O’Neil", "o'neil"),
        ("ד״ר כהן", 'ד"ר כהן'),
        ("Anna,; ", "anna"),
        ("Jean–Luc", "jean-luc"),
        ("St. John", "st john"),
        ("J.R.", "jr"),
        ("an\u200bna\ufeff", "anna"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Zoe\u0308", "zoë"),
        ("z\u200boe\u200b\u0308", "zoë"),
        ("Владимир", "владимир"),
        ("नीता", "नीता"),
        ("क्\u200dषमा", "क्\u200dषमा"),
        ("Henry 8", "henry 8"),
        ("İpek", "ipek"),
        ("Neh\u0069\u0307r", "nehir"),  # as programs make NEHİR small
        ("👶🏽 Anna ❤️", "anna"),
        ("👩\u200d🚀 Anna", "anna"),
    ],
)
def test_a_name_gets_one_spelling(raw: str, name: str) -> None:
    assert names_of(raw) == (name,)


def test_a_name_that_stands_twice_is_kept_twice_and_the_order_stays() -> None:
    assert names_of("Ben", "Anna", "ben") == ("ben", "anna", "ben")


def test_blank_entries_are_skipped_and_not_counted() -> None:
    cleaned = clean(["", "  ", "anna", "\t"])
    names, report = cleaned.names, cleaned.report
    assert names == ("anna",)
    assert report == Report(lines=1, kept=1)


def test_entries_with_other_characters_are_left_out_and_the_characters_are_named() -> None:
    cleaned = clean(["<b>x</b>", "anna", "a=b"])
    names, report = cleaned.names, cleaned.report
    assert names == ("anna",)
    assert report.sentences() == [
        "1 of 3 names read.",
        "2 names left out for characters that are not letters (<, =, >): <b>x</b>; a=b.",
    ]


def test_pictures_are_left_out_of_names_and_said() -> None:
    assert clean(["Anna 🌟", "Ben"]).report.notes == ("Pictures are left out of names: 🌟",)


def test_capitals_that_have_no_small_letter_are_left_out() -> None:
    assert names_of("𝐀nna") == ()


def test_an_entry_without_a_letter_is_left_out() -> None:
    cleaned = clean(["123", "-", "...", "a1"])
    names, report = cleaned.names, cleaned.report
    assert names == ("a1",)
    assert report.left_out == (LeftOut("holding no letter", 3, ("123", "-", "...")),)


def test_names_of_up_to_40_characters_are_kept() -> None:
    cleaned = clean(["a" * MAX_LENGTH, "b" * (MAX_LENGTH + 1)])
    names, report = cleaned.names, cleaned.report
    assert names == ("a" * MAX_LENGTH,)
    assert str(report.left_out[0]).startswith(
        "1 name left out for being longer than 40 characters: bbbb"
    )


def test_the_length_of_a_name_is_that_of_its_composed_form() -> None:
    longest = "ᾂ" * MAX_LENGTH
    assert names_of(unicodedata.normalize("NFD", longest)) == (longest,)


def test_the_most_frequent_characters_are_kept_and_names_with_others_left_out() -> None:
    hanzi = [chr(0x4E00 + i) for i in range(MAX_CHARACTERS + 50)]
    cleaned = clean(hanzi + hanzi[100:])
    names, report = cleaned.names, cleaned.report
    assert set(hanzi[100:]) <= set(names)
    assert len(set("".join(names))) == MAX_CHARACTERS
    assert report.left_out[0].count == 50
    assert "150" in report.left_out[0].reason


def test_a_report_gives_at_most_five_different_examples() -> None:
    cleaned = clean(["1", "1", "2", "3", "4", "5", "6"])
    _, report = cleaned.names, cleaned.report
    assert report.left_out[0].examples == ("1", "2", "3", "4", "5")
    assert str(report.left_out[0]) == (
        "7 names left out for holding no letter, such as 1; 2; 3; 4; 5"
    )


def test_a_report_counts_in_thousands_and_names_the_signs() -> None:
    assert Report(2000, 2000, signs="!&").sentences() == [
        "2,000 names read.",
        "Signs in names are kept as characters: ! &",
    ]
    assert Report(1, 1).sentences() == ["1 name read."]


def test_signs_within_names_are_kept_or_stripped_and_no_name_is_lost() -> None:
    raw = ["AT&T", "Yahoo!", "A/B Testing", "Linda (Baggins)", "Barnes & Noble"]
    kept = clean(raw)
    assert kept.names == ("at&t", "yahoo!", "a/b testing", "linda (baggins)", "barnes & noble")
    assert kept.report.signs == "!&()/"
    stripped = clean(raw, strip=True)
    assert stripped.names == ("at t", "yahoo", "a b testing", "linda baggins", "barnes noble")
    assert stripped.report.signs == ""


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["IŞIL", "İREM", "ÇAĞLA", "ILGAZ"], ("ışıl", "irem", "çağla", "ılgaz")),
        (["ƏLİ", "İLQAR", "AYTƏN"], ("əli", "ilqar", "aytən")),
        (["INDIA", "IRELAND", "İzmir", *["PERU"] * 40], ("india", "ireland", "izmir")),
        (["IRIS", "INÈS"], ("iris", "inès")),
    ],
)
def test_capitals_become_small_as_in_their_language(raw: list[str], names: tuple[str, ...]) -> None:
    assert clean(raw).names[: len(names)] == names


def test_hangul_of_more_syllables_than_a_list_may_have_is_kept_whole() -> None:
    syllables = [chr(0xAC00 + 37 * i) for i in range(MAX_CHARACTERS + 50)]
    cleaned = clean(syllables)
    assert cleaned.names == tuple(syllables)
    assert "letter by letter" in cleaned.report.sentences()[1]


def test_counts_go_with_their_names() -> None:
    cleaned = clean(["Anna", "", "<", "Ben"], [5, 6, 7, 8])
    assert (cleaned.names, cleaned.weights) == (("anna", "ben"), (5, 8))


@settings(deadline=None)
@given(st.text(hard_characters))
def test_examples_are_short_and_can_be_shown(text: str) -> None:
    shown = shorten(text)
    assert len(shown) <= 30
    shown.encode()  # a lone surrogate would raise


def test_the_spelling_of_every_character_there_is_is_final() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) != "\n"]
    once = normalise(every)
    assert normalise(once) == once


@settings(deadline=None)
@given(entries)
@example(["A;\x08", "b;."])
def test_cleaning_what_is_clean_changes_nothing(raw: list[str]) -> None:
    names = clean(raw).names
    cleaned = clean(names)
    again, report = cleaned.names, cleaned.report
    assert again == names
    assert report.left_out == ()


@settings(deadline=None)
@given(entries)
def test_every_name_kept_is_fit_for_the_models(raw: list[str]) -> None:
    names = clean(raw).names
    for name in names:
        assert 0 < len(name) <= MAX_LENGTH
        assert name == name.strip() == name.lower() == unicodedata.normalize("NFC", name)
        assert "." not in name
        assert "  " not in name
        assert not any(map(str.isupper, name))
        assert any(map(str.isalpha, name))


@settings(deadline=None)
@given(entries)
def test_every_entry_is_kept_or_accounted_for(raw: list[str]) -> None:
    cleaned = clean(raw)
    names, report = cleaned.names, cleaned.report
    assert report.kept == len(names)
    assert report.lines == report.kept + sum(group.count for group in report.left_out)
    assert report.lines == sum(bool(entry.strip()) for entry in raw)


def test_the_older_spelling_of_romanian_is_made_one_with_the_newer() -> None:
    assert names_of("Ştefan", "Ionuţ", "Ţepeş") == ("ștefan", "ionuț", "țepeș")
    assert names_of("Ayşe", "Barış") == ("ayşe", "barış")
