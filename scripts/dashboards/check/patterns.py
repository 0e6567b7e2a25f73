"""Whether index patterns list exactly the fields that the mapping has."""

from collections.abc import Iterator

from raimon.store.families import Family
from scripts.dashboards.check.reading import File
from scripts.dashboards.fields import TIME, listed


def pattern_problems(file: File) -> Iterator[str]:
    """Yield index patterns that aren't an alias, or whose fields differ from the mapping's."""
    aliases = {family.alias: family for family in Family}
    for held in file.of("index-pattern"):
        title = held.attributes.get("title")
        if title != held.key[1] or title not in aliases:
            yield f"{held.place}: {title} is no alias of ours, or isn't the id"
            continue
        if held.attributes.get("timeFieldName") != TIME:
            yield f"{held.place}: the time field isn't {TIME}"
        if held.inner.get("fields") != listed(aliases[title]):
            yield f"{held.place}: the fields differ from the mapping"
