"""Names in what people copy from pages: their tables, points and numbers, among sentences."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import from_text
from tests.lists.ten_names import NAMES, rows

_TABLE = "<table style='width: 9em'>\n <thead>\n  <tr>\n   <th>Of\n   <th>Who<br>it is\n </thead>\n"
_CHOICE = '<select>\n<option value="" disabled selected>Choose a town</option>\n'
_MATTER = "---\ntitle: Ten\ntags:\n  - first\n  - second\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Names</h1>\n\n> It is told, of all of these, that they are **names**, and lovely.\n\n"
        + rows("  <tr>\n    <td>{c}\n    <td class='n'> <a href='#{i}'>{n}</a>\n  </tr>", _TABLE)
        + "\n</table>\n",
        rows("<tr><td>{s}</td>\n<td>\n{n}</td>\n</tr>"),
        _MATTER + rows("- {n}"),
        rows("- {n} <@x{i}>"),
        rows(" * [{n}][x{i}]") + "\n\n" + rows("[x{i}]: https://x.org/{i}"),
        rows("<option value='{i}' @if ($x->at == {i}) selected @endif>{n}</option>", _CHOICE),
        rows("{i}. {n}", between=" "),
        rows("({i}) {n}", between="; "),
        "\\n".join(NAMES),
        rows("- {i}. {n}: {c}"),
        rows("{n}.....{c},000"),
        rows("{i}. {n} |", between=" ").replace("| 4", "|\n4").replace("| 8", "|\n8"),
        rows("{i}. {n}\n\nOrigin: {s}\nMeaning: bright / clear\n", "10 Lovely Names\n\n"),
        rows("#{i}. {n}\n\nNumber of them: {c}\nRank: #{i} (no change)\n", "Written by:\nMay 30\n"),
    ],
)
def test_names_on_a_page_are_read_without_what_is_around_them(text: str) -> None:
    assert from_text(text).names == NAMES


def test_names_in_numbered_columns_are_read_without_their_numbers() -> None:
    columns = [[f"{5 * i + j + 1}. N{'abc'[i]}{'vwxyz'[j]}o" for j in range(5)] for i in range(3)]
    own = from_text("\n".join(map("\t".join, zip(*columns, strict=True))))
    assert own.names[:3] == ("navo", "nbvo", "ncvo")


def test_names_in_one_line_below_a_word_are_a_name_each() -> None:
    girls, boys = "Kaeli Alitzel Emryn Adhara Azari Ainara Arely", "Izael Chozen Eiden Kyren Kaizen"
    own = from_text(f"Girls:\n\n{girls}\n\nBoys:\n\n{boys} Kyaire Jahmir\n")
    assert own.names == tuple(f"{girls} {boys} Kyaire Jahmir".lower().split())


@pytest.mark.parametrize(
    "text",
    [
        rows(
            "{n} & {s} & {c} \\\\",
            "\\begin{table}\n\\begin{tabular}{ll}\n\\hline\n\\textbf{Name} & Of & N \\\\ \\hline\n",
        ).replace("ë", '\\"e')
        + "\n\\hline\n\\end{tabular}\n\\end{table}\n",
        rows("{i} & \\emph{{{n}}} \\\\ \\hline").replace("ë", '{\\"e}'),
        rows("\\item \\textbf{{{n}}}", "\\begin{itemize}\n") + "\n\\end{itemize}\n",
        rows(
            "   * - {i}\n     - {n}",
            ".. list-table:: All\n   :header-rows: 1\n\n   * - Rank\n     - Those\n",
        ),
        rows('   "{n}", {c}', '.. csv-table:: All\n   :header: "Name", "N"\n\n'),
        "Credits\n=======\n\nLead\n----\n\n"
        + rows("* {n} <x@x.org>").replace("* Ava", "More\n----\n\n* Ava"),
        rows("{n}/MS", "10\n").replace("Emma/MS", "Emma").replace("Mia/MS", "Mia/GD po:x"),
    ],
)
def test_names_in_documents_are_read_without_what_lays_them_out(text: str) -> None:
    assert from_text(text).names == NAMES


def test_points_below_headings_of_a_kind_are_the_names() -> None:
    above = "\n  Letter: 'e'\n"
    points = [f"{i % 2 * above}    -> {name}\n" for i, name in enumerate(NAMES, 1)]
    own = from_text("=== File: a ===\n\nColumn: b\n" + "".join(points))
    assert own.names == NAMES


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\n\nplease find the minutes attached, and tell me if anything is missing.\n"
        "The next meeting is on Monday, 3 June, at 10 o'clock, in room 204.\n\nYours,\nMaria",
        "他家在古代，可是有威望的大姓。\n谢朓，是出身世族大姓的人物。\n知道吗，大姓多数出过天子。",
        "<p>It was large, and old, as few of the towns along the river are today.</p>\n" * 5,
    ],
)
def test_sentences_are_asked_about(text: str) -> None:
    said = " ".join(from_text(text).understood.doubts)
    assert "is sentences" in said


@pytest.mark.parametrize(
    "row", ["{n}\n{i} Some Street\n123{i} 4 Town", "{n}\nEngineer", "{i}. {n}\n{c} of them."]
)
def test_names_with_lines_of_their_own_below_are_read_without_these(row: str) -> None:
    own = from_text(rows(row, between="\n\n"))
    assert (own.names, own.understood.form) == (NAMES, "a cell a line")


def test_names_in_blocks_of_as_many_are_all_read_and_that_is_said() -> None:
    blocks = ("\n".join(NAMES[i : i + 2]) for i in range(0, 10, 2))
    own = from_text("\n\n".join(blocks))
    assert own.understood.doubts == ("The names may also stand in 2; 1 is taken.",)
    assert "1/2" in own.understood.columns


def test_lines_numbered_in_chinese_are_read_without_their_numbers() -> None:
    names = ("陈伟", "李娜", "王芳", "张敏")
    text = "\n".join(f"{mark}、{name}" for mark, name in zip("一二三四", names, strict=True))
    assert from_text(text).names == names
