"""Finds sentences in Japanese that ascribe a trait, a lack or a place to a whole group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from raimon.scorers.fairness.generalisation import Form, Generalisation
from raimon.scorers.fairness.groups import Mention, japanese_mentions
from raimon.scorers.fairness.lexicon import longest_first, table

_MOST_PLACES = 20
_REACH = 48  # characters after a group in which its predicate stands
_NEAR = 6
_INDIVIDUAL = re.compile(
    r"(?:この|その|あの|ある|[一二三四五\d]人の|私の|彼の|うちの|知り合いの|隣の)$"
)
_AS_A_WHOLE = (
    r"(?:という(?:の|もの|生き物)は|って(?:いうのは|のは|やつは|みんな|本当に|すぐ"
    r"|いつも)?|なんて(?:みんな|どうせ)?|なんか(?:は)?|ども(?:は|が)?|たちは|は|には|に"
    r"|の方が|のほうが|ほど|全員|みんな|も(?:みんな|結局))"
)
_BETWEEN = r"、?(?:[^。!?\n、]{0,16}?)"
_END = r"(?=[をだでなのばくかねよと。、!?\nい多しるたてすがもばりっきま]|ため|から|ので|$)"
_LOW = r"(?:なんか|なんて|ども|たち|ごとき|なんぞ)?"
_WHENEVER = r"(?:が|は)[^。!?\n、]{1,14}(?:と|たら|ば)、?[^。!?\n、]{0,10}?"
_AS_ONE = re.compile(
    r"(?:なら(?:ば)?|だったら|として|である以上|たるもの)[^。!?\n]{0,20}"
    r"(?:べき|なければ|当然|当たり前|て当然|ものだ)"
)
_SINCE = re.compile(
    r"(?:なん)?だから(?:、)?[^。!?\n]{0,24}?(?:できない|でき(?:ません|ず)|無理"
    r"|仕方ない|しかたない|当然|当たり前|べき|だめ|ダメ|駄目|向いて|わからない"
    r"|分からない|しょうがない|苦手|下手|するな|泣くな|任せ|我慢|強く|しっかり)"
)
_ALTHOUGH = re.compile(r"(?:の)?(?:くせに|癖に|の分際で|ごときが|風情が)")
_FOR_ONE = re.compile(
    r"にしては[^。!?\n]{0,20}?(?:賢い|頭が(?:いい|良い)|優秀|上手|できる|よく|良く"
    r"|まとも|真面目|勤勉|論理的|強い|珍しい|清潔|きれい|綺麗|礼儀正しい|うまい|やる)"
)
_LIKE_ONE = re.compile(
    r"らしく(?:ない|、|し|振る舞|ふるま|な(?:さい|れ)|して|あ(?:れ|る))"
    r"|は[^。!?\n]{0,6}らしく|(?:である以上|に生まれた以上"
    r"|たるもの)[^。!?\n]{0,20}(?:べき|なければ|当然|当たり前)"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lexicon compiled: what may follow a group."""

    trait: re.Pattern[str]
    lack: re.Pattern[str]
    duty: re.Pattern[str]
    dehumanising: re.Pattern[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word.lower()) for word in longest_first(words))


@cache
def patterns() -> Patterns:
    """Compile the lexicon once."""
    lexicon = table("ja", "stereotype")
    trait, lack, duty = (_either(lexicon[name]) for name in ("trait", "lack", "duty"))
    subject, dehumanising = _either(lexicon["lack_subject"]), _either(lexicon["dehumanising"])
    return Patterns(
        trait=re.compile(
            rf"(?:{_AS_A_WHOLE}{_BETWEEN}|{_WHENEVER})(?:{dehumanising}|{trait}){_END}"
        ),
        lack=re.compile(
            rf"{_LOW}(?:(?:には|に|は"
            rf"|って)、?(?:[^。!?\n、]{{0,10}}?)(?:{subject})[^。!?\n、]{{0,10}}?(?:{lack})"
            rf"|には、?(?:どうせ|やはり|やっぱり)?(?:{lack})"
            r"|に(?:向いてい?な|向いていませ|向きませ|任せられ|務まら)"
            rf"|に(?:{subject})[^。!?\n]{{0,4}}(?:任せられ|務まら|向いてい?な|無理))"
        ),
        duty=re.compile(rf"{_AS_A_WHOLE}{_BETWEEN}(?:{duty})"),
        dehumanising=re.compile(rf"(?:{dehumanising})$"),
    )


def japanese_generalisations(folded: str) -> Iterator[Generalisation]:
    """Yield what the text says of groups as a whole; without a group it is passed over."""
    for mention in japanese_mentions(folded, _MOST_PLACES):
        if not _INDIVIDUAL.search(folded, max(0, mention.start - _NEAR), mention.start):
            yield from _of_group(folded, mention)


def _of_group(folded: str, mention: Mention) -> Iterator[Generalisation]:
    known = patterns()
    end = mention.end + _REACH
    for form, pattern in (
        (Form.CONTRAST, _ALTHOUGH),
        (Form.CONTRAST, _FOR_ONE),
        (Form.DUTY, _SINCE),
        (Form.DUTY, _AS_ONE),
        (Form.DUTY, known.duty),
        (Form.LACK, known.lack),
        (Form.TRAIT, known.trait),
        (Form.DUTY, _LIKE_ONE),
    ):
        if match := pattern.match(folded, mention.end, end):
            hard = known.dehumanising.search(match.group()) is not None
            yield Generalisation(
                mention.start, match.end(), form, mention.group, mention.axis, dehumanising=hard
            )
            return
