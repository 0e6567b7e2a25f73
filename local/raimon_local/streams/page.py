"""The page of `raimon replay --html`: one file, in one language or in both, without script."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from raimon.alarms.phrases import Language
from raimon.policy import Policy
from raimon_local import html_page
from raimon_local.streams.drawing import Scene
from raimon_local.streams.scale import DEPTH, HEIGHT, WIDTH
from raimon_local.streams.words import PACKAGE, Words

SIZES: Final = {"width": WIDTH, "height": HEIGHT, "depth": DEPTH}


def write(drawn: Scene, policy: Policy, languages: Sequence[Language], file: Path) -> None:
    """Write the page."""
    zone = policy.notification.time_zone
    html_page.write(
        PACKAGE,
        "streams.html.jinja",
        file,
        scene=drawn,
        editions=[Words.of(language, zone) for language in languages],
        **SIZES,
    )
