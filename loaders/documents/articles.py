"""From a document to its articles: cut, cleaned, dated, judged; offsets kept."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace

from . import imprint, lines, pages
from .characters import normalise
from .document import Article, Document
from .lines import Kind, Line
from .relevance import judge
from .story import story

_HAN = r"[\u4e00-\u9fff]"
#: White space and stray signs between two Chinese characters of one sentence.
_STRAY = re.compile(
    rf"(?<=[\u4e00-\u9fff，。、；]) +(?=[\u4e00-\u9fff])|(?<={_HAN})[■□▲▼◆●|¦]+ *(?=[\u4e00-\u9fff，。、])"
)
_CREDIT = re.compile(
    r"[\s。（(][（(]?(?:见?[上下左右]?图[，,：:]?)?"
    r"(?:(?:本报|新华社)?(?:记者|通讯员)?\s*[\u4e00-\u9fff·]{1,4}(?: [\u4e00-\u9fff]{1,2})?[\s、]*){1,4}"
    r"(?:摄影报道|摄影|摄|[文图]/[文图]|供图)[）)]?$|新华社发$"
)
_BRIEF = 250
_OPENING = 400
_MARKUP = re.compile(r"^(?:#{1,6} +|>+ +|[*+-] +)")


def articles(document: Document) -> list[Article]:
    """The articles of a document, in their order; at least one if it holds any paragraph."""
    text = normalise(document.text)
    page = lines.split(text)
    header = [line.text for line in page if line.kind is Kind.FURNITURE]
    header += [line.text for line in page[:12] if line.kind in (Kind.BYLINE, Kind.HEAD)]
    header += [line.text for line in page if line.kind is Kind.CREDIT and len(line.text) < 24]
    found: list[Article] = []
    for piece in pages.cut(page):
        found.append(_article(document.name, len(found) + 1, text, header, piece))
    return _in_company(found)


def _in_company(found: list[Article]) -> list[Article]:
    """Short pieces on a page where three others are about governance (picture pages, briefs) are so, too."""
    if sum(article.relevance != "no" for article in found) < 3:
        return found
    return [
        replace(article, relevance="partial", reason="a short piece among others about grassroots governance")
        if article.relevance == "no" and len(article.text) - article.body < _BRIEF and not article.dateline
        else article
        for article in found
    ]


def _article(name: str, ordinal: int, text: str, header: list[str], piece: pages.Piece) -> Article:
    offsets: array[int] = array("I")
    for line in piece.heads:
        _append(offsets, text, [line], head=True)
    title = _title(text, piece.heads)
    body = len(offsets)
    place = agency = None
    reporters: list[str] = []
    credits = [line.text for line in piece.marks if line.text.endswith(("摄", "）", "报道", "图"))]
    marks = [line.text for line in piece.marks]
    opening = ""  # captions and crossheads left out: papers add their own
    for mark in marks:
        place = place or imprint.closing(mark)[1]
    for number, paragraph in enumerate(piece.paragraphs):
        skipped = 0
        if number < 3 or paragraph[0].kind is Kind.LEAD:
            skipped, where, who, by = imprint.dateline(paragraph[0].text)
            if skipped:
                marks.append(paragraph[0].text[:skipped])
                place, agency = place or where, agency or by
                reporters += [who] if who else []
        cut, where = imprint.closing(paragraph[-1].text)
        if cut:
            marks.append(paragraph[-1].text[-cut:])
            place = place or where
        elif credit := _CREDIT.search(paragraph[-1].text[-60:]):
            cut = len(credit[0]) - (credit[0][0] == "。")
            credits.append(credit[0].strip("。"))
        size = len(offsets)
        _append(offsets, text, paragraph, skipped, cut)
        if not (cut and len(piece.paragraphs) > 1) and lines.ends_sentence(paragraph[-1].text):
            opening += "".join(map(text.__getitem__, offsets[size:])) if len(opening) < _OPENING else ""
    cleaned = "".join(map(text.__getitem__, offsets))
    bylines = [line.text for line in piece.bylines]
    relevance, reason = judge(title, cleaned[body:])
    return Article(
        document=name,
        ordinal=ordinal,
        title=title,
        text=cleaned,
        body=body,
        offsets=offsets,
        authors=imprint.authors([*bylines, *reporters]) or imprint.authors(credits),
        dateline=place,
        date=imprint.date([*header, *bylines], [*marks, *bylines, *header], text),
        publisher=imprint.publisher(header, marks, bylines),
        relevance=relevance,
        reason=reason,
        story=story(opening or cleaned[body:], title),
    )


def _title(text: str, heads: list[Line]) -> str:
    """Headline lines joined to one: a deck by its own dash, others by a space."""
    title = ""
    for line in heads:
        part = _MARKUP.sub("", line.text)
        glued = not title or len(part) <= 2 or part.startswith(("—", "-")) or title.endswith("——")
        title += part if glued else " " + part
    return title


def _append(
    offsets: array[int], text: str, paragraph: list[Line], skipped: int = 0, cut: int = 0, head: bool = False
) -> None:
    """Add the characters of a paragraph, the line's end after its last, stray ones left out.

    ``skipped`` characters at its beginning and ``cut`` ones at its end are a dateline and a mark.
    """
    size = len(offsets)
    for number, line in enumerate(paragraph):
        start, end = line.start, line.end
        if number == 0:
            markup = _MARKUP.match(line.text)
            start += max(skipped, len(markup[0]) if markup else 0)
        if number == len(paragraph) - 1:
            end = max(start, end - cut)
        while end > start and text[end - 1] == " ":
            end -= 1
        if head:
            offsets.extend(range(start, end))
            continue
        at = start
        for stray in _STRAY.finditer(text, start, end):
            offsets.extend(range(at, stray.start()))
            at = stray.end()
        offsets.extend(range(at, end))
    if len(offsets) > size:
        # The line's end stands for itself: the first one after the paragraph, or the text's last character.
        offsets.append(
            min(text.find("\n", offsets[-1]) if "\n" in text[offsets[-1] :] else len(text) - 1, len(text) - 1)
        )
