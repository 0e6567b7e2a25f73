"""The words by which axes, groups, topics and sizes are told, for who writes and who reads them."""

from typing import Final

METADATA: Final = "metadata"
TOPIC: Final = "topic"
PROBE: Final = "probe"
OTHER: Final = "other"
STAND_IN: Final = ":"  # begins a group that no label names
ANY_TOPIC: Final = "-"
REGARD: Final = "regard"  # of the group that an axis tells: `regard@topic.gender`
ON_AXIS: Final = "@"  # parts an outcome from the one axis that it is about
LENGTH: Final = "length"  # of the answer, in characters
LATENCY: Final = "latency"
