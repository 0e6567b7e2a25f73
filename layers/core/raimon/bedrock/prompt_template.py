"""Prompts that hold a whole conversation in one text, in the template of some model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raimon.bedrock.segments import SegmentTexts
from raimon.invocation import Segment


@dataclass(frozen=True, slots=True)
class Template:
    """How a family of models writes whose turn it is.

    `turn` matches the head of a turn and names the role in its group `role`; `noise` matches the
    signs that end a turn or stand between turns, and belong to nobody's words.
    """

    turn: re.Pattern[str]
    noise: re.Pattern[str]


_LLAMA = Template(
    re.compile(
        r"<\|(?:start_header_id|header_start)\|>\s*(?P<role>\w+)\s*"
        r"<\|(?:end_header_id|header_end)\|>(?:\r?\n){0,2}"
    ),
    re.compile(r"<\|(?:begin_of_text|end_of_text|eot_id|eot|eom_id|eom)\|>"),
)
_CHATML = Template(
    re.compile(r"<\|im_start\|>\s*(?P<role>\w+)\n?"), re.compile(r"\n?<\|im_end\|>\n?")
)
_DEEPSEEK = Template(
    re.compile(r"<｜(?P<role>User|Assistant)｜>"),
    re.compile(r"<｜(?:begin|end)▁of▁sentence｜>"),
)
_GEMMA = Template(
    re.compile(r"<start_of_turn>(?P<role>\w+)\n?"), re.compile(r"\n?<end_of_turn>\n?|<bos>")
)
_HARMONY = Template(
    re.compile(r"<\|start\|>(?P<role>\w+)[^<]*(?:<\|channel\|>[^<]*)?<\|message\|>"),
    re.compile(r"<\|(?:end|return|call)\|>"),
)
_COHERE = Template(
    re.compile(r"<\|START_OF_TURN_TOKEN\|><\|(?P<role>USER|CHATBOT|SYSTEM)_TOKEN\|>"),
    re.compile(r"<\|END_OF_TURN_TOKEN\|>|<BOS_TOKEN>"),
)
_INSTRUCT = Template(
    re.compile(r" ?(?P<role>\[/?INST\]) ?"), re.compile(r"^<s>| ?</s>(?:\s*<s>)?|<s>$")
)
_HUMAN = Template(
    re.compile(r"(?:\A\s*|\n\n)(?P<role>Human|Assistant|System): ?"), re.compile(r"(?!)")
)
_BOT = Template(
    re.compile(r"(?:\A\s*|\n+)(?P<role>User|Human|Bot|Assistant|System|AI): ?"),
    re.compile(r"(?!)"),
)
# In their order: which templates a prompt shows signs of.
_SIGNS = (
    (re.compile(r"<\|(?:start_header_id|header_start)\|>"), _LLAMA),
    (re.compile(r"<\|im_start\|>"), _CHATML),
    (re.compile(r"<｜(?:User|Assistant)｜>"), _DEEPSEEK),
    (re.compile(r"<start_of_turn>"), _GEMMA),
    (re.compile(r"<\|start\|>\w+.{0,80}<\|message\|>"), _HARMONY),
    (re.compile(r"<\|START_OF_TURN_TOKEN\|>"), _COHERE),
    (re.compile(r"\[INST\]"), _INSTRUCT),
    (re.compile(r"(?s)(?:\A\s*|\n\n)Human: ?.*\n\nAssistant:"), _HUMAN),
    # Weak signs: only a prompt that leaves the turn to the model is a template.
    (re.compile(r"(?s)(?:\A\s*|\n)(?:User|Human): ?.*\n(?:Bot|Assistant|AI):\s*\Z"), _BOT),
)
# Inside [INST], Llama 2 marks the system's words. Mistral's own template only puts them before the
# user's, as a paragraph of their own: one that gives the model its role is taken for it.
_SYSTEM_IN_TURN = re.compile(
    r"\s*<<SYS>>\n?(?P<marked>(?s:.*?))\n?<</SYS>>\s*"
    r"|(?P<role>(?:You are (?:an?|the|our|my)|You (?:act|answer|assist|help|respond|summari[sz]e"
    r"|translate|write)|Act as|Your (?:job|role|task) is)\b[^\n]{1,4000}"
    r"|(?:あなた|貴方|君)は[^\n]{1,4000}(?:です|ます|ください|下さい|こと)。?)\n\n(?=\S)"
)
_SPEAKERS = {
    "user": Segment.USER,
    "human": Segment.USER,
    "[inst]": Segment.USER,
    "system": Segment.SYSTEM,
    "developer": Segment.SYSTEM,
    "tool": Segment.TOOL,
    "ipython": Segment.TOOL,
}


def read_prompt(prompt: str, texts: SegmentTexts) -> None:
    """Add the turns of a prompt; one without a template is the user's own words."""
    template = next((template for sign, template in _SIGNS if sign.search(prompt)), None)
    if template is None:
        texts.add(Segment.USER, prompt)
        return
    turns = list(_turns(prompt, template))
    last = max(
        (at for at, (who, said) in enumerate(turns) if who is Segment.USER and said), default=-1
    )
    for at, (speaker, said) in enumerate(turns):
        earlier = speaker is Segment.USER and at != last
        texts.add(Segment.HISTORY if earlier else speaker, said)


def _turns(prompt: str, template: Template) -> Iterator[tuple[Segment, str]]:
    """Yield who says what; what stands before the first turn was said by the system."""
    heads = list(template.turn.finditer(prompt))
    yield Segment.SYSTEM, _words(prompt[: heads[0].start()] if heads else "", template).strip()
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(prompt)
        speaker = _SPEAKERS.get(head["role"].lower(), Segment.HISTORY)
        words = _words(prompt[head.end() : end], template)
        if template is _INSTRUCT and (system := _SYSTEM_IN_TURN.match(words)):
            yield Segment.SYSTEM, system["marked"] or system["role"] or ""
            words = words[system.end() :]
        yield speaker, words if words.strip() else ""


def _words(text: str, template: Template) -> str:
    return template.noise.sub("", text)
