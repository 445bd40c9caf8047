"""The check digit of the Finnish Business ID."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from organisations.business_ids import check_digit, validate_business_id

# Of public bodies: Nokia, the Population Register Centre, Kela, the City of Helsinki.
REAL = ["0112038-9", "0245437-2", "0246246-0", "0201256-6"]
sevens = st.text("0123456789", min_size=7, max_size=7)


@pytest.mark.parametrize("value", REAL)
def test_real_ones_are_right(value: str) -> None:
    validate_business_id(value)


def test_remainder_zero_gives_zero_and_one_gives_none() -> None:
    # 7·1 + 2·2 = 11, and 7·0 + … + 2·6 = 12 leaves 1.
    assert check_digit("1000002") == 0
    assert check_digit("0000006") is None


@pytest.mark.parametrize(
    "value",
    [
        "0112038-8",
        "1120389",
        "01120389",
        "0112038-9 ",
        "0112038–9",
        "FI01120389",
        "112038-9",
        "0112038-9\n",
        "٠١١٢٠٣٨-٩",
    ],
)
def test_others_are_not(value: str) -> None:
    with override("en"):
        with pytest.raises(ValidationError) as raised:
            validate_business_id(value)
        assert raised.value.messages == [
            "The Business ID is not correct. It looks like this: 1234567-8."
        ]


@given(sevens, st.integers(0, 9))
def test_at_most_one_check_digit_fits(digits: str, typed: int) -> None:
    value = f"{digits}-{typed}"
    if check_digit(digits) == typed:
        validate_business_id(value)
    else:
        with pytest.raises(ValidationError):
            validate_business_id(value)


@given(sevens, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits: str, place: int, by: int) -> None:
    other = str((int(digits[place]) + by) % 10)
    wrong = digits[:place] + other + digits[place + 1 :]
    right = check_digit(digits)

    assert right is None or right != check_digit(wrong)
