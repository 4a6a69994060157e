"""What is read of a file is never all in memory as cells, however the file is written."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from namegen.lists.cleaning import NamesError
from namegen.lists.name_list import from_text

_SIZE = 4_000_000
_MOST = 55_000_000  # bytes, most of them for a million names


def _repeated(text: str) -> str:
    return text * (_SIZE // len(text.encode()))


_LISTS = {  # a cell of two letters takes 59 bytes of memory
    "fields of one line": _repeated("ab = "),
    "words of one line": _repeated("ab "),
    "cells of one line": _repeated("ab,"),
    "blank cells of one line": _repeated(";"),
    "a long row of a table": 20 * "anna\t3\n" + _repeated("ab\t"),
    "a table of many columns": _repeated(400 * "ab," + "\n"),
    "a row of SQL": "INSERT INTO t (name) VALUES (" + _repeated("'ab',") + "'ab');",
    "dots between": _repeated("ab · "),
    "comments": _repeated("/* a */ b "),
    "apostrophes behind a name": "'ab' // " + _repeated("'ab"),
}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="Linux says the memory")
def test_a_file_takes_ten_times_its_size_or_so_while_it_is_read(tmp_path: Path) -> None:
    paths = [tmp_path / str(place) for place in range(len(_LISTS))]
    for path, text in zip(paths, _LISTS.values(), strict=True):
        path.write_text(text)
    said = subprocess.run(
        [sys.executable, "-m", "tests.lists.peak", *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    grown = dict(zip(_LISTS, map(int, said.stdout.split()), strict=True))
    assert {name: taken for name, taken in grown.items() if taken > _MOST} == {}


@pytest.mark.parametrize("text", ['{"names": [%s]}', "[[%s]]", '{"a": [%s, {}], "b": []}'])
def test_json_whose_values_cannot_be_read_one_by_one_is_refused(text: str) -> None:
    with pytest.raises(NamesError, match="too many values"):
        from_text(text % ",".join(400_002 * ["1"]))


def test_json_lines_are_read_one_by_one_however_many() -> None:
    own = from_text('{"name": "Ada"}\n' * 250_000)
    assert own.understood.form == "JSON lines"


def test_a_list_of_blank_arrays_is_empty() -> None:
    with pytest.raises(NamesError, match="empty"):
        from_text("[[], [], []]")


def test_a_long_line_is_cut_where_a_cell_ends() -> None:
    names = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    cells = (f'"{name}, {name}"' if place % 3 else name for place, name in enumerate(names))
    read = from_text(",".join(cells) * 3).names
    assert len(read) == 3 * len(names) - 2  # the last of one and the first of the next are one
    assert {len(name) for name in read} <= {4, 8, 9, 10}
