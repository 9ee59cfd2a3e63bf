"""From the text of a question to one plain form: language, characters, numerals, dates, quotations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Language = Literal["zh", "en"]

LONGEST = 600  #: characters; a question that is longer is not read
_CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_QUOTES = re.compile(r"[“\"「『《〈〝]([^“”\"「」『』《》〈〉〝〞]{1,40}?)[”\"」』》〉〞]")
_SINGLE = re.compile(r"(?<![A-Za-z])['‘]([^'‘’]{2,40}?)['’](?![A-Za-z])")
_OTHER = re.compile(r"[\W_]+")
_DIGIT = {
    "〇": "0",
    "零": "0",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_YEAR_HAN = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?|-(\d{1,2})(?:-(\d{1,2}))?(?!\d)|年?)(?!\d|\s*(?:名|个|户|人|元))"
)
_DATE_EN = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)})\.?\s+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the parser reads it.

    Attributes:
        raw: as it was asked.
        plain: compatibility forms folded, simplified characters, lower case, no control characters.
        language: in which it is asked (an English question may hold Chinese names).
        quoted: what stands in quotation marks, in plain form.
        dates: ISO dates in the order of their standing, each with its place in ``plain``.
    """

    raw: str
    plain: str
    language: Language
    quoted: tuple[str, ...]
    dates: tuple[tuple[int, int, str], ...]


def normalise(raw: str, language: Language | None = None) -> Question:
    """Read a question's characters.

    Args:
        raw: the question. Only its first :data:`LONGEST` characters are read.
        language: where it is known; otherwise it is told by the script and the English function words.
    """
    text = unicodedata.normalize("NFKC", raw[: LONGEST * 2])
    text = "".join(c if unicodedata.category(c)[0] != "C" else (" " if c in "\n\r\t" else "") for c in text)
    text = simplify(text).lower()
    text = re.sub(r"\s+", " ", text).strip()[:LONGEST]
    quoted = tuple(q.strip() for found in (_QUOTES, _SINGLE) for q in found.findall(text))
    text = _YEAR_HAN.sub(lambda m: "".join(_DIGIT[c] for c in m.group()), text)
    return Question(raw, text, language or tell_language(text), quoted, tuple(_dates(text)))


def tell_language(text: str) -> Language:
    """Chinese, unless English words make up the frame of the question."""
    words = re.findall(r"[a-z]+", text)
    han = len(re.findall(f"[{_CJK}]", text))
    frame = {
        "which",
        "what",
        "who",
        "whom",
        "where",
        "when",
        "how",
        "the",
        "of",
        "is",
        "are",
        "did",
        "does",
        "do",
        "has",
        "have",
        "list",
        "name",
        "in",
        "that",
        "to",
    }
    if not han:
        return "en" if words else "zh"
    return "en" if len(frame.intersection(words)) >= 2 or len(words) * 2 > han else "zh"


def simplify(text: str) -> str:
    """Traditional characters as simplified ones."""
    return text if text.isascii() or not re.search(f"[{_CJK}]", text) else _converter().convert(text)


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")


def fold(text: str) -> str:
    """Letters and digits only, in lower case: names (in simplified characters) are compared in this form."""
    return _OTHER.sub("", unicodedata.normalize("NFKC", text).lower())


def _dates(text: str) -> list[tuple[int, int, str]]:
    found = []
    for m in _DATE.finditer(text):
        year, month, day = m.group(1), m.group(2) or m.group(4), m.group(3) or m.group(5)
        found.append((m.start(), m.end(), _iso(year, month, day)))
    for m in _DATE_EN.finditer(text):
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(m.group(2)))
        found = [f for f in found if f[1] <= m.start() or f[0] >= m.end()]
        found.append((m.start(), m.end(), _iso(m.group(4), str(month), m.group(1) or m.group(3))))
    return sorted(found)


def _iso(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year] + [f"{int(x):02d}" for x in (month, day) if x and 0 < int(x) < 32])
