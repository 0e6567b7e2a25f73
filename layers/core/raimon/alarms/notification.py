"""What goes to people and their tools when an alarm opens or becomes more severe."""

from collections.abc import Mapping

from raimon.alarms.alarm import Alarm
from raimon.alarms.correlation import plain_name
from raimon.alarms.prose import Prose
from raimon.alarms.record import AlarmRecord, Occasion
from raimon.alarms.text import render
from raimon.invocation import Frozen
from raimon.policy import Policy

SUBJECT_LENGTH = 99  # SNS asks for less than 100 characters


class Notification(Frozen):
    """One message: for people a subject and a text, for tools the alarm as JSON.

    The attributes are there to filter by; `notification_id` is the same when a message is repeated.
    """

    subject: str
    text: str
    document: str
    attributes: Mapping[str, str]


def notification(record: AlarmRecord, occasion: Occasion, policy: Policy) -> Notification:
    """Return the message that the record's alarm needs on this occasion."""
    alarm, languages = record.alarm, policy.notification.languages
    told_before = record.told_severity if occasion is Occasion.ESCALATED else None
    return Notification(
        subject=subject_line(Prose(alarm, policy, "en").title(), alarm.subject.application),
        text=render(alarm, policy, languages, told_before=told_before),
        document=alarm.to_json(),
        attributes={
            "alarm_id": alarm.alarm_id,
            "application": plain_name(alarm.subject.application) or "-",
            "aspect": alarm.aspect,
            "notification_id": f"{alarm.alarm_id}.{_told_of(alarm, occasion)}",
            "occasion": occasion,
            "rule_id": alarm.rule_id,
            "severity": alarm.severity,
            "state": alarm.state,
        },
    )


def _told_of(alarm: Alarm, occasion: Occasion) -> str:
    return occasion if occasion is Occasion.RESOLVED else alarm.severity


def subject_line(title: str, application: str | None) -> str:
    """Return the title as a mail's subject, which may hold only so many printable ASCII signs."""
    name = f" - {application}" if application and application.isascii() else ""
    room = SUBJECT_LENGTH - len(name)
    plain = "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in title)
    shortened = plain if len(plain) <= room else f"{plain[: room - 3]}..."
    return f"{shortened}{name}"
