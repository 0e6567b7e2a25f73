"""A number that should stay low: told when it rises, again when it gets worse or comes back."""

import pytest

from raimon.audit.level import Level, moved


@pytest.mark.parametrize(
    ("threshold", "counts", "told"),
    [
        pytest.param(1, [0, 1, 1, 1], [1], id="rises and stays"),
        pytest.param(1, [1, 0, 1], [0, 2], id="comes back"),
        pytest.param(1, [1, 2, 3, 4, 8], [0, 1, 3, 4], id="doubles"),
        pytest.param(10, [9, 10, 9, 10, 6, 10], [1], id="at the edge"),
        pytest.param(10, [10, 4, 10], [0, 2], id="was low in between"),
        pytest.param(10, [0, 0], [], id="stays low"),
    ],
)
def test_moved(threshold: int, counts: list[int], told: list[int]) -> None:
    """A number at the edge doesn't flicker, and one that doubles is told again."""
    level, found = Level(), []
    for step, count in enumerate(counts):
        level, rises = moved(level, count, threshold)
        if rises:
            found.append(step)
    assert found == told
    assert level.serial == len(told)
