"""The gate's patterns match wherever the recognisers' own do."""

import re

import pytest
import re2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raimon.scorers.privacy.fold import SAME_LENGTH, fold
from raimon.scorers.privacy.recognisers import CREDENTIALS, PERSONAL
from raimon.scorers.privacy.relaxed import relaxed
from raimon.scorers.privacy.scanner import GATE

FORMS = tuple(
    sorted(
        {form for _, one in PERSONAL for form in (*one.forms, one.besides) if form}
        | {form for one in CREDENTIALS for form in (*one.forms, one.besides) if form}
    )
)
UNFOLDED: dict[str, list[str]] = {}
for _code, _sign in SAME_LENGTH.items():
    UNFOLDED.setdefault(_sign if isinstance(_sign, str) else chr(_sign), []).append(chr(_code))


def matches(form: str, text: str) -> bool:
    """Return whether RE2 finds the form."""
    return re2.search(form, text) is not None


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        pytest.param("ab", "ab", id="letters"),
        pytest.param("(?<![0-9])x", "x", id="boundary"),
        pytest.param("x(?![0-9])", "x", id="assertion"),
        pytest.param("([-_])a\\1", r"(?:[\x{2d}\x{5f}])a(?:[\x{2d}\x{5f}])", id="reference"),
        pytest.param("(?:ab)?c", "c", id="optional beginning"),
        pytest.param("k-[a-c]{20,30}z", r"k\-[\x{61}-\x{63}]{8}", id="long repetition"),
        pytest.param("k(?:[a-c]{20}|d)z", r"k(?:[\x{61}-\x{63}]{8}|d)", id="long branch"),
        pytest.param("k(?:[a-c]{1,40}_)?z", "k", id="long and optional"),
        pytest.param("a{2,3}?b", "a{2,3}b", id="lazy"),
        pytest.param(r"a\Z", r"a\z", id="end"),
        pytest.param("(?P<n>x)y(?P=n)", "(?:x)y(?:x)", id="named"),
    ],
)
def test_translation(pattern: str, form: str) -> None:
    """What RE2 doesn't know is left out, and a long repetition ends the pattern."""
    assert relaxed(pattern, folds=False) == form


def test_boundary_where_signs_fold() -> None:
    """What must not stand before is another sign, where the pattern is of personal data."""
    assert relaxed("(?<![0-9])あ") == r"(?:^|(?-i:[^\x{30}-\x{39}]))(?:あ)"


@pytest.mark.parametrize("pattern", [r"\d", r"\w", r"\u3042"])
def test_unknown_escape(pattern: str) -> None:
    """What would mean another thing to RE2 is refused."""
    with pytest.raises(ValueError, match="no translation"):
        relaxed(pattern)


@pytest.mark.parametrize("text", ["ＡＫＩＡ９９", "AKIA٩٩", "AKIA99"])
def test_signs_that_fold(text: str) -> None:
    """A text that isn't folded yet matches as its folded form would."""
    assert matches(relaxed("AKIA[0-9]{2}"), text)
    assert matches(relaxed("AKIA[0-9]{2}", folds=False), text) == text.isascii()


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
@given(data=st.data())
@settings(max_examples=3, suppress_health_check=list(HealthCheck), deadline=None)
def test_superset(form: str, data: st.DataObject) -> None:
    """Whatever a form matches, its relaxed one matches too, however its signs are written."""
    bare = re.sub(r"^\(\?<!\[[^\]]+\]\)", "", form)
    text = data.draw(st.from_regex(bare))
    assert re.search(bare, text)
    assert matches(relaxed(bare), text)
    written = "".join(data.draw(st.sampled_from([sign, *UNFOLDED.get(sign, [])])) for sign in text)
    if re.search(bare, fold(written).text) and fold(written).starts is None:
        assert matches(relaxed(bare), written)


def test_no_form_is_empty() -> None:
    """No form of the gate matches nothing at all: it would always be open."""
    assert [form for form in GATE.forms if matches(form, "")] == []
