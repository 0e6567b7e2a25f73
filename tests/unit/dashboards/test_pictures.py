"""The pictures: well-formed, readable in both languages, and about what the answers say."""

from xml.etree import ElementTree as ET

import pytest

from scripts.dashboards.editions import DASHBOARDS
from scripts.dashboards.pictures import svg
from scripts.dashboards.pictures.draw import FOLDER
from scripts.dashboards.pictures.figures import shown, tick, ticks
from scripts.dashboards.words import LANGUAGES

PICTURES = [
    (dashboard, language, FOLDER / f"{dashboard.name}-{language}.svg")
    for dashboard in DASHBOARDS
    for language in LANGUAGES
]


@pytest.mark.parametrize(
    ("dashboard", "language", "file"), PICTURES, ids=[file.stem for *_, file in PICTURES]
)
def test_pictures_are_of_todays_dashboards(dashboard, language, file) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a row of the table
    """Each picture shows the title of every panel, and needs nothing from elsewhere."""
    content = file.read_text(encoding="utf-8")
    root = ET.fromstring(content)  # noqa: S314 - our own file
    texts = {element.text for element in root.iter() if element.text}
    titles = [
        panel.title.told(language)
        for panel in dashboard.panels()
        if panel.name not in {"note", "choose"}
    ]
    assert set(titles) <= texts
    assert root.find("{http://www.w3.org/2000/svg}desc") is not None
    assert "href" not in content
    assert "url(" not in content


@pytest.mark.parametrize(
    ("top", "marks"),
    [
        pytest.param(0, [0, 1], id="nothing"),
        pytest.param(2, [0, 1, 2], id="nobody counts halves"),
        pytest.param(8, [0, 2, 4, 6, 8], id="exactly"),
        pytest.param(9, [0, 5, 10], id="rounded up"),
        pytest.param(0.95, [0, 0.5, 1], id="shares"),
        pytest.param(4321, [0, 2000, 4000, 6000], id="thousands"),
    ],
)
def test_ticks(top: float, marks: list[float]) -> None:
    """An axis has few round marks, and the highest value fits."""
    assert ticks(top) == marks


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "-"),
        (1234, "1,234"),
        (0.9333, "0.933"),
        (951.4, "951"),
        (1191.7, "1,192"),
        (1_791_932_220_000, "2026-10-13 22:57"),
    ],
)
def test_shown(value: float | None, told: str) -> None:
    """Counts, means and moments read as people write them."""
    assert shown(value) == told


def test_tick() -> None:
    """Thousands are short at an axis."""
    assert [tick(value) for value in (0, 0.5, 20, 6000)] == ["0", "0.5", "20", "6k"]


def test_wrapped() -> None:
    """English breaks between words, Japanese anywhere but before a sign that ends a phrase."""
    assert svg.wrapped("one two three", 10, 45) == ["one two", "three"]
    assert svg.wrapped("検出事項、集計区間。", 10, 40) == ["検出事項、", "集計区間。"]


def test_fitted() -> None:
    """A text that is too wide ends in three dots; marks that aren't seen take no room."""
    assert svg.fitted("abcdefgh", 10, 30) == "abcd…"
    assert svg.fitted("語" * 8, 10, 45) == "語語語…"
    assert svg.room("\u200b\u200cab", 10) == svg.room("ab", 10)


def test_escaped() -> None:
    """A name that somebody made up can't become a part of the picture."""
    assert "<script>" not in svg.text(0, 0, "<script>")
