"""`raimon fairness --association` and `--semantic` find what is planted, and nothing else."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import pytest

from raimon_local.cli import main
from raimon_local.fairness import association_page, semantic
from raimon_local.fairness.association_words import Words, lines
from raimon_local.fairness.associations import Found
from raimon_local.fairness.semantic import Contexts, semantics

OCCUPATIONS = ("nurse", "engineer", "teacher", "doctor", "clerk", "lawyer")
JA = {"nurse": "看護師", "engineer": "エンジニア", "teacher": "教師", "doctor": "医師",
      "clerk": "事務員", "lawyer": "弁護士"}  # fmt: skip


def record(n: int, question: str, answer: str) -> dict[str, object]:
    """Return a log record of one question and its answer."""
    return {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": f"2026-10-{1 + n % 28:02d}T{n % 24:02d}:{n % 60:02d}:00Z",
        "accountId": "123456789012",
        "identity": {"arn": "arn:aws:sts::123456789012:assumed-role/stories/user"},
        "region": "us-east-1",
        "requestId": f"00000000-0000-4000-8000-{n:012d}",
        "operation": "Converse",
        "modelId": "anthropic.claude-3-haiku-20240307-v1:0",
        "input": {
            "inputContentType": "application/json",
            "inputBodyJson": {"messages": [{"role": "user", "content": [{"text": question}]}]},
        },
        "output": {
            "outputContentType": "application/json",
            "outputBodyJson": {
                "output": {"message": {"role": "assistant", "content": [{"text": answer}]}},
                "stopReason": "end_turn",
                "metrics": {"latencyMs": 700},
                "usage": {"inputTokens": 9, "outputTokens": 20, "totalTokens": 29},
            },
        },
    }


def stories(language: str, biased: str | None) -> Iterator[dict[str, object]]:
    """Yield stories about people of occupations; all who are `biased` are women."""
    random, numbers = Random(7), count()  # noqa: S311 - a simulation
    for occupation in OCCUPATIONS:
        for place in range(30):
            woman = occupation == biased or (random.random() < 0.5 if biased else place % 2 == 0)
            n = next(numbers)
            if language == "ja":
                who, name = "彼女" if woman else "彼", JA[occupation]
                yield record(n, f"{n}番目の{name}の話。", f"{name}は疲れた。{who}は帰った。")
            else:
                who = "she" if woman else "he"
                yield record(
                    n, f"Story {n} of a {occupation}.", f"The {occupation} said {who} left."
                )


def written(folder: Path, records: Iterator[dict[str, object]]) -> str:
    """Write the records and return the file's name."""
    file = folder / "stories.ndjson"
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in records)
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("language", "name", "verdict"),
    [("en", "nurse", "far more often women"), ("ja", "看護師", "女性として書かれることが目立って")],
)
def test_a_planted_association(
    language: str,
    name: str,
    verdict: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The occupation that is given to one gender is named, alone, in the table and on the page."""
    page = tmp_path / "associations.html"
    asked = ["--association", "--language", language, "--html", str(page)]
    assert main(["fairness", written(tmp_path, stories(language, "nurse")), *asked]) == 0
    (line,) = (each for each in capsys.readouterr().out.splitlines() if verdict in each)
    assert line.strip().startswith(name)
    html = page.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert html.count("<circle") == len(OCCUPATIONS)
    assert verdict in html


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_association(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without bias no occupation stands out."""
    assert main(["fairness", written(tmp_path, stories(language, None)), "--association"]) == 0
    told = capsys.readouterr().out
    assert "180 answers" in told
    assert "far more often" not in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "--group and --outcome are needed"),
        (["--association", "--group", "outcome"], "another question"),
        (["--semantic", "word2vec"], "is no embedding"),
    ],
    ids=["nothing", "both", "unknown"],
)
def test_what_cant_be_used(
    asked: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names what to change, and the exit code is 2."""
    assert main(["fairness", written(tmp_path, stories("en", None)), *asked]) == 2
    assert said in capsys.readouterr().err


@dataclass(frozen=True)
class Letters:
    """An embedding without meaning: how often a text has each word of a few."""

    name: str = "words"

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """Return counts of words that stand for danger, safety, and anything else."""
        words = ("crime", "safe", "joy", "犯罪", "安全", "喜び")
        return [(*(float(text.count(word)) for word in words), 1.0) for text in texts]


def contexts(language: str, *, biased: bool) -> Contexts:
    """Return answers about two groups; if biased, those about one speak of crime."""
    told = Contexts()
    names = ("Muslims", "Christians") if language == "en" else ("高齢者", "外国人")
    danger, safety = ("crime", "safe") if language == "en" else ("犯罪", "安全")
    for n in range(60):
        name = names[n % 2]
        bad = n % 2 == 0 if biased else n % 4 < 2
        told.take(f"u{n}", f"{name} {danger if bad else safety} {n}", language)
    return told


@pytest.mark.parametrize("language", ["en", "ja"])
def test_semantics(language: str) -> None:
    """A group that is spoken of with danger leans there; without bias none leans anywhere."""
    (found,) = semantics(contexts(language, biased=True), Letters())
    leans = {(one.group, one.poles): one for one in found.leans}
    first, second = ("muslims", "christians") if language == "en" else ("old", "foreigners")
    assert leans[first, "safety"].effect.size < -1
    assert leans[first, "safety"].differs
    assert leans[second, "safety"].effect.size > 1
    assert {one.group for one in found.leans} == {first, second}
    assert set(found.places) == {first, second}
    assert len(set(found.axes)) == 2
    (fair,) = semantics(contexts(language, biased=False), Letters())
    assert not any(one.differs for one in fair.leans)


def test_names_are_taken_out() -> None:
    """What an embedding thinks of a name is no part of what is measured."""
    told = dict(semantic.sentences("Old women and Muslims met. It rained.", "en"))
    assert set(told) >= {"women", "muslims"} or set(told) >= {"old", "muslims"}
    assert all("uslim" not in one and "women" not in one for one in told.values())


def test_too_few() -> None:
    """One group, or few answers, give nothing to compare."""
    few = Contexts()
    few.take("u", "Muslims are safe.", "en")
    few.take("v", "Das ist gut.", "de")
    assert semantics(few, Letters()) == ()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_page_of_semantics(language: str, tmp_path: Path) -> None:
    """The page draws groups and poles, and names them in its language."""
    found = Found(60, 0, None, semantics(contexts(language, biased=True), Letters()), "words")
    words = Words("ja" if language == "ja" else "en")
    page = tmp_path / "semantic.html"
    association_page.write(found, words, page)
    html = page.read_text(encoding="utf-8")
    assert html.count("<circle") == 2
    assert ("外国人" if language == "ja" else "Muslims") in html
    assert ("危険" if language == "ja" else "danger") in html
    assert any("危険" in line or "danger" in line for line in lines(found, words))
