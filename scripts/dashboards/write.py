"""Write dashboards/: a file of saved objects for every dashboard and language.

usage: python -m scripts.dashboards.write [--check]    --check writes nothing and fails when a file
                                                       isn't current
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from scripts.dashboards.editions import files

FOLDER: Final = Path(__file__).resolve().parents[2] / "dashboards"


def stale(folder: Path = FOLDER) -> dict[Path, str | None]:
    """Return what must change: file and its new text, None for one that must go."""
    wanted = {folder / name: text for name, text in files().items()}
    present = {file: file.read_text(encoding="utf-8") for file in folder.glob("*.ndjson")}
    changed = {file: text for file, text in wanted.items() if present.get(file) != text}
    return {**changed, **dict.fromkeys(present.keys() - wanted.keys())}


def main() -> int:
    """Write the files, or say which aren't current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a file isn't current")
    check = parser.parse_args().check
    changed = stale()
    for file, text in sorted(changed.items()):
        name = file.relative_to(FOLDER.parent)
        if check:
            print(f"{name} is not current: make dashboards", file=sys.stderr)
        elif text is None:
            file.unlink()
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
