"""Documents of alarms: what the mapping knows, by revision, whatever else the event carries."""

import json
import math
from typing import Any

import pytest
from pydantic import BaseModel

from raimon.alarms.alarm import Alarm, Confidence
from raimon.statistic import Statistic
from raimon.store.alarms import alarm_document
from raimon.store.errors import UnknownMessageError
from raimon.store.families import Family
from raimon.store.mapping import FIELDS
from tests.unit.store.builders import make_alarm


def test_alarm() -> None:
    """An alarm lies in the month in which it was opened, under its revision."""
    document = alarm_document(make_alarm(revision=7, updated_at="2026-11-01T00:00:00Z"))
    told = json.loads(document.body)
    assert document.index == "raimon-alarms-v1-2026.10"
    assert (document.id, document.version) == ("a" * 32, 7)
    assert told["@timestamp"] == "2026-10-13T01:42:00.000Z"
    assert told["severity_rank"] == 3
    assert told["title"]["ja"] == "メールアドレスを回答しました"
    assert told["subject"]["application"] == "サポート窓口"
    assert told["actions"] == make_alarm()["actions"]


@pytest.mark.parametrize(
    ("model", "path"),
    [(Alarm, ()), (Statistic, ("statistic",)), (Confidence, ("confidence",))],
)
def test_every_field(model: type[BaseModel], path: tuple[str, ...]) -> None:
    """The mapping names every field of an alarm, of its statistic and of its confidence."""
    fields: Any = FIELDS[Family.ALARMS]
    for name in path:
        fields = fields[name]["properties"]
    assert {field.alias or name for name, field in model.model_fields.items()} <= set(fields)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        pytest.param({"novelty": 1}, {"novelty": None}, id="a field of tomorrow"),
        pytest.param({"statistic": None}, {"statistic": None}, id="no statistic"),
        pytest.param(
            {"statistic": {"name": "rate", "value": 0.5, "baseline": "unknown", "n": True}},
            {"statistic": {"name": "rate", "value": 0.5}},
            id="a word and a truth value where numbers stand",
        ),
        pytest.param(
            {"statistic": {"interval": [0.1, 0.2], "value": math.nan}},
            {"statistic": {"interval": [0.1, 0.2]}},
            id="an interval, and NaN",
        ),
        pytest.param({"runbook": "雷" * 400}, {"runbook": "雷" * 341}, id="a long term"),
        pytest.param({"muted": True}, {"muted": True}, id="muted"),
        pytest.param(
            {"confidence": {"lowest": 0.9, "highest": 1}, "episode": 2},
            {"confidence": {"lowest": 0.9, "highest": 1}, "episode": 2},
            id="how sure, and how often it came back",
        ),
        pytest.param({"count": "many"}, {"count": None}, id="no count"),
    ],
)
def test_novelties(change: dict[str, Any], kept: dict[str, Any]) -> None:
    """A field that the mapping can't hold is left out, and the alarm is written all the same."""
    told = json.loads(alarm_document(make_alarm(**change)).body)
    assert {name: told.get(name) for name in kept} == kept


@pytest.mark.parametrize(
    "change",
    [
        {"alarm_id": ""},
        {"revision": -1},
        {"revision": None},
        {"opened_at": "soon"},
        {"severity": 9},
    ],
)
def test_no_alarm(change: dict[str, Any]) -> None:
    """What lacks id, revision, opening or severity is no alarm, and isn't quoted."""
    with pytest.raises(UnknownMessageError) as caught:
        alarm_document({**make_alarm(), **change})
    assert str(caught.value) == ""
