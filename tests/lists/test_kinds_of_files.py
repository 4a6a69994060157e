"""Lists as people have them: each kind is read as the person who wrote it would."""

from __future__ import annotations

import json

import pytest

from namegen.lists.name_list import from_text
from tests.lists.ten_names import NAMES, TITLED
from tests.lists.ten_names import rows as _rows

_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (_rows("{n}|Latin", "name|origin\n"), "name"),
        (_rows("{n}|{s}x", "jina|asili\n"), "jina"),
        (_rows("{n}", "jina\n"), "jina"),
        (_rows("{N}", "Jina\n"), "Jina"),
        (_rows("{n}", "Pangalan\n"), "Pangalan"),
        (_rows("{n},{s}", "Xarun,Jinsia\n").lower(), "xarun"),
        (_rows("{i},{n},{s}", ",Name,Gender\n"), "Name"),
        (_rows("ABC{s},{n} Works,Health", "Symbol,Security,Sector\n"), "Security"),
        (_rows("{n}ville,Kenya", "city,country\n"), "city"),
        (_rows('"{n}","line one\nline two, more"', "name,note\n"), "name"),
        (_rows("| *{n}* | `{s}` |", "| Name | Of |\n|--|--|\n"), "Name"),
        (_rows("{n} {s}"), "1"),
        (_rows("({i}, '{n}', 'Kız')", between=",\n"), "2"),
        (_rows("({i},'{n}')", "CREATE TABLE x (id int);\nINSERT INTO `x` VALUES ", ","), "2"),
        (_rows("INSERT INTO t (name, sex) VALUES (\"{n}\", '{s}');"), "name"),
        ("const x = [" + _rows("{{name: '{n}', kind: '{s}'}}", between=",") + "];", "name"),
        (json.dumps([{"id": i, "name": n} for i, n in enumerate(TITLED)]), "name"),
        (json.dumps([{"id": 1, "name": {"en": n}} for n in TITLED]), "name.en"),
        (json.dumps([{"node": {"id": "x", "name": n}} for n in TITLED]), "node.name"),
        (_rows('{{"kind": "x", "Name": "{n}"}}'), "Name"),
        (_rows("BEGIN:VCARD\nN:{s};x\nFN;CHARSET=UTF-8:{n}\nEND:VCARD"), "FN"),
        (_rows("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:{n}=20\nEND:VCARD"), "FN"),
        (_rows("{i}~{n}~{s}"), "2"),
        (_rows("ab{i}12ef {n}"), "2"),
        (_rows("ab{i}12ef0 2024-05-0{i} {n}"), "2"),
        (_rows("[0{i}.03.24, 18:07] {n}: yes"), "2"),
        (_rows("{n} | Latin", "Those | Of\n--- | ---\n"), "Those"),
        ('[{"id": 1, "name": ' + _rows('"{n}"', between='}, {"name": ') + '}, {"na', "name"),
        (_rows("{n}: a word, from {i} books of 1900"), "1"),
        (_rows("{n} – meaning {i}, of old"), "1"),
        (_rows("* {n} (19{i:02})"), "1"),
        (_rows("{n} ({s}.): name from Rome"), "1"),
        (_rows("{i}. {n} - {c} times"), "1"),
        (_rows("de:{i}::1,,{n},,{s}", "stop_id,stop_code,stop_name,at,of\n"), "stop_name"),
        (_rows("kind.{i}.name={n}"), "2"),
        ("\n".join(f"A{c}X {n}" for c, n in zip("ABCDEFGHIJ", TITLED, strict=True)), "2"),
        (_rows("{n};32{i:02}7;{i}E1", "Name;Cik;Class\n"), "Name"),
        (_rows("{i};{n};3{i}", "#;Nombre;Edad\n"), "Nombre"),
        (_rows("{n},{s}.", "שם פרטי,כיתה\n"), "שם פרטי"),
        (_rows("[Term]\nid: x{i}\nname: {n}\nkind: x\n", "version: 1\n"), "name"),
        (_rows("{n},{i}.50 €", "Dish,Price\n"), "Dish"),
        (_rows("AB:{i}\t{n}\tit may be: of old", "id\tname\tnote\n"), "name"),
        (_rows('"{s}x"\t"{n}"', '"Type"\t"Name"\n'), "Name"),
        (_rows("{n},{c},{i}5", "Zorgs,2021,2022\n"), "Zorgs"),
        (_rows("{n}", "Municipality\n"), "Municipality"),
        (_rows('"{n}"', '"Dinosaur"\n'), "Dinosaur"),
        (_rows("{n}", "Anarana\n"), "Anarana"),
        (_rows("{n}\t{c}", "Names of all\r\rName\tN\r", between="\r"), "Name"),
        (_rows("{n};{c};x, y", "Name;N;Of\r\n").replace("\n", "\r"), "Name"),
        (_rows('{n}\t{i}" disc', "Disc\tSize\n"), "Disc"),
        (_rows("{n},Ann{i},F", "Hundenes navn,Efternavn,Sex\n"), "Hundenes navn"),
        (_rows("{s}{n}"), "2"),
        ("x = " + json.dumps({"all": [{"name": n, "of": {"x": 1}} for n in TITLED]}), "name"),
        (_rows("{n},5{i}.67{i}", "Town,North\n"), "Town"),
        (_rows("10{c} {n}").replace("10663", "10963"), "2"),
        (_rows("{n} [{n}a]"), "1"),
        (_rows("{n} (\u738b{s})"), "1"),
        (_rows("{i}\t{n}\t\u738b{i}", "0\tEnglish\t\u65e5\u672c\u8a9e\n"), "English"),
        (_rows("{i},{n},x,\"{{'a': 'b', 'c': ['d', 'e']}}\"", "id,name,of,more\n"), "name"),
        (_rows('{i},{n},"a\nb: c\n\nd, e\nf"', "id,name,text\n"), "name"),
        (_rows('{n}\t{{"kind": "bird", "food": ["fish"]}}'), "1"),
    ],
)  # fmt: skip
def test_the_column_of_names_is_found(text: str, column: str) -> None:
    own = from_text(text)
    assert [name.removesuffix("ville").removesuffix(" works") for name in own.names] == list(NAMES)
    assert own.understood.column == column
    assert own.weights is None


@pytest.mark.parametrize(
    "text",
    [
        _rows("{n}"),
        _rows("{n}", between="\r"),
        _rows("{n}", between=", "),
        _rows("'{n}'"),
        _rows('"{n}",'),
        _rows("“{n}”"),
        _rows("- {n}"),
        _rows("-{n}"),
        _rows("*{n}", "== Girls ==\n"),
        _rows("{i}। {n}"),
        _rows("{i}位　{n}"),
        _rows("{n}", "<p>", "<br>") + "</p>",
        _rows('<a href="/{n}">{n}</a>', "<ul><li>", "</li><li>") + "</li></ul>",
        _rows("* {n}", "# Names\n\n"),
        _rows("• {n}"),
        _rows("  - {n}", "names:\n"),
        _rows("{i}. {n}"),
        _rows("{i}) {n}", "Some names\n"),
        _rows("{n}", "# made up\n") + " # the last",
        json.dumps(TITLED),
        "\n".join(map(json.dumps, TITLED)),
        json.dumps({"description": "x", "source": "y", "people": TITLED}),
        json.dumps({"data": {"names": TITLED}}),
        _rows('"{n}"'),
        "names = {" + _rows("'{n}'", between=", ") + "}",
        "export const names = [\n" + _rows('  "{n}", // one', between="\n") + "\n];",
        "names <- c(" + _rows('"{n}"', between=", ") + ")",
        _rows("{n}", "Names of girls\n==============\n\n"),
        _rows("{n}", "[girls]\n"),
        _rows("** {n}", "* Girls\n"),
        _rows("<li>{n}</li>", "<ul>\n") + "</ul>",
        _rows("{i:<5}  {n}", "=====  =====\nNr     Those\n=====  =====\n") + "\n=====  =====",
        _rows("* [[{n} (name)|{n}]]"),
        _rows("- [{n}](https://example.org/{i})"),
        _rows("{n}[{i}]"),
        _rows("#{n}"),
        _rows("@{n}"),
        _rows("👶 {n}"),
        _rows("\\item {n}"),
        _rows("{i}. **{n}**"),
        _rows("({i}) {n}"),
        _rows("{i}\ufe0f\u20e3 {n}"),
        _rows("# [[{n}]]"),
        _rows("* {n}<ref>See it</ref>"),
        "1.1. Olivia\n2.1. Emma, Zoë, Amelia\n3.1. Sophia\n4.1. New York\n5.1. Ava, Mia\n"
        "6.1. Evelyn\n7.1. Luna",
        _rows("1.{i} {n}"),
        _rows("{n}", between="、"),
        _rows("{n}", between="، "),
        _rows("{n}", between=", ").replace(", Luna", " and Luna"),
        _rows("'{n}',", "import random\n\nNAMES = (\n") + "\n)\n",
        _rows('"{n}"', "package names\n\nvar Names = []string{\n\t", ",\n\t") + ",\n}\n",
        _rows('"{n}"', "var names = new List<string> { ", ", ") + " };",
        _rows("{n}", "names: [", ", ") + "]",
        _rows("  - '{n}'", "title: some\nnames:\n"),
        _rows("  - {n}", "-- 'x':\n- - Olivia\n").replace("  - Olivia\n", ""),
        _rows('v.add("{n}");', "List<String> v = new ArrayList<>();\n"),
        _rows("$v[] = '{n}';", "<?php\n"),
        _rows("UPDATE x SET name = '{n}' WHERE id = {i};"),
        _rows("{n}", 'NAMES = """\n') + '\n""".split()\n',
        _rows("{n}", "const names = `\n") + "`.split('\\n');",
        _rows("{n}", "cat <<EOF > x\n") + "\nEOF\n",
        _rows("{n}", "/* made\n * by hand */\n"),
        _rows("{n}", "<!-- made\nby hand -->\n"),
        _rows('\t// {n}: https://example.org\n\t"{n}",', "var x = [...]string{\n") + "\n}\n",
        _rows("{n}").replace("ë", "&euml;"),
        json.dumps([{"name": n.replace("ë", "&#235;")} for n in TITLED]),
        "\n".join(f"{mark}. {n}" for mark, n in zip("abcdefghij", TITLED, strict=True)),
        "\n".join(f"{mark}) {n}" for mark, n in zip(_ROMAN, TITLED, strict=True)),
        _rows("{n}").encode().decode("latin-1"),
        json.dumps([name.encode().decode("latin-1") for name in TITLED]),
        json.dumps({"US": {"boys": TITLED[:2], "girls": TITLED[2:5]}, "UK": {"all": TITLED[5:]}}),
        "Girls: " + ", ".join(TITLED[:5]) + "\nBoys: " + ", ".join(TITLED[5:]),
        json.dumps([{"letter": n[0], "names": [n]} for n in TITLED]),
        json.dumps(
            {f: {"first": TITLED[i:][:3], "last": TITLED[i:][3:5]} for f, i in (("f", 0), ("m", 5))}
        ),
        "\n".join(f"x{i}:\n  names:\n  - {n}\n  size: {i}" for i, n in enumerate(TITLED)),
        "NAMES = {\n# Of girls\n" + _rows('"{n}": "x",') + "\n}\n\ndef ask():\n    return 1\n",
        _rows("{i}\t{n}", "Day\tNames\n").replace("Emma\n3\t", "Emma,").replace("Ava\n8\t", "Ava,"),
        '"' + ", ".join(TITLED[:5]) + '"\n"' + ", ".join(TITLED[5:]) + '"\n',
    ],
)
def test_lists_without_columns_are_read_whole(text: str) -> None:
    assert from_text(text).names == NAMES


def test_of_groups_within_each_other_the_innermost_are_read() -> None:
    ages = [{"name": "2024", "of": [{"name": name} for name in TITLED]}]
    own = from_text(json.dumps({"name": "Names", "of": [{"name": "Girls", "of": ages}]}))
    assert own.names == NAMES
    assert "only what has no of is read" in " ".join(own.understood.doubts)


def test_a_word_of_the_heading_may_stand_below_it_too() -> None:
    own = from_text(_rows("{n},of {n},{s}D", "Country,Group,ID\n").replace("MD", "ID"))
    assert (own.names, own.understood.column) == (NAMES, "Country")


def test_what_has_names_may_be_the_list_itself() -> None:
    assert from_text("river\nstreet\nlake\nsea\nhill\nisland").names[0] == "river"


@pytest.mark.parametrize("word", ["River", "Song", "Year", "Rank", "Other"])
def test_a_name_that_is_also_a_word_of_headings_is_none_beside_its_number(word: str) -> None:
    names = (word, *NAMES)
    for between in (",M,", ",", " ", "\t"):
        text = "".join(f"{name}{between}{n}0\n" for n, name in enumerate(names, 1))
        assert from_text(text).names == (word.lower(), *NAMES)
    text = ",name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    assert from_text(text).names == (word.lower(), *NAMES)


def test_a_code_above_other_codes_is_no_heading() -> None:
    assert from_text(_rows("A{s}\t{n}").replace("AM", "AD", 1)).names == NAMES


@pytest.mark.parametrize(
    "around", [("{{div col}}", "{{div col end}}"), ("{{a|b=c}}", "{{d}}"), ("{{a|b=c|", "}}")]
)
def test_how_a_page_looks_is_no_name(around: tuple[str, str]) -> None:
    above, below = around
    assert from_text(f"{above}\n{_rows('* [[{n}]]')}\n{below}\n").names == NAMES


def test_initials_are_no_numbers_of_lines() -> None:
    names = ("a ada", "a byron", "b cleo", "c dora", "c earl", "e fay")
    text = "\n".join(f"{name[0].upper()}. {name[2:].title()}" for name in names)
    assert from_text(text).names == names


@pytest.mark.parametrize("sign", ",;\t")
def test_a_short_table_may_stand_between_titles_and_notes(sign: str) -> None:
    rows = ["Rank,Name,Count", "1,Ada,9", "2,Ben,8", "3,Cleo,7", "4,Dora,5"]
    table = "\n".join(rows).replace(",", sign)
    own = from_text(f"Names\nSource: an office\n\n{table}\n\nNotes: rounded.\nReleased in May.\n")
    assert (own.names, own.understood.weights) == (("ada", "ben", "cleo", "dora"), "Count")


def test_one_name_alone_is_asked_about() -> None:
    assert "is it the whole list?" in " ".join(from_text("Ada").understood.doubts)


def test_a_quotation_ends_with_the_sign_that_it_began_with() -> None:
    own = from_text("- \"Bo 'Lite'\"\n- 'Ada'\n- \"M'Ba\"\n- 'Zoë'\n")
    assert own.names == ("bo 'lite'", "ada", "m'ba", "zoë")


@pytest.mark.parametrize(
    "text",
    [
        "names=(Ada Ben\nCy)",
        "@x = qw(Ada Ben Cy);",
        'my @x = qw(Ada Ben Cy);\nprint "$_\\n" for @x;\n',
        "x = {\nAda Ben\n}\ny = {Cy}",
    ],
)
def test_words_in_brackets_are_a_name_each(text: str) -> None:
    assert from_text(text).names == ("ada", "ben", "cy")


def test_the_last_of_several_names_holds_an_and_where_others_do() -> None:
    names = from_text("Ford; Ernst & Young; Shell; Barnes & Noble").names
    assert names == ("ford", "ernst & young", "shell", "barnes & noble")
    assert from_text("Anna, Ben, Carl and Dora").names == ("anna", "ben", "carl", "dora")


def test_cells_in_apostrophes_may_hold_the_comma_between_cells() -> None:
    text = "'Apple, Inc.',75\n'Merck, Inc.',27\n'Visa, Inc.',5\n'Boeing',9\n"
    assert "inc" not in from_text(text).names


def test_names_with_commas_are_said_where_some_lines_hold_none() -> None:
    text = "Apple, Inc.\nMerck & Co., Inc.\n3M Company\nAT&T Inc.\nYahoo!, Inc."
    assert any("commas between them" in said for said in from_text(text).understood.doubts)
