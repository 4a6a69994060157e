"""What a file holds beside names: other columns, counts, headings, remarks."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from namegen.lists.name_list import Choices, NamesError, from_bytes, from_text
from tests.lists.ten_names import NAMES, rows


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (rows("0 @I{i}@ INDI\n1 NAME {n} /Byron/\n2 GIVN {n}\n1 BIRT\n2 DATE 18{i:02}"), "GIVN"),
        (rows('#: a.c:{i}\nmsgid "x{s}"\nmsgstr "{n}"\n'), "msgstr"),
        (rows('"name_{i}" = "{n}";'), "2"),
        (rows("{n},{n}grad", "Country,Capital\n"), "Country"),
        (rows("{i},x{n},{c},{i},{n},{c}", "Girls,,,Boys,,\nRank,Name,N,Rank,Name,N\n"), "Name 5"),
    ],
)
def test_where_several_columns_could_be_meant_the_names_are_one_question_away(
    text: str, column: str
) -> None:
    asked = from_text(text).understood
    said = " ".join(asked.doubts)
    asking = any(words in said for words in ("?", "may also", "are all taken"))
    assert column == asked.column or asking
    assert from_text(text, choices=Choices(column=column)).names == NAMES


def test_columns_of_which_each_row_fills_one_are_both_read() -> None:
    rows = (f"{i},{n},\n" if i % 2 else f"{i},,{n}\n" for i, n in enumerate(NAMES))
    own = from_text("id,g.m,g.f\n" + "".join(rows))
    assert own.names == NAMES
    assert "The names in g.m and g.f are all taken." in own.understood.doubts


def test_a_dash_between_a_name_in_two_alphabets_is_part_of_neither() -> None:
    named = [*zip("абвгдежзик", NAMES, strict=True)]
    assert from_text("\n".join(f"{n} - имя{c}" for c, n in named)).names == NAMES
    other = from_text("\n".join(f"имя{c} - {n}" for c, n in named))
    assert other.names == tuple(f"имя{c}" for c, _ in named)
    counted = from_text("\n".join(f"имя{c} {n.title()} 7.{i}%" for i, (c, n) in enumerate(named)))
    assert counted.names == other.names


def test_what_stands_in_brackets_behind_a_syllable_is_no_part_of_a_name() -> None:
    korean = ("김민준", "이서연", "박도윤", "최지우", "정하은")
    assert from_text("\n".join(f"{name}(金敏{name[0]})" for name in korean)).names == korean


def test_short_surnames_in_capitals_are_no_codes() -> None:
    text = "KIM Minjun\nLEE Jisoo\nHAN Sora\nSEO Yuna\nCHO Hana\nKOO Jun"
    assert from_text(text).names[:2] == ("kim minjun", "lee jisoo")


def test_codes_before_names_are_no_numbers_of_lines() -> None:
    codes = "\n".join(f"A{chr(ord('A') + i)}X {name.title()}" for i, name in enumerate(NAMES))
    assert from_text(codes).understood.form == "lines with more beside each name"
    assert from_text(rows("{i}. {n}")).understood.form == "numbered lines"


def test_of_counts_of_each_sex_and_of_all_the_last_is_offered() -> None:
    own = from_text(rows("{n},{i},{c},1{c}", "first_name,frequency_f,frequency_m,frequency_all\n"))
    assert own.understood.weights == "frequency_all"


@pytest.mark.parametrize("heading", ["Elevation", "elev_ft", "Salary", "Gehalt", "Rating"])
def test_a_height_or_a_salary_counts_nothing(heading: str) -> None:
    assert from_text(rows("{n},{c}", f"Name,{heading}\n")).understood.weights is None


def test_a_family_of_few_is_read_as_genealogists_write_it() -> None:
    text = "0 @I1@ INDI\n1 NAME Ada /Byron/\n1 SEX F\n1 BIRT\n2 DATE 1815\n2 PLAC London\n"
    own = from_text(f"0 HEAD\n1 CHAR UTF-8\n{text}{text.replace('Ada', 'Zoe')}0 TRLR\n")
    assert own.names == ("ada /byron/", "zoe /byron/")


def test_markup_in_the_cells_of_json_is_no_part_of_them() -> None:
    cells = [{"title": f"<a href='https://x.org/{n}'>{n}</a>", "of": "x"} for n in NAMES]
    assert from_text(json.dumps(cells)).names == NAMES


def test_what_stands_in_lists_of_records_without_a_text_of_their_own_is_read() -> None:
    friends = [{"title": "", "friends": [{"value": n, "at": "https://x.org"}]} for n in NAMES]
    assert from_text(json.dumps(friends)).names == NAMES


def test_headings_of_several_levels_above_points_are_no_names() -> None:
    head = "\n#### A\n##### B\n"
    points = "".join(f"{'' if i % 3 else head}* {n}\n" for i, n in enumerate(NAMES))
    assert from_text(f"# Names\n{points}").names == NAMES
    points = "".join(f"{'' if i % 5 else head[:8]}- {n}\n" for i, n in enumerate(NAMES))
    page = f"---\ntitle: names\nlayout: post\n---\n# Names\nSome names.\nMore.\n{points}"
    assert from_text(page).names == NAMES


def test_sentences_below_numbered_names_are_left_out() -> None:
    said = "Of this name it is told that it is older than all the others and longer."
    own = from_text(rows("{i}. {n} – over {c} people\n" + f"{said}\n{said}"))
    assert own.names == NAMES
    assert "unlike the others" in own.understood.doubts[0]


def test_a_numeral_behind_a_name_belongs_to_it() -> None:
    own = from_text(rows("{n} I{s} (19{i:02}–20{i:02})").replace("IF", "IV").replace("IM", "II"))
    assert own.names[:2] == ("olivia ii", "emma iv")


def test_groups_of_names_may_be_in_an_alphabet_without_capitals() -> None:
    own = from_text("A: सीता, आरव, मीरा, रोहन\nB: दिया, गीता, विवान")
    assert own.names == ("सीता", "आरव", "मीरा", "रोहन", "दिया", "गीता", "विवान")


def test_one_of_four_letters_behind_each_name_belongs_to_it() -> None:
    named = [f"{name} {letter}" for name, letter in zip(NAMES, "abcdabcdab", strict=True)]
    assert list(from_text("\n".join(named)).names) == named


def test_a_sheet_of_chords_is_asked_about() -> None:
    chords = "C  G  Am  F\nDm  G  F  C\nEm  A7  Dm  G\nAm  B7  E  A\n"
    assert "are they names?" in " ".join(from_text(chords).understood.doubts)
    assert "are they names?" in " ".join(from_text(4 * chords).understood.doubts)


def test_quotation_marks_within_a_cell_may_stand_behind_a_backslash() -> None:
    own = from_text(rows('"{n} \\"Al\\" Roe",{c}', "Name,Time\n"))
    assert own.names[0] == f'{NAMES[0]} "al" roe'
    assert own.understood.weights == "Time"


def test_points_above_others_are_left_out_and_said() -> None:
    text = "- Girls\n" + rows("  - {n}").replace("  - Ava", "- Boys\n  - Ava")
    assert "unlike the others: - Girls; - Boys." in from_text(text).understood.doubts[0]
    assert from_text("- Ada\n- Ben\n  - Cy\n- Dee").names == ("ada", "ben", "cy", "dee")


def test_letters_read_in_another_encoding_and_saved_so_are_mended_though_they_look_like_signs() -> (
    None
):
    assert from_text("Анна\nБорис\nРоман".encode().decode("latin-1")).names[2] == "роман"


@pytest.mark.parametrize("text", [rows("{n}.png"), rows("{n}", between=" ") + " a b c d e f g h"])
def test_what_may_be_no_list_of_names_is_asked_about(text: str) -> None:
    assert from_text(text).understood.doubts


def test_the_column_of_groups_is_not_that_of_their_members() -> None:
    groups = [{"family": n[:2], "members": [n, f"{n} b", f"{n} c"]} for n in NAMES]
    assert from_text(json.dumps({"birds": groups})).names[:3] == ("olivia", "olivia b", "olivia c")


def test_what_is_written_for_people_goes_before_its_short_form() -> None:
    own = from_text(rows("{n},The {n},English").lower().replace("the ", "The ").title())
    short = from_text("\n".join(f"{n.replace(' ', '-')},{n.title()},en" for n in NAMES))
    assert (own.understood.column, short.understood.column) == ("1", "2")
    assert short.names == NAMES


def test_names_of_many_words_stay_where_all_rows_hold_nothing_else() -> None:
    own = from_text(rows("{n} Quincy Adams,,,", "Name,1,2,3\n"))
    assert own.names == tuple(f"{name} quincy adams" for name in NAMES)


def test_one_word_that_is_a_heading_everywhere_is_taken_for_one_and_said() -> None:
    own = from_text(rows("{n}", "Field1\n"))
    assert own.names == NAMES
    assert own.understood.doubts == ("The first row, Field1, is taken for a heading.",)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        (rows("2022,{n},{s},{c}", "year,name,sex,num\n"), "num"),
        (rows("{i},{n}", "num,name\n"), None),
        ("\n".join(f"{320 + i // 3},{name}" for i, name in enumerate(NAMES)), None),
        (rows("{n},48.{c}", "name,CoordsY\n"), None),
        (rows("{n},{c}4211", "name,geonameid\n"), None),
        (
            "\n".join(f"{n} 0.{900 - i * 7} {1 + i * 2}.006 {i + 1}" for i, n in enumerate(NAMES)),
            "2",
        ),
    ],
)
def test_which_numbers_count(text: str, weights: str | None) -> None:
    assert from_text(text).understood.weights == weights


@pytest.mark.parametrize(
    "text",
    ["name,count\n", "SET x = 1;\nCREATE TABLE `names` (\n  `id` int NOT NULL\n) ENGINE=x;\n"],
)
def test_a_file_that_only_says_what_its_columns_are_is_refused(text: str) -> None:
    with pytest.raises(NamesError, match=r"empty|no rows"):
        from_text(text)


def test_full_stops_that_are_left_out_are_said() -> None:
    own = from_text("St. Ives\nCamborne\nNew.York")
    assert own.names == ("st ives", "camborne", "newyork")
    assert "Full stops are left out" in " ".join(own.report.sentences())
    assert not from_text("Camborne\nRedruth").report.notes


def test_japanese_names_of_two_characters_are_not_read_as_chinese() -> None:
    names = "沢\t勝太郎\n三宅\t孝吉\n入江\t豊子\n吾妻\t真依\n川田\t輝子\n猪俣\t広重\n"
    assert from_bytes(names.encode("cp932"), "x").understood.encoding == "shift_jis"


def test_rows_of_numbers_behind_a_name_may_end_early() -> None:
    text = "".join(f"{n};{'0;' * (i * 3 % 10)};{i + 1}\n" for i, n in enumerate(NAMES))
    assert from_text(text).names == NAMES


@pytest.mark.parametrize(
    "row", ["{0},{1},what+is+{1}".format, "{0}\tгород{2}\tсело{2}".format], ids=["short", "other"]
)
def test_names_in_three_spellings_are_no_three_names(row: Callable[..., str]) -> None:
    parts = [(n.title(), n.replace(" ", "+"), "абвгдежзик"[i]) for i, n in enumerate(NAMES)]
    assert from_text("\n".join(row(*part) for part in parts)).names == NAMES


def test_of_two_counts_the_one_that_falls_from_row_to_row_is_offered() -> None:
    ages = (41, 14, 58, 37, 38, 60, 54, 33, 55, 20)
    text = "\n".join(f"{n},{900 - 7 * i},{ages[i]},x" for i, n in enumerate(NAMES))
    assert from_text(text).understood.weights == "2"


def test_a_sign_of_another_script_that_stands_once_is_of_a_name() -> None:
    text = "\n".join(f"{i}\t夜{n}" for i, n in enumerate((*NAMES, "：空")))
    assert from_text(text).names[-1] == "夜：空"


def test_symbols_of_two_letters_are_not_taken_where_the_names_stand_beside_them() -> None:
    text = "\n".join(f"{i} \t{n[:2].title()} \t{n} \t{i}.5" for i, n in enumerate(NAMES, 80))
    assert from_text(text).names == NAMES


def test_where_a_name_is_told_of_more_than_once_only_the_first_cell_is_one() -> None:
    said = ", Kenya; , Chad, Niger; , Kenya, Chad; , Mali;; , Togo; , Iran, Chad; , Kenya; , Mali;"
    lines = (f"{n}{of.strip()}\n" for n, of in zip(NAMES, said.split(";"), strict=True))
    assert from_text("".join(lines)).names == NAMES
    rows = (f"* **{n}** = of {n}s{i % 4 // 3 * f' ({n} 1) ({n} 2)'}\n" for i, n in enumerate(NAMES))
    assert from_text("".join(rows)).names == NAMES
