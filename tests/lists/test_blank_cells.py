"""Cells that are blank: what that says of a row, and what it does not."""

from __future__ import annotations

import pytest

from namegen.lists.name_list import from_text
from tests.lists.ten_names import NAMES, TITLED, rows


def _noted(form: str, *noted: int) -> str:
    """A row for each name, of which some have a note."""
    notes = ["see below" if i in noted else "" for i in range(len(TITLED))]
    return "\n".join(form.format(n, note) for n, note in zip(TITLED, notes, strict=True))


@pytest.mark.parametrize("form", ["{0};{1}", '"{0}","{1}"', "{0}\t{1}", "{1}|{0}", '"{1}";"{0}"'])
@pytest.mark.parametrize("noted", [(1, 2, 4, 5, 6, 8), (1, 2, 3, 4, 5, 6, 7, 8, 9), (8,)])
@pytest.mark.parametrize("heading", ["Name", ""])
def test_a_name_without_a_note_is_a_name(form: str, noted: tuple[int, ...], heading: str) -> None:
    head = f"{form.format(heading, 'Note')}\n" if heading else ""
    own = from_text(head + _noted(form, *noted))
    left_out = own.names == NAMES[1:] and "Olivia, is left out" in " ".join(own.understood.doubts)
    assert own.names == NAMES or (left_out and not heading)


def test_a_long_name_without_a_note_is_no_remark_where_others_have_none() -> None:
    names = [f"{n} of York" if i % 3 else n for i, n in enumerate(TITLED)]
    notes = ["", "", "new", "", "old", "", "new", "", "old", "new"]
    rows = "\n".join(f'"{n}","{note}"' for n, note in zip(names, notes, strict=True))
    assert len(from_text(f"name,note\n{rows}\n").names) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        rows("{n},", "Names of the year\nname,\n"),
        rows('""\t"{n}"', 'Names of the year\n""\t"Name"\n'),
        rows('"{i}"\t"{n}"', '""\t"İsim"\n'),
        rows("||A{i}|{n}", "||Code|Name\n"),
        rows("|A{i}|{n}", "Kind|Code|Name\n").replace("|A3", "hill|A3"),
    ],
)
def test_a_column_may_have_no_heading_or_no_cells(text: str) -> None:
    assert from_text(text).names == NAMES
