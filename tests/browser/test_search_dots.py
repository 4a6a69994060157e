"""The picture of what a hall has found: every dot of a search is seen."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from namegen.ui.stage.choices import BLOCKS, LAYERS, RATES
from tests.load.server import ROOT

# Draws a hall's search on a canvas; what is written, and the dots, each with the box it takes.
DRAW = """
([scripts, [width, height, size], dots]) => {
  const Dots = new Function(`${scripts}; return DotsChart;`)();
  const figure = document.createElement("figure");
  const canvas = figure.appendChild(document.createElement("canvas"));
  canvas.style = `width: ${width}px; height: ${height}px; position: fixed`;
  document.body.append(figure);
  const chart = new Dots(figure);
  const seen = { words: [], dots: [] };
  const { pen } = chart;
  pen.arc = (x, y, r) => seen.dots.push([x - r, y - r, x + r, y + r]);
  pen.fillText = (text, x, y) => {
    const wide = pen.measureText(text).width;
    const left = x - { left: 0, center: wide / 2, right: wide }[pen.textAlign];
    const { a, e, f } = pen.getTransform();
    const [across, down] = [size / 2, wide / 2];
    seen.words.push(a > 0.5 ? [text, left, y - across, left + wide, y + across]
      : [text, e - across, f - down, e + across, f + down]);
  };
  chart.set({ dots });
  chart.fit({ size, font: "sans-serif", first: "blue", second: "red", third: "green" });
  chart.draw();
  figure.remove();
  return seen;
}
"""
# Of the chart beside the best names, on three screens: width, height, size of the letters.
CHART = ((1240, 860, 21.6), (820, 570, 14.4), (655, 590, 13.3))


@pytest.mark.parametrize("found", [1, 5, 84])
def test_every_dot_of_a_search_is_seen_and_none_stands_on_a_word(
    browser: Browser, found: int
) -> None:
    asked = list(product(RATES, range(len(LAYERS)), BLOCKS))[-found:]
    dots = [[rate, 2.1 + i * i / 400, layers, i == 0] for i, (rate, layers, _) in enumerate(asked)]
    files = ("live/chart.js", "live/loss.js", "stage/dots.js")
    scripts = "".join((ROOT / "namegen" / "ui" / file).read_text("utf-8") for file in files)
    page = browser.new_page()
    for width, height, size in CHART:
        seen = page.evaluate(DRAW, [scripts, [width, height, size], dots])
        assert len(seen["dots"]) == found
        for left, top, right, bottom in seen["dots"]:
            assert 0 <= left < right <= width and 0 <= top < bottom <= height
            for text, start, above, end, below in seen["words"]:
                apart = end < left or right < start or below < top or bottom < above
                assert apart, f"a dot stands on {text!r}"
        labels = [text for text, *_ in seen["words"]]
        assert ("≥ 3.4" in labels) == (found == 84), "a loss off the scale is said to be so"
        across = {(rate, layers) for rate, layers, _ in asked}
        assert len({round(left + right) for left, _, right, _ in seen["dots"]}) == len(across)
    page.close()
