"""What the reader says of a list: what it left out, what it asks, and what one choice changes."""

from __future__ import annotations

import json

import pytest

from namegen.lists.name_list import Choices, NamesError, from_bytes, from_text
from tests.lists.ten_names import NAMES, TITLED
from tests.lists.ten_names import rows as _rows


@pytest.mark.parametrize(
    ("text", "choices", "first"),
    [
        ("first,last\nada,byron\nemmy,noether", Choices(column="first+last"), "ada byron"),
        ("boys,girls\nben,ada\ntom,emmy", Choices(column="boys/girls"), "ben"),
        ("boys,girls\nben,ada\ntom,emmy", Choices(column="2"), "ada"),
        ("name\nben\ntom", Choices(heading=False), "name"),
        ("Jina\nben\ntom", Choices(heading=True), "ben"),
        ("AT&T\nYahoo!", Choices(strip=True), "at t"),
    ],
)
def test_what_was_misunderstood_is_one_choice_away(text: str, choices: Choices, first: str) -> None:
    assert from_text(text, choices=choices).names[0] == first


@pytest.mark.parametrize(
    "text",
    [
        _rows("From: {n}@here"),
        _rows("It was the {n} of all times"),
        _rows("{n} vs Ben"),
        _rows("{n} 4 you"),
        _rows("{i},x{c}.com"),
        _rows("{i},site{s}{c}.example.com"),
        _rows("union all select {n}"),
        "return $a + 1;\necho f($x);",
        "yes\nno\n" * 20,
    ],
)
def test_what_hardly_is_a_name_is_asked_about(text: str) -> None:
    assert "are they names?" in " ".join(from_text(text).understood.doubts)


def test_a_column_of_one_value_is_asked_about() -> None:
    own = from_text("name,count\n" + "".join(f"ann,{i}\n" for i in range(30)))
    assert any("hold only 1 different value: is it" in doubt for doubt in own.understood.doubts)


@pytest.mark.parametrize(
    ("names", "said"), [("ann", "1 different one:"), ("ann bob", "2 different ones:")]
)
def test_names_that_are_the_same_again_and_again_are_counted(names: str, said: str) -> None:
    doubts = from_text("\n".join(names.split() * 15)).understood.sentences()
    assert f"names hold only {said} are they names?" in " ".join(doubts)


def test_question_marks_within_words_are_said_to_stand_for_letters() -> None:
    names = _rows("{n}").encode("ascii", "replace").decode() + "\nM?ller\nWho?\n"
    assert "2 names hold ? for a letter" not in " ".join(from_text(names).understood.doubts)
    more = from_text(names + "Fran?ois\n").understood
    assert "2 names hold ? for a letter" in " ".join(more.doubts)


def test_codes_are_asked_about_as_codes() -> None:
    codes = from_text("\n".join(f"XK{i}" for i in range(10, 60)))
    assert "look like addresses, codes" in " ".join(codes.understood.doubts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_rows("{i}. {n}", "Girls\n"), "unlike the others: Girls."),
        (_rows("{i}. {n}").replace("5.", "More\n5."), "unlike the others: More."),
        (_rows("- {n}").replace("- Mia", "More\n- Mia"), "unlike the others: More."),
        (_rows('"{n}"', "import x\n"), "unlike the others: import x."),
        (
            _rows("{n}/x{n}") + "\na\nb\nc\nd",
            "Lines are taken for names with slashes between them.",
        ),
        (_rows("{n},{c}", "Majina,2021\n"), "Majina 2021, may be a heading."),
        (_rows("{n}", "Mädchennamen\n"), "Mädchennamen, is taken for a heading."),
        (json.dumps({"a": {"x": 1}, "b": {n: 7 for n in TITLED}}), "Only what stands in b is"),
        (
            "total 48\n" + _rows("-rw-r--r-- 1 root root 12{c} Mar 11 2024 10:0{i} {n}.txt"),
            "Most of",
        ),
    ],
)
def test_what_was_left_out_or_taken_for_granted_is_said(text: str, said: str) -> None:
    assert said in " ".join(from_text(text).understood.doubts)


def test_a_list_of_addresses_is_refused_and_called_none() -> None:
    with pytest.raises(NamesError, match=r"^There is no name in it: 10 lines left out"):
        from_text(_rows("https://example.org/{n}"))


def test_the_names_of_both_sexes_are_taken_and_that_is_said() -> None:
    rows = "\n".join(f"{i},{n}son,{90 - i},{n},{70 - i}" for i, n in enumerate(TITLED))
    text = f"Rank,Boys name,Boys count,Girls name,Girls count\n{rows}"
    own = from_text(text, choices=Choices(weights=""))
    assert own.understood.doubts[0] == "The names in Boys name and Girls name are all taken."
    assert (own.names[:2], own.weights[:2]) == (("oliviason", "olivia"), (90, 70))
    assert {"Boys name", "Boys name/Girls name"} < {*own.understood.columns}


@pytest.mark.parametrize(
    "choices", [Choices(column="nobody"), Choices(encoding="nope"), Choices(part="nope")]
)
def test_a_choice_that_cannot_be_had_is_told(choices: Choices) -> None:
    with pytest.raises(NamesError, match=r"There is no .*\.$"):
        from_bytes(b"name,n\nada,5\nben,4", "x", choices)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Name,Sex\n?????,F\n????,M\n??? ???,M\n", "Question marks"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n", "Git LFS"),
        (b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(20)), "no names"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\x1f\x8b\x08\0", "archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"../.git/annex/objects/a/b/c.csv", "git-annex"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\n<!-- saved from a page -->\n<html lang='en'><ul><li>Ada</li></ul></html>", "web page"),
        (b"[" * 100_000, "longer than 40"),
        (b'{"a":' * 100_000, "too deep"),
        (b"('ab'," * 100_000, "too deep"),
    ],
)
def test_what_is_no_list_is_called_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(NamesError, match=says):
        from_bytes(data, "x")


_PEOPLE = [f"Kim, {name}" for name in TITLED]  # of one family: no pair of columns is seen


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("id;person\n" + "\n".join(f"{i};{one}" for i, one in enumerate(_PEOPLE)), "behind ,"),
        (_rows("{n}:{c}", between=","), "before :"),
        (_rows("name({n})."), "behind ("),
        (_rows("name({n}, {s}, {c})."), "behind ("),
        (_rows("Smith {n}").replace("New York", "New-York"), "last word"),
        (_rows("{n}.txt"), "before ."),
        (_rows("{s}{i}{s} {n}"), "all but the first word"),
        (_rows("{n} 20BCE{c}"), "all but the last word"),
    ],
)
def test_of_each_cell_the_part_that_is_the_name_can_be_chosen(text: str, part: str) -> None:
    assert part in from_text(text).understood.parts
    own = from_text(text, choices=Choices(part=part))
    assert {name.replace("-", " ") for name in own.names} == {*NAMES}
    assert part in " ".join(own.understood.sentences())


def test_a_part_leaves_each_name_its_count() -> None:
    text = "name;n\nKim, Ada;3\nKim, Ben;4\nKim, Zoe;2"
    own = from_text(text, choices=Choices(part="behind ,", weights="n"))
    assert (own.names, own.weights) == (("ada", "ben", "zoe"), (3, 4, 2))


def test_plain_names_have_no_parts_to_choose() -> None:
    assert from_text(_rows("{n}")).understood.parts == ()


def test_files_are_not_read_as_names_without_a_question() -> None:
    assert "files" in from_text(_rows("{n}.txt")).understood.doubts[0]


def test_a_first_line_that_speaks_of_names_is_said_to_be_taken_for_a_heading() -> None:
    own = from_text("The Name of the Wind\nDune\nEmma\nUlysses\nThe Wise Man\nDracula\n")
    assert "The Name of the Wind, is taken for a heading" in own.understood.doubts[0]


def test_of_lines_with_however_many_cells_it_is_said_which_are_read() -> None:
    text = "anna, ben\nben, carl\ndora, ben, anna\nemil, anna\nfay, ben, carl, anna\ngus, ben"
    assert "Of each line the first and the last cell are read." in from_text(text).understood.doubts


def test_short_words_in_capitals_before_names_are_asked_about() -> None:
    text = "\n".join(f"{n[:3].upper()} {n}" for n in TITLED)
    assert "a word in capitals" in " ".join(from_text(text.replace("NEW", "NY")).understood.doubts)


def test_short_words_in_capitals_behind_names_are_asked_about() -> None:
    codes = ("FR", "DE", "IT", "ESP", "PL", "NL", "US")
    text = "\n".join(f"{n} {codes[i % len(codes)]}" for i, n in enumerate(TITLED))
    assert "end with a word in capitals" in " ".join(from_text(text).understood.doubts)
    popes = "\n".join(f"{n} {'IVX'[i % 3]}I" for i, n in enumerate(TITLED))
    assert "in capitals" not in " ".join(from_text(popes).understood.doubts)


def test_a_letter_around_a_list_is_asked_about() -> None:
    own = from_text("Hi Tom,\n\nhere they are:\n\n" + _rows("{n}") + "\n\nBest,\nAnna\n")
    assert "those of a letter" in " ".join(own.understood.doubts)
