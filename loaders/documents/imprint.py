"""Who wrote an article, where, when and for whom: bylines, datelines, page headers."""

from __future__ import annotations

import re
from collections import Counter

_DAY = re.compile(r"((?:19|20)\d\d) ?[年\-/.] ?(\d{1,2}) ?[月\-/.] ?(\d{1,2})(?!\d)")
_MONTH = re.compile(r"[（( ]((?:19|20)\d\d)年(1[0-2]|[1-9])月[）)]")
_ISSUE = re.compile(r"((?:19|20)\d\d)年第")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日[电讯]")
_YEAR = re.compile(r"(?<![到至\d])((?:19|20)\d\d)年")
_TITLES = re.compile(
    r"本报|本刊|新华社|人民日报|特约|见习|实习生|实习|全媒体|首席|评论员|记者|通讯员|原创|执笔|供稿|整理|综合|课题组|摄影报道|摄影|"
    r"[文图]/[文图摄]|编辑|责编|撰文|作者|组图|图文|读者|(?<![\u4e00-\u9fff])[文图摄](?![\u4e00-\u9fff])|[/|｜:：□■●◎（）()]"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}")
_DATELINE = re.compile(
    r"[（(]?(?:据)?(本报|本刊|新华社|[\u4e00-\u9fff]{2,8}?(?:日报|晚报|融媒体?|晨报))([\u4e00-\u9fff]{0,8}?)"
    r"((?:\d{1,2}月)?\d{1,2}日)?[电讯]\s*(?:[（(]([^）)\n]{2,60})[）)])?[：:\s]*"
)
_CLOSING = re.compile(
    r"[（(](?:据)?新华社([\u4e00-\u9fff]{0,8}?)(\d{1,2})月(\d{1,2})日电[）)]$|^(?:据)?新华社([\u4e00-\u9fff]{0,8}?)(\d{1,2})月(\d{1,2})日电$"
)
_PAPER = re.compile(
    r"(?:^|\s)([\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|都市报|周刊|周报|报|融媒|学刊|通讯|专报|简报|发布|党建))(?=\s|$|·|20)"
)


def authors(bylines: list[str]) -> tuple[str, ...]:
    """The names in bylines, titles and offices left out, each once."""
    found: list[str] = []
    for line in bylines:
        line = re.sub(r"(?:19|20)\d\d.*", "", line)
        line = re.sub(
            r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", line
        )
        found += [p for p in re.split(r"[\s、，,]+", _TITLES.sub(" ", line)) if _PERSON.fullmatch(p)]
    return tuple(dict.fromkeys(found))


def dateline(paragraph: str) -> tuple[int, str | None, str | None, str | None]:
    """Length of a paragraph's dateline, its place, reporters, and agency or paper; zero and None without."""
    match = _DATELINE.match(paragraph)
    if not match or not match[0].strip():
        return 0, None, None, None
    place = match[2] or None
    return match.end(), place, match[4], match[1]


def closing(text: str) -> tuple[int, str | None]:
    """Length and place of an agency's mark at the end of a text (（新华社北京6月23日电）)."""
    match = _CLOSING.search(text[-40:])
    if not match:
        return 0, None
    return len(match[0]), match[1] or match[4] or None


def date(header: list[str], marks: list[str], text: str) -> str | None:
    """The day (or month, or year) of publication, ISO.

    It is that of the page's header, else the day of the agency's mark in the last year the text speaks of.
    """
    for line in header:
        if match := _DAY.search(line):
            return _iso(int(match[1]), int(match[2]), int(match[3]))
    for line in header:
        if match := _MONTH.search(line):
            return f"{match[1]}-{int(match[2]):02}"
        if match := _ISSUE.search(line):
            return match[1]
    for line in marks:
        if match := _MONTH_DAY.search(line):
            years = Counter(int(y) for y in _YEAR.findall(text))
            # The year that an article speaks of most is seldom later than its own, and its own is the last.
            known = [y for y in years if y <= 2035]
            return _iso(max(known), int(match[1]), int(match[2])) if known else None
    return None


def publisher(header: list[str], marks: list[str], bylines: list[str]) -> str | None:
    """The agency or paper that the page names."""
    if any("新华社" in line for line in (*marks, *bylines)):
        return "新华社"
    for line in header:
        if match := _PAPER.search(line):
            return match[1]
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
