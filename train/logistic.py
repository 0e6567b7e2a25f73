"""Logistic regression over sparse rows by adaptive gradient steps: seeded, in one thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A row's features with their values, its label and its weight."""

    places: NDArray[np.int64]
    values: Floats
    label: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a bias and a weight a feature."""

    bias: float
    table: Floats

    def score(self, example: Example) -> float:
        """Return the row's log-odds."""
        return self.bias + float(self.table[example.places] @ example.values)


def example(features: Mapping[int, float], label: float, weight: float = 1.0) -> Example:
    """Return the features, in a fixed order, as a row of length one."""
    places = np.array(sorted(features), dtype=np.int64)
    values = np.array([features[place] for place in places.tolist()], dtype=np.float64)
    return Example(places, values, label, weight)


def trained(
    rows: Sequence[Example], size: int, *, epochs: int = 15, rate: float = 0.5, decay: float = 1e-5
) -> Weights:
    """Return the weights that tell the rows' labels apart."""
    order = np.random.default_rng(20261125)
    table, squares = np.zeros(size), np.full(size, 1e-8)
    bias, bias_square = 0.0, 1e-8
    for _ in range(epochs):
        for number in order.permutation(len(rows)).tolist():
            row = rows[number]
            margin = bias + float(table[row.places] @ row.values)
            error = row.weight * (1 / (1 + np.exp(-np.clip(margin, -30, 30))) - row.label)
            step = error * row.values + decay * table[row.places]
            squares[row.places] += step * step
            table[row.places] -= rate * step / np.sqrt(squares[row.places])
            bias_square += error * error
            bias -= rate * error / np.sqrt(bias_square)
    return Weights(float(bias), table)
