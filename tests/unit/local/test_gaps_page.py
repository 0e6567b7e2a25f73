"""The drawings of gaps: both sides, when one began to be treated worse, and where it alarmed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from raimon.policy import Policy, Statistics
from raimon.windows.metrics import GAPS
from raimon.windows.telling import raised
from raimon.windows.watch import Watch
from raimon.windows.window_lines import take_lines
from raimon_local.streams import page
from raimon_local.streams.drawing import scene
from raimon_local.streams.gaps import (
    GapDrawing,
    GapWindows,
    gap_drawings,
    gap_windows_in,
    gap_windows_of,
)
from raimon_local.streams.scale import DEPTH, HEIGHT, WIDTH
from raimon_local.streams.words import Words
from raimon_local.texts import Language
from tests.unit.windows.traffic import seeded
from tests.unit.windows.unequal import ALIKE, WORSE, calls

BEGINS = 72  # hours after which one group is treated worse


@pytest.fixture(scope="module")
def drawn() -> tuple[GapDrawing, ...]:
    """Return the drawings of an application that begins to refuse one group."""
    watch, policy = Watch(Statistics(), explaining=True), Policy()
    before = calls(seeded(1), ALIKE, hours=BEGINS, an_hour=40)
    after = calls(seeded(2), WORSE, hours=48, an_hour=40, begins=BEGINS, first=10**6)
    found = [raised(each, watch, policy) for each in watch.play([*before, *after])]
    told = [each for each in found if each is not None]
    kept = gap_windows_of(watch)
    made = tuple(gap_drawings(kept, told))
    lines = gap_windows_in(line.encode() for line in take_lines(watch))
    assert rounded(lines) == rounded(kept)
    return made


def rounded(windows: GapWindows) -> GapWindows:
    """Return the windows as precise as the lines of them are."""
    return {
        place: [
            replace(
                each,
                group=(each.group[0], round(each.group[1], 3)),
                rest=(each.rest[0], round(each.rest[1], 3)),
                evidence=round(each.evidence, 3),
                threshold=round(each.threshold, 3),
                stronger=round(each.stronger, 3),
            )
            for each in held
        ]
        for place, held in windows.items()
    }


def test_a_person_sees_which_side_left(drawn: Sequence[GapDrawing]) -> None:
    """Both sides run together, then the group's leaves; the alarm stands after that."""
    (one,) = drawn
    assert one.place.entity == "topic.gender/women"
    begins, alarm = one.bad
    assert 0 < begins < alarm == one.alarm[0] < WIDTH
    rest = dict(one.rest)
    apart = {x: rest[x] - y for x, y in one.group if x in rest}
    assert all(gap > 0.2 * HEIGHT for x, gap in apart.items() if x > begins + 0.1 * WIDTH)
    assert all(abs(gap) < 0.2 * HEIGHT for x, gap in apart.items() if x < begins)


def test_nothing_is_drawn_outside(drawn: Sequence[GapDrawing]) -> None:
    """Each point and the evidence lie inside the drawing."""
    (one,) = drawn
    points = (*one.group, *one.rest)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert 10 <= len(one.group) <= 120
    weaker, stronger = (
        [float(pair.split(",")[1]) for pair in line.split()]
        for line in (one.evidence, one.stronger)
    )
    assert all(0 <= high <= low <= DEPTH for low, high in zip(weaker, stronger, strict=True))
    assert any(high < low for low, high in zip(weaker, stronger, strict=True))
    assert 0 < one.limit < DEPTH


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["en"], ["One group is treated worse", "Refused answers: women ", "times as often"]),
        (["ja"], ["1 件の属性グループ", "回答を拒否した応答", "「女性」", "倍の頻度です"]),
    ],
    ids=["en", "ja"],
)
def test_the_page(
    drawn: Sequence[GapDrawing], languages: Sequence[Language], said: list[str], tmp_path: Path
) -> None:
    """The page says whose rate is how high, since when, k of n of both sides, and their ratio."""
    file = tmp_path / "gaps.html"
    page.write(scene([], drawn), Policy(), languages, file)
    html = file.read_text(encoding="utf-8")
    assert [text for text in said if text not in html] == []
    assert html.count("<svg") == html.count('role="img" aria-label="') == 1
    assert not re.search(r"https?://|<script", html)


def test_a_gap_without_windows_is_not_drawn(drawn: Sequence[GapDrawing]) -> None:
    """Where the windows are gone there is nothing to draw, and nothing breaks."""
    assert list(gap_drawings({}, [each.told for each in drawn])) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_gap_has_words(language: Language) -> None:
    """What is drawn is named in both languages, whatever the metric."""
    name = Words.of(language, "UTC").gaps.name
    assert all(name(metric.name) for metric in GAPS)
