"""What Presidio's patterns find on the structured set, beside what we do, in the same run."""

import pytest

from tests.performance import presidio
from tests.quality.labelled import Span, compared, needs_data, rows, scored
from tests.quality.test_privacy_labelled import STRUCTURED

pytestmark = [
    needs_data,
    pytest.mark.skipif(not presidio.is_there(), reason="`make presidio` hasn't been run"),
]


def test_structured_entities() -> None:
    """Both are held to the same spans; Presidio counts from its usual score of 0.4 on."""
    given = rows("pii-en/presidio_generated_large")
    theirs = presidio.analysed([row["text"] for row in given])
    spans = ([Span(one.entity, one.start, one.end) for one in found] for found in theirs.found)
    figures = compared(zip(given, spans, strict=True), STRUCTURED)
    ours = scored(given, STRUCTURED)
    for entity, score in figures.items():
        print(f"{entity:16} Presidio {score}")  # noqa: T201 - pytest -rP shows the figures
        print(f"{entity:16} Raimon   {ours[entity]}")  # noqa: T201 - likewise
    assert ours["ALL"].f(2) >= figures["ALL"].f(2)
