"""The drawings of streams: a bad deployment is seen with band, evidence and alarm."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from raimon.policy import default_policy
from raimon.windows.metrics import METRICS
from raimon.windows.said import found
from raimon.windows.watch import Watch
from raimon.windows.window_lines import take_lines
from raimon_local.streams import page
from raimon_local.streams.drawing import Drawing, Scene, scene
from raimon_local.streams.scale import DEPTH, HEIGHT, WIDTH
from raimon_local.streams.watched import Watched, watched, windows_in, windows_of
from raimon_local.streams.words import Words
from raimon_local.texts import Language
from tests.quality.switches import Answered, Answers, Traffic, scoring, switched

GOOD = [
    Answered(f"How do I set up device {n}?", f"Hold the button for {n} seconds, then pair it.")
    for n in range(40)
]
REFUSING = [replace(one, answer="I'm sorry, but I can't help with that.") for one in GOOD]


@pytest.fixture(scope="module")
def known() -> tuple[Watched, ...]:
    """Return the streams of an application whose new model refuses."""
    scorers = scoring()
    old, new = (Answers.of(each, name, scorers) for each, name in ((GOOD, "a"), (REFUSING, "b")))
    calls, _ = switched(old, new, seed=1, much=Traffic(15, 1))
    policy = default_policy()
    watch = Watch(policy.statistics, explaining=True)
    told = [raised for each in watch.play(calls) if (raised := found(each, watch, policy))]
    worthy = [raised for raised in told if policy.notifies(raised.finding)]
    kept = windows_of(watch)
    seen = tuple(watched(watch, kept, worthy))
    assert windows_in(line.encode() for line in take_lines(watch)) == {
        name: [each_rounded(one, 6) for one in held] for name, held in kept.items() if held
    }
    return seen


def each_rounded(window: object, digits: int) -> object:
    """Return the window as precise as the line of it is."""
    names = ("count", "evidence", "threshold")
    told = {name: getattr(window, name) for name in names}
    rounded = {name: value and round(value, digits) for name, value in told.items()}
    return replace(window, **rounded)  # type: ignore[type-var]  # a Window


@pytest.fixture(scope="module")
def drawn(known: tuple[Watched, ...]) -> Scene:
    """Return the drawings of the streams."""
    return scene(known)


def test_the_bad_stream_comes_first(drawn: Scene) -> None:
    """The refusals are drawn, with the alarm right after the deployment and after what is bad."""
    first = next(each for each in drawn.alarmed if each.stream.key.metric == "refusal_rate")
    ((deployed, seen),) = first.deployed
    alarm = first.alarms[0][0]
    assert seen.changed == ("model",)
    assert first.bad is not None
    assert deployed == first.bad[0]
    assert 0 < alarm - deployed < 0.05 * WIDTH
    assert first.bad[1] == WIDTH
    assert drawn.quiet


def test_a_person_sees_when(drawn: Scene) -> None:
    """Points beyond the band lie in what is shaded as bad; before it there is none."""
    first = next(each for each in drawn.alarmed if each.stream.key.metric == "refusal_rate")
    assert first.bad is not None
    assert len(first.beyond) >= 10
    assert all(x >= first.bad[0] - 3 for x, _ in first.beyond)
    assert all(y < first.chance[0] for _, y in first.beyond)
    assert max(x for x, _ in first.usual) < first.bad[0] + 3


def test_nothing_is_drawn_outside(drawn: Scene) -> None:
    """Each point, the bands and the evidence lie inside the drawing."""
    for one in (*drawn.alarmed, *drawn.quiet):
        points = (*one.usual, *one.beyond)
        assert 2 <= len(points) <= 200
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
        assert 0 <= one.chance[0] <= one.band[0] <= one.band[1] <= one.chance[1] <= HEIGHT
        heights = [float(pair.split(",")[1]) for pair in one.evidence.split()]
        assert all(0 <= y <= DEPTH for y in heights)
        assert 0 < one.limit < DEPTH


def test_a_long_history_is_cut(known: tuple[Watched, ...]) -> None:
    """Of three weeks the five days before the alarm are shown."""
    (bad,) = [each for each in known if each.told and each.stream.key.metric == "refusal_rate"]
    (one,) = scene([bad]).alarmed
    assert len(one.days) == 5
    assert one.step == timedelta(hours=1)


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["en"], ["Refused answers: up from 0.0 % to", "after a change of the model", "usual"]),
        (["ja"], ["回答を拒否した応答", "モデルの変更後", "平常時の範囲"]),
        (["en", "ja"], ["Refused answers", "回答を拒否した応答", 'id="to-ja"']),
    ],
    ids=["en", "ja", "both"],
)
def test_the_page(
    drawn: Scene, languages: Sequence[Language], said: list[str], tmp_path: Path
) -> None:
    """The page names the stream, when it went bad, and what was deployed; no word of an answer."""
    file = tmp_path / "new" / "streams.html"
    page.write(drawn, default_policy(), languages, file)
    html = file.read_text(encoding="utf-8")
    assert f'<html lang="{languages[0]}">' in html
    assert all(text in html for text in said)
    assert html.count("<svg") == len(languages) * (len(drawn.alarmed) + len(drawn.quiet))
    assert html.count('role="img" aria-label="') == html.count("<svg")
    assert not re.search(r"button|sorry|https?://|<script", html)


def test_without_streams(tmp_path: Path) -> None:
    """A replay without calls gives a page that says so."""
    file = tmp_path / "streams.html"
    page.write(scene([]), default_policy(), ["en", "ja"], file)
    html = file.read_text(encoding="utf-8")
    assert "No stream raised an alarm." in html
    assert "アラームが出た監視系列はありません。" in html


def test_headline_of_a_calm_stream(drawn: Scene) -> None:
    """A stream without an alarm is named, and nothing is said to have moved."""
    calm: Drawing = drawn.quiet[0]
    assert "%" not in Words.of("en", "UTC").headline(calm)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_metric_has_words(language: Language) -> None:
    """What is drawn is named in both languages, whatever the metric."""
    texts = Words.of(language, "UTC").texts
    assert all(texts.text("metric", metric.name) for metric in METRICS)


def test_what_is_no_rate_is_left_out(known: tuple[Watched, ...]) -> None:
    """Windows of gaps between groups are no streams of rates: their lines change nothing."""
    gap = {"stream": "outcome_gap/en", "metric": "outcome_gap", "group": "a", "n": 1}
    assert windows_in([json.dumps(gap).encode()]) == {}
    assert known
