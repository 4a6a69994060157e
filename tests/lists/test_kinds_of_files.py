"""Lists as people have them: each kind is read as the person who wrote it would."""

from __future__ import annotations

import json

import pytest

from namegen.lists.name_list import Choices, NamesError, from_bytes, from_text
from tests.lists.ten_names import NAMES, TITLED
from tests.lists.ten_names import rows as _rows

_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


@pytest.mark.parametrize(
    ("text", "column", "weights"),
    [
        (_rows("{n},{s},{c}"), "1", "3"),
        (_rows("{i},{n},1880,{s},{c}", "Id,Name,Year,Gender,Count\n"), "Name", "Count"),
        (_rows("AK,F,1910,{n},{c}"), "4", "5"),
        (_rows("1;{N};19{i:02};{c}", "sexe;preusuel;annais;nombre\n"), "preusuel", "nombre"),
        (_rows("{i};{N};{c}.000;41,5", "Orden;Nombre;Frecuencia;Edad\n"), "Nombre", "Frecuencia"),
        (_rows("{n}\t{c}", "Namn\tAntal\n"), "Namn", "Antal"),
        (_rows("{n}|Latin", "name|origin\n"), "name", None),
        (_rows("{n};{c}", "όνομα;πλήθος\n"), "όνομα", "πλήθος"),
        (_rows("{n},{c}", "नाम,संख्या\n"), "नाम", "संख्या"),
        (_rows("{n}|{s}x", "jina|asili\n"), "jina", None),
        (_rows("{n}", "jina\n"), "jina", None),
        (_rows("{N}", "Jina\n"), "Jina", None),
        (_rows("{i},{n},{c}", "Of a county,,\nRounded,,\nRank,Name,Count\n"), "Name", "Count"),
        (_rows('{i},{n},"{c:,}"', "Table 1\nBy: us\n\nRank,Name,Count\n"), "Name", "Count"),
        (_rows("{i},{n},{s}", ",Name,Gender\n"), "Name", None),
        (_rows("ABC{s},{n} Works,Health", "Symbol,Security,Sector\n"), "Security", None),
        (_rows("{n}ville,Kenya", "city,country\n"), "city", None),
        (_rows("{i},{n},Grass,{c}", "#,Name,Type 1,Total\n"), "Name", "Total"),
        (_rows('"{n}","line one\nline two, more"', "name,note\n"), "name", None),
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
        (_rows("({i}, '{n}', 'Kız')", between=",\n"), "2", None),
        (_rows("({i},'{n}')", "CREATE TABLE x (id int);\nINSERT INTO `x` VALUES ", ","), "2", None),
        (_rows("INSERT INTO t (name, sex) VALUES (\"{n}\", '{s}');"), "name", None),
        ("x = [" + _rows("['{n}', '{s}', {c}]", between=", ") + "]", "1", "3"),
        ("NAMES = {" + _rows("'{n}': {c}", between=", ") + "}", "1", "2"),
        ("const x = [" + _rows("{{name: '{n}', kind: '{s}'}}", between=",") + "];", "name", None),
        (json.dumps([[n, "f", 700 - i] for i, n in enumerate(TITLED)]), "1", "3"),
        (json.dumps([{"id": i, "name": n} for i, n in enumerate(TITLED)]), "name", None),
        (json.dumps([{"id": 1, "name": {"en": n}} for n in TITLED]), "name.en", None),
        (json.dumps({n: 700 - i for i, n in enumerate(TITLED)}), "1", "2"),
        (json.dumps({"name": TITLED, "count": list(range(90, 80, -1))}), "name", "count"),
        (json.dumps({"columns": ["name", "n"], "data": [[n, 90] for n in TITLED]}), "name", "n"),
        (_rows('{{"kind": "x", "Name": "{n}"}}'), "Name", None),
        (_rows("- name: {n}\n  count: {c}"), "name", "count"),
        (_rows("{n}:\n  count: {c}\n  kind: x"), "1", "count"),
        (_rows("BEGIN:VCARD\nN:{s};x\nFN;CHARSET=UTF-8:{n}\nEND:VCARD"), "FN", None),
        (_rows("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:{n}=20\nEND:VCARD"), "FN", None),
        (_rows("{i}~{n}~{s}"), "2", None),
        (_rows("ab{i}12ef {n}"), "2", None),
        (_rows("ab{i}12ef0 2024-05-0{i} {n}"), "2", None),
        (_rows("<tr><td>{n}</td><td>{c}</td></tr>"), "1", "2"),
        (_rows("{n},{c}", "Name,Count\nboys,n\n"), "Name", "Count"),
        (_rows("[0{i}.03.24, 18:07] {n}: yes"), "2", None),
        (_rows("{n} | Latin", "Those | Of\n--- | ---\n"), "Those", None),
        (_rows('"{n}, {s}", {c}', '"City, State",People\n'), "City", "People"),
        ('[{"id": 1, "name": ' + _rows('"{n}"', between='}, {"name": ') + '}, {"na', "name", None),
        (_rows("{n}: a word, from {i} books of 1900"), "1", None),
        (_rows("{n} – meaning {i}, of old"), "1", None),
        (_rows("* {n} (19{i:02})"), "1", None),
        (_rows("{n} ({s}.): name from Rome"), "1", None),
        (_rows("{i}. {n} - {c} times"), "1", None),
        (_rows("{n} {c:,}000"), "1", "2"),
        (_rows("{n} 18 {c}"), "1", "2"),
        (_rows("{n}........{c}"), "1", "2"),
        (_rows("{n} x{c}"), "1", "2"),
        (_rows("{c}x {n}"), "2", "1"),
        (_rows("{i}. {n} {c} (+{i})"), "1", "2"),
        (_rows("{n} 8{i},4%"), "1", "2"),
        (_rows("{n};{c}").replace(";5", ";<5"), "1", "2"),
        (_rows("{n};32{i:02}7;{i}E1", "Name;Number;Class\n"), "Name", "Number"),
        (_rows("{n};32{i:02}7;{i}E1", "Name;Cik;Class\n"), "Name", None),
        (_rows("{n},{c}", "Guttenavn,2021\n"), "Guttenavn", "2021"),
        (_rows("{i}.,{n},{c}", "Redni broj,Ime,Ukupno\n"), "Ime", "Ukupno"),
        (_rows("0{i:04},{n},{c}"), "2", "3"),
        (_rows("{i};{n};3{i}", "#;Nombre;Edad\n"), "Nombre", None),
        (_rows("{n},{s}.", "שם פרטי,כיתה\n"), "שם פרטי", None),
        (_rows("[x{i}]\nname = {n}\nsize = {c}\n"), "name", "size"),
        (_rows("[{n}]\nsize = {c}\nkind = x\n"), "1", "size"),
        (_rows("[Term]\nid: x{i}\nname: {n}\nkind: x\n", "version: 1\n"), "name", None),
        (_rows("{i}  {n:>14}  {c}", "             name  count\n"), "name", "count"),
        (_rows('"{i}",{n},{c}', "name,count\n"), "name", "count"),
        (_rows("{n},{i}.50 €", "Dish,Price\n"), "Dish", None),
        ("Counter({" + _rows("'{n}': {c}", between=", ") + "})", "1", "2"),
        (_rows("{n} [{n}a]"), "1", None),
        ("let x: [String: Int] = [\n" + _rows('"{n}": {c},') + "\n]", "1", "2"),
    ],
)  # fmt: skip
def test_the_columns_of_names_and_of_counts_are_found(
    text: str, column: str, weights: str | None
) -> None:
    own = from_text(text)
    assert [name.removesuffix("ville").removesuffix(" works") for name in own.names] == list(NAMES)
    assert own.understood.column == column
    assert own.weights is None
    if weights:
        assert own.understood.weights == weights
        assert from_text(text, choices=Choices(weights="")).weights[0] > 80


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
        _rows("👶 {n}"),
        _rows("\\item {n}"),
        _rows("{i}. **{n}**"),
        _rows("({i}) {n}"),
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
    ],
)
def test_lists_without_columns_are_read_whole(text: str) -> None:
    assert from_text(text).names == NAMES


@pytest.mark.parametrize(
    "text", ["names=(Ada Ben\nCy)", "@x = qw(Ada Ben Cy);", "x = {\nAda Ben\n}\ny = {Cy}"]
)
def test_words_in_brackets_are_a_name_each(text: str) -> None:
    assert from_text(text).names == ("ada", "ben", "cy")


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
        _rows("union all select {n}"),
        "return $a + 1;\necho f($x);",
        "yes\nno\n" * 20,
    ],
)
def test_what_hardly_is_a_name_is_asked_about(text: str) -> None:
    assert "are they names?" in " ".join(from_text(text).understood.doubts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_rows("{i}. {n}", "Girls\n"), "unlike the others: Girls."),
        (_rows("{i}. {n}").replace("5.", "More\n5."), "unlike the others: More."),
        (_rows("- {n}").replace("- Mia", "More\n- Mia"), "unlike the others: More."),
        (_rows('"{n}"', "import x\n"), "unlike the others: import x."),
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


def test_two_columns_of_names_are_asked_about_and_can_be_read_one_below_the_other() -> None:
    rows = "\n".join(f"{i},{n}son,{90 - i},{n},{70 - i}" for i, n in enumerate(TITLED))
    text = f"Rank,Boys name,Boys count,Girls name,Girls count\n{rows}"
    own = from_text(text)
    assert "may also stand in Girls name" in own.understood.doubts[0]
    assert "Boys name/Girls name" in own.understood.columns
    both = from_text(text, choices=Choices(column="Boys name/Girls name", weights=""))
    assert (both.names[:2], both.weights[:2]) == (("oliviason", "olivia"), (90, 70))


@pytest.mark.parametrize("choices", [Choices(column="nobody"), Choices(encoding="nope")])
def test_a_choice_that_cannot_be_had_is_told(choices: Choices) -> None:
    with pytest.raises(NamesError, match=r"There is no .*\.$"):
        from_bytes(b"name,n\nada,5\nben,4", "x", choices)


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


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n", "Git LFS"),
        (b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(20)), "no names"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\x1f\x8b\x08\0", "archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"../.git/annex/objects/a/b/c.csv", "git-annex"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"[" * 100_000, "longer than 40"),
        (b'{"a":' * 100_000, "not letters"),
    ],
)
def test_what_is_no_list_is_called_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(NamesError, match=says):
        from_bytes(data, "x")
