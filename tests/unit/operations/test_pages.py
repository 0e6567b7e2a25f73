"""The pages for operators say what the template says, in both languages."""

import re
from dataclasses import replace

import pytest

from scripts import operations
from scripts.runbooks import BY_KIND, NoRunbookError, runbook_of
from scripts.stack import ALARM, TEMPLATE, Resource, Stack, read_stack
from tests.house.repository import ROOT

_ANCHOR = re.compile(r'<a id="([a-z-]+)"></a>')
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"\s*#.*$", re.MULTILINE)
_BLANK = re.compile(r"<[^<>]+>")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
PAIRS = [
    pytest.param("docs/deploy.md", "docs/ja/deploy.md", id="deploy"),
    pytest.param("docs/operations.md", "docs/ja/operations.md", id="operations"),
]


def page(name: str) -> str:
    """Return a page's text."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def stack() -> Stack:
    """Return the template."""
    return read_stack(TEMPLATE.read_text(encoding="utf-8"))


def changed(stack: Stack, impact: str) -> Stack:
    """Return the template with another comment at its first resource."""
    return replace(
        stack, resources=(replace(stack.resources[0], impact=impact), *stack.resources[1:])
    )


def test_pages_are_current() -> None:
    """Whoever changes a comment, a parameter or an alarm writes the pages anew."""
    assert [str(file) for file in operations.stale()] == []


def test_translations_are_whole(stack: Stack) -> None:
    """Every text has its Japanese, and none is left of a text that is gone."""
    assert set(operations.translations()) == operations.texts(stack)
    assert [text for text in operations.translations().values() if not _JAPANESE.search(text)] == []


def test_a_changed_comment_is_noticed(stack: Stack) -> None:
    """A comment that was changed in English can't keep its old Japanese."""
    with pytest.raises(operations.MissingTranslationError, match="nobody wakes up"):
        operations.rendered(page("docs/ja/operations.md"), changed(stack, "nobody wakes up."), "ja")
    told = operations.rendered(page("docs/operations.md"), changed(stack, "nobody wakes up."), "en")
    assert "Nobody wakes up." in told


def test_every_alarm_is_there(stack: Stack) -> None:
    """Each alarm has a section under its name, on both pages."""
    for name in ("docs/operations.md", "docs/ja/operations.md"):
        sections = set(re.findall(r"^### (\w+)$", page(name), re.MULTILINE))
        assert {alarm.name for alarm in stack.alarms} <= sections


def test_every_resource_is_there(stack: Stack) -> None:
    """Each other resource has a row, on both pages."""
    for name in ("docs/operations.md", "docs/ja/operations.md"):
        rows = set(re.findall(r"^\| `(\w+)` \|", page(name), re.MULTILINE))
        assert {each.name for each in stack.resources if each.kind != ALARM} <= rows


def test_every_parameter_is_there(stack: Stack) -> None:
    """Each parameter has a row, on both pages."""
    for name in ("docs/deploy.md", "docs/ja/deploy.md"):
        rows = set(re.findall(r"^\| `(\w+)` \|", page(name), re.MULTILINE))
        assert {each.name for each in stack.parameters} <= rows


def test_no_runbook_no_alarm() -> None:
    """An alarm or a resource of a new kind isn't rendered until somebody says what to do."""
    for kind, properties in ((ALARM, {"MetricName": "Surprises"}), ("AWS::Surprise::Thing", {})):
        with pytest.raises(NoRunbookError):
            runbook_of(Resource("New", kind, "", "", None, False, properties))  # noqa: FBT003 - a field


def test_runbooks_are_used(stack: Stack) -> None:
    """Each kind of resource that has a runbook exists in the template."""
    assert set(BY_KIND) <= {each.kind for each in stack.resources}


def test_a_page_without_the_runbook_is_refused(stack: Stack) -> None:
    """A link to a runbook that a page lacks isn't written."""
    with pytest.raises(operations.MissingRunbookError, match="throttles"):
        operations.rendered(
            page("docs/operations.md").replace('<a id="throttles">', '<a id="x">'), stack, "en"
        )


@pytest.mark.parametrize(("english", "japanese"), PAIRS)
def test_languages_have_the_same_places(english: str, japanese: str) -> None:
    """Both languages have the same anchors in the same order, and every link within leads there."""
    assert _ANCHOR.findall(page(english)) == _ANCHOR.findall(page(japanese))
    for name in (english, japanese):
        anchors = set(_ANCHOR.findall(page(name)))
        assert set(re.findall(r"\]\(#([\w-]+)\)", page(name))) <= anchors


@pytest.mark.parametrize(("english", "japanese"), PAIRS)
def test_languages_have_the_same_commands(english: str, japanese: str) -> None:
    """Whoever reads Japanese runs the same commands."""
    blocks = [
        [_BLANK.sub("<>", _COMMENT.sub("", block)) for block in _BLOCK.findall(page(name))]
        for name in (english, japanese)
    ]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 3


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/unproven.md"])
def test_named_tests_exist(name: str) -> None:
    """A test that a page calls as witness is there."""
    witnesses = re.findall(r"`(tests/[\w/]+\.py)` \(((?:`test_\w+`(?:, )?)+)\)", page(name))
    missing = [
        (file, test)
        for file, tests in witnesses
        for test in re.findall(r"`(test_\w+)`", tests)
        if f"def {test}(" not in page(file)
    ]
    assert missing == []
    assert witnesses or name == "docs/unproven.md"
