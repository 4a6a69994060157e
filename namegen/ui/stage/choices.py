"""What phones choose from when a hall searches the settings."""

EPOCHS = 5
RATES = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
LAYERS: dict[str, tuple[int, ...]] = {"0": (), "1": (100,), "2": (100, 50)}
"""The sizes of the hidden layers, by how many there are."""
BLOCKS = (1, 2, 3, 4)
"""How many letters the network sees."""
