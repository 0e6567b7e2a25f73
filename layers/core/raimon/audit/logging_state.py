"""Bedrock's logging configuration: what is known of it, and what a change of it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from raimon.audit.trail import plain
from raimon.finding import Bilingual, Fact, Severity
from raimon.invocation import Frozen

_FLAGS: Final[Mapping[str, Bilingual]] = {
    "text": Bilingual(en="text", ja="テキスト"),
    "image": Bilingual(en="images", ja="画像"),
    "embedding": Bilingual(en="embeddings", ja="埋め込み"),
    "video": Bilingual(en="video", ja="動画"),
    "audio": Bilingual(en="audio", ja="音声"),
}
_PLACES: Final[Mapping[str, Bilingual]] = {
    "bucket": Bilingual(en="bucket", ja="バケット"),
    "prefix": Bilingual(en="key prefix", ja="キーの接頭辞"),
    "log_group": Bilingual(en="log group", ja="ロググループ"),
    "role": Bilingual(en="role", ja="ロール"),
    "large_data": Bilingual(en="place of large bodies", ja="大きな本文の出力先"),
}
_WITHHELD: Final = "-"


class LoggingState(Frozen):
    """A logging configuration, flattened; a flag that isn't told is taken for on."""

    on: bool = True
    bucket: str | None = None
    prefix: str | None = None
    log_group: str | None = None
    role: str | None = None
    large_data: str | None = None
    text: bool = True
    image: bool = True
    embedding: bool = True
    video: bool = True
    audio: bool = True

    @classmethod
    def of(cls, told: Mapping[str, object] | None) -> Self:
        """Return the state that GetModelInvocationLoggingConfiguration tells."""
        if not told:
            return cls(on=False)
        s3, logs = _part(told, "s3Config"), _part(told, "cloudWatchConfig")
        large = _part(logs, "largeDataDeliveryS3Config")
        flags = {name: told.get(f"{name}DataDeliveryEnabled") is not False for name in _FLAGS}
        return cls.model_validate(
            {
                "bucket": s3.get("bucketName"),
                "prefix": s3.get("keyPrefix"),
                "log_group": logs.get("logGroupName"),
                "role": logs.get("roleArn"),
                "large_data": f"{large['bucketName']}/{large.get('keyPrefix', '')}"
                if large.get("bucketName")
                else None,
                **flags,
            }
        )

    @property
    def off_flags(self) -> tuple[str, ...]:
        """Return the kinds of data that aren't delivered."""
        return tuple(name for name in _FLAGS if not getattr(self, name))


class LoggingKnown(Frozen):
    """What was last read; `serial` counts the changes, so that each of them is one finding."""

    state: LoggingState | None = None
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule's message with its severity and facts, without time and actor."""

    rule: str
    message: str
    severity: Severity | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


def judge_logging(before: LoggingState | None, after: LoggingState, watched: str) -> list[Judged]:
    """Return what is wrong with the logging as it is now, and what has changed."""
    if not after.on:
        return [Judged("logging_off", "absent")]
    return [*_redirected(after, watched), *_reduced(before, after), *_changed(before, after)]


def _redirected(after: LoggingState, watched: str) -> Iterator[Judged]:
    if after.bucket is None:
        yield Judged("logging_redirected", "no_bucket", facts={"watched": watched})
    elif after.bucket != watched:
        facts = {"watched": watched, "after": plain(after.bucket) or _WITHHELD}
        yield Judged("logging_redirected", "bucket", facts=facts)


def _reduced(before: LoggingState | None, after: LoggingState) -> Iterator[Judged]:
    """Report text that is off, and other kinds of data if they were on before."""
    known = before.off_flags if before and before.on else after.off_flags
    lost = [name for name in after.off_flags if name == "text" or name not in known]
    if lost:
        severity = Severity.HIGH if "text" in lost else Severity.MEDIUM
        yield Judged("logging_reduced", "flags", severity, _listed("flags", lost, _FLAGS))


def _changed(before: LoggingState | None, after: LoggingState) -> Iterator[Judged]:
    if before is None or not before.on:
        return
    names = {**_PLACES, **_FLAGS}
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if changed:
        yield Judged("logging_changed", "fields", facts=_listed("fields", changed, names))


def _listed(name: str, words: list[str], named: Mapping[str, Bilingual]) -> dict[str, Fact]:
    return {
        f"{name}_en": ", ".join(named[word].en for word in words),
        f"{name}_ja": "、".join(named[word].ja for word in words),
    }


def _part(told: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = told.get(name)
    return part if isinstance(part, Mapping) else {}
