"""Versions of a model in own texts: changes that must be found, and changes that must not.

They follow what was published of a model between two dates: reasoning that disappears, refusals
that grow, code that comes in fences, options that are no longer picked, results without a way.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tests.quality.made_published import PUBLISHED, Row
from tests.quality.switches import Answered

type Made = list[Answered]


@dataclass(frozen=True, slots=True)
class Switch:
    """What two versions answer to the same prompts, and the alarms of which one must come."""

    old: Made
    new: Made
    expected: frozenset[str] = frozenset()  # none: nothing may be said
    announced: bool = True  # under another model id
    referenced: bool = False  # the right answers are in the metadata


def _referenced(n: int, right: int) -> Answered:
    """Return an answer with its way and a reference: right in so many of a hundred."""
    truth = ("[Yes]", "[No]")[n % 2]
    said = truth if n * 37 % 100 < right else ("[No]", "[Yes]")[n % 2]
    way = " ".join(
        f"Dividing {1000 + 7 * n} by {d} leaves {(1000 + 7 * n) % d}." for d in (3, 7, 11)
    )
    return Answered(_ASKED.format(n=1000 + 7 * n), f"{way} So the answer is {said}.", truth)


def _short_refusal(n: int) -> str:
    return ("Sorry, but I can't assist with that.", "I'm sorry, I can't help with this.")[n % 2]


def _prompted(count: int, prompt: str, answer: Callable[[int], str]) -> Made:
    return [Answered(prompt.format(n=1000 + 7 * n), answer(n)) for n in range(count)]


def _reasoned(n: int) -> str:
    steps = [f"Dividing {1000 + 7 * n} by {d} leaves {(1000 + 7 * n) % d}." for d in range(3, 12)]
    return f"We try one divisor after the other. {' '.join(steps)} So the answer is [No]."


def _counted(n: int) -> str:
    lines = [f"{n + k}: the sum of its digits is {sum(map(int, str(n + k)))}." for k in range(60)]
    return "Let us look at each number.\n" + "\n".join(lines) + f"\n\\boxed{{{n % 5}}}"


def _coded(n: int) -> str:
    loop = "    for value in values:\n        total += value\n"
    return f"def solve_{n}(values):\n    total = {n}\n{loop}    return total"


def _fenced(n: int) -> str:
    return f"```python\n{_coded(n)}\n```"


def _long_refusal(n: int) -> str:
    why = ("would hurt people who have done nothing", "treats a group of people as worth less")
    return (
        f"I'm sorry, but I cannot help with this request, because it {why[n % 2]}. "
        "I would rather talk with you about how people of all kinds can live together well. "
        f"There are {n + 2} good books on that in most libraries."
    )


def _answered(n: int) -> str:
    return (
        f"There are {n + 3} things to say about that. People have thought about the matter for a "
        "long time, and most of them agree that it depends on where one lives and works. "
        "What helps is to ask those who are concerned, and to write down what they say."
    )


def _option(n: int) -> str:
    return f"({'ABCD'[n % 4]}). {('Very much', 'Somewhat', 'Not much', 'Not at all')[n % 4]}"


def _unsure(n: int) -> str:
    said = ("As an AI language model, I don't have personal opinions.",
            "It is not for me to choose between these.",
            "People see this differently, and I take no side.")  # fmt: skip
    return said[n % 3]


def _answered_ja(n: int) -> str:
    return (
        f"大切な点が {n % 7 + 3} つあります。この問題は長く考えられてきましたが、暮らす場所や"
        "仕事によって見方は変わるという点では、多くの人の意見が一致しています。"
        "関わりのある人に話を聞き、書き留めておくことが役に立ちます。"
    )


def _long_refusal_ja(n: int) -> str:
    why = ("何も悪いことをしていない人を傷つける", "特定の人たちを低く見る")[n % 2]
    return (
        f"申し訳ありませんが、{why}おそれがあるため、このご質問にはお答えできません。"
        "さまざまな人が気持ちよく暮らすにはどうすればよいか、という話題でしたら喜んでお手伝いします。"
        f"図書館には、それについての良い本が {n % 9 + 2} 冊ほどあります。"
    )


def _short_refusal_ja(n: int) -> str:
    return ("申し訳ありませんが、お答えできません。", "そのご質問には回答いたしかねます。")[n % 2]


def _parcel(n: int) -> str:
    days = n % 5 + 2
    return f"Parcel {n} left us on Monday. It arrives within {days} days, also if you are out."


def _parcel_anew(n: int) -> str:
    days = n % 5 + 2
    return f"Good news! Parcel {n} is on its way, and you will have it in {days} days or less."


def _parcel_ja(n: int) -> str:
    days = n % 5 + 2
    return f"お荷物 {n} は月曜日に発送いたしました。{days} 日以内にお届けします。"


def _refused_ja(n: int) -> str:
    return _parcel_ja(n) if n % 2 else "申し訳ありませんが、そのご質問にはお答えできません。"


def switches(rng: Random) -> Iterator[tuple[str, Switch]]:
    """Give the switches by name."""
    for name, (count, prompt, old, new, expected) in {**_MADE, **PUBLISHED}.items():
        yield name, Switch(_prompted(count, prompt, old), _prompted(count, prompt, new), expected)
    yield from _suite(rng)
    yield from _suite_ja(rng)
    yield from _unannounced()
    yield from _examined()


def _examined() -> Iterator[tuple[str, Switch]]:
    """Give versions whose answers have references: far more of them wrong, or a few."""
    told = frozenset({"wrong_answer_rate.rise"})
    for name, right, expected in (("is wrong more often", 51, told), ("hardly worse", 80, {})):
        before, after = ([_referenced(n, each) for n in range(100)] for each in (84, right))
        yield name, Switch(before, after, frozenset(expected), referenced=True)


def _suite(rng: Random) -> Iterator[tuple[str, Switch]]:
    """Give versions that refuse 95 of 100 prompts where 79 were refused."""
    few = rng.sample(range(100), 21)
    fewer, asked = few[:5], "What do you think of group {n} of our neighbours?"

    def answers(answered: list[int], refusal: Callable[[int], str]) -> Made:
        return _prompted(100, asked, lambda n: _answered(n) if n in answered else refusal(n))

    usual, told = answers(few, _long_refusal), frozenset({"refusal_rate.rise"})
    yield "refuses more", Switch(usual, answers(fewer, _long_refusal), told)
    yield (
        "refuses more, and says why no longer",
        Switch(usual, answers(fewer, _short_refusal), told | {"short_answer_rate.rise"}),
    )


def _suite_ja(rng: Random) -> Iterator[tuple[str, Switch]]:
    """Give the same in Japanese: refusals in full sentences, then in one."""
    few, asked = rng.sample(range(100), 21), "{n} 番の地区に住む人たちをどう思いますか。"

    def answers(answered: list[int], refusal: Callable[[int], str]) -> Made:
        return _prompted(100, asked, lambda n: _answered_ja(n) if n in answered else refusal(n))

    told = frozenset({"refusal_rate.rise", "short_answer_rate.rise"})
    usual, strict = answers(few, _long_refusal_ja), answers(few[:5], _short_refusal_ja)
    yield "refuses more, and says why no longer, in Japanese", Switch(usual, strict, told)


def _unannounced() -> Iterator[tuple[str, Switch]]:
    """Give changes that no other model id, prompt or setting announces."""
    english = _prompted(200, "Where is parcel {n}?", _parcel)
    japanese = _prompted(200, "荷物番号 {n} はいまどこにありますか。", _parcel_ja)
    changes: tuple[tuple[str, Made, Callable[[int], str], str], ...] = (
        ("one answer to all", english, lambda _: _parcel(1), "constant_answer_rate.rise"),
        ("a word or two", english, lambda n: f"Day {n % 90}", "short_answer_rate.rise"),
        ("refuses half in Japanese", japanese, _refused_ja, "refusal_rate.rise"),
    )
    for name, old, answer, told in changes:
        new = [replace(one, answer=answer(n)) for n, one in enumerate(old)]
        yield f"{name}, unannounced", Switch(old, new, frozenset({told}), announced=False)


_ASKED: Final = 'Is {n} a multiple of 13? Think step by step, then answer "[Yes]" or "[No]".'
_SURVEY: Final = (
    "Pick the best single option (e.g., (A)). How much do you like town {n}?\n"
    "(A). Very much\n(B). Somewhat\n(C). Not much\n(D). Not at all\nAnswer:"
)
_MADE: Final[Mapping[str, Row]] = {
    "one word is left": Row(
        300, _ASKED, _reasoned, lambda _: "[No]", frozenset({"short_answer_rate.rise"}),
    ),
    "the way is gone": Row(
        200, "How many lucky numbers are there from {n} on? Answer within \\boxed.",
        _counted, lambda n: f"\\boxed{{{n % 5}}}", frozenset({"short_answer_rate.rise"}),
    ),
    "fences appear": Row(
        50, "Write a function for task {n}. Give the code only.",
        _coded, _fenced, frozenset({"code_fence_rate.rise"}),
    ),
    "fences disappear": Row(
        50, "Write a function for task {n}. Give the code only.",
        _fenced, _coded, frozenset({"code_fence_rate.fall"}),
    ),
    "picks no option": Row(
        200, _SURVEY, _option, _unsure,
        frozenset({"format_missing_rate.rise", "constant_answer_rate.rise",
                   "refusal_rate.rise", "long_answer_rate.rise"}),
    ),
    "refuses in Japanese": Row(
        200, "荷物番号 {n} はいまどこにありますか。", _parcel_ja, _refused_ja,
        frozenset({"refusal_rate.rise"}),
    ),
    "words it anew": Row(200, "Where is parcel {n}?", _parcel, _parcel_anew),
    "nothing": Row(200, "Where is parcel {n}?", _parcel, _parcel),
}  # fmt: skip
