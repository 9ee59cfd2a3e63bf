"""Every number with a measure word that a text holds, with its value: what might be a statistic.

Generous on purpose: a scorer (see ``choice``) decides which of them measure something. Left out are
only those whose form says that they are something else: dates, clock times, ordinals, house
numbers and numbers within Latin codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..wordlists import alternation, wordlist
from .lexicon import comparators, units
from .numerals import CHINESE, MULTIPLIERS, arabic, chinese, chinese_fraction
from .numerals import DIGITS as DIGIT


@dataclass(slots=True)
class Candidate:
    """A number with its measure word.

    ``start`` and ``end`` bound the surface (comparator words included), ``number`` is where the
    numeral starts, ``after`` where the text goes on behind the measure word.
    """

    start: int
    end: int
    number: int
    value: float
    high: float | None
    unit: str
    group: str  #: class of the measure word, see statistics_units.yaml
    comparator: str
    form: str  #: arabic, chinese, tenth, fraction, half, percent
    approximate: bool = False


_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
_MULTIPLIER = "|".join(MULTIPLIERS)
_TENTH = "一二两三四五六七八九"
_BEFORE_WINDOW = 5
#: Parts of an address after a house's number.
_HOUSES = frozenset(("幢", "栋", "单元", "室", "楼", "层"))
#: No figure is larger: longer runs of digits are codes.
_LARGEST = 1e15


@cache
def _plain() -> re.Pattern[str]:
    """A numeral and its measure word, with the approximating words between them."""
    unit = alternation(units())
    separator = alternation(wordlist("statistics_comparators")["range"])
    return re.compile(
        rf"""
        (?:(?<!\d)(?P<arabic>{_ARABIC})|(?<![{CHINESE}俩仨])(?P<cn>[{CHINESE}俩仨]{{1,24}}(?:点[零一二三四五六七八九]{{1,6}})?))
        (?P<some>几)?(?P<more>[余多来]|好几)?(?P<mult>{_MULTIPLIER})?(?P<more2>[余多来])?
        (?:
          (?P<leftunit>%|％|{unit})?(?:{separator})
          (?P<num2>{_ARABIC}|[{CHINESE}]{{1,24}})(?P<mult2>{_MULTIPLIER})?(?P<more3>[余多])?
        )?
        (?:个(?P<half>半|多)(?=小时|月|钟头|星期|礼拜))?
        (?P<unit>月(?<=[俩仨半多]月)|个人(?![民大才员工行])|(?=部门)|个(?=积分(?:超市|银行|制|榜))|{unit}|大(?=[\u4e00-\u9fff])
          |(?=部门|乡|镇|村|社区|县|市|区|街道)|(?<=[万亿])(?=[。，,、;；！!？?以居人之]))
        """,
        re.VERBOSE,
    )


_TENTHS = re.compile(
    rf"(?P<d>[{_TENTH}])(?P<to>至(?=[{_TENTH}]成))?(?:(?<=至)(?P<d2>[{_TENTH}]))?成(?P<five>[{_TENTH}](?![个名户家项]))?"
    r"(?![立员果效绩熟都功品就])(?!(?<=一成)[为不])(?P<more>多|余)?"
)
_FRACTION = re.compile(
    rf"百分之(?P<hundred>[{CHINESE}]+(?:点[零一二三四五六七八九]+)?|{_ARABIC})"
    rf"|(?<![{CHINESE}\d])(?P<low>[{CHINESE}]{{1,12}}|\d{{1,9}})分之(?P<top>[{CHINESE}]{{1,12}}|\d{{1,9}})"
)
_HALVES = re.compile(
    r"(?P<over>过半数|过半|超半数|超半)|(?P<near>近半数|近半)|(?P<many>大半|多半)|一半|半数|对半"
)
_DOUBLED = re.compile(rf"翻(?:了)?(?P<times>[{_TENTH}])?(?:了)?番")
_DISCOUNT = re.compile(
    rf"(?P<a>[{_TENTH}\d])(?P<b>[{_TENTH}5])?折(?!叠|腾|射|合|算|旧|抵|损|服|磨|中|返|断|返|页)"
)

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
#: 块 with nothing counted behind it is money.
_MONEY = re.compile(r"[，。、；！？,;!?”）)\s]|$")
_SPENDING = re.compile(r"[花掏减补省收卖贵价费餐素钱元礼工资赚挣付]|最多")
#: 1.2个和0.7个百分点: the first number shares the measure word of the second.
_SHARED_POINTS = re.compile(r"(?:和|、|及|与|，|,)\d+(?:\.\d+)?个百分点")
#: Words near a number without measure word (超过30万, 近1.4万居民) that tell what it counts.
_COUNTS_PEOPLE = re.compile(r"人口|人数|居民|群众|职工|党员|学生|流入|户籍|注册")
_COUNTS_MONEY = re.compile(r"彩礼|礼金|费|资金|收入|省|花|投入|捐|补助|奖|钱|元")


def candidates(text: str) -> list[Candidate]:
    """All numbers with a measure word in the text, in order, none overlapping another."""
    found = [*_fractions(text), *_plain_numbers(text)]
    found.sort(key=lambda c: (c.number, -c.end))
    kept: list[Candidate] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.number >= kept[-1].end:
                item.start = max(item.number, kept[-1].end)
            else:
                continue
        kept.append(item)
    return kept


def _make(text: str, number: int, end: int, value: float, unit: str, group: str, form: str,
          high: float | None = None, sign: str = "=", approximate: bool = False) -> Candidate:  # fmt: skip
    """A candidate with the comparator words on either side of it taken in."""
    start = number
    for word, mark in _before_words().get(text[number - 1 : number], ()):
        if text.endswith(word, max(0, number - _BEFORE_WINDOW), number):
            if not text.endswith(_not_before(), max(0, number - _BEFORE_WINDOW), number):
                start, sign = number - len(word), mark
            break
    for word, mark in _after_words().get(text[end : end + 1], ()):
        if text.startswith(word, end):
            end += len(word)
            sign = mark if sign in "=>" or mark in "≤≥" else sign
            break
    return Candidate(start, end, number, value, high, unit, group, sign, form, approximate)


@cache
def _before_words() -> dict[str, list[tuple[str, str]]]:
    """Comparators by their last character, the longest first."""
    return _by_character(comparators("before"), -1)


@cache
def _after_words() -> dict[str, list[tuple[str, str]]]:
    """Comparators by their first character, the longest first."""
    return _by_character(comparators("after"), 0)


def _by_character(table: dict[str, str], index: int) -> dict[str, list[tuple[str, str]]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for word, mark in sorted(table.items(), key=lambda w: (-len(w[0]), w[0])):
        out.setdefault(word[index], []).append((word, mark))
    return out


@cache
def _not_before() -> tuple[str, ...]:
    return tuple(wordlist("statistics_comparators")["not_before"])


def _fractions(text: str) -> list[Candidate]:
    """Tenths, fractions, halves, doublings and discounts: all of them parts of a hundred or times."""
    out = []
    if "成" in text:
        for m in _TENTHS.finditer(text):
            low = float(DIGIT[m["d"]] * 10)
            high = None
            if m["d2"]:
                high = float(DIGIT[m["d2"]] * 10)
            elif (
                m.start() and text[m.start() - 1] in DIGIT and DIGIT[m["d"]] - DIGIT[text[m.start() - 1]] == 1
            ):
                low, high = low - 10, low
            if m["five"]:
                low += DIGIT[m["five"]]
            start = m.start() - (1 if high and not m["d2"] else 0)
            out.append(
                _make(text, start, m.end(), low, "%", "percent", "tenth", high, ">" if m["more"] else "=")
            )
    if "分之" in text:
        for m in _FRACTION.finditer(text):
            if m["hundred"]:
                value = chinese_fraction(m["hundred"])
            else:
                below, above = chinese_fraction(m["low"]), chinese_fraction(m["top"])
                value = round(100 * above / below, 1) if below and above is not None else None
            if value is not None:
                out.append(_make(text, m.start(), m.end(), value, "%", "percent", "fraction"))
    if "半" in text:
        for m in _HALVES.finditer(text):
            sign = ">" if m["over"] or m["many"] else "<" if m["near"] else "="
            out.append(_make(text, m.start(), m.end(), 50.0, "%", "percent", "half", None, sign))
    if "番" in text:
        for m in _DOUBLED.finditer(text):
            times = 2.0 ** DIGIT[m["times"]] if m["times"] else 2.0
            out.append(_make(text, m.start(), m.end(), times, "倍", "times", "fraction"))
    if "折" in text:
        for m in _DISCOUNT.finditer(text):
            tens = DIGIT.get(m["a"]) or int(m["a"])
            value = tens * 10.0 + (DIGIT.get(m["b"], 5) if m["b"] else 0)
            out.append(_make(text, m.start(), m.end(), value, "%", "percent", "tenth"))
    return out


def _plain_numbers(text: str) -> list[Candidate]:
    """Numerals with a measure word."""
    out = []
    table = units()
    for m in _plain().finditer(text):
        found = _read(text, m, table)
        if found is not None:
            out.append(found)
    return out


def _read(text: str, m: re.Match[str], table: dict[str, tuple[str, str]]) -> Candidate | None:
    """The candidate that a match of the plain pattern is, or None where it is something else."""
    number = m.start()
    before = text[number - 1 : number]
    if before and (before in "第./·-" or (before.isascii() and before.isalnum())):
        return None
    if before in (":", "：") and text[number - 2 : number - 1].isdigit():
        return None
    surface = m["unit"]
    if surface == "分" and before in ("点", "时") and text[number - 2 : number - 1].isdigit():
        return None  # 8点30分
    if before == "号" and surface in _HOUSES:
        return None  # 78号1幢
    unit, group = table.get(surface, (surface, "time"))
    if surface not in table:
        unit, group = _elliptic(text, m)
        if not unit:
            return None
    high: float | None = None
    form = "arabic"
    few = before if before in ("数", "几") else ""
    approximate = bool(few or m["some"])
    if m["arabic"]:
        if unit in ("年", "届") and _YEAR.search(m["arabic"]):
            return None
        low = arabic(m["arabic"])
    elif m["cn"] in ("俩", "仨"):
        low, form = float(DIGIT[m["cn"]]), "chinese"
    else:
        form = "chinese"
        parsed = chinese(m["cn"]) if "点" not in m["cn"] else None
        if parsed is None:
            fraction = chinese_fraction(m["cn"]) if "点" in m["cn"] else None
            if fraction is None:
                return None
            low = fraction
        else:
            low, high = parsed.low, parsed.high
    scale = MULTIPLIERS.get(m["mult"] or "", 1)
    low *= scale
    high = None if high is None else high * scale
    if m["num2"]:
        top = chinese_fraction(m["num2"])
        if top is None:
            return None
        top *= MULTIPLIERS.get(m["mult2"] or "", 1)
        if m["mult2"] and not m["mult"] and not m["leftunit"] and low < top / 10:
            low *= MULTIPLIERS[m["mult2"]]
        if top <= low or (unit == "年" and low > 1600):
            return None
        high = top
    if m["half"] == "半":
        low += 0.5
    if unit == "块" and _MONEY.match(text, m.end()) and _SPENDING.search(text, max(0, number - 5), number):
        unit, group = "元", "money"
    if unit == "个":
        tail = _SHARED_POINTS.match(text, m.end())
        if tail:
            unit, group = "个百分点", "percent"
    if not 0 < low < _LARGEST or (high is not None and high > _LARGEST):
        return None
    more = m["more"] or m["more2"] or m["more3"] or ("多" if m["half"] == "多" else "")
    sign = "≈" if more == "来" else ">" if more or approximate else "="
    if few == "数":
        sign = "≥"
    number -= len(few)
    found = _make(text, number, m.end(), low, unit, group, form, high, sign, approximate or bool(more))
    return found


def _elliptic(text: str, m: re.Match[str]) -> tuple[str, str]:
    """Unit and class of a number whose measure word is left out or stands for another."""
    surface = m["unit"]
    if surface == "月":
        return "个月", "time"
    if surface == "个人":
        return "人", "people"
    if surface == "大":
        return "个", "grades"
    if text[m.end() : m.end() + 1] not in "。，,、;；！!？?以居人之":
        # 1镇9乡, 9部门: the noun itself is counted.
        return ("个", "nouns") if not text.startswith(("区委", "市委", "县委", "村委"), m.end()) else ("", "")
    near = text[max(0, m.start() - 14) : m.start()]
    near = re.split(r"[。，；！？,;]", near)[-1] + text[m.start() : m.end() + 4]
    if _COUNTS_PEOPLE.search(near):
        return "人", "people"
    return ("元", "money") if _COUNTS_MONEY.search(near) else ("", "")
