"""Tables as programs print them, of two heading rows, and with dates or shares beside counts."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import NamesError, from_text
from tests.lists.ten_names import NAMES, TITLED, rows

_TOP = "┌──────┬─────┐\n│ name ┆ n   │\n│ ---  ┆ --- │\n│ str  ┆ i64 │\n╞══════╪═════╡\n"
_TEN_ROWS = "\n\n(10 rows affected)\n"
_LIST = ", ".join(f"'{name}'" for name in TITLED)
_COUNTS = ", ".join(str(90 - i) for i in range(10))


@pytest.mark.parametrize(
    ("text", "column", "weights"),
    [
        (rows("{i:<4} {n:>8}   {s} {c:>6}", "         name sex  count\n"), "name", "count"),
        (rows("{i:2}  1880 {s}   {n:<9} {c}", "    year sex name        n\n"), "name", "n"),
        (rows("{n:<10} {c}", "name       cnt\n---------- ---\n") + "\n\n(10 rows)", "name", "cnt"),
        (rows("{n:<10} {c:>6}", f"name       n\n{'-' * 10} {'-' * 6}\n") + _TEN_ROWS, "name", "n"),
        (rows("│ {n} │ {c} │", _TOP) + "\n├──────┴──┤\n│ 10 rows │\n└─────────┘", "name", "n"),
        (rows("{n}[c]\t{c}", "City\tPeople\n"), "City", "People"),
        (rows("{n},{i},{c}5,{c}", "Town,Of,In all,Since\n"), "Town", "In all"),
        (rows("{n},x,{c}", "Call,At,Of,Host\n8425,9,10,x\n\nName (First),Guest,Minutes\n"),
            "Name (First)", "Minutes"),
        (rows("Platz {i}: {n} ({c} %)"), "1", "2"),
        (rows('"{i}","{n}",{c}', "Of:,1\nOn:,Births\n\nNr,Called,Births\n"), "Called", "Births"),
        (rows("{i}. {n} ({c})", "The loveliest names\n\n"), "1", "2"),
        (rows("{i}. **[{n}](https://x.org/{i})** {c}k"), "1", None),
        (rows("│ {i} │ '{n}' │ {c} │", "│ (index) │ name │ n │\n├───┼───┼───┤\n"), "name", "n"),
        (rows("{i}\n{n}\n{c}", "Rank\nName\nBirths\n"), "Name", "Births"),
        (rows("{n},{c}", "Labels,Count of id\n") + "\nTotal,99999", "Labels", "Count of id"),
        (rows('"{i}" "{n}" {c}', '"name" "n"\n'), "name", "n"),
        (rows('"{n}" "{s}" {c}', '"name" "sex" "n"\n'), "name", "n"),
        (rows('"{i}" "{n}" "{s}"', '"name" "sex"\n'), "name", None),
        (rows("{i:<2} {n:>8} {c}", "       name   n\n") + "\n\n[10 rows x 2 columns]", "name", "n"),
        (rows("{n:<10} {c:>4}") + "\nName: name, dtype: int64\n", "1", "2"),
        (rows("│ {n} ┆ {c} │", _TOP) + "\n└──────┴─────┘", "name", "n"),
        (rows("│ {n} ┆ {c} │", "shape: (10, 2)\n" + _TOP) + "\n└──────┴─────┘", "name", "n"),
        (rows("{i:>3}. | {n:>8}   {c:>3} |", "     |     name     n |\n"), "name", "n"),
        (
            rows(
                "{i:>3}. | {n:>9}   {c:>3} |",
                "     +-----------------+\n     |      name     n |\n     |-----------------|\n",
            )
            + "\n     +-----------------+\n",
            "name",
            "n",
        ),
        (rows("{i:>4} │ {n:<8} {c:>5}", "2×2 DataFrame\n Row │ name       n\n"), "name", "n"),
        (rows("| {i} | {n} | {c} |", "# Of\n\n| # | Name | N |\n|---|---|---|\n"), "Name", "N"),
        (rows("| {n:<9} || x{c}  |||", "| Name | Or | Of | A | B |\n|-|-|-|-|-|\n"), "Name", None),
        (rows("{n}\t\t{c}").replace("ia\t", "ia"), "1", "2"),
        (rows("****** {i}. row ******\nname: {n}\n sex: {s}"), "name", None),
        (rows("Name: {n}, Kind: {s}, Score: {c}"), "Name", "Score"),
        (rows('{s}={c} name="{n}" at=x').replace("F=", "M="), "name", "M"),
        (rows("|{n}|{c}|", "||Name||Births||\n"), "Name", "Births"),
        (rows("Name       : {n}\nDepartment : {s}\n\n"), "Name", None),
        (rows("{i};{n};{c}", "Nr;Name;Count\nКод;Имя;Число людей\n"), "Name", "Count"),
        (rows("{n},{i}/12/2015", "Child,Birthday\n"), "Child", None),
        (rows("{i} {n} 2,{c} 1:{i}3"), "1", "2"),
        (rows("{i}   {n} 2,{c}   1:{i}3").replace("York 2", "York   2"), "1", "2"),
        (rows("{i} {n} 2,{c} 1:{i}3", "Rank Surname Incidence Share\n"), "Surname", "Incidence"),
        (rows("| {n} | of {n} |\n|", "| Some Name | Of |\n|\n") + "\n|--|--|", "Some Name", None),
        (rows("{n:<9}   {c}").replace("5\n", "5   x\n") + "   x", "1", "2"),
        (rows("{n};{c};{i}4", "Town;People;Age\nBoth sexes\n"), "Town", "People"),
        (rows("{n};01.0{i}.2010;{c}", "Vorname;Eintritt;Punkte\n"), "Vorname", "Punkte"),
        (rows("{n}\t{c}\t8,{i}%", "ΟΝΟΜΑ\tΠΛΗΘΟΣ\tΠΟΣΟΣΤΟ\n"), "ΟΝΟΜΑ", "ΠΛΗΘΟΣ"),
        (rows("{n},{c},{n}|x", "name,count,others\n"), "name", "count"),
        (rows("Ant{i},{n},Ants (Formicidae)", "SCI,COM_NAME,FAMILY\n"), "COM_NAME", None),
        (rows('<http://x.org/{i}>\t"{n}"@en', "?item\t?itemLabel\n"), "?itemLabel", None),
        (rows("{i};{n};{n}son", "Nr;Vorname;Name\n"), "Vorname", None),
        (rows("{n:<10} {i}/1     Running", "NAME       READY   STATUS\n"), "NAME", None),
        (rows("TY  - BOOK\nAU  - {n}\nPY  - 19{i:02}\nER  - \n"), "AU", None),
        (rows("PMID- 1{c}\nFAU - {n}\n"), "FAU", None),
        (rows("%A {n}\n%D 19{i:02}\n"), "A", None),
        (rows("commit 0a{c}1{c}\nAuthor: {n} <x@x.org>\nDate:   Mon\n\n    Mend it\n"),
            "Author", None),
        (rows("[[person]]\nname = {n}\nage = 3{i}\n"), "name", None),
        (rows("|-\n| {i} || [[{n}|{n}]] || {c}", '{| class="x"\n! Nr !! Name !! n\n'), "Name", "n"),
        (rows("|-\n| {i}\n|[[{n}]]\n|align=right| {c}", "{|\n!Nr\n!Name\n!n\n"), "Name", "n"),
        (rows("|-\n|{{{{flag|U}}}}|| {{{{lang|fr|{n}|x=y}}}}", "{|\n! A !! Name\n"), "Name", None),
        (
            rows("{i:4} {n:<9} 1:2{i:02}.5", "Rank Name      Time\n==== ========= =======\n"),
            "Name",
            None,
        ),
        (f"c <- data.frame(name = c({_LIST}), n = c({_COUNTS}))", "name", "n"),
        (f"import x\nd = x({{'name': [{_LIST}], 'n': [{_COUNTS}]}})\nprint(d)\n", "name", "n"),
    ],
)  # fmt: skip
def test_names_and_counts_are_found_in_what_programs_print(
    text: str, column: str, weights: str | None
) -> None:
    own = from_text(text)
    assert own.names == NAMES
    assert (own.understood.column, own.understood.weights) == (column, weights)


def test_both_names_in_a_template_that_sorts_by_the_last_are_read() -> None:
    named = rows("|-\n| {{{{sortname|{n}|Ho|dab=x}}}} || {c}", "{| x\n! Name !! Of\n")
    assert from_text(named).names == tuple(f"{name} ho" for name in NAMES)


@pytest.mark.parametrize(
    "text",
    [
        rows("{n} 0171 55512{i:02}"),
        rows("{n}").replace("Ava", '"Ava"'),
        rows("{n}").replace("Ava", "N/A\nAva"),
        rows("- {n}").replace("- Ava", "- N/A\n- Ava"),
        rows("①{n}").replace("①Emma", "②Emma"),
        " • ".join(TITLED[:5]) + "\n" + " · ".join(TITLED[5:]),
        rows("{n}").replace("Emma", "Emma*").replace("Mia", "Mia¹") + "\n\n* a new one",
        "Group 1\n" + rows("{n}").replace("Mia", "Group 2\nMia"),
        rows("{n}\n").replace("Mia", "Page 1 of 2\nMia") + "Page 2 of 2",
        "Those[edit]\n" + rows("{n} – one of them") + "\nReferences[edit]\n",
        rows("・{n}"),
        rows("{i}° {n}"),
        rows("{n}\n: one of them"),
        "A: "
        + ", ".join(f"{n} (x)" for n in TITLED[:5])
        + "\nB: "
        + ", ".join(f"{n} (y)" for n in TITLED[5:]),
        "Izena\n" + rows("{n}"),
        "! Title: of them\n! Version: 3\n" + rows("{n}"),
        rows("o {n}"),
        rows("{i} - {n}").replace("Mia", "3M").replace("8 - 3M", "8 - Mia"),
        "Those:\n" + rows("{i}. {n}") + "\nMore:\nLess:",
        "Elf names\n\nFemale: " + ", ".join(TITLED[:5]) + ".\nMale: " + ", ".join(TITLED[5:]),
        "Subject: names\n" + rows("{n}"),
        "Here they are:\n```json\n" + rows('"{n}"', "[", ",") + "]\n```\nMore?",
        f"import random\n\nnames = [{_LIST}]\nprint(random.choice(names))\n",
        f"let x = {{ girls: [{_LIST.replace(', ', '], boys: [', 1)}] }};",
        f"#Names - https://of.them/{150 * 'x'}\n\nnames = [{_LIST}]\n",
        "# \u738b\n" + rows("{n}").replace("Zoë", "ZoÃ«"),
        _LIST.replace(", ", "\n, "),
        "\n".join(f"{148237440000 + 7919 * i % 9973}={name}" for i, name in enumerate(TITLED)),
        "\n".join(f"{name},{1 + place % 2}" for place, name in enumerate(TITLED)),
        "Those\n---\n\n# A\n| Name | Of |\n|---|---|\n"
        + rows("| {n} | x{c} |").replace("| Mia", "\n# B\n| Called | Of |\n|---|---|\n| Mia"),
    ],
)
def test_what_stands_around_names_is_no_part_of_them(text: str) -> None:
    assert from_text(text).names == NAMES
    assert from_text(text).understood.weights is None


def test_a_pair_in_a_cell_that_is_read_as_two_columns_is_said() -> None:
    own = from_text(rows('"{n}, Ada",x', "Name,Mon\n"))
    assert "Cells such as Olivia, Ada are taken for two" in own.understood.doubts[0]


@pytest.mark.parametrize(
    "text",
    [
        rows("{n}\nGlasgow, Scotland", between="\n") + "\nGlasgow, Scotland" * 3,
        rows("{n},{n}son,{c}", "Source,Target,Weight\n"),
        rows("{n},{n}son,{s}", "Brand,Drug,Class\n"),
        rows("Aunt {N}: {n} ({i}918-{i}980)"),
        rows("{n} Road,{n}", "street,extracted_name\n"),
        "Those who took the course\n\n" + rows("{n}"),
        "\n".join(f"{chr(0x738B + i)} {name}" for i, name in enumerate(TITLED)),
    ],
)
def test_what_may_be_the_names_instead_is_asked(text: str) -> None:
    said = " ".join(from_text(text).understood.doubts)
    assert any(words in said for words in ("may also stand in", "is it one?", "may be a heading"))


def test_a_name_with_a_mark_before_it_and_a_count_is_no_note() -> None:
    own = from_text("Name,Count\n" + rows("{n},{c}").replace("Ava", "* Ava Lou"))
    assert own.names[6] == "* ava lou"


def test_a_count_that_is_missing_first_is_no_heading() -> None:
    assert from_text("name;count\nben;x\n" + rows("{n};{c}")).names == ("ben", *NAMES)


def test_a_sign_that_is_a_letter_is_no_other_alphabet() -> None:
    own = from_text("ʻAilani\nEmma\nMia\nAva\nLuna\nZoë")
    assert len(own.names) == 6


def test_a_table_of_dates_is_refused() -> None:
    with pytest.raises(NamesError, match="only numbers or dates"):
        from_text("start,end\n" + "\n".join(f"2024-01-0{i},2024-02-0{i}" for i in range(1, 9)))


def test_columns_under_headings_that_are_numbered_are_all_of_names() -> None:
    text = "Year\tNo. 1\tNo. 2\n" + "\n".join(
        f"20{10 + i}\t{first}\t{second}"
        for i, (first, second) in enumerate(zip(TITLED[::2], TITLED[1::2], strict=True))
    )
    assert from_text(text).names == NAMES


def test_a_field_that_a_record_has_several_times_is_asked_about() -> None:
    own = from_text(rows("N: {n}\nE: {c}@x.org\nS: {i} Some Street\nS: Town {i}A\n"))
    assert "A record may hold S several times" in own.understood.doubts[0]


def test_what_begins_records_within_another_is_not_asked_about() -> None:
    text = rows("BEGIN:VEVENT\nSUMMARY:{n}\nEND:VEVENT", "BEGIN:VCALENDAR\n") + "\nEND:VCALENDAR\n"
    own = from_text(text)
    assert (own.names, own.understood.doubts) == (NAMES, ())


def test_columns_of_names_may_stand_under_years() -> None:
    text = "2024,2025\n" + "\n".join(
        f"{first},{second}" for first, second in zip(TITLED[::2], TITLED[1::2], strict=True)
    )
    assert from_text(text).names == NAMES


def test_a_line_that_stands_below_many_names_is_none() -> None:
    own = from_text(rows("{n}\n{s} of them\nfrom {n} Street"))
    assert own.understood.form == "a cell a line"
    assert own.names == NAMES
