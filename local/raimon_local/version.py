"""Which Raimon this is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """Return the installed version; in a checkout that isn't installed there is none."""
    try:
        return installed_version("raimon")
    except PackageNotFoundError:
        return "(a checkout, not installed)"
