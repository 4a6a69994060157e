"""The charts on canvas, without a page around them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.load.server import ROOT

_LIVE = "namegen/ui/live/"
_BOARD = re.compile(r"^class \w+ extends Board", re.MULTILINE)
_THEME = {"font": "sans-serif", "first": "blue", "second": "red", "muted": "grey", "hair": "grey"}
# As wide as high, and more of them than there is room for side by side.
_WIDE = [".", *map(chr, range(0x4E00, 0x4E00 + 70))]


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<figure><canvas></canvas></figure>")
    yield page
    page.close()


def _load(page: Page, *scripts: str) -> None:
    """Their charts alone: what puts them into a page comes last in a script."""
    texts = [(ROOT / script).read_text("utf-8") for script in scripts]
    page.add_script_tag(content="".join(_BOARD.split(text)[0] for text in texts))


def test_a_matrix_without_room_has_letters_to_leave_out(bare: Page) -> None:
    """Where it left out a number below one, its drawing never came to an end."""
    _load(bare, f"{_LIVE}chart.js", f"{_LIVE}matrix.js")
    steps = bare.evaluate(
        """() => {
            const chart = new MatrixChart(document.querySelector('figure'));
            const characters = [...'.abcdefghijklmnopqrstuvwxyz'];
            chart.set({ characters, matrix: new Float64Array(27 * 27) });
            const steps = [];
            for (let side = 1; side <= 400; side += 3) {
                Object.assign(chart.canvas.style, { width: `${side}px`, height: `${side}px` });
                chart.fit({ font: 'serif' });
                chart.layOut();
                steps.push(chart.labels.rows.every, chart.labels.columns.every);
            }
            return steps;
        }"""
    )
    assert min(steps) == 1


# Draws a chart of a frame; what is written: left, top, right, bottom, text.
_WRITTEN = """
([kind, frame, [width, height], theme]) => {
  const chart = new (eval(kind))(document.querySelector("figure"));
  Object.assign(chart.canvas.style, { width: `${width}px`, height: `${height}px` });
  chart.set(frame, { fresh: true });
  chart.fit({ ...theme, heat: { pixels: new Uint32Array(256) } });
  chart.layOut();
  const { pen } = chart;
  const boxes = [];
  pen.fillText = (text, x, y) => {
    if (pen.getTransform().b) return; // the name of an axis, upright
    const of = pen.measureText(text);
    const [left, right] = [x - of.actualBoundingBoxLeft, x + of.actualBoundingBoxRight];
    const [top, bottom] = [y - of.actualBoundingBoxAscent, y + of.actualBoundingBoxDescent];
    boxes.push([left, top, right, bottom, text]);
  };
  chart.draw();
  return boxes;
}
"""


def _written(page: Page, kind: str, frame: dict[str, Any], size: tuple[int, int]) -> list[Any]:
    return page.evaluate(_WRITTEN, [kind, frame, size, _THEME])


@pytest.mark.parametrize("size", [(250, 250), (476, 476), (300, 420)])
def test_the_last_letters_of_a_matrix_are_whole(bare: Page, size: tuple[int, int]) -> None:
    _load(bare, f"{_LIVE}chart.js", f"{_LIVE}matrix.js")
    frame = {"characters": _WIDE, "matrix": [0] * len(_WIDE) ** 2}
    boxes = _written(bare, "MatrixChart", frame, size)
    assert len(boxes) > 40
    assert max(right for _, _, right, *_ in boxes) <= size[0]
    assert max(bottom for *_, bottom, _ in boxes) <= size[1]


def test_the_last_letter_beneath_the_bars_is_whole(bare: Page) -> None:
    _load(bare, f"{_LIVE}chart.js", "namegen/ui/widgets/chance_bars/chance_bars.js")
    chances = [1 / len(_WIDE)] * len(_WIDE)
    frame = {"letters": _WIDE, "chances": chances, "targets": [], "marked": 0, "top": 0.02}
    boxes = _written(bare, "BarsChart", frame, (260, 160))
    assert max(right for _, _, right, *_ in boxes) <= 260


@pytest.mark.parametrize("width", [230, 476])
def test_wide_letters_of_an_embedding_do_not_cover_one_another(bare: Page, width: int) -> None:
    _load(bare, *(f"{_LIVE}{name}.js" for name in ("chart", "apart", "points")))
    spread = random.Random(1)
    points = [max(-1.0, min(1.0, spread.gauss(0, 0.35))) for _ in range(2 * len(_WIDE))]
    frame = {"characters": _WIDE, "kinds": "m" + "o" * 70, "points": points}
    size, written = bare.evaluate(
        """([frame, width, theme]) => {
            const chart = new PointsChart(document.querySelector("figure"));
            Object.assign(chart.canvas.style, { width: `${width}px`, height: `${width}px` });
            chart.set(frame);
            chart.fit(theme);
            chart.paint();
            const size = parseInt(chart.sprites[1].getContext("2d").font.split(" ")[1]);
            return [size, [...chart.written]];
        }""",
        [frame, width, _THEME],
    )
    letters = list(zip(written[2::2], written[3::2], strict=True))
    covering = [
        (one, other)
        for one, other in combinations(letters, 2)
        if max(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.85 * size
    ]
    assert covering == []


def test_a_name_on_the_map_stays_off_its_frame(bare: Page) -> None:
    _load(bare, f"{_LIVE}chart.js", "pages/alike/names_map.js")
    for hundredths in range(80, 100):
        place = (0.1, hundredths / 100)
        frame = {"names": ["berta"], "points": place, "asked": [["berta", *place]]}
        ((*box, _),) = _written(bare, "NamesChart", frame, (300, 300))
        assert min(box) > 4, place


def test_names_side_by_side_on_the_map_are_two_words(bare: Page) -> None:
    _load(bare, f"{_LIVE}chart.js", "pages/alike/names_map.js")
    for hundredths in range(60):
        asked = [["emma", 0.0, 0.0], ["emi", hundredths / 100, 0.0]]
        frame = {"names": ["emma", "emi"], "points": (0.0, 0.0, 0.0, 0.0), "asked": asked}
        boxes = sorted(_written(bare, "NamesChart", frame, (300, 300)))
        for (_, top, right, bottom, _), (left, upper, _, lower, _) in pairwise(boxes):
            assert left > right + 4 or upper > bottom or top > lower, hundredths


def test_the_name_of_a_line_hides_no_loss_of_a_network_that_learns_by_heart(bare: Page) -> None:
    _load(bare, f"{_LIVE}chart.js", f"{_LIVE}loss.js")
    epochs = 30
    frame = {
        "characters": [],
        "train": [4.3 - at / 10 for at in range(epochs + 1)],
        "validation": [4.3 + (at - 12) / 100 for at in range(epochs + 1)],
        "ceiling": 4.3, "epochs": epochs, "lastEpoch": epochs, "epoch": epochs, "stride": 1,
    }  # fmt: skip
    boxes = _written(bare, "LossChart", frame, (476, 230))
    (left, _, right, *_), *others = [box for box in boxes if box[-1] == "knowing nothing"]
    assert others == []
    assert 0 < left < right < 238, "over the half of the epochs where validation lies below"


# What is written in a part that is clipped may be cut off: it does not count as written.
_CLIPPED = """() => {
    const pen = CanvasRenderingContext2D.prototype;
    const { restore } = pen;
    pen.clip = function () {
        this.writes = this.fillText;
        this.fillText = () => {};
    };
    pen.restore = function () {
        if (this.writes) this.fillText = this.writes;
        this.writes = null;
        restore.call(this);
    };
}"""


@pytest.mark.parametrize("width", [110, 140])
def test_the_names_of_lines_are_whole_where_a_plot_is_narrower(bare: Page, width: int) -> None:
    _load(bare, f"{_LIVE}chart.js", f"{_LIVE}loss.js")
    bare.evaluate(_CLIPPED)
    frame = {
        "characters": [], "train": [3.3], "validation": [], "ceiling": 3.3, "floor": 2.3,
        "epochs": 200, "lastEpoch": 0, "epoch": 0, "stride": 1,
    }  # fmt: skip
    boxes = _written(bare, "LossChart", frame, (width, 160))
    names = {text: (left, right) for left, _, right, _, text in boxes}
    for name in ("knowing nothing", "counted bigram"):
        left, right = names[name]
        assert left >= 0
        assert right <= width
