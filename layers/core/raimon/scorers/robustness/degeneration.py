"""Answers that run in circles: adjacent repetition that brings nothing new."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from raimon.assessment import Outcome
from raimon.finding import Aspect, Location, Severity
from raimon.invocation import Segment
from raimon.scorers.robustness.rounds import Loop, rounds, width_of
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.degeneration", "2", Aspect.ROBUSTNESS, Severity.MEDIUM)
TUNING = {
    "repetition": 0.5,  # the signal from which it is a finding
    "loop_width": 200,  # the width of a loop (a Japanese character counts two) that gives 0.5
}

ASKED = 2000  # code points of the user's words in which a wish for repetition is looked for
LONG_LINE = 400  # code points: no line of code, of a table or of a drawing is longer
SHORTEST = 60  # code points: below it nothing is called a loop

# The gate: probes of the text that come twice again soon after.
_STEP, _PROBE, _AHEAD, _NEEDED = 32, 10, 1600, 3
_STEP_WIDE, _PROBE_WIDE = 16, 7

_LOOKED_AT = 4000  # code points of one stretch that are looked at closely
_TRAILING = 300  # words or characters before, in which a pair must have stood twice
_PENALTY = 4  # one thing new outweighs four that came again: a loop has 80 % of repetition

# A sentence that comes back with nothing but its counter one higher: so often, it is a loop.
_COUNTED_ALONG = 8  # sentence after sentence
_COUNTED_BY_LINE = 30  # line after line, as reports are written too
_COUNTED_WIDTH = 40  # of what comes back; shorter ones are rows of a list

# ASCII words in pieces, so that one endless word is a loop too; CJK characters and pictures one
# by one, but for squares and circles, which maps are drawn of.
_TOKEN = re.compile(
    r"(?P<wide>[぀-ヿ㐀-䶿一-鿿\uf900-\ufaff가-힣、。！？\U0001f300-\U0001f531\U0001f53b-\U0001f6ff"
    r"\U0001f900-\U0001f9ff])|(?P<number>\d{1,12})|(?P<word>[^\W\d_぀-ヿ㐀-鿿가-힣]{1,12})"
    r"|(?P<mark>[!?])"
)
# Of what drawings, rules and formulas are made.
_SIGNS = frozenset("-=_+*#|/\\<>~^.:;'\"`()[]{}$%&@・…─━│┃┌┐└┘├┤┬┴┼■□▲△●○◆◇★☆")
_NUMBER = re.compile(r"\d{1,12}")
_UNIT = re.compile(r"[^\n。.!?！？]{1,400}[\n。.!?！？]?|[\n。.!?！？]")
_STRUCTURED = re.compile(
    r"\|.*\|"  # a row of a table
    r"|\t.*\t"
    r"|[{}\[\];\\]\s*,?\s*$|[\"'\w]\s*[({\[]\s*$"  # code and JSON, by how a line ends
    r"|^\s*[\"'][^\"']{0,80}[\"']\s*[:,]|^\s*[{}\[\]]"
    r"|[\"']\s*:\s*[\"'\d\[{tfn]"
    r"|^\s*</?[a-zA-Z]|/>\s*$"
    r"|^\s*(?:>>>|\$ |//|#include|import |def |return\b)|\w\(.*\)\s*$|=="
    r"|^[^,\n]*(?:,[^,\s][^,\n]*){3,}$"  # values separated by commas
    r"|^\s*(?:[-*•・] )?[\w .-]{1,30}[::]\s?[^\s、。]{1,30}$"  # a field and its value
    r"|^(?=.*\d)[\W\d_]*$"  # a calculation
)
_ASKED_FOR = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\brepeat\b|\b(?:repeatedly|over and over|lyrics|chant|mantra)\b"
    r"|\b(?:\d+|ten|twenty|thirty|forty|fifty|hundred|thousand) times\b|\bagain and again\b"
    r"|(?:繰り返|くり返|くりかえ)(?!さ[なず])|[\d一二三四五六七八九十百千]\s*回(?:書|言|唱|続|連)|連呼|歌詞|何度も",
    re.IGNORECASE,
)


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    width: int
    has_news: bool  # it stands in a line or sentence with a number that wasn't there before


def longest_loop(text: str) -> Loop | None:
    """Return the longest loop of the text, None where it has none at all."""
    stretch = _suspicious(text)
    said = None if stretch is None else _longest(list(_tokens(text, *stretch)))
    found = [loop for loop in (said, rounds(text)) if loop]
    return max(found, key=lambda loop: loop.width, default=None)


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Give the signal for every answer, and find one that loops without having been asked to."""
    text = reading.text(Segment.OUTPUT)
    if reading.outcome is Outcome.BLOCKED or not text.strip():
        return NOTHING
    loop = longest_loop(text)
    if loop is None or _ASKED_FOR.search(reading.text(Segment.USER)[-ASKED:]):
        return Verdict({"degeneration": 0.0})
    signal = min(1.0, loop.width / (2 * tuning["loop_width"]))
    if signal < tuning["repetition"]:
        return Verdict({"degeneration": signal})
    return Verdict({"degeneration": signal}, (_observation(loop, text, signal),))


def _observation(loop: Loop, text: str, signal: float) -> Observation:
    return Observation(
        RULE.rule_id,
        "loop",
        confidence=0.5 + 0.45 * signal,
        location=Location(segment=Segment.OUTPUT, start=loop.start, end=loop.end),
        facts={"looping": loop.end - loop.start, "length": len(text)},
    )


def _suspicious(text: str) -> tuple[int, int] | None:
    """Return the stretch whose probes come again soon: a cheap search that spares most texts."""
    if len(text) < SHORTEST:
        return None
    step, size = (_STEP, _PROBE) if text.isascii() else (_STEP_WIDE, _PROBE_WIDE)
    first = last = row = 0
    found = False
    for start in range(0, len(text) - size, step):
        probe, ahead = text[start : start + size], start + _AHEAD
        again = text.find(probe, start + 1, ahead)
        if again < 0 or text.find(probe, again + 1, ahead) < 0:
            row = 0
            continue
        row += 1
        if row == _NEEDED:
            first, found = (first if found else start - (_NEEDED - 1) * step), True
        if row >= _NEEDED:
            last = start
    if not found:
        return None
    end = min(len(text), last + _AHEAD)
    return max(first, end - _LOOKED_AT), end


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Yield words and characters of what is prose; tables, code, JSON and drawings are left out."""
    news = _News()
    fenced = text.count("```", 0, start) % 2 == 1 and text.find("```", start) >= 0
    position = start
    for line in text[start:end].splitlines(keepends=True):
        following = position + len(line)
        if line.lstrip().startswith("```"):
            # A fence that is never closed holds whatever came when the code went wrong.
            fenced = not fenced and text.find("```", following) >= 0
        elif not fenced and not _is_structured(line):
            for unit, has_news in news.of(line):
                yield from _unit_tokens(unit.group(), position + unit.start(), has_news=has_news)
        position = following


class _News:
    """What of a text's numbers was not there before, counters of a loop apart."""

    def __init__(self) -> None:
        self._numbers: set[str] = set()
        self._lines = _Counters(_COUNTED_BY_LINE)

    def of(self, line: str) -> Iterator[tuple[re.Match[str], bool]]:
        """Yield the sentences of a line, and whether a number in them is new and no counter."""
        is_counted = self._lines.hold(line)
        sentences = _Counters(_COUNTED_ALONG)
        for unit in _UNIT.finditer(line):
            numbers = set(_NUMBER.findall(unit.group()))
            is_new = bool(numbers - self._numbers)
            self._numbers |= numbers
            yield unit, not sentences.hold(unit.group()) and is_new and not is_counted


class _Counters:
    """What came back with nothing but its one number changed, each time one higher."""

    def __init__(self, often: int) -> None:
        self._often = often
        self._seen: dict[str, tuple[int, int]] = {}

    def hold(self, unit: str) -> bool:
        """Return whether the unit has come so often that its number is the counter of a loop."""
        if len(unit) < _COUNTED_WIDTH // 2:
            return False
        numbers = set(_NUMBER.findall(unit))
        if len(numbers) != 1:
            return False
        number, pattern = int(numbers.pop()), _NUMBER.sub("#", unit.strip())
        last, times = self._seen.get(pattern, (number - 1, 0))
        times = times + 1 if number == last + 1 else 1
        self._seen[pattern] = number, times
        return times > self._often and width_of(pattern) >= _COUNTED_WIDTH


def _is_structured(line: str) -> bool:
    """Return whether a line is no prose: a row of a table, code, data or a drawing."""
    if len(line) > LONG_LINE:
        return line.count('":') >= _NEEDED or line.count("|") * 20 > len(line)
    bare = line.strip()
    signs = sum(map(_SIGNS.__contains__, bare))
    return signs * 2 > len(bare) or _STRUCTURED.search(line) is not None


def _unit_tokens(unit: str, offset: int, *, has_news: bool) -> Iterator[_Token]:
    for match in _TOKEN.finditer(unit):
        size = len(match.group()) * (2 if match.lastgroup == "wide" else 1)
        yield _Token(
            offset + match.start(), offset + match.end(), match.group().lower(), size, has_news
        )


def _longest(tokens: list[_Token]) -> Loop | None:
    """Return the stretch with the most repetition, each new thing weighed against it."""
    best = sum_here = 0
    begin = best_begin = best_end = 0
    for index, comes_again in enumerate(_repeats(tokens)):
        width = tokens[index].width
        if sum_here <= 0:
            sum_here, begin = 0, index
        sum_here += width if comes_again else -_PENALTY * width
        if sum_here > best:
            best, best_begin, best_end = sum_here, begin, index
    if not best:
        return None
    return Loop(tokens[best_begin].start, tokens[best_end].end, best)


def _repeats(tokens: list[_Token]) -> Iterator[bool]:
    """Yield for each token whether it and those before it stood together twice shortly before."""
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    far = -_TRAILING - 1
    before_last = last = ""
    for index, token in enumerate(tokens):
        is_wide = token.width > len(token.text)
        together = (before_last, last, token.text) if is_wide else (last, token.text)
        earlier, later = seen.get(together, (far, far))
        seen[together] = (later, index)
        before_last, last = last, token.text
        yield not token.has_news and index - earlier <= _TRAILING


SCORER = Scorer("robustness.degeneration", (RULE,), judge, TUNING)
