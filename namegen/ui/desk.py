"""Where a visitor is with one model: its settings, and the place in its training."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

from namegen.settings import Settings, settings_for
from namegen.turns import Turns, turned
from namegen.ui.playhead import Playhead

_SEEDS = 10_000  # few enough to be read out in a hall


@dataclass
class Desk:
    """One model's settings and playhead. A setting that makes another run starts it anew."""

    settings: Settings
    playhead: Playhead = field(default_factory=Playhead)
    # Where the learning rate was changed while playing.
    turns: Turns = ()

    def change(self, after: Settings) -> None:
        """More epochs, or fewer, go on with the run; anything else starts anew."""
        same_run = after.identity() == self.settings.identity()
        self.settings = after
        if same_run:
            self._stay_within(after.epochs)
        else:
            self.start_anew()

    def turn(self, epoch: int, lr: float) -> None:
        """Play on with another learning rate, from the epoch on the screen or one before it."""
        self.playhead.epoch = float(epoch)
        self.turns = turned(self.turns, self.settings.lr, epoch)
        self.settings = replace(self.settings, lr=lr)

    def preset(self, name: str) -> None:
        """The settings of a preset, with the seed kept."""
        self.change(settings_for("deep", name, seed=self.settings.seed))

    def new_seed(self) -> None:
        """Another start, by chance."""
        self.change(replace(self.settings, seed=secrets.randbelow(_SEEDS)))

    def play(self) -> None:
        """Play to the last epoch; from the start, if that has been reached."""
        if self.playhead.shown >= self.settings.epochs:
            self.playhead.jump(0)
        self.playhead.play(self.settings.epochs)

    def step(self) -> None:
        """One epoch further, if there is one."""
        self.playhead.pause()
        self.playhead.play(min(self.playhead.shown + 1, self.settings.epochs))

    def reset(self) -> None:
        """Back to the same start."""
        self.turns = ()
        self.playhead.jump(0)

    def start_anew(self) -> None:
        """Back to the start; who was playing plays on."""
        playing = self.playhead.playing
        self.reset()
        if playing:
            self.play()

    def _stay_within(self, epochs: int) -> None:
        if self.playhead.shown > epochs:
            self.playhead.jump(epochs)
        elif self.playhead.playing:
            self.playhead.goal = epochs
