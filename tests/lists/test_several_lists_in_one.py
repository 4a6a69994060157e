"""Files that hold more than one list: all are read, and one can be chosen."""

import itertools
import json

import pytest

from namegen.lists.name_list import Choices, NamesError, from_text
from namegen.lists.tables.table import SAMPLE
from tests.lists import ten_names

NAMES = (*(name for name in ten_names.NAMES if " " not in name), "uma", "zoe")
GIRLS, BOYS = NAMES[:6], NAMES[6:]


def quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def in_lines(names: tuple[str, ...], sign: str = "") -> str:
    return f"{sign}\n".join(f'    "{name}"' for name in names)


SMALL_E = r"\u{65}"
FILES = {
    "json": json.dumps({"title": "x", "girls": GIRLS, "boys": BOYS}),
    "json within": json.dumps({"title": "x", "all": {"girls": GIRLS, "more": {"boys": BOYS}}}),
    "json beside": json.dumps({"girls": GIRLS, "more": {"boys": BOYS}}),
    "lua": f"local girls = {{\n  {quoted(GIRLS)}\n}}\n\nlocal boys = {{ {quoted(BOYS)} }}\n\n"
    "local function one(t)\n  return t[math.random(#t)]\nend\n",
    "javascript": f"// Names\nexport const girls: string[] = [\n  {quoted(GIRLS)},\n];\n\n"
    f"export const boys = new Set([\n  {quoted(BOYS)}\n]);\n\n"
    "function pick(list) {\n  return list[0];\n}\n\nexport { girls, boys };\n",
    "perl": f"package Names;\nuse strict;\n\nour @girls = qw/{' '.join(GIRLS)}/;\n"
    f"our @boys = [qw(\n  {' '.join(BOYS)}\n)];\n\nsub one {{\n  return 1;\n}}\n",
    "ruby": f"module Names\n  GIRLS = %w[{' '.join(GIRLS)}].freeze\n"
    f"  boys = %w(\n    {' '.join(BOYS)}\n  )\n\n  def one\n    boys.sample()\n  end\nend\n",
    "calls": f"LIST(girls, list({quoted(GIRLS)}))\nLIST(boys, list({quoted(BOYS)}))\n",
    "yaml": f"en:\n  girls: [{', '.join(GIRLS)}]\n  boys: [{', '.join(BOYS)}]\n",
    "flow": f"girls: [{', '.join(GIRLS)}, Gwen]\nboys: [{', '.join(BOYS)}]\n".replace(", Gwen", ""),
    "one text each": f'girls = "{",".join(GIRLS)}"\nboys = "{",".join(BOYS)}"\n',
    "sql": f"SET @girls = '{','.join(GIRLS)}';\nSET @boys = '{','.join(BOYS)}';\n",
    "lists beside records": "export const elves = {\n  patterns: [{ type: 'x' }, { type: 'y' }],\n"
    f"  girls: [{quoted(GIRLS)}],\n  more: {{ boys: [{quoted(BOYS)}] }}\n}};\n",
    "lists within two": f"import x\n\na: t.Dict[str, t.List] = {{'girls': [{quoted(GIRLS)}]}}\n"
    f"\nb = {{'boys': [{quoted(BOYS)}], 'no': [5, 6]}}\n",
    "markdown": "# Names\n\n## girls\n"
    + "".join(f"- {name}\n" for name in GIRLS)
    + "\n## boys\n"
    + "".join(f"* {name}\n" for name in BOYS),
    "yaml of both kinds": f"# Names\nde:\n  n: 3\n  girls: [{', '.join(GIRLS[:3])},\n"
    f"    {', '.join(GIRLS[3:])}] # more\n  boys:\n" + "".join(f"  - {n}\n" for n in BOYS),
    "yaml over lines": f"de:\n  girls:\n    [\n      {quoted(GIRLS)},\n    ]\n"
    "  said: 3\n  boys:\n" + "".join(f"  - {n}\n" for n in BOYS),
    "yaml below keys": "en:\n  names:\n    girls:\n"
    + "".join(f"      - '{name}'\n" for name in GIRLS)
    + "    boys:\n"
    + "".join(f"      - {name} # a name\n" for name in BOYS),
    "texts under keys": f"girls:\n{in_lines(GIRLS)}\nboys:\n{in_lines(BOYS)}\n",
    "texts without brackets": f"girls = [\n{in_lines(GIRLS, ',')}\n]\nn = 3\n"
    f"boys =\n{in_lines(BOYS, ',')}\n",
    "texts with remarks": f"girls = {{\n{in_lines(GIRLS, ' #Of old')}\n}}\n"
    f"boys = {{\n{in_lines(BOYS, ', -- (these)')}\n}}\n\nfunction one()\n  return 1\nend\n",
    "rust": f"pub const girls: &[&str] = &[\n  {quoted(GIRLS).replace('e', SMALL_E, 1)}\n];"
    f"\n\npub const boys: &[&str] = &[{quoted(BOYS)}];\n",
    "words": f"all = {{\n  girls = {{\n    {' '.join(GIRLS)}\n  }}\n\n"
    f"  boys = {{\n    {' '.join(BOYS)}\n  }}\n}}\n",
    "indented": "".join(
        f"{head}\n" + "".join(f"  {name}\n" for name in names)
        for head, names in (("girls", GIRLS), ("boys", BOYS))
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_all_lists_are_read_and_each_can_be_chosen(kind: str) -> None:
    own = from_text(FILES[kind])
    assert own.names == NAMES
    assert "are joined" in " ".join(own.understood.doubts)
    boys = next(one for one in own.understood.columns if one.endswith("boys"))
    chosen = from_text(FILES[kind], choices=Choices(column=boys))
    assert chosen.names == BOYS
    assert chosen.understood.column == boys
    assert {*own.understood.columns} == {*chosen.understood.columns}
    assert "are joined" not in " ".join(chosen.understood.doubts)


def test_lists_of_few_beside_a_longer_one_can_be_chosen() -> None:
    text = f"A = [{quoted(NAMES)}]\nB = ['Bo', 'Cy\\'s', 'Di']\n\ndef one():\n    return A[0]\n"
    assert from_text(text).names == NAMES
    assert from_text(text, choices=Choices(column="B")).names == ("bo", "cy's", "di")
    assert from_text(text, choices=Choices(column="A/B")).names == (*NAMES, "bo", "cy's", "di")


@pytest.mark.parametrize("called", [("names.f", "names.m"), ("firstNames", "surnames")])
def test_lists_called_after_names_go_before_others_which_can_be_chosen(
    called: tuple[str, str],
) -> None:
    text = json.dumps(dict(zip((*called, "degrees"), (GIRLS, BOYS, ["Dr", "Prof"]), strict=True)))
    own = from_text(text)
    assert own.names == NAMES
    assert "Other lists are left out: degrees." in own.understood.doubts[0]
    assert from_text(text, choices=Choices(column="degrees")).names == ("dr", "prof")
    text = f"name:\n  female_name: {[*GIRLS]}\n  male_name: {[*BOYS]}\n  degrees: [Dr, Prof]\n"
    assert from_text(text).names == NAMES  # "name" above all tells none of them apart


@pytest.mark.parametrize(
    "text",
    [
        "our @n = qw({});\nsub one {{ return 1 }}\n".format(" ".join(NAMES[:3])),
        "interface N { name: string; of: string }\n\nconst n: Record<string, N[]> = {\n  girls: [\n"
        + "".join(f'    {{ name: "{n}", of: "x" }},\n' for n in NAMES[:3])
        + "  ],\n};\n",
        "const n : {name: string, of: number}[] = [\n"
        + ",\n".join(f'  {{ "name": "{n}", "of": {i} }}' for i, n in enumerate(NAMES[:3]))
        + "\n];\n",
        f"use List::Util qw(first sum max);\nour @n = ({quoted(NAMES[:3])});\nsub one {{ 1 }}\n",
        f"n = {{\n  {' '.join(NAMES[:2])} #Old Norse\n  {NAMES[2]} # x y\n}}\n",
    ],
)
def test_what_else_a_program_says_is_no_name(text: str) -> None:
    assert from_text(text).names == NAMES[:3]


def test_words_between_brackets_and_texts_in_quotes_are_a_name_each() -> None:
    assert from_text('n=(Ada Ben "Mary Ann" Cleo)\n').names == ("ada", "ben", "mary ann", "cleo")


def test_of_the_lists_of_an_object_that_of_records_with_names_is_read() -> None:
    nodes = [{"name": name, "group": 1} for name in NAMES]
    links = [{"source": i, "target": 0, "value": 1} for i in range(3 * len(NAMES))]
    assert from_text(json.dumps({"nodes": nodes, "links": links})).names == NAMES


def test_records_with_names_go_before_the_lists_within_them() -> None:
    towns = {
        str(i): {"name": n, "others": [f"{n} {j}" for j in "abc"]} for i, n in enumerate(NAMES)
    }
    assert from_text(json.dumps(towns)).names == NAMES
    bands = [f'  {{"name": "{n}", "of": 3, "songs": [{{"title": "x{n}"}}]}},' for n in NAMES]
    assert from_text("BANDS: list = [\n" + "\n".join(bands) + "\n]\n").names == NAMES


def test_a_list_that_holds_nothing_is_said_to_be_empty_where_it_is_chosen() -> None:
    text = json.dumps({"girls": GIRLS, "boys": [""]})
    assert "boys" in from_text(text).understood.columns
    with pytest.raises(NamesError, match="empty"):
        from_text(text, choices=Choices(column="boys"))


def test_the_lists_of_a_class_are_each_called_as_they_are() -> None:
    shares = "".join(f'            ("{name}", 0.00{i}),\n' for i, name in enumerate(GIRLS, 1))
    own = from_text(
        "class Provider(Base):\n    formats = (\n"
        + 5 * '        "{{first}} {{last}}",\n'
        + "    )\n\n"
        f"    # Of an office\n    first_names = Dict(\n        (\n{shares}        )\n    )\n\n"
        f"    last_names: t.Tuple[str, ...] = (\n{in_lines(BOYS, ',')},\n    )\n"
    )
    assert own.names == NAMES
    assert own.understood.lists == ("formats", "first_names", "last_names")


def test_codes_before_the_names_of_a_list_in_a_program_are_left_out() -> None:
    girls, boys = (", ".join(f'("{n[:2].upper()}", "Old {n}")' for n in s) for s in (GIRLS, BOYS))
    text = f"import x\n\n\nclass A:\n    a = ({girls})\n\n    b = ({boys})\n\n    def f(self):\n"
    assert from_text(f"{text}        return self.a\n").names == tuple(f"old {n}" for n in NAMES)


def test_several_of_the_lists_can_be_chosen() -> None:
    text = json.dumps({"girls": GIRLS, "boys": BOYS, "dogs": ["Rex"], "cats": ["Tom"]})
    own = from_text(text, choices=Choices(column="boys/cats"))
    assert own.names == (*BOYS, "tom")
    assert own.understood.column == "boys/cats"


def test_the_count_of_a_pair_is_no_name() -> None:
    text = "val n = mapOf(" + ", ".join(f'"{n}" to {i}_000' for i, n in enumerate(NAMES, 1)) + ")"
    assert from_text(text).names == NAMES


def test_rows_in_brackets_may_stand_beside_a_list() -> None:
    rows = "".join(f'{{"{name}";false;}};' for name in GIRLS)
    text = f"m.First = {{\n  {rows}\n}};\n\nm.Last = {{\n  {quoted(BOYS)};\n}};\n\nreturn m;\n"
    assert from_text(text).names == NAMES


def test_constructors_in_a_list_hold_a_name_each() -> None:
    calls = ",\n".join(f'  City("{name}", {i}_000)' for i, name in enumerate(NAMES))
    assert from_text(f"object Cities:\n val all: List[City] = List(\n{calls}\n)\n").names == NAMES


def test_the_long_text_of_a_program_is_read_whatever_else_it_does() -> None:
    names = "\n".join(NAMES * 3)
    own = from_text(f'import random\nfrom x import y\n\nNAMES = """{names}"""\n\nprint(NAMES)\n')
    assert own.names == NAMES * 3
    assert "Only the longest block" in " ".join(own.understood.doubts)


def test_cells_with_three_names_and_more_are_several_but_not_those_of_places() -> None:
    three = [", ".join(NAMES[i : i + 3]).title() for i in (0, 3, 6)]
    rows = "".join(f'group{i},"{cell}"\n' for i, cell in enumerate(three))
    own = from_text(f"Origin,Names\n{rows}")
    assert own.names == NAMES[:9]
    assert "several names" in " ".join(own.understood.doubts)
    places = "".join(f'{i},"{n.title()}, Texas, USA"\n' for i, n in enumerate(NAMES))
    assert from_text(f"Id,Name\n{places}").names[0] == f"{NAMES[0]}, texas, usa"


def test_rows_of_a_dump_of_postgresql_are_read() -> None:
    rows = "".join(f"{i}\t{name}\n" for i, name in enumerate(NAMES))
    few = "COPY public.kinds (id, kind) FROM stdin;\n1\tx\n\\.\n"
    text = f"--\n-- PostgreSQL database dump\n--\n\n{few}\n"
    own = from_text(f"{text}COPY public.names (id, name) FROM stdin;\n{rows}\\.\n\n-- end\n")
    assert own.names == NAMES
    assert own.understood.column == "name"


def test_a_table_of_one_column_has_bars_too() -> None:
    rows = "".join(f"| {name:<12} |\n" for name in NAMES)
    assert from_text(f"|{' ' * 14}|\n|{'-' * 14}|\n{rows}").names == NAMES


def test_a_name_in_quotes_within_another_is_no_cell() -> None:
    own = from_text("\n".join(f'{name} "Fox" Roe' for name in NAMES))
    assert own.names[0] == f'{NAMES[0]} "fox" roe'


def test_a_word_such_as_first_is_a_heading_only_beside_another() -> None:
    links = "".join(
        f"- [{name.title()}](https://x.org/{i}) - {what}\n"
        for i, (name, what) in enumerate(zip(NAMES, ["first", "second", "third"], strict=False))
    )
    assert from_text(f"# Awesome\n\n{links}").names == NAMES[:3]
    rows = "".join(f"{name},{name}son\n" for name in NAMES)
    assert from_text(f"first,last\n{rows}").understood.heading


def test_objects_without_names_that_hold_some_with_names_are_passed_over() -> None:
    teams = [
        {"team": team, "players": [{"name": name, "at": "left"} for name in names]}
        for team, names in (("A", GIRLS), ("B", BOYS))
    ]
    own = from_text(json.dumps({"leagues": [{"name": "First", "teams": teams}]}))
    assert own.names == NAMES
    said = "Only what stands in teams is read. Only what stands in players is read."
    assert own.understood.doubts[0] == said
    films = [{"title": name, "cast": [{"name": "Al"}, {"name": "Bo"}]} for name in NAMES]
    assert from_text(json.dumps(films)).names == NAMES


def test_an_entry_of_yaml_may_go_on_over_lines() -> None:
    own = from_text(
        "de:\n  towns:\n  - New\n    York\n  - Ava\n  others:\n  - 'Uma\n    Zoe'\n  - Ida\n"
    )
    assert own.names == ("new york", "ava", "uma zoe", "ida")


@pytest.mark.parametrize("begin", ["our @n = qw<{}>;", "our @n = qw !{}!;", "NAMES = %W({})"])
def test_words_of_a_program_may_stand_in_any_signs(begin: str) -> None:
    text = begin.format(" ".join(GIRLS)) + "\n\ndef one\n  1\nend\n"
    assert from_text(text).names == GIRLS


def test_a_heading_may_be_the_last_line_that_a_list_is_judged_by() -> None:
    names = [f"  {''.join(letters)}" for letters in itertools.product("abelnr", repeat=4)]
    lines = ["girls", *names[:400], "boys", *names[400 : SAMPLE - 3], "both", *names[SAMPLE:]]
    assert lines.index("both") == SAMPLE - 1
    read = from_text("\n".join(lines))
    assert read.understood.form == "lists with a heading above each"
    assert {"girls", "boys", "both"}.isdisjoint(read.names)


LONG = tuple(
    "".join(letters) for letters in itertools.product("aeiou", "lmnr", "aeiou", "drst", "aeiou")
)


@pytest.mark.parametrize(
    "text",
    [
        "x = {'girls': [%s], 'boys': [%s]}",
        "x = [[%s], [%s]]",
        "x = {data: {girls: [%s], boys: [%s]}}",
        "x = {girls: {names: [%s]}, boys: {names: [%s]}}",
        "<?php return ['girls' => [%s], 'boys' => [%s]];",
    ],
)
def test_a_list_behind_a_very_long_one_is_read_too(text: str) -> None:
    """Which lists there are is judged by the beginning of a text."""
    own = from_text(text % (quoted(LONG), quoted(BOYS)))
    assert own.names == (*LONG, *BOYS)
