"""The charts on canvas, without a page around them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import namegen.ui.live

LIVE = Path(namegen.ui.live.__file__).parent


def test_a_matrix_without_room_has_letters_to_leave_out(browser: Browser) -> None:
    """Where it left out a number below one, its drawing never came to an end."""
    page = browser.new_page()
    page.set_content("<figure><canvas></canvas></figure>")
    page.add_script_tag(
        content="".join((LIVE / f"{n}.js").read_text() for n in ("chart", "matrix"))
    )
    steps = page.evaluate(
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
    page.close()
    assert min(steps) == 1
