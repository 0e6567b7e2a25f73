"""What the answers say as one HTML file with its picture, without script or network."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from raimon.probes.evaluation import Compared
from raimon_local import html_page
from raimon_local.texts import Texts

_WIDTH: Final = 360.0  # of gaps from -1 to 1


def write(compared: Sequence[Compared], texts: Texts, file: Path) -> None:
    """Write the page."""
    html_page.write(
        "raimon_local.probe", "probe.html.jinja", file, compared=compared, texts=texts, place=_place
    )


def _place(gap: float) -> float:
    return round(_WIDTH * (1 + min(max(gap, -1.0), 1.0)) / 2, 1)
