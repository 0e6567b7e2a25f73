"""The checker of files: each fault that Dashboards would refuse at import is found."""

import pytest

from scripts.dashboards.check.check import main, problems
from scripts.dashboards.write import FOLDER
from tests.unit.dashboards.faults import PRIVACY, Fault, faulty, in_places, named

SHAPE: list[tuple[str, Fault, str]] = [
    ("an unknown attribute", lambda held: held[2]["attributes"].update(x=1), "are refused: x"),
    (
        "a shape from the future",
        lambda held: held[2]["migrationVersion"].update(visualization="7.10.1"),
        "is newer than 7.10.0",
    ),
    ("no shape", lambda held: held[2].pop("migrationVersion"), "no migrationVersion"),
    ("no title", lambda held: held[2]["attributes"].update(title=""), "no title"),
    ("another prefix", lambda held: held[2].update(id="mine"), "doesn't begin with raimon-"),
    ("a configuration", lambda held: held[2].update(type="config"), "isn't ours to ship"),
    ("twice", lambda held: held.append(held[2]), "there twice"),
    (
        "no JSON inside",
        lambda held: held[2]["attributes"].update(visState="{"),
        "visState holds no JSON",
    ),
    (
        "a reference that isn't declared",
        lambda held: named(held, "entities")["references"].pop(0),
        "is used and not declared",
    ),
    (
        "a reference that isn't used",
        lambda held: held[2]["references"].append(
            {"name": "x", "type": "index-pattern", "id": "raimon-findings"}
        ),
        "reference x is declared and not used",
    ),
    ("an index pattern missing", lambda held: held.pop(1), "which isn't in the file"),
    (
        "a panel off the grid",
        in_places(lambda places: places[1]["gridData"].update(x=40)),
        "leaves the grid",
    ),
    (
        "panels over each other",
        in_places(lambda places: places[1]["gridData"].update(x=0)),
        "cover each other",
    ),
    (
        "panels with one number",
        in_places(lambda places: places[1].update(panelIndex="1")),
        "the same number",
    ),
    (
        "a wildcard as title",
        lambda held: held[0]["attributes"].update(title="raimon-findings*"),
        "is no alias of ours",
    ),
    (
        "a stale list of fields",
        lambda held: held[0]["attributes"].update(fields="[]"),
        "differ from the mapping",
    ),
    (
        "another time field",
        lambda held: held[0]["attributes"].update(timeFieldName="timestamp"),
        "the time field isn't @timestamp",
    ),
]


@pytest.mark.parametrize(("fault", "told"), [pytest.param(*row[1:], id=row[0]) for row in SHAPE])
def test_faults_of_shape(fault: Fault, told: str) -> None:
    """What Dashboards would refuse at import, or would not find, is told."""
    assert any(told in problem for problem in faulty(PRIVACY, fault))


def test_no_fault() -> None:
    """A file that is read and written again without a fault has no problem."""
    assert faulty(PRIVACY, list.copy) == []


def test_lines_that_are_no_objects() -> None:
    """A broken line is told; the last line of an export and an older shape are none."""
    older = PRIVACY.replace('"visualization": "7.10.0"', '"visualization": "7.9.3"')
    export = '{"exportedCount": 3, "missingRefCount": 0}'
    assert problems(f"{older}{export}\n") == []
    assert problems(f"{PRIVACY}[]\n") == [f"line {PRIVACY.count(chr(10)) + 1}: no JSON object"]


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command names the file and the fault, and fails if there is one."""
    good = str(FOLDER / "raimon-privacy-en.ndjson")
    assert main([good]) == 0
    assert main([good, __file__]) == 1
    assert f"{__file__}: line 1: no JSON object" in capsys.readouterr().out
