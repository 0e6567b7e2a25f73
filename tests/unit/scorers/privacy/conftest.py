"""Whatever scans is tested on both engines: with RE2 as the gate, and without."""

from collections.abc import Iterator

import pytest

from raimon.scorers.privacy import scanner

# Tests of these modules scan no text for personal data or credentials.
OTHERS = (
    *("attack", "checksums", "fold", "gate", "linear_patterns", "person_tagger", "relaxed"),
    "system_prompt",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test of a scan twice."""
    if not any(word in metafunc.module.__name__.rpartition("test_")[2] for word in OTHERS):
        metafunc.fixturenames.append("engine")
        metafunc.parametrize("engine", ["re2", "re"], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Scan with the engine; pages that another one has read are forgotten."""
    scanner.kept.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "re":
            patch.setattr(scanner.GATE, "match", None)
        else:
            assert scanner.GATE.match is not None, "RE2 is missing or off"
        yield
    scanner.kept.cache_clear()
