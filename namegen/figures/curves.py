"""The losses of a run, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from namegen.figures.style import BLUE, FONT, GREY, ORANGE, axis, figure, legend_below

Losses = Sequence[float | None]


def losses(
    train: Losses,
    validation: Losses | None,
    ceiling: float,
    floor: float | None = None,
    epoch: int | None = None,
    title: str = "",
    height: int = 340,
) -> go.Figure:
    """The losses from epoch 0 on, in nats a character; None and nan leave a gap.

    ceiling: ln V, the loss of a model that knows nothing. floor: the loss of the counted bigram,
    the best there is with a context of one. epoch: an epoch to mark on the curves. A loss far above
    the ceiling leaves the picture at the top instead of pressing all else flat.
    """
    curves = {"training": _numbers(train)}
    if validation is not None and np.isfinite(_numbers(validation)).any():
        curves["validation"] = _numbers(validation)
    colours = {"training": BLUE, "validation": ORANGE}
    traces = [_curve(name, values, colours[name]) for name, values in curves.items()]
    traces[0].update(
        customdata=_epoch_sentences(curves), hovertemplate="%{customdata}<extra></extra>"
    )
    if epoch is not None:
        traces += [_mark(values, epoch, colours[name]) for name, values in curves.items()]
    chart = figure(
        traces,
        height,
        title,
        margin={"l": 8, "r": 12, "t": 56 if title else 32, "b": 72, "pad": 2},
        hovermode="x",
        showlegend=True,
        legend=legend_below(),
        xaxis=axis("epoch", fixedrange=True, range=[0, max(1, len(train) - 1)], tickformat="d"),
        yaxis=axis("loss", fixedrange=True, range=_loss_range(curves, ceiling, floor), nticks=6),
    )
    _dashed(chart, ceiling, f"knowing nothing {ceiling:.2f}", "bottom")
    if floor is not None:
        _dashed(chart, floor, f"counted bigram {floor:.2f}", "top")
    return chart


def describe_losses(
    train: Losses, validation: Losses | None, ceiling: float, floor: float | None = None
) -> str:
    """From where to where the losses went, in words."""
    said = [f"training {_way(train)}"]
    if validation is not None and np.isfinite(_numbers(validation)).any():
        said.append(f"validation {_way(validation)}")
    said.append(f"knowing nothing {ceiling:.2f}")
    if floor is not None:
        said.append(f"counted bigram {floor:.2f}")
    return f"Loss by epoch: {', '.join(said)}."


def _numbers(values: Losses) -> np.ndarray:
    """(n,) float64, nan where there is no finite number."""
    numbers = np.array(values, dtype=float)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _way(values: Losses) -> str:
    finite = _numbers(values)[np.isfinite(_numbers(values))]
    return f"from {finite[0]:.2f} to {finite[-1]:.2f}" if len(finite) else "without a number"


def _loss_range(
    curves: dict[str, np.ndarray], ceiling: float, floor: float | None
) -> tuple[float, float]:
    known = np.concatenate(list(curves.values()))
    known = known[np.isfinite(known)]
    low = min([ceiling * 0.8, *known, ceiling if floor is None else floor])
    high = min(max([ceiling, *known]), ceiling + 0.4 * (ceiling - low))
    room = (high - low) * 0.12
    return max(0.0, low - room), high + room


def _curve(name: str, values: np.ndarray, colour: str) -> go.Scatter:
    return go.Scatter(
        x=np.arange(len(values)),
        y=values,
        name=name,
        # One epoch alone makes no line.
        mode="lines" if np.isfinite(values).sum() > 1 else "markers",
        line={"color": colour, "width": 3},
        hoverinfo="skip",
    )


def _mark(values: np.ndarray, epoch: int, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[epoch],
        y=values[[epoch]],
        mode="markers",
        marker={"color": colour, "size": 12},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _epoch_sentences(curves: dict[str, np.ndarray]) -> list[str]:
    """Such as "epoch 7: training 2.12, validation 2.17"."""
    said = [
        ", ".join(
            f"{name} {value:.3f}"
            for name, value in zip(curves, values, strict=True)
            if np.isfinite(value)
        )
        for values in zip(*curves.values(), strict=True)
    ]
    return [f"epoch {epoch}: {text or 'no number'}" for epoch, text in enumerate(said)]


def _dashed(chart: go.Figure, height: float, label: str, side: str) -> None:
    """A dashed line across at a loss, its label at the right, above or below it."""
    chart.add_shape(
        type="line",
        xref="paper",
        x0=0,
        x1=1,
        y0=height,
        y1=height,
        layer="below",
        line={"color": GREY, "width": 1.5, "dash": "dash"},
    )
    chart.add_annotation(
        text=label,
        xref="paper",
        x=1,
        xanchor="right",
        y=height,
        yanchor=side,
        showarrow=False,
        font={"size": FONT},
    )
