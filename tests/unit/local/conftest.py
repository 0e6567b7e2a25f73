"""What the tests of the command line share: a home of their own and the sample logs."""

from pathlib import Path

import pytest

import raimon_local


@pytest.fixture(autouse=True)
def _own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test read or write the configuration of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the sample logs."""
    return Path(raimon_local.__path__[0]) / "sample_logs"
