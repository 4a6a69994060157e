"""Totals, sources and headings of parts are no names; what is left out for that is said."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from namegen.lists.name_list import NamesError, from_text
from tests.lists.ten_names import NAMES as TEN
from tests.lists.ten_names import rows

NAMES = ("olivia", "emma", "zoë", "amelia", "sophia", "isabella", "ava", "mia", "evelyn", "luna")
_TABLE = "Name,Count\n" + "\n".join(f"{name.title()},{900 - i}" for i, name in enumerate(NAMES))
_PLAIN = "\n".join(map(str.title, NAMES))
_SUM = sum(900 - i for i in range(len(NAMES)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{_TABLE}\nTotal,26534", "1 line left out, being no names (Total)."),
        (f"{_TABLE}\nGrand total,26534", "(Grand total)"),
        (f"{_TABLE}\nInsgesamt;".replace(",", ";") + "26534", "(Insgesamt)"),
        (f"{_TABLE}\nИтого,26534", "(Итого)"),
        (f"{_TABLE}\nJumla,{_SUM}", "(Jumla)"),
        (f"{_TABLE}\nAll other names,26534", "(All other names)"),
        (f"{_TABLE}\n\nSource: an office", "(Source: an office)"),
        (f"{_TABLE}\n,\nSource: an office,\nContact: births,", "2 lines left out"),
        (f"{_TABLE}\n* Counts are rounded.,", "Counts are rounded"),
        (f"{_TABLE}\nN/A,3\nUnknown,5", "(N/A; Unknown)"),
        (f"{_PLAIN}\nTotal: 10", "(Total: 10)"),
        (f"{_PLAIN}\nSource: an office", "(Source: an office)"),
        (_PLAIN.replace("Mia", "Boys:\nMia"), "(Boys:)"),
        (_TABLE.replace("Mia,", "NULL,1\nNULL,2\nMia,"), "(such as NULL)"),
        (_TABLE.replace("Mia,", "Name,Count\nMia,"), "(Name)"),
        ("Old,\n" + _TABLE.replace("Mia,", "New,\nName,Count\nMia,"), "(New; Name)"),
    ],
)
def test_what_is_no_name_is_left_out_and_said(text: str, said: str) -> None:
    own = from_text(text)
    assert own.names == NAMES
    assert said in " ".join(own.understood.sentences())


@pytest.mark.parametrize(
    "text",
    [
        "My friends are Ada, Ben and Zoe.",
        "Hello,\nthose who come on Monday are: Ada, Ben and Zoe.\nMarie",
        "We have Ada, Ben and Zoe coming",
        "Girls: Ada,Ben,Zoe",
    ],
)
def test_the_words_of_a_sentence_around_names_are_left_out_and_that_is_said(text: str) -> None:
    own = from_text(text)
    assert own.names == ("ada", "ben", "zoe")
    assert "Left out" in own.understood.doubts[0]


@pytest.mark.parametrize(
    "text", ["Hugo van der Goes, Luca della Robbia", "Brown bear, Polar bear, Grizzly bear"]
)
def test_small_words_of_names_make_no_sentence(text: str) -> None:
    assert from_text(text).names == tuple(text.lower().split(", "))


def test_words_on_a_line_that_is_longer_than_a_name_are_taken_each() -> None:
    assert from_text("Ada Ben Cleo Dora Emma Finn Greta Hannes Ida").names[-1] == "ida"


@pytest.mark.parametrize(
    ("cell", "last"),
    [("3{i}", "Total;9"), ("3{i}", "Total;"), ("3{i}", "Average;35"), ("{s};x;y", "Count;9;8;")],
)
def test_a_sum_is_none_of_the_names_of_a_table_without_counts(cell: str, last: str) -> None:
    rows = "\n".join(f"{n};{cell.format(i=i, s='x' * (i % 2))}" for i, n in enumerate(NAMES))
    assert from_text(f"Name;Age;A;B\n{rows}\n{last}").names == NAMES


def test_parts_that_are_counted_by_letters_have_headings_where_the_list_begins_with_one() -> None:
    half = "\n".join(NAMES[:5]), "\n".join(NAMES[5:])
    assert from_text("Team A\n{}\nTeam B\n{}".format(*half)).names == NAMES
    assert "ada a" in from_text("{}\nAda A\n{}\nAda B".format(*half)).names
    assert "ada a" in from_text(f"Ada A\nBen C\nAda B\n{half[0]}").names


def test_a_title_above_a_heading_whose_other_columns_are_blank_is_no_name() -> None:
    names = "\n".join(f"{name}," for name in NAMES)
    assert from_text(f"Those of 2024\nName,Signature\n{names}").names == NAMES


def test_words_for_each_sex_are_headings_where_the_list_begins_with_one() -> None:
    half = "\n".join(NAMES[:5]), "\n".join(NAMES[5:])
    assert from_text("GIRLS\n{}\nBOYS\n{}".format(*half)).names == NAMES
    assert "girls" in from_text("{}\nGirls\n{}".format(*half)).names


def test_letters_above_the_names_that_begin_with_them_are_no_names() -> None:
    own = from_text("A\nAda\nAva\nB\nBea\nC\nCleo\nCora\nD\nDora")
    assert own.names == ("ada", "ava", "bea", "cleo", "cora", "dora")
    assert from_text("C\nCem\nÇ\nÇağla\nD\nDeniz\n").names == ("cem", "çağla", "deniz")
    assert (
        from_text("A\nAda, Ava\nB\nBea\nC\nCleo, Cora, Cy\nD\nDora, Di").names[:3] == own.names[:3]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name,Count\nTotal,5\n" + _TABLE.partition("\n")[2],  # borne by five
        f"{_PLAIN}\nTotal\nOther",  # a company, say, in a list without counts
        "Company,Employees\nShell,900\nBP,800\nTotal Energies,700\nAll Nippon,600\nEni,500",
        "a\nb\nann\nbo",  # names of one letter
        _TABLE + "\nNan,2\nNan,1",
    ],
)
def test_a_name_that_looks_like_one_stays(text: str) -> None:
    own = from_text(text)
    assert len(own.names) == len(text.splitlines()) - ("," in text)
    assert "no names" not in " ".join(own.understood.sentences())


def test_a_source_below_few_counts_makes_them_no_words() -> None:
    few = "".join(f"{90 - i},{name}\n" for i, name in enumerate(NAMES[:8]))
    assert from_text(f"N,Name\n{few}Source: an office").understood.weights == "N"


def test_the_end_of_a_long_list_is_looked_at_too() -> None:
    names = [a + b + c for a in "bcdfghklmn" for b in "aeiou" for c in map(chr, range(97, 123))]
    rows = [f"{name},{9 + i % 7}" for i, name in enumerate(names * 5)]
    own = from_text("Name,Count\n" + "\n".join(rows) + "\nTotal,99999\nSource: an office\n")
    assert own.names[-1] == names[-1]
    assert len(own.names) == 5 * len(names)


@pytest.mark.parametrize("lines", [1, 2])
def test_a_line_of_very_many_cells_is_read_at_once(lines: int) -> None:
    line = ",".join(a + b for a in "bcdfgh" for b in "aeiou") + ","
    begun = time.process_time()
    assert from_text("\n".join([line * 4_000] * lines)).names
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "signs", [" ", ",;", "a=", "a: ", "a [ ", "((", "||", "1,1 ", "* ", "<li", "==", '"a""']
)
def test_a_line_of_very_many_signs_is_read_or_refused_at_once(signs: str) -> None:
    begun = time.process_time()
    with suppress(NamesError):
        assert from_text("a" + signs * 200_000 + "b").names
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "signs", ["\n", "\n ", "\n\t", "# \n", ", #", "\na: b", "\na b", ": a", "0x"]
)
def test_a_program_with_very_many_signs_in_brackets_is_read_at_once(signs: str) -> None:
    program = 'import os\n\ndef names():\n    return ["Ada", "Bob"]\n\nvalue = [1'
    begun = time.process_time()
    with suppress(NamesError):
        assert from_text(program + signs * 100_000 + ' ? "Cleo"]\n').names
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("brackets", [f"{{{40 * 'x'}|", "{{a|b=c|\nx\n"])
def test_very_many_brackets_are_read_or_refused_at_once(brackets: str) -> None:
    begun = time.process_time()
    with suppress(NamesError):
        from_text(brackets * 100_000)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("times", [1, 200])
def test_a_line_that_ends_a_list_is_none_of_it(times: int) -> None:
    own = from_text("\n".join([*map(str.title, NAMES * times), "END"]))
    assert own.names == NAMES * times
    assert from_text("\n".join([*map(str.upper, NAMES), "END"])).names[-1] == "end"


@pytest.mark.parametrize("pattern", ["{n} ({c})", "{n}: {c}", "{n} - {c}", "{n},{c}"])
def test_kinds_above_names_with_counts_and_a_note_below_are_none(pattern: str) -> None:
    lines = rows(pattern).split("\n")
    parts = [*lines[:5], "Boys", *lines[5:], "", "Note: of fewer than 5 nothing is said."]
    assert from_text("\n".join(["Girls", *parts])).names == TEN


def test_apostrophes_in_names_open_no_brackets() -> None:
    names = ("olivia", "o'neil", "mia", "d'arcy", "ava", "ruby rose")
    text = "\n".join(f"{name.title()} ({90 - i})" for i, name in enumerate(names))
    assert from_text(text).names == names
    assert from_text(text.replace("Ava", '"Ava"')).names == names


def test_when_a_line_was_written_parts_no_columns() -> None:
    assert from_text(rows("2024-01-1{i} 10:00:00 {n}")).names == TEN


def test_names_with_a_count_that_come_again_are_no_fields() -> None:
    text = "\n".join(rows("{n}: {c}") for _ in range(4))
    assert from_text(text).names == 4 * TEN


def test_a_total_in_any_language_is_known_by_its_sum_and_notes_by_what_stands_alone() -> None:
    names = "\n".join(f"{i};{n};{90 - i}" for i, n in enumerate(NAMES))
    total = sum(90 - i for i in range(len(NAMES)))
    text = f"Nr;Ime;Antal\n{names}\n;I alt;{total}\n;;\n;Notes;\n;(a) Of a year.;\n"
    assert from_text(text).names == NAMES
    ranked = "\n".join(f"{i};{n};{9 - i}" for i, n in enumerate(NAMES))
    assert from_text(f"Nr;Ime;No.\n{ranked}\n;Total;9\n;Note: of a year.;\n").names == NAMES
