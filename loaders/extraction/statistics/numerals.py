"""Numerals as Chinese newspapers write them, and their values.

Arabic digits with multipliers (5.5万, 1,639), Chinese numerals (三百二十), approximate ones
(七八, 二三十, 三五千, 十几, 数百, 上千) and the small words 俩 and 仨.
"""

from __future__ import annotations

from dataclasses import dataclass

DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "俩": 2, "仨": 3,
}  # fmt: skip
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

#: Characters of a Chinese numeral.
CHINESE = "零〇一二两三四五六七八九十百千万亿"
#: Multipliers behind a numeral, the longest first.
MULTIPLIERS = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "千万": 10**7, "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8, "万": 10**4, "千": 1000, "百": 100,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral; ``high`` is the upper end where the numeral itself is a range (七八)."""

    low: float
    high: float | None = None


def arabic(text: str) -> float:
    """The value of digits with optional thousands commas and decimals.

    Raises:
        ValueError: ``text`` is no such number.
    """
    return float(text.replace(",", ""))


def chinese(text: str) -> Numeral | None:
    """The value of a Chinese numeral, or None where the characters are none (二〇二二, 三三两两).

    Two neighbouring digits are approximate: 七八 is 7 to 8, 二三十 is 20 to 30, 十七八 is 17 to 18.
    """
    total = section = 0
    number: int | None = None
    high: int | None = None  # upper end, as the last digit's alternative
    top_total = top_section = 0
    ranged = False
    previous = ""
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            if number is not None and previous not in "零〇":
                if high is not None or not (0 < digit - number <= 2) or number == 0:
                    return None
                high, ranged = digit, True
            else:
                number, high = digit, None
        elif char in TENS:
            scale = TENS[char]
            if number is None and section and char in "百千":
                return None
            section += (1 if number is None else number) * scale
            top_section += (1 if number is None else (high if high is not None else number)) * scale
            number = high = None
        elif char in MYRIADS:
            scale = MYRIADS[char]
            low = section + (number or 0)
            top = top_section + (high if high is not None else number or 0)
            if not low:
                if not total:
                    low = top = 1
                else:
                    total, top_total = total * scale, top_total * scale
                    section = top_section = 0
                    previous = char
                    continue
            total += low * scale
            top_total += top * scale
            section = top_section = 0
            number = high = None
        else:
            return None
        previous = char
    low = total + section + (number or 0)
    top = top_total + top_section + (high if high is not None else number or 0)
    return Numeral(float(low), float(top) if ranged else None)


def chinese_fraction(text: str) -> float | None:
    """The value of numerals that may have a decimal point (九点五), digits allowed.

    Returns None where the characters are no number.
    """
    if text and (text[0].isdigit()):
        try:
            return arabic(text)
        except ValueError:
            return None
    whole, point, part = text.partition("点")
    value = chinese(whole)
    if value is None or value.high is not None:
        return None
    if not point:
        return value.low
    if not part or any(c not in DIGITS for c in part):
        return None
    return value.low + float("0." + "".join(str(DIGITS[c]) for c in part))
