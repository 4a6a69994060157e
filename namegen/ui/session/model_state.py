"""Where a visitor is with one model: its settings, and the place in its training."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from namegen.settings import Settings, new_seed, settings_for
from namegen.training.rate_changes import RateChanges, with_change
from namegen.ui.session.playhead import Playhead


@dataclass
class ModelState:
    """One model's settings and playhead. A setting that makes another run starts it anew."""

    settings: Settings
    playhead: Playhead = field(default_factory=Playhead)
    # Where the learning rate was changed while playing.
    rate_changes: RateChanges = ()

    def change(self, after: Settings) -> None:
        """More epochs, or fewer, go on with the run; anything else starts anew."""
        same_run = after.identity == self.settings.identity
        self.settings = after
        if same_run:
            self._stay_within(after.epochs)
        else:
            self.start_anew()

    def change_rate(self, epoch: int, lr: float) -> None:
        """Play on with another learning rate, from the epoch on the screen or one before it."""
        self.playhead.epoch = float(epoch)
        self.rate_changes = with_change(self.rate_changes, self.settings.lr, epoch)
        self.settings = replace(self.settings, lr=lr)

    def preset(self, name: str) -> None:
        """The settings of a preset, with the seed kept."""
        self.change(settings_for(preset=name, seed=self.settings.seed))

    def new_seed(self) -> None:
        """Another start, by chance."""
        self.change(replace(self.settings, seed=new_seed()))

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
        self.rate_changes = ()
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
