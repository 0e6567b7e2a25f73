"""The learned parts can be made anew: the same data give the same bytes."""

import importlib.util
import os
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from raimon.models.artefact import load
from tests.house.repository import ROOT

LOCK = tomllib.loads((ROOT / "train/data.lock.toml").read_text(encoding="utf-8"))
PARTS = ("prompt_attack_en", "prompt_attack_ja", "person_en", "person_ja", "toxicity_en")
CAN_TRAIN = all(map(importlib.util.find_spec, ("faker", "numpy", "pycrfsuite")))


@pytest.mark.parametrize("name", sorted(LOCK))
def test_data_are_locked(name: str) -> None:
    """Each file is the one that the lock names, with origin and licence."""
    entry = LOCK[name]
    content = (ROOT / "train/data" / entry["file"]).read_bytes()
    assert sha256(content).hexdigest() == entry["sha256"]
    assert entry["source"]
    assert entry["licence"] in {"Apache-2.0", "MIT", "CC BY 4.0", "CC0 1.0", "IPADIC"}


def test_every_file_is_in_the_lock() -> None:
    """Nothing is trained on that the lock doesn't name."""
    lying = {file.name for file in (ROOT / "train/data").iterdir()}
    assert lying == {entry["file"] for entry in LOCK.values()}


@pytest.mark.parametrize("name", sorted(LOCK))
def test_notices(name: str) -> None:
    """What isn't our own work is named with its licence in NOTICE."""
    source = LOCK[name]["source"]
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert source.startswith("own work") or source.split(" ")[0].rstrip(",") in notice


@pytest.mark.parametrize("part", PARTS)
def test_the_product_never_imports_train(part: str) -> None:
    """The artefacts are data: whoever scores needs nothing of what made them."""
    assert load(part).is_whole
    for module in (ROOT / "layers/core/raimon").rglob("*.py"):
        assert "import train" not in module.read_text(encoding="utf-8")
        assert "from train" not in module.read_text(encoding="utf-8")


@pytest.mark.skipif(not CAN_TRAIN, reason="needs the environment of requirements/train.txt")
@pytest.mark.parametrize("part", PARTS)
def test_same_bytes(part: str, tmp_path: Path) -> None:
    """A second training gives the artefact that ships, byte for byte."""
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "1",
        "RAIMON_MODELS": str(tmp_path),
    }
    command = [sys.executable, "-m", f"train.{part}"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603 - our own module
    shipped = ROOT / "layers/core/raimon/models" / f"{part}.model"
    assert (tmp_path / f"{part}.model").read_bytes() == shipped.read_bytes()
