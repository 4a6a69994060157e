"""The benchmarks measure what they say: each of their parts, on a very small list."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from namegen.lists import name_list
from namegen.models import contexts
from namegen.vocabulary import Vocabulary
from tests.bench import usual
from tests.bench.__main__ import _cells, main
from tests.bench.measures import Bench, Row, Sizes

SMALL = name_list.from_text("\n".join(name_list.bundled("given").names[:150]))
SIZES = Sizes(steps=40, stop=30, look_every=10, drawn=30, grown=(40, 80))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(Bench(SMALL, SIZES).rows())


def test_every_measure_has_its_row(rows: list[Row]) -> None:
    begins = ["count 1,", "", "full-batch", "train to", "the whole", "draw 30", "epoch of 40",
              "epoch of 80", "contexts of 80"]  # fmt: skip
    assert [row.what.startswith(begin) for row, begin in zip(rows, begins, strict=True)] == [
        True
    ] * len(begins)


def test_every_row_has_a_time_and_a_ratio_where_there_are_two(rows: list[Row]) -> None:
    for row in rows:
        assert row.ours is None or row.ours > 0
        assert (row.ratio is not None) == (row.usual is not None and row.ours is not None)
        assert all(isinstance(cell, str) for cell in _cells(row))
    counted = rows[0]
    assert counted.ratio == pytest.approx(counted.usual / counted.ours)


def test_the_memory_of_a_process_is_seen_where_the_system_says_it(rows: list[Row]) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system has no /proc")
    megabytes = float(rows[-1].note.split("; ")[1].split(" MB")[0])
    assert 10 < megabytes < 1000


def test_the_usual_ways_come_to_the_same_result() -> None:
    vocabulary = Vocabulary.of(SMALL.names)
    counts = usual.count(SMALL.names, vocabulary).numpy()
    assert np.array_equal(counts, contexts.pair_counts(SMALL.names, vocabulary))
    indeps, deps = usual.examples(SMALL.names, vocabulary, 3)
    built = contexts.build(SMALL.names, vocabulary, 3)
    assert len(indeps) == len(deps) == built.examples
    assert len(np.unique(indeps.numpy(), axis=0)) == len(built)


def test_an_unknown_list_gets_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--list", "nowhere.txt"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "does not exist" in capsys.readouterr().err
