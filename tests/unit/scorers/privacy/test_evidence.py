"""Nothing that leaves a privacy scorer holds a value: masks, facts and reprs are searched."""

import pytest

from raimon.scorers.privacy import pii, prompt_attack, secret, system_prompt_leak
from raimon.scorers.privacy.mask import mask_of
from raimon.scorers.privacy.pii import holds_personal_data
from tests.readings import verdict
from tests.unit.scorers.privacy.conversation import conversation

VALUES = (
    "k.mori@kita-shop.jp",
    "090-1234-5671",
    "6214-9832-0257",
    "4539 5787 6362 1486",
    "TR1234567",
    "AB12345678CD",
    "536-22-8145",
    "DE89370400440532013000",
    "久保千尋",
    "glpat-" + "Zx8Qw3nTb7Lm2Vr9Ky4P",
    "Tk7#qLm29x",
)
TEXT = (
    f"メール {VALUES[0]} 電話 {VALUES[1]} マイナンバー {VALUES[2]} カード {VALUES[3]} "
    f"旅券 {VALUES[4]} "
    f"在留カード {VALUES[5]} SSN {VALUES[6]} IBAN {VALUES[7]} 氏名：{VALUES[8]}、鍵 {VALUES[9]} "
    f"password: {VALUES[10]} 東京都世田谷区三軒茶屋3-4-14 生年月日 1973年2月7日"
)
SCORERS = (pii.SCORER, secret.SCORER, prompt_attack.SCORER, system_prompt_leak.SCORER)


@pytest.mark.parametrize("segment", ["output", "reasoning", "user", "context", "tool", "system"])
def test_canary(segment: str) -> None:
    """Whatever is planted in a segment stands in no mask, fact or repr of what is said of it."""
    read = conversation(**{"output": "はい。", segment: TEXT})
    said = [one for scorer in SCORERS for one in verdict(scorer, read).observations]
    left = "\n".join(f"{one!r} {one.mask} {dict(one.facts)}" for one in said)
    assert len({one.entity for one in said}) >= len(VALUES)
    for value in VALUES:
        for piece in (value, value.replace("-", "").replace(" ", ""), value[-6:]):
            assert piece not in left


@pytest.mark.parametrize(
    ("entity", "value", "mask"),
    [
        pytest.param("EMAIL_ADDRESS", "taro@kitajp.jp", "t***@k******.jp", id="e-mail"),
        pytest.param("EMAIL_ADDRESS", "ab@cd.jp", "***@******.jp", id="short e-mail"),
        pytest.param("PHONE_NUMBER", "+819012345671", "090-****-****", id="mobile phone"),
        pytest.param("PHONE_NUMBER", "+81352814336", "+***********", id="other phone"),
        pytest.param("CREDIT_CARD", "4539578763621486", "************1486", id="card"),
        pytest.param("PERSON", "林", "[PERSON:1]", id="short name"),
        pytest.param("ADDRESS", "神奈川県横浜市西区1-2-3", "神奈川県***", id="address"),
        pytest.param("JP_MY_NUMBER", "621498320257", "############", id="My Number"),
        pytest.param("US_SSN", "536228145", "#########", id="SSN"),
        pytest.param("DATE_OF_BIRTH", "1973-02-07", "****-**-**", id="date of birth"),
    ],
)
def test_mask(entity: str, value: str, mask: str) -> None:
    """A mask keeps the form of a value and nothing that leads back to it."""
    assert mask_of(entity, value) == mask


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("k.mori@kita-shop.jp", True, id="e-mail"),
        pytest.param("call-212-867-4201 phone", True, id="phone"),
        pytest.param("4539578763621486", True, id="card"),
        pytest.param("support-chat", False, id="a plain name"),
        pytest.param(
            "arn:aws:sts::123456789012:assumed-role/chat/i-0a1b2c3d4e5f60718", False, id="an ARN"
        ),
        pytest.param("botocore-session-1732500000", False, id="a session with a time"),
        pytest.param("社内チャット", False, id="Japanese"),
        pytest.param("", False, id="empty"),
    ],
)
def test_labels(label: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A label holds personal data only where there is no doubt."""
    assert holds_personal_data(label) is expected
