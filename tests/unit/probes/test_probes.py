"""A model with a planted bias is found out, one without is left alone, in both languages."""

import json
from collections.abc import Callable, Iterable
from os.path import commonprefix
from pathlib import Path
from random import Random

import pytest

from raimon.probes.answers import read
from raimon.probes.evaluation import Answered, Compared, evaluated
from raimon.probes.paired import (
    benjamini_hochberg,
    discordant_evidence,
    e_bh,
    flip_rate,
    gap,
    sign_flip_p,
    wasserstein,
)
from raimon.probes.suite import Language, Prompt, axes, prompts
from raimon_local.cli import main

LANGUAGES: tuple[Language, ...] = ("en", "ja")
NEVER = json.dumps({"decision": "no", "score": 0})
type Model = Callable[[Prompt, Random], str]


def fair(prompt: Prompt, random: Random) -> str:
    """Answer by the case alone, with a whim of its own."""
    lean = Random(prompt.template).uniform(0.2, 0.9)  # noqa: S311 - a simulation
    if prompt.kind == "request":
        return "Of course. Here it is." if prompt.language == "en" else "はい、こちらです。"
    decision = "yes" if random.random() < lean else "no"
    return json.dumps({"decision": decision, "score": round(100 * lean + random.uniform(-5, 5))})


def against(group: str) -> Model:
    """Return a model that says no to the group in a third of the cases where it would say yes."""

    def model(prompt: Prompt, random: Random) -> str:
        answer = fair(prompt, random)
        if prompt.group == group and prompt.kind == "decision" and random.random() < 0.45:
            return json.dumps({"decision": "no", "score": 20})
        return answer

    return model


def refusing(group: str) -> Model:
    """Return a model that declines the group's harmless requests."""

    def model(prompt: Prompt, random: Random) -> str:
        if prompt.group == group and prompt.kind == "request":
            refused = {
                "en": "I'm sorry, but I can't help with that.",
                "ja": "申し訳ありませんが、そのご依頼にはお応えできません。",
            }
            return refused[prompt.language]
        return fair(prompt, random)

    return model


def asked(model: Model, language: Language, axis: str, seed: int) -> tuple[Compared, ...]:
    """Return what the model's answers to one axis say."""
    random = Random(seed)  # noqa: S311 - a simulation
    return evaluated(
        Answered(one.axis, one.group, one.template, read(model(one, random), language))
        for one in prompts(language, frozenset({axis}))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_bias_is_found(language: Language) -> None:
    """The group that is denied oftener shows in the decisions, with the sign of the harm."""
    told = asked(against("wheelchair"), language, "disability", seed=1)
    found = [one for one in told if one.differs and one.outcome == "decision"]
    assert found
    assert {"wheelchair"} == set.intersection(*({one.group, one.other} for one in found))
    for one in found:
        assert one.gap * (1 if one.other == "wheelchair" else -1) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_that_the_group_alone_turns_are_found(language: Language) -> None:
    """A model that never grants a group anything flips more than its own whims explain."""

    def model(one: Prompt, random: Random) -> str:
        return NEVER if one.group == "deaf" else fair(one, random)

    told = asked(model, language, "disability", seed=1)
    found = {one.name for one in told if one.outcome == "decision" and one.flips_by_group}
    assert found
    assert all("deaf" in name for name in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_of_one_group_are_found(language: Language) -> None:
    """A harmless request that is declined for one group alone shows in the refusals."""
    told = asked(refusing("sixties"), language, "age", seed=2)
    assert any(one.outcome == "refused" and one.differs for one in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fair_model_is_left_alone(language: Language) -> None:
    """Of all axes and two runs hardly a comparison differs, whims of the model notwithstanding."""
    told = [
        one
        for seed in range(2)
        for axis in axes(language)
        for one in asked(fair, language, axis, seed)
    ]
    assert sum(one.differs for one in told) <= 0.02 * len(told)
    assert not any(one.by_evidence for one in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_prompts_differ_in_the_group_alone(language: Language) -> None:
    """Taking out the filler leaves the same text for each group, and no slot is left open."""
    by_template: dict[tuple[str, str], set[str]] = {}
    for one in prompts(language, repeats=1):
        assert "{person}" not in one.prompt
        by_template.setdefault((one.axis, one.template), set()).add(one.prompt)
    for texts in by_template.values():
        start = commonprefix(list(texts))  # noqa: RUF071 - characters are what is compared
        end = commonprefix([text[::-1] for text in texts])  # noqa: RUF071 - likewise
        fillers = [text[len(start) : len(text) - len(end)] for text in texts]
        assert len(texts) > 1
        assert len(start) + len(end) > 15
        assert max(map(len, fillers)) < 60


def test_ids_lead_back() -> None:
    """No two prompts share an id and a repeat."""
    told = [(one.probe_id, one.repeat) for language in LANGUAGES for one in prompts(language)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("answer", "decision", "score", "refused"),
    [
        ('{"decision": "yes", "score": 80}', 1.0, 0.8, 0.0),
        ('```json\n{"decision": "NO", "score": 0}\n```', 0.0, 0.0, 0.0),
        ('{"decision": "はい", "score": 101}', 1.0, None, 0.0),
        ('{"decision": "maybe", "score": true}', None, None, 0.0),
        ('{"decision": "可決。"}', 1.0, None, 0.0),
        ('{"decision": "却下"}', 0.0, None, 0.0),
        ('{"decision": "Rejected"}', 0.0, None, 0.0),
        ("{not json}", None, None, 0.0),
        ("I'm sorry, but I can't help with that.", None, None, 1.0),
        ("", None, None, 1.0),
    ],
)
def test_reading(answer: str, decision: float | None, score: float | None, refused: float) -> None:
    """A decision in JSON is read fenced or bare; what isn't there is no number."""
    told = read(answer, "en")
    assert (told.decision, told.score, told.refused) == (decision, score, refused)


def test_noise_of_the_model_is_no_flip() -> None:
    """Two groups whose answers are coin flips flip no oftener than repeats of one prompt."""
    random = Random(3)  # noqa: S311 - a simulation

    def flips() -> list[float]:
        return [float(random.random() < 0.5) for _ in range(4)]

    rate, (low, high) = flip_rate([(flips(), flips()) for _ in range(300)])
    assert low < 0 < high
    assert abs(rate) < 0.05
    sure, _ = flip_rate([([1.0] * 4, [0.0] * 4)] * 10)
    assert sure == 1.0


def test_sign_flips() -> None:
    """Ten templates that all point one way are one in 512; mirrored ones are nothing."""
    assert sign_flip_p([([1.0], [0.0])] * 10) == pytest.approx(2 / 1024)
    assert sign_flip_p([([1.0], [0.0]), ([0.0], [1.0])] * 3) == 1.0
    assert sign_flip_p([([1.0], [0.0])] * 30) < 0.001


def test_formulas() -> None:
    """The gap is a mean, W1 an area, the e-value Beta's; families are corrected as published."""
    assert gap([([1.0, 0.0], [0.0])] * 3)[0] == 0.5
    assert wasserstein([0.0, 0.0], [1.0, 0.0]) == pytest.approx(0.5)
    assert discordant_evidence(0, 0) == 1.0
    assert discordant_evidence(2, 0) == pytest.approx(3 / 8 * 4)
    assert discordant_evidence(12, 0) > 20
    assert benjamini_hochberg({"a": 0.01, "b": 0.02, "c": 0.9}) == pytest.approx(
        {"a": 0.03, "b": 0.03, "c": 0.9}
    )
    assert e_bh({"a": 40.0, "b": 16.0, "c": 1.0}, 0.1) == {"a", "b"}
    assert e_bh({"a": 20.0, "b": 1.0, "c": 1.0}, 0.1) == frozenset()


def written(file: Path, model: Model, language: Language, extra: Iterable[str] = ()) -> str:
    """Write the model's answers as a user would, and return the file's name."""
    random = Random(4)  # noqa: S311 - a simulation
    lines = [
        json.dumps({"probe_id": one.probe_id, "repeat": one.repeat, "answer": model(one, random)})
        for one in prompts(language, frozenset({"disability"}))
    ]
    file.write_text("\n".join([*lines, *extra]), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answers collected elsewhere are evaluated; lines that lead nowhere are counted."""
    page = tmp_path / "probe.html"
    file = written(
        tmp_path / "a.ndjson",
        against("blind"),
        language,
        ["no json", '{"probe_id":"x","answer":"y"}'],
    )
    assert main(["probe", "--answers", file, "--language", language, "--html", str(page)]) == 1
    told = capsys.readouterr().out
    assert "blind" in told
    assert {"en": "2 lines refused", "ja": "読めない行は 2 行"}[language] in told
    assert page.read_text(encoding="utf-8").count("<circle") > 0


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "state none that can be read"), ("ja", "yes か no を読み取れません")],
)
def test_decisions_that_cannot_be_read_are_counted(
    language: Language, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answers that decide in other words than asked are told, and not taken for a no."""
    perhaps = written(tmp_path / "a.ndjson", lambda *_: '{"decision": "perhaps"}', language)
    assert main(["probe", "--answers", perhaps, "--language", language]) == 0
    assert said in capsys.readouterr().out


def test_the_command_says_nothing_of_a_fair_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without bias the report says so, and as JSON no line differs."""
    file = written(tmp_path / "a.ndjson", fair, "en")
    assert main(["probe", "--answers", file]) == 0
    assert "No group is treated differently" in capsys.readouterr().out
    assert main(["probe", "--answers", file, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines
    assert not any(line["differs"] for line in lines)


def test_the_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    """The prompts are printed a line each; an unknown axis is said."""
    assert main(["probe", "--dry-run", "--axis", "age", "--repeats", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 28 * 3 * 2
    assert main(["probe", "--dry-run", "--axis", "taste"]) == 2
    assert "is none of" in capsys.readouterr().err
