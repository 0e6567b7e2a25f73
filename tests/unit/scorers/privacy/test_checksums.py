"""Check digits agree with the published examples and refuse every neighbour of one."""

from collections.abc import Callable

import pytest

from raimon.scorers.privacy.checksums import (
    is_card,
    is_corporate_number,
    is_driver_license,
    is_iban,
    is_my_number,
    is_rare_card,
    is_ssn,
)

VALID = [
    pytest.param(is_card, "4539578763621486", id="card"),
    pytest.param(is_card, "378282246310005", id="card of 15 digits"),
    pytest.param(is_rare_card, "4222222222222", id="card of 13 digits"),
    pytest.param(is_iban, "GB82WEST12345698765432", id="IBAN"),
    pytest.param(is_my_number, "123456789018", id="My Number"),
    pytest.param(is_my_number, "621498320257", id="another My Number"),
    pytest.param(is_corporate_number, "7000012050002", id="corporate number"),
    pytest.param(is_driver_license, "309012345620", id="driving licence"),
]


@pytest.mark.parametrize(("check", "number"), VALID)
def test_valid(check: Callable[[str], bool], number: str) -> None:
    """The published number is accepted, and with another check digit it isn't."""
    place = {"is_corporate_number": 0, "is_driver_license": 10, "is_iban": 3}.get(
        check.__name__, len(number) - 1
    )
    others = [
        number[:place] + digit + number[place + 1 :]
        for digit in "0123456789"
        if digit != number[place]
    ]
    assert check(number)
    assert not any(map(check, others))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("536228145", True, id="given out"),
        pytest.param("666228145", False, id="area 666"),
        pytest.param("936228145", False, id="area from 900"),
        pytest.param("536008145", False, id="group 00"),
        pytest.param("536220000", False, id="serial 0000"),
        pytest.param("987654320", True, id="printed example, by full equality"),
        pytest.param("987654321", False, id="a neighbour of the printed example"),
    ],
)
def test_ssn(number: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Areas that are never given out are refused, printed examples are known one by one."""
    assert is_ssn(number) is expected


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("4901234567894", id="article code"),
        pytest.param("1790000004130123", id="a time in microseconds"),
        pytest.param("0000000000000000", id="zeros"),
        pytest.param("", id="empty"),
    ],
)
def test_no_card(number: str) -> None:
    """Numbers outside the issuers' ranges are no cards, whatever Luhn says."""
    assert not is_card(number)
