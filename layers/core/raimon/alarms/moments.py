"""Moments as people write them: in their own zone, with its name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from raimon.alarms.phrases import Language, named, phrase

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written(moment: datetime, zone: str, language: Language, *, form: str = "full") -> str:
    """Return the moment in the zone: in full with date and zone, or as the hour alone."""
    local = moment.astimezone(ZoneInfo(zone))
    return phrase(
        "time",
        form,
        language,
        year=local.year,
        month=_MONTHS[local.month - 1],
        number=local.month,
        day=local.day,
        hour=local.hour,
        minute=local.minute,
        zone=_zone_name(local, zone, language),
    )


def written_after(moment: datetime, earlier: datetime, zone: str, language: Language) -> str:
    """Return the moment as written after an earlier one: on the same day the hour is enough."""
    here = ZoneInfo(zone)
    one, other = moment.astimezone(here), earlier.astimezone(here)
    same = (one.date(), one.utcoffset()) == (other.date(), other.utcoffset())
    return written(moment, zone, language, form="hour" if same else "full")


def _zone_name(local: datetime, zone: str, language: Language) -> str:
    abbreviation = local.tzname() or ""
    if not abbreviation.isalpha():
        abbreviation = f"UTC{local:%:z}"  # a zone without a name of its own, such as +0530
    known = named("zone", zone, language)
    return abbreviation if known == zone else known
