"""What families of attacks and signs of success are called, in English and in Japanese."""

from typing import Final

from raimon.scorers.privacy.attack_cue import Family
from raimon.scorers.privacy.attack_success import Sign

FAMILIES: Final = {
    Family.OVERRIDE: ("orders to disregard the instructions", "指示を無視させる文言"),
    Family.PERSONA: ("a role without rules", "規則のない役を演じさせる文言"),
    Family.DEVELOPER_MODE: ("a made-up mode or rank", "架空のモードや権限を名乗る文言"),
    Family.PREFIX_INJECTION: ("a dictated beginning of the answer", "回答の書き出しの強制"),
    Family.REFUSAL_SUPPRESSION: ("a ban on refusing", "回答拒否を禁じる文言"),
    Family.EXTRACTION: (
        "a request for hidden instructions or secrets",
        "非公開の指示や秘密を聞き出す文言",
    ),
    Family.OBFUSCATION: ("hidden or split text", "隠し文字や分割された文"),
    Family.LEETSPEAK: (
        "letters spaced out or replaced by digits",
        "文字の間引きや数字への置き換え",
    ),
    Family.ENCODING: ("an encoded attack", "符号化された攻撃文"),
    Family.TRANSLATION: ("translation as a way around the rules", "翻訳による規則の回避"),
    Family.MANY_SHOT: ("made-up turns or one word over and over", "偽のやりとりや同じ語の反復"),
    Family.INDIRECT: ("a document that talks to the model", "文書に埋め込まれたモデルへの指示"),
    Family.EXFILTRATION: ("a link that carries data away", "データを外部へ運び出すリンク"),
}
SIGNS: Final = {
    Sign.SYSTEM_PROMPT: ("the answer quotes the system prompt", "回答がシステムプロンプトを引用"),
    Sign.SECRET: (
        "the answer gives out a secret of the system prompt",
        "回答がシステムプロンプト内の秘密を開示",
    ),
    Sign.DICTATED_TEXT: (
        "the answer says what the attack dictated",
        "攻撃が指定した文言を回答が出力",
    ),
    Sign.PERSONA: ("the answer speaks as the role", "攻撃が設定した役として回答"),
}
