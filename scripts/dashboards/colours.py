"""The colours of the dashboards, a step in lightness for each grade of severity."""

from typing import Final

CRITICAL: Final = "#8e1020"
HIGH: Final = "#cf5b3a"
MEDIUM: Final = "#e0a93f"
LOW: Final = "#6f9dc0"
CALM: Final = "#c4bcb0"

INK: Final = "#2b5c7c"
SLATE: Final = "#4b6a7f"
TEAL: Final = "#4f9a94"
VIOLET: Final = "#7d6aa6"
SAND: Final = "#c9a66b"
ROSE: Final = "#c46a7c"

SERIES: Final = (INK, MEDIUM, TEAL, VIOLET, ROSE, SAND, HIGH, SLATE, LOW, CALM)
