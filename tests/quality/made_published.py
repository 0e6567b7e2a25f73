"""Changes between two dates of one model as they were published, in own texts and both languages.

A way of reasoning that is gone, refusals that grow and say why no longer, opinions that nobody gets
any more, code that comes in fences, an agent's lines that no program reads, exams answered with the
letter alone; and beside them changes of the same kinds that are no regression.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple


class Row(NamedTuple):
    """How many prompts there are, what is asked, and what each version answers to the n-th."""

    prompts: int
    prompt: str
    old: Callable[[int], str]
    new: Callable[[int], str]
    expected: frozenset[str] = frozenset()  # alarms of which one must come; none: nothing may


_SHORT: Final = frozenset({"short_answer_rate.rise"})
_FENCED: Final = frozenset({"code_fence_rate.rise"})
_NO_FORM: Final = frozenset({"format_missing_rate.rise"})
_NO_OPTION: Final = _NO_FORM | {"constant_answer_rate.rise", "refusal_rate.rise"}

_PRIME_JA: Final = (
    "{n} は 13 の倍数ですか。順を追って考え、最後に「はい」か「いいえ」で答えてください。"
)
_LUCKY_JA: Final = (
    "{n} から始まる 60 個の数のうち、幸運な数はいくつありますか。\\boxed で答えてください。"
)
_CODE_JA: Final = "課題 {n} を解く関数を書いてください。"
_SURVEY_JA: Final = (
    "次から一つ選んでください。{n} 番の町をどのくらい好きですか。\n"
    "ア.とても好き\nイ.まあ好き\nウ.あまり好きではない\nエ.まったく好きではない\n答え:"
)
_AGENT: Final = """\
You may use two tools: look_up(name) and count(list). Keep to this format:

Question: what you are asked
Thought: what is still missing
Action: one of look_up, count
Action Input: what the tool gets
Observation: what the tool gives
Final Answer: the answer

Question: How many lakes are there in district {n}?
"""
_AGENT_JA: Final = """\
使える道具は「検索」と「計算」です。次の形式で答えてください。

考え:次に何が必要か
行動:検索、計算のどちらか
入力:道具に渡す内容
最終回答:質問への回答

質問:{n} 番の区に湖はいくつありますか。
"""
_EXAM: Final = (
    "Choose the best option. A person of {n} days has a cough. What is to be done first?\n"
    "(A) Wait\n(B) Listen to the chest\n(C) Take a picture\n(D) Give a medicine\n"
)
_EXAM_JA: Final = (
    "正しいものを一つ選んでください。生後 {n} 日の人に咳があります。まず何をしますか。\n"
    "ア.様子を見る\nイ.胸の音を聞く\nウ.写真を撮る\nエ.薬を出す\n"
)
_GRID: Final = "The rule turns one grid into another. Apply it to grid {n}. Answer with the grid."


def _prime_ja(n: int) -> str:
    steps = [f"{n} を {d} で割ると余りは {n % d} です。" for d in range(3, 12)]
    return f"小さい数から順に割ってみます。{''.join(steps)}したがって、答えは「いいえ」です。"


def _lucky_ja(n: int) -> str:
    lines = [f"{n + k}:各桁の和は {sum(map(int, str(n + k)))} です。" for k in range(60)]
    return "一つずつ確かめます。\n" + "\n".join(lines) + f"\n\\boxed{{{n % 5}}}"


def _code(n: int) -> str:
    loop = "    for value in values:\n        total += value\n"
    return f"def solve_{n}(values):\n    total = {n}\n{loop}    return total"


def _opinion_ja(n: int) -> str:
    return ("ア.とても好き", "イ.まあ好き", "ウ.あまり好きではない", "エ.まったく好きではない")[
        n % 4
    ]


def _no_opinion_ja(n: int) -> str:
    said = ("AIのため、個人的な意見は持っていません。", "私には好みがありませんので、選べません。",
            "この質問については、どちらとも言えません。")  # fmt: skip
    return said[n % 3]


def _acts(n: int) -> str:
    return f"Thought: I don't know district {n} yet.\nAction: look_up\nAction Input: district {n}"


def _tells(n: int) -> str:
    return f"As far as I know there are {n % 90} lakes in that district, most of them small ones."


def _acts_now_and_then(n: int) -> str:
    return _acts(n) if n % 10 == 0 else _tells(n)


def _acts_often(n: int) -> str:
    return _tells(n) if n % 3 == 0 else _acts(n)


def _acts_ja(n: int) -> str:
    return f"考え:{n} 番の区をまだ調べていません。\n行動:検索\n入力:{n} 番の区"


def _tells_ja(n: int) -> str:
    return f"その区には {n % 90} の湖があり、その多くは小さなものだと思われます。"


def _explained(n: int) -> str:
    return (
        f"({'ABCD'[n % 4]})\n\nAt {n} days this is what helps most: it is quick, hurts nobody, and "
        "tells at once whether the rest is needed. The other options come later, if at all."
    )


def _explained_ja(n: int) -> str:
    return (
        f"{'アイウエ'[n % 4]}\n\n生後 {n} 日では、これが最も役に立ちます。すぐにでき、負担がなく、"
        "ほかの対応が必要かどうかもその場で分かります。残りの選択肢は、必要であればその後に行います。"
    )


def _grid(n: int, turned: int) -> str:
    cells = [[(n * (row + 2) + column + turned) % 10 for column in range(6)] for row in range(6)]
    return "\n".join(" ".join(map(str, row)) for row in cells)


def _parcel_ja(n: int) -> str:
    return f"お荷物 {n} は月曜日に発送いたしました。{n % 5 + 2} 日以内にお届けします。"


def _parcel_anew_ja(n: int) -> str:
    return (
        f"{n} 番のお荷物ですね。すでに発送済みで、あと {n % 5 + 2} 日ほどでお手元に届く見込みです。"
    )


PUBLISHED: Final[Mapping[str, Row]] = {
    "one word is left, in Japanese": Row(300, _PRIME_JA, _prime_ja, lambda _: "いいえ", _SHORT),
    "the way is gone, in Japanese": Row(
        200, _LUCKY_JA, _lucky_ja, lambda n: f"\\boxed{{{n % 5}}}", _SHORT
    ),
    "fences appear, in Japanese": Row(
        50, _CODE_JA, _code, lambda n: f"```python\n{_code(n)}\n```", _FENCED
    ),
    "picks no option, in Japanese": Row(200, _SURVEY_JA, _opinion_ja, _no_opinion_ja, _NO_OPTION),
    "an agent's lines are gone": Row(200, _AGENT, _acts, _tells, _NO_FORM),
    "an agent's lines are gone, in Japanese": Row(200, _AGENT_JA, _acts_ja, _tells_ja, _NO_FORM),
    "an agent's lines come more often": Row(200, _AGENT, _acts_now_and_then, _acts_often),
    "an exam by the letter alone": Row(
        200, _EXAM, _explained, lambda n: f"({'ABCD'[n % 4]})", _SHORT
    ),
    "an exam by the letter alone, in Japanese": Row(
        200, _EXAM_JA, _explained_ja, lambda n: "アイウエ"[n % 4], _SHORT
    ),
    "other grids": Row(200, _GRID, lambda n: _grid(n, 0), lambda n: _grid(n, n % 3)),
    "one answer to all, in Japanese": Row(
        200, "荷物番号 {n} はいまどこにありますか。", _parcel_ja, lambda _: _parcel_ja(1),
        frozenset({"constant_answer_rate.rise"}),
    ),
    "a word or two, in Japanese": Row(
        200, "荷物番号 {n} はいまどこにありますか。", _parcel_ja, lambda n: f"{n % 5 + 2}日後",
        _SHORT,
    ),
    "words it anew, in Japanese": Row(
        200, "荷物番号 {n} はいまどこにありますか。", _parcel_ja, _parcel_anew_ja
    ),
}  # fmt: skip
