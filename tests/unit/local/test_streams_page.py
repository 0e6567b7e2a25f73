"""The page of streams: a bad deployment is drawn with band, evidence and alarm."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from raimon.policy import default_policy
from raimon.windows.said import found
from raimon.windows.watch import Watch
from raimon_local.streams import page
from raimon_local.streams.drawing import HEIGHT, WIDTH, Scene, scene
from raimon_local.texts import Language
from tests.quality.switches import Answered, Answers, scoring, switched

GOOD = [
    Answered(f"How do I set up device {n}?", f"Hold the button for {n} seconds, then pair it.")
    for n in range(40)
]
REFUSING = [replace(one, answer="I'm sorry, but I can't help with that.") for one in GOOD]


@pytest.fixture(scope="module")
def drawn() -> Scene:
    """Return the streams of an application whose new model refuses."""
    scorers = scoring()
    old, new = (Answers.of(each, name, scorers) for each, name in ((GOOD, "a"), (REFUSING, "b")))
    calls, _ = switched(old, new, seed=1, days=(15, 1))
    policy = default_policy()
    watch = Watch(policy.statistics, explaining=True)
    told = []
    for crossing in watch.play(calls):
        raised = found(crossing, watch, policy)
        if raised is not None and policy.notifies(raised.finding):
            told.append(crossing)
    return scene(watch, told)


def test_the_bad_stream_comes_first(drawn: Scene) -> None:
    """The refusals are drawn with their alarm in the last day, and the deployment beside it."""
    first = drawn.alarmed[0]
    assert first.stream.key.metric == "refusal_rate"
    assert first.alarms
    assert min(first.alarms) > 0.85 * WIDTH
    assert first.deployed
    assert drawn.quiet


def test_nothing_is_drawn_outside(drawn: Scene) -> None:
    """Each window's dot and the band lie inside the drawing."""
    for one in (*drawn.alarmed, *drawn.quiet):
        assert one.points
        assert all(0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT for point in one.points)
        assert 0 <= one.band[0] <= one.band[1] <= HEIGHT


@pytest.mark.parametrize(
    ("language", "said"), [("en", "refusal"), ("ja", "拒否")], ids=["en", "ja"]
)
def test_the_page(drawn: Scene, language: Language, said: str, tmp_path: Path) -> None:
    """The page names the stream, when it went bad, and what was deployed; no word of an answer."""
    file = tmp_path / "new" / "streams.html"
    page.write(drawn, default_policy(), language, file)
    html = file.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert said in html.lower()
    assert html.count("<svg") == len(drawn.alarmed) + len(drawn.quiet)
    assert {"en": "deployed: model", "ja": "変更"}[language] in html
    assert "button" not in html
    assert "sorry" not in html
    assert not re.search(r"https?://", html)


def test_without_streams(tmp_path: Path) -> None:
    """A replay without calls gives a page that says so."""
    file = tmp_path / "streams.html"
    page.write(scene(Watch(default_policy().statistics), []), default_policy(), "en", file)
    assert "No stream raised an alarm" in file.read_text(encoding="utf-8")
