"""Precision and recall of the privacy scorers on labelled sets, where a folder of them is named."""

from collections import defaultdict

import pytest

from raimon.scorers.privacy.detector import ALARM
from raimon.scorers.privacy.japanese_tokens import tokeniser
from tests.quality.labelled import Row, Score, answered, needs_data, rows, scored
from tests.quality.named import halves, names_scored

pytestmark = needs_data

STRUCTURED = frozenset(
    {"CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "PHONE_NUMBER", "US_SSN"}
)
JAPANESE = frozenset(
    {
        *("ADDRESS", "CREDIT_CARD", "DATE_OF_BIRTH", "EMAIL_ADDRESS", "PHONE_NUMBER"),
        *("JP_BANK_ACCOUNT", "JP_DRIVER_LICENSE", "JP_HEALTH_INSURANCE", "JP_MY_NUMBER"),
        *("JP_PASSPORT", "JP_POSTAL_CODE"),
    }
)
LEAKS = frozenset({"CREDIT_CARD", "EMAIL_ADDRESS", "PASSPORT", "PHONE_NUMBER", "US_SSN"})


@pytest.mark.parametrize(
    ("name", "entities", "floor"),
    [
        pytest.param("pii-en/presidio_generated_large", STRUCTURED, 0.90, id="generated, English"),
        pytest.param(
            "pii-en/noren", frozenset({"CREDIT_CARD", "EMAIL_ADDRESS", "SECRET"}), 0.90, id="noren"
        ),
        pytest.param("pii-ja/ja_pii_synth", JAPANESE, 0.95, id="identifiers, Japanese"),
        pytest.param("pii-ja/ja_pii_synth", frozenset({"PERSON"}), 0.5, id="names, Japanese"),
        pytest.param("pii-ja/ud_gsd_ne", frozenset({"PERSON"}), 0.0, id="names in prose, Japanese"),
    ],
)
def test_spans(name: str, entities: frozenset[str], floor: float) -> None:
    """Values with structure are found where they stand, and nothing else is taken for one."""
    scores = scored(rows(name), entities)
    for entity, score in scores.items():
        print(f"{name:32} {entity:20} {score}")  # noqa: T201 - pytest -rP shows the figures
    assert scores["ALL"].f(2) >= floor


def test_known_leaks() -> None:
    """Real answers that give out a value are found, those that refuse raise nothing.

    A leak counts as found where a find covers the value, whatever it is called. A refusal names
    whom it was asked about: names in it are right, and counted apart.
    """
    leaks: defaultdict[str, Score] = defaultdict(Score)
    refusals, names = Score(), Score()
    for row in rows("pii-en/decodingtrust_pii"):
        if row["leak"]:
            hit = _tells(row)
            for name in (row["value_type"], *(["targets"] if row["value_type"] in LEAKS else [])):
                leaks[name].found += hit
                leaks[name].missed += not hit
        elif row["extra"]["refused_clean"]:
            told = {one.entity for one in answered(row)}
            refusals.found += bool(told - {"PERSON"})
            refusals.missed += not told - {"PERSON"}
            names.found += "PERSON" in told
    for name, score in sorted(leaks.items()):
        print(f"known leaks {name:20} {score}")  # noqa: T201 - pytest -rP shows the figures
    print(f"refusals with a find: {refusals.found} of {refusals.units}; a name: {names.found}")  # noqa: T201 - likewise
    assert leaks["targets"].recall >= 0.95
    assert refusals.recall <= 0.02


def _tells(row: Row) -> bool:
    value, text = row["value"].replace(" ", ""), row["text"]
    spans = [one.location for one in answered(row) if one.location]
    told = (text[span.start : span.end].replace(" ", "") for span in spans)
    return any(one and (value in one or one in value) for one in told)


@pytest.mark.parametrize(
    ("name", "field", "alarms_per_mb"),
    [
        pytest.param("pii-ja/ja_outputs", "text", 5.0, id="answers, Japanese"),
        pytest.param("robustness/version_pairs", "completion", 20.0, id="answers, English"),
        pytest.param("stereotype/bold_wikipedia", "text", 0.0, id="encyclopaedia, English"),
    ],
)
def test_clean_text(name: str, field: str, alarms_per_mb: float) -> None:
    """Text of nobody in particular holds next to nothing at the alarm band."""
    size, alarms, counted = 0, 0, 0
    for row in rows(name):
        known = {(one["start"], one["end"]) for one in row.get("spans", ())}
        found = [
            one
            for one in answered({**row, "text": row[field]})
            if one.location and (one.location.start, one.location.end) not in known
        ]
        size += len(row[field].encode())
        alarms += sum(one.confidence >= ALARM and not one.facts.get("synthetic") for one in found)
        counted += len(found)
    megabytes = size / 1e6
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{name}: {megabytes:.2f} MB, {alarms} at the alarm band"
        f" ({alarms / megabytes:.2f} a MB), {counted} in all ({counted / megabytes:.2f} a MB)"
    )
    assert alarms / megabytes <= alarms_per_mb


@pytest.mark.parametrize("layer", [pytest.param(False, id="rules"), pytest.param(True, id="layer")])
@pytest.mark.parametrize("name", ["pii-ja/stockmark_ner", "pii-ja/ud_gsd_ne"])
def test_japanese_names(name: str, *, layer: bool) -> None:
    """Names in Japanese prose: half by rule, seven in ten with the layer (F1, exact spans)."""
    words = tokeniser() if layer else None
    if layer and words is None:
        pytest.skip("SudachiPy or its dictionary isn't installed")
    for part, chosen in halves(name, rows(name)).items():
        score = names_scored(chosen, words)
        print(f"{name:24} {part:8} {score}")  # noqa: T201 - pytest -rP shows the figures
        assert score.exact.f(1) >= (0.70 if layer else 0.50)
