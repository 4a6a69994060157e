"""Workbooks: which sheet, which rows and which texts are read, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from namegen.lists.name_list import Choices, NamesError, from_bytes
from tests.lists.ten_names import NAMES, TITLED


def test_the_sheet_with_the_names_is_read_and_another_can_be_chosen() -> None:
    book = Workbook()
    book.active.title = "About"
    book.active.append(["This workbook holds names; its sheets say what they are, and how many."])
    for title, rows in {"Girls": TITLED, "Boys": ["Ben", "Tom"]}.items():
        sheet = book.create_sheet(title)
        sheet.append(["Rank", "Name", "Count"])
        for i, name in enumerate(rows, 1):
            sheet.append([i, name, 100 - i])
    book.save(file := BytesIO())
    own = from_bytes(file.getvalue(), "names.xlsx")
    assert (own.names, own.understood.column, own.understood.weights) == (NAMES, "Name", "Count")
    assert own.understood.sheets == ("Girls", "About", "Boys")
    boys = from_bytes(file.getvalue(), "names.xlsx", Choices(sheet="Boys"))
    assert boys.names == ("ben", "tom")


def test_of_a_workbook_only_what_is_shown_is_read() -> None:
    book = Workbook()
    sheet = book.active
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "People of a town"
    rows = [[3 * i, name, date(1990, 1, i), f"=A{i}"] for i, name in enumerate(TITLED, 1)]
    for place, row in enumerate([["No", "Name", "Born", "Of"], *rows]):
        for column, value in enumerate(row, 2):
            sheet.cell(5 + 2 * place, column, value)
    book.save(file := BytesIO())
    own = from_bytes(file.getvalue(), "x.xlsx")
    assert own.names == NAMES
    assert own.understood.numbers == ("No",)  # dates are no counts
    assert own.understood.rows[0] == ("", "3", "Olivia", "1990-01-01 00:00:00")


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        ('<row r="1"><c r="B1" t="inlineStr"><is><t>Ada</t></is></c></row>', ("ada",)),
        ('<row><c t="str"><f>A1</f><v>Ada</v></c></row><row/>', ("ada",)),
        (
            '<row><c t="inlineStr"><is><r><t>A</t></r><r><t>da</t></r>'
            '<rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>',
            ("ada",),
        ),
    ],
)
def test_text_may_stand_in_cells_in_several_ways(sheet: str, names: tuple[str, ...]) -> None:
    assert from_bytes(_workbook(sheet.encode()), "x.xlsx").names == names


def test_all_rows_of_a_workbook_are_read_though_many_between_are_empty() -> None:
    rows = "".join(
        f'<row r="{i * 5000}"><c r="A{i * 5000}" t="inlineStr"><is><t>{name}</t></is></c></row>'
        for i, name in enumerate(TITLED * 10, 1)
    )
    assert len(from_bytes(_workbook(rows.encode()), "x.xlsx").names) == 10 * len(NAMES)


def test_cells_of_rows_left_blank_are_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(
        "namegen.lists.formats.workbook._cell", lambda cell: made.append(cell) or cell
    )
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    sheet = cell.format(1, "Ada") + cell.format(200_000, "Ben")
    assert from_bytes(_workbook(sheet.encode()), "x.xlsx").names == ("ada", "ben")
    assert len(made) < 1_000


def test_of_a_workbook_with_very_many_cells_the_first_rows_are_read_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("namegen.lists.formats.workbook._MAX_READ", 1_000)
    row = "<row>" + '<c t="inlineStr"><is><t>Ada</t></is></c>' * 2 + "</row>"
    own = from_bytes(_workbook(row.encode() * 100), "x.xlsx")
    assert len(own.names) == 71  # of 14 tags each
    assert "Only the first 71 rows are read" in own.understood.doubts[0]


def _workbook(sheet: bytes) -> bytes:
    """A workbook whose one sheet is this XML."""
    Workbook().save(made := BytesIO())
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with ZipFile(made) as before, ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            xml = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, sheet)
            after.writestr(name, xml if is_sheet else before.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (b"", "empty"),
        (b"<row/>" * 300_000, "too large when it is unpacked"),
        (b" " * 2_000_000, "too large when it is unpacked"),
        (b'<row><c t="s"><v>x</v></c></row>', "cannot be read"),
        (b"<row><c><v>&x;</v></c></row>", "cannot be read"),
        (b"<row><c></row>", "cannot be read"),
    ],
)
def test_a_workbook_made_to_fill_the_memory_is_refused(sheet: bytes, says: str) -> None:
    with pytest.raises(NamesError, match=says):
        from_bytes(_workbook(sheet), "x.xlsx")


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_whose_parts_are_made_to_fill_the_memory_is_refused(part: str) -> None:
    # Different ones, which hardly become smaller when they are packed.
    tags = b"".join(
        b'<x id="%032x"/>' % (i * 0x9E3779B97F4A7C15F39CC0605CEDC835) for i in range(600_000)
    )
    with pytest.raises(NamesError, match="too large when it is unpacked"):
        from_bytes(_with(part, tags), "x.xlsx")


def test_a_workbook_with_one_tag_that_has_no_end_is_refused() -> None:
    values = b" ".join(b'a%d="%x"' % (i, i * 0x9E3779B97F4A7C15) for i in range(100_000))
    with pytest.raises(NamesError, match="too large when it is unpacked"):
        from_bytes(_workbook(b"<row " + values + b"/>"), "x.xlsx")


@pytest.mark.parametrize("sheet", [b"%b%s", b"<row>%s%b</row>", b"<row/>%s<row>%b</row>"])
def test_a_sheet_of_unknown_tags_that_would_all_be_kept_is_refused(sheet: bytes) -> None:
    tags = (b'<x id="%016x"/>' % (i * 0x9E3779B97F4A7C15 % 2**64) for i in range(160_000))
    cell = b'<c t="inlineStr"><is><t>Ada</t></is></c>'
    made = sheet.replace(b"%s", b"".join(tags)).replace(b"%b", b"%b" % cell)
    with pytest.raises(NamesError, match="too large when it is unpacked"):
        from_bytes(_workbook(made), "x.xlsx")


def test_a_long_row_of_cells_is_read_whatever_their_prefix() -> None:
    cell = '<{0}c t="inlineStr"><{0}is><{0}t>Ada{1:x}</{0}t></{0}is></{0}c>'
    text = "<row>" + "".join(cell.format("", i * 7919 % 99991) for i in range(16_384)) + "</row>"
    assert from_bytes(_workbook(text.encode()), "x.xlsx").names[0] == "ada0"
    rows = (f"<x:row>{cell.format('x:', i * 7919 % 99991)}</x:row>" for i in range(30_000))
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = f"<x:worksheet {space}><x:sheetData>{''.join(rows)}</x:sheetData></x:worksheet>"
    sheet = _changed("xl/worksheets/sheet1.xml", lambda _: data.encode())
    assert len(from_bytes(sheet, "x.xlsx").names) == 30_000


def test_the_main_part_of_a_workbook_is_the_one_whose_length_is_limited() -> None:
    moved = _changed("[Content_Types].xml", lambda xml: xml.replace(b"/workbook.xml", b"/x.bin"))
    with ZipFile(file := BytesIO(moved), "a") as archive:
        for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            archive.writestr(part.replace("workbook.xml", "x.bin"), archive.read(part))
    with pytest.raises(NamesError, match="cannot be read"):
        from_bytes(file.getvalue(), "x.xlsx")


def test_of_a_workbook_what_nobody_reads_here_is_left_out() -> None:
    damaged = _changed("docProps/core.xml", lambda xml: xml[:-9])
    assert from_bytes(damaged, "x.xlsx").names == ("ada",)


def _with(part: str, more: bytes) -> bytes:
    """A workbook one of whose parts has more in it."""
    return _changed(part, lambda xml: (more + b"</").join(xml.rsplit(b"</", 1)))


def _changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook one of whose parts is another."""
    book = Workbook()
    book.active.append(["Ada"])
    book.save(plain := BytesIO())
    with ZipFile(plain) as before, ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            xml = before.read(name)
            after.writestr(name, change(xml) if name == part else xml)
    return file.getvalue()
