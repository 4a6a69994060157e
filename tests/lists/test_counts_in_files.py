"""Counts beside the names of a list: found, read as people write them, and no other numbers."""

from __future__ import annotations

import json

import pytest

from namegen.lists.name_list import Choices, from_text
from tests.lists.ten_names import NAMES, TITLED
from tests.lists.ten_names import rows as _rows


@pytest.mark.parametrize(
    ("text", "column", "weights"),
    [
        (_rows("{n},{s},{c}"), "1", "3"),
        (_rows("{i},{n},1880,{s},{c}", "Id,Name,Year,Gender,Count\n"), "Name", "Count"),
        (_rows("AK,F,1910,{n},{c}"), "4", "5"),
        (_rows("1;{N};19{i:02};{c}", "sexe;preusuel;annais;nombre\n"), "preusuel", "nombre"),
        (_rows("{i};{N};{c}.000;41,5", "Orden;Nombre;Frecuencia;Edad\n"), "Nombre", "Frecuencia"),
        (_rows("{n}\t{c}", "Namn\tAntal\n"), "Namn", "Antal"),
        (_rows("{i}位,{n},{c}人", "順位,名前,人数\n"), "名前", "人数"),
        (_rows("{n};{c}", "όνομα;πλήθος\n"), "όνομα", "πλήθος"),
        (_rows("{n},{c}", "नाम,संख्या\n"), "नाम", "संख्या"),
        (_rows("{n}\t\t{s}\t{c}", "Name\t\tSex\tN\n").replace("Olivia\t", "Olivia"), "Name", "N"),
        (_rows("{i},{n},{c}", "Of a county, 2022,,\nHalf,,\nRank,Name,Count\n"), "Name", "Count"),
        (_rows('{i},{n},"{c:,}"', "Table 1\nBy: us\n\nRank,Name,Count\n"), "Name", "Count"),
        (_rows("{i},{n},Grass,{c}", "#,Name,Type 1,Total\n"), "Name", "Total"),
        (_rows("'{n}','{s}',{c}"), "1", "3"),
        (_rows("| {n} | Latin | {c} |", "| Name | Of | Count |\n|--|:-:|--:|\n"), "Name", "Count"),
        (_rows("{n:<14} {c}.5   {i}"), "1", "2"),
        (_rows("{n} {c}"), "1", "2"),
        (_rows("{n} ({c})"), "1", "2"),
        (_rows("{n}: {c:,}"), "1", "2"),
        (_rows("{n} {s} {c}"), "1", "3"),
        (_rows("{c:7} {n}"), "2", "1"),
        (_rows("{i}. {n} - {c}"), "1", "2"),
        (_rows("{i}\t{n}\t{c}"), "2", "3"),
        ("x = [" + _rows("['{n}', '{s}', {c}]", between=", ") + "]", "1", "3"),
        ("NAMES = {" + _rows("'{n}': {c}", between=", ") + "}", "1", "2"),
        (json.dumps([[n, "f", 700 - i] for i, n in enumerate(TITLED)]), "1", "3"),
        (_rows("{n};{c}", "Nome;Nº de registos\n"), "Nome", "Nº de registos"),
        (json.dumps({n: 700 - i for i, n in enumerate(TITLED)}), "1", "2"),
        (json.dumps({"name": TITLED, "count": list(range(90, 80, -1))}), "name", "count"),
        (json.dumps({"columns": ["name", "n"], "data": [[n, 90] for n in TITLED]}), "name", "n"),
        (_rows("- name: {n}\n  count: {c}"), "name", "count"),
        (_rows("{n}:\n  count: {c}\n  kind: x"), "1", "count"),
        (_rows("<tr><td>{n}</td><td>{c}</td></tr>"), "1", "2"),
        (_rows("{n},{c}", "Name,Count\nboys,n\n"), "Name", "Count"),
        (_rows('"{n}, {s}", {c}', '"City, State",People\n'), "City", "People"),
        (_rows("{n} {c:,}000"), "1", "2"),
        (_rows("{n} 18 {c}"), "1", "2"),
        (_rows("{n}........{c}"), "1", "2"),
        (_rows("{n} x{c}"), "1", "2"),
        (_rows("{n} x {c}"), "1", "2"),
        (_rows("{n} {c}x"), "1", "2"),
        (_rows("{n} x{c},{i}00"), "1", "2"),
        (_rows("{i}= {n} {c}").replace("3=", "=3"), "1", "2"),
        (_rows("{c}x {n}"), "2", "1"),
        (_rows("{i}. {n} {c} (+{i})"), "1", "2"),
        (_rows("{n} 0,{c}%"), "1", "2"),
        (_rows("{n};{c}").replace(";5", ";<5"), "1", "2"),
        (_rows("{n};32{i:02}7;{i}E1", "Name;Number;Class\n"), "Name", "Number"),
        (_rows("{n},{c}", "Guttenavn,2021\n"), "Guttenavn", "2021"),
        (_rows("{i}.,{n},{c}", "Redni broj,Ime,Ukupno\n"), "Ime", "Ukupno"),
        (_rows("0{i:04},{n},{c}"), "2", "3"),
        (_rows("[x{i}]\nname = {n}\nsize = {c}\n"), "name", "size"),
        (_rows("[{n}]\nsize = {c}\nkind = x\n"), "1", "size"),
        (_rows("{i}  {n:>14}  {c}", "             name  count\n"), "name", "count"),
        (_rows('"{i}",{n},{c}', "name,count\n"), "name", "count"),
        (_rows("{i}:{n}:{c}:Latin", "Id\tNom\tPeople\tOf\n"), "2", "3"),
        (_rows("{n}-{c}-{i}{i}", "name-count-age\n"), "name", "count"),
        ("Counter({" + _rows("'{n}': {c}", between=", ") + "})", "1", "2"),
        ("let x: [String: Int] = [\n" + _rows('"{n}": {c},') + "\n]", "1", "2"),
    ],
)  # fmt: skip
def test_the_columns_of_names_and_of_counts_are_found(text: str, column: str, weights: str) -> None:
    own = from_text(text)
    assert own.names == NAMES
    assert own.understood.column == column
    assert own.weights is None
    assert own.understood.weights == weights
    assert from_text(text, choices=Choices(weights="")).weights[0] > 80


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(
            [{"name": n, "level": 5 - i % 3, "of": [i, 9]} for i, n in enumerate(TITLED, 1)]
        ),
        "code,name\n" + "".join(f"{i * 77 % 101},{n}\n" for i, n in enumerate(TITLED, 1)),
        "name,weight_kg\n" + "".join(f"{n},{i * 7 % 19}\n" for i, n in enumerate(TITLED, 1)),
        "name,size\n" + "".join(f"{n},{i * 77 % 101 / 2:g}\n" for i, n in enumerate(TITLED, 1)),
    ],
)
def test_levels_codes_and_measures_are_not_taken_for_counts(text: str) -> None:
    own = from_text(text)
    assert own.names == NAMES
    assert own.understood.weights is None


def test_counts_may_fall_for_one_sex_and_again_for_the_other() -> None:
    names = [f"{n}{{0}},{{1}},{90021 - 3700 * i}" for i, n in enumerate(NAMES)]
    text = "\n".join([n.format(*of) for of in ("aF", "oM") for n in names])
    assert from_text(text).understood.weights == "3"


@pytest.mark.parametrize(
    ("cell", "weight"),
    [("900", 900), ("1,204", 1204), ("1.204", 1204), ("", 1), ("<5", 5), ("x", 1)],
)
def test_counts_are_read_as_people_write_them(cell: str, weight: int) -> None:
    text = f"name;count\nben;{cell}\nada;40\nemil;30\n" + "\n".join(
        f"n{c};20" for c in "abcdefghij"
    )
    assert from_text(text, choices=Choices(weights="count")).weights[0] == weight


def test_shares_become_whole_counts() -> None:
    text = "name,percent\nada,0.5\nben,0.025\ncarl,0.000"
    assert from_text(text, choices=Choices(weights="percent")).weights == (500, 25, 1)


@pytest.mark.parametrize("form", ["{} {}", "{} × {}", "{} ... {}", "{}: {}", "{},F,{}", "{},{}"])
def test_a_name_may_end_in_a_number_or_hold_a_comma(form: str) -> None:
    names = ["the 1975", "apple, inc", "sum 41", *NAMES]
    own = from_text("\n".join(form.format(n, f"{90 - i},100") for i, n in enumerate(names)))
    if "," not in form:
        assert own.names == tuple(names)
    own = from_text("\n".join(form.format(n, 9000 - i) for i, n in enumerate(names)))
    assert (own.names, own.weights) == (tuple(names), None)
