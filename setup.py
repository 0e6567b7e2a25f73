"""Put the functions' handlers into the wheel: `raimon demo` runs them outside a checkout too.

Everything else about the package stands in pyproject.toml.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithHandlers(build_py):  # type: ignore[misc]  # setuptools comes without types
    """Build as usual, then copy functions/<name>/handler.py beside the local stack."""

    def run(self) -> None:
        """Build; an editable install reads the handlers where they lie."""
        super().run()
        if self.editable_mode:
            return
        for handler in sorted(Path("functions").glob("*/handler.py")):
            target = Path(self.build_lib, "raimon_local", handler)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(handler, target)


setup(cmdclass={"build_py": BuildWithHandlers})
