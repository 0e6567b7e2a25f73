"""Which logs the arguments name: files, folders and standard input."""

from pathlib import Path

import pytest

from raimon_local.errors import UnusableArgumentError
from raimon_local.log_files import log_files

REGION = "AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1"
HOUR = f"{REGION}/2026/10/13/07"


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    """Return a copy of a bucket in which not everything is a log."""
    for key in (
        f"{HOUR}/20261013T070000000Z_b.json.gz",
        f"{HOUR}/20261013T070000000Z_a.json.gz",
        f"{HOUR}/data/00000001_output.json.gz",
        f"{HOUR}/amazon-bedrock-logs-permission-check.json.gz",
        f"{REGION}/amazon-bedrock-logs-permission-check",
        "notes.txt",
    ):
        file = tmp_path / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("", id="the bucket"),
        pytest.param("AWSLogs/123456789012", id="an account"),
        pytest.param(HOUR, id="an hour"),
    ],
)
def test_folder(bucket: Path, inner: str) -> None:
    """Of a folder only log objects are read, by key, wherever in the tree it begins."""
    assert [file.key for file in log_files([str(bucket / inner)])] == [
        f"{HOUR}/20261013T070000000Z_a.json.gz",
        f"{HOUR}/20261013T070000000Z_b.json.gz",
    ]


def test_file_in_a_tree(bucket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in a tree bears its key, and the folder above AWSLogs stands for its bucket."""
    monkeypatch.chdir(bucket / HOUR)

    (file,) = log_files(["20261013T070000000Z_a.json.gz"])

    assert file.key == f"{HOUR}/20261013T070000000Z_a.json.gz"
    assert file.root == bucket


def test_file_elsewhere(tmp_path: Path) -> None:
    """A file outside any tree bears its path as given, and has no bucket."""
    log = tmp_path / "ログ.json"
    log.write_bytes(b"")

    (file,) = log_files([str(log)])

    assert (file.key, file.root) == (str(log), None)


def test_order_of_arguments(bucket: Path, tmp_path: Path) -> None:
    """Arguments are read in their order."""
    log = tmp_path / "z.json"
    log.write_bytes(b"")

    keys = [file.key for file in log_files([str(log), "-", str(bucket / HOUR)])]

    assert keys[:2] == [str(log), "-"]
    assert len(keys) == 4


def test_folder_without_logs(tmp_path: Path) -> None:
    """A folder without a log is an argument that can't be used, not silence."""
    (tmp_path / "a.txt").write_bytes(b"")

    with pytest.raises(UnusableArgumentError, match="holds no log object"):
        log_files([str(tmp_path)])
