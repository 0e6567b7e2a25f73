"""Data that was asked for and can't be used: no JSON, or not of the schema that was given."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import Segment, ToolUse
from raimon.scorers.robustness.json_fit import fits
from raimon.scorers.robustness.phrases import any_of
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.schema_invalid", "2", Aspect.ROBUSTNESS, Severity.LOW)

_ENDS = 1500  # code points at both ends of what was asked, where a wish for a format stands
_LONGEST = 200_000  # code points of an answer that is parsed
_UNJUDGED = frozenset({Outcome.ERROR, Outcome.BLOCKED, Outcome.EMPTY, Outcome.TRUNCATED})
_DECLINED = frozenset({Outcome.REFUSED, Outcome.PARTIALLY_REFUSED})

_ASKS = re.compile(
    any_of(r"""
    \b(?:respond|reply|answer|output)(?: \w+){0,4} (?:only|just|strictly|solely|exclusively)(?: \w+){0,5} json\b
    \b(?:only|just|nothing but|strictly|solely)(?: \w+){0,4} json\b(?! (?:file|schema|pars|librar|api))
    \bjson (?:object |array |format )?(?:only|and nothing else|without (?:any )?(?:other|explanation|prose|comment))
    \b(?:respond|reply|answer)(?: \w+){0,2} (?:in|with|as|using)(?: \w+){0,3} json\b
    \boutput (?:format ?: ?)?(?:must be |should be |in |as )?(?:an? |the )?(?:valid |raw |strict )*json\b
    \b(?:reply|response|answer|output|result)s? (?:must|should|has to|have to|needs to) be (?:an? |the |in )?(?:single |valid |raw |strict |well-formed )*json\b
    \b(?:return|give|provide|format)(?: \w+){0,4} (?:in|as)(?: (?:an?|valid|raw|strict|well-formed))* json\b
    json(?:形式|オブジェクト|配列|文字列|データ)?(?:のみ|だけ)
    json(?: ?lines|l)?(?:形式|オブジェクト|配列|文字列|データ)?(?:で|として)(?:のみ|だけ)?[、,]?(?:ご?回答|お?答え|出力|返|ご?返答|応答|お願い|ください|下さい|まとめて|示して|表して|出して)
    (?:必ず|有効な|正しい|妥当な)json(?:形式|オブジェクト|配列|データ)?を(?:出力|返|生成|提示)
    (?:回答|出力|返答|応答|返り値)(?:形式)?(?:は|を)(?:必ず|すべて|全て|、|有効な)*json
    """)  # noqa: E501 - a phrase is one line
)
# Whoever asks for a program that gives JSON gets a program.
_OF_A_PROGRAM = re.compile(
    any_of(r"""
    \b(?:functions?|scripts?|programs?|code|endpoint|class|method|apis?|parser|example)\b
    関数|スクリプト|プログラム|コード|サンプル|実装
    """)
)
_ROLE = re.compile(r"\byou are [^.\n]{1,200}\.|あなたは[^。\n]{1,200}。")  # may be a parser
_IN_LINES = re.compile(r"json ?lines|jsonl|ndjson|(?:one|an?) (?:json )?object (?:per|a) line")
_FENCED = re.compile(r"```[a-zA-Z0-9]{0,12}\s*\n(.*?)(?:\n\s*```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Data:
    """What an answer holds of data: whether it can be parsed, and whether prose surrounds it."""

    parseable: bool
    extra_prose: bool = False
    value: object = None


def asks_for_json(asked: str) -> bool:
    """Return whether the words demand that the answer be JSON."""
    if "json" not in (words := asked.casefold()):
        return False
    ends = words if len(words) <= 2 * _ENDS else f"{words[:_ENDS]}\n{words[-_ENDS:]}"
    return any(
        _ASKS.search(line) and not _OF_A_PROGRAM.search(_ROLE.sub("", line))
        for line in ends.splitlines()
        if "json" in line
    )


def data_in(answer: str, *, in_lines: bool = False) -> Data:
    """Return the data of an answer: all of it, what its fences hold, or what braces enclose.

    Args:
        answer: What the model said.
        in_lines: Whether a value a line was asked for, rather than one in all.

    """
    bare = answer.strip()
    whole = _parsed(_as_array(bare) if in_lines else bare)
    if whole is not None:
        return Data(parseable=True, value=whole[0])
    for candidate in _fenced_lines(bare) if in_lines else _candidates(bare):
        if (found := _parsed(candidate)) is not None and isinstance(found[0], dict | list):
            return Data(parseable=True, extra_prose=True, value=found[0])
    return Data(parseable=False)


def _as_array(lines: str) -> str:
    return f"[{','.join(filter(str.strip, lines.splitlines()))}]"


def _fenced_lines(bare: str) -> list[str]:
    return [_as_array(found.group(1)) for found in _FENCED.finditer(bare)]


def _candidates(bare: str) -> list[str]:
    candidates = [found.group(1) for found in _FENCED.finditer(bare)]
    for opening, closing in ("{}", "[]"):
        begin, end = bare.find(opening), bare.rfind(closing)
        if 0 <= begin < end:
            candidates.append(bare[begin : end + 1])
    return candidates


def _parsed(text: str) -> tuple[object] | None:
    """Return the parsed value in a box, since null is a value too."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        return (json.loads(text),)
    except (ValueError, RecursionError):
        return None


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Give the signal where data was asked for, and find data that can't be used."""
    if reading.outcome in _UNJUDGED:
        return NOTHING
    asked = reading.invocation.asked_data
    broken = next(filter(None, map(_fault_of_tool, asked.tools)), None)
    if broken:
        return _verdict(broken, "tool")
    answer = reading.text(Segment.OUTPUT)
    wanted = answer and reading.outcome not in _DECLINED and _wanted(reading)
    if not wanted:
        return Verdict({"schema_invalid": 0.0}) if asked.tools else NOTHING
    data = data_in(answer, in_lines=_wants_lines(reading))
    fault = _fault(data, asked.written_schema, strict=asked.json_asked)
    return _verdict(fault, "answer") if fault else _usable(data)


def _wanted(reading: Reading) -> bool:
    return reading.invocation.asked_data.json_asked or any(
        asks_for_json(reading.text(segment)) for segment in (Segment.USER, Segment.SYSTEM)
    )


def _wants_lines(reading: Reading) -> bool:
    """Return whether a value a line was asked for in words."""
    return any(
        _IN_LINES.search(reading.text(segment)[-_ENDS:].casefold())
        for segment in (Segment.USER, Segment.SYSTEM)
    )


def _fault_of_tool(use: ToolUse) -> str | None:
    """Return what is wrong with the arguments of a tool; none at all are an empty object."""
    given = _parsed(use.arguments.strip() or "{}")
    if given is None:
        return "unparseable"
    return None if fits(given[0], _schema(use.written_schema)) else "invalid"


def _fault(data: Data, schema: str | None, *, strict: bool) -> str | None:
    if not data.parseable or (strict and data.extra_prose):
        return "unparseable"
    return None if fits(data.value, _schema(schema)) else "invalid"


@lru_cache(maxsize=256)
def _schema(written: str | None) -> object:
    """Return the schema; one that can't be read allows everything."""
    found = _parsed(written) if written else None
    return True if found is None else found[0]


def _verdict(fault: str, part: str) -> Verdict:
    seen = Observation(
        RULE.rule_id, f"{part}_{fault}", 0.9, facts={"parseable": fault != "unparseable"}
    )
    return Verdict({"schema_invalid": 1.0}, (seen,))


def _usable(data: Data) -> Verdict:
    """Give 0 for data that can be used, and note prose around it, which some readers trip over."""
    if not data.extra_prose:
        return Verdict({"schema_invalid": 0.0})
    seen = Observation(
        RULE.rule_id,
        "extra_prose",
        confidence=0.6,
        severity=Severity.INFORMATIONAL,
        facts={"parseable": True},
    )
    return Verdict({"schema_invalid": 0.0}, (seen,))


SCORER = Scorer("robustness.schema_invalid", (RULE,), judge)
