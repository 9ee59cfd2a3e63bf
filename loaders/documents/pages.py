"""Cut a page into articles: where one begins, which lines are its headline, which paragraphs its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .lines import Kind, Line, ends_sentence, is_column, is_name, is_photo

_ZONE = (Kind.HEAD, Kind.DECK, Kind.LABEL, Kind.FURNITURE, Kind.BLANK)
_OPENING = re.compile(r"[①-⑳●■◆▲○一二三四五六七八九十]|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]")
#: Shorter paragraphs with a credit are captions in an article, longer ones picture stories of their own.
_CAPTION = 60


@dataclass(slots=True)
class Piece:
    """The lines of one article."""

    heads: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    paragraphs: list[list[Line]] = field(default_factory=list)
    marks: list[Line] = field(default_factory=list)  #: credits and the agency's marks


def cut(lines: list[Line]) -> list[Piece]:
    """The articles of a page, in their order.

    An article begins with a headline that a byline, a deck or a dateline follows, or that stands after
    the closing mark of the one before (a credit, the agency's mark). Other short lines are crossheads.
    """
    wrapped = _is_wrapped(lines)
    if wrapped:
        _fill(lines)
    pieces: list[Piece] = []
    piece = Piece()
    closed = True
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind in (Kind.BLANK, Kind.FURNITURE):
            index += 1
        elif line.kind is Kind.CREDIT:
            piece.marks.append(line)
            closed = closed or bool(piece.paragraphs)
            index += 1
        elif line.kind is Kind.LABEL:
            closed = closed or bool(piece.paragraphs)
            index += 1
        elif line.kind is Kind.BYLINE or (
            is_name(line.text) and line.kind is Kind.HEAD and _alone(lines, index)
        ):
            follows = _next(lines, index + 1)
            late = bool(piece.paragraphs) and (
                follows is None or follows.kind in (Kind.HEAD, Kind.CREDIT, Kind.DECK)
            )
            if late and not piece.bylines:
                piece.bylines.append(line)
                closed = True
            elif (
                piece.paragraphs
                and follows
                and follows.kind in (Kind.TEXT, Kind.LEAD)
                and "读者" not in line.text
            ):
                pieces.append(piece)
                piece = Piece(bylines=[line])
                closed = False
            else:
                piece.bylines.append(line)
                closed = closed and not piece.heads
            index += 1
        elif (stop := _headline(lines, index, closed, wrapped)) > index:
            if piece.paragraphs:
                pieces.append(piece)
                piece = Piece()
            elif piece.heads and piece.bylines:
                # A headline whose text stands above it.
                piece = Piece()
            piece.heads += [h for h in lines[index:stop] if h.kind in (Kind.HEAD, Kind.DECK, Kind.TEXT)]
            closed = False
            index = stop
        else:
            if line.kind is Kind.LEAD and piece.paragraphs and closed:
                pieces.append(piece)
                piece = Piece()
            closed = False
            index = _paragraph(lines, index, wrapped, piece)
            paragraph = piece.paragraphs[-1]
            closed = is_photo(paragraph[-1].text) and sum(len(part.text) for part in paragraph) >= _CAPTION
    pieces.append(piece)
    for piece in pieces:
        while len(piece.heads) > 1 and is_column(piece.heads[0]) and _no_deck(piece.heads):
            del piece.heads[0]
    return [p for p in pieces if p.paragraphs] or [p for p in pieces if p.heads]


def _no_deck(heads: list[Line]) -> bool:
    """Whether the first line is a headline's and no deck belongs to it."""
    return heads[0].kind is Kind.HEAD and heads[1].kind is not Kind.DECK


def _fill(lines: list[Line]) -> None:
    """On a page of fixed width, take lines of full width that more lines follow for text."""
    widths = sorted(len(line.text) for line in lines if line.kind in (Kind.HEAD, Kind.TEXT))
    width = widths[len(widths) * 3 // 4] if widths else 0
    for line, below in pairwise(lines):
        if line.kind is Kind.HEAD and len(line.text) >= width - 2 and below.kind in (Kind.TEXT, Kind.HEAD):
            line.kind = Kind.TEXT


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether lines are broken at a fixed width: most that are directly followed end in mid-sentence."""
    followed = [a for a, b in pairwise(lines) if len(a.text) >= 14 and len(b.text) >= 2]
    open_ended = [a for a in followed if not ends_sentence(a.text)]
    return len(followed) >= 4 and len(open_ended) * 3 > len(followed)


def _headline(lines: list[Line], index: int, closed: bool, wrapped: bool) -> int:
    """Index after the headline that begins at ``index``; ``index`` itself if none does."""
    if lines[index].kind not in (Kind.HEAD, Kind.DECK):
        return index
    stop, heads, decks = index, 0, 0
    while (
        stop < len(lines)
        and lines[stop].kind in _ZONE
        and not (
            lines[stop].kind is Kind.HEAD and is_name(lines[stop].text) and _alone(lines, stop) and heads
        )
    ):
        heads += lines[stop].kind is Kind.HEAD
        decks += lines[stop].kind is Kind.DECK
        stop += 1
        if heads > 5:
            break
    follows = lines[stop] if stop < len(lines) else None
    signed = follows is not None and (
        follows.kind in (Kind.BYLINE, Kind.LEAD)
        or is_name(follows.text)
        or (
            follows.kind is Kind.CREDIT
            and follows.text.startswith(("通讯员", "本报", "记者"))
            and stop - index < 3
        )
    )
    if signed:
        return stop
    if decks:
        # What follows the deck, with a text of its own below, is a crosshead.
        last = max(n for n in range(index, stop) if lines[n].kind is Kind.DECK)
        return last + 1 if last > index else stop
    if closed and heads <= (3 if not wrapped else 1):
        return stop
    return index


def _paragraph(lines: list[Line], index: int, wrapped: bool, piece: Piece) -> int:
    """Take the paragraph that begins at ``index``, and return the index after it."""
    paragraph = [lines[index]]
    width = max(len(line.text) for line in lines[max(0, index - 20) : index + 20]) if wrapped else 0
    index += 1
    while index < len(lines):
        last, line = paragraph[-1], lines[index]
        if last.kind is Kind.HEAD and not (wrapped and len(last.text) > 11):
            break
        if is_photo(last.text) or (
            ends_sentence(last.text) and not (wrapped and _goes_on(last, lines, index, width))
        ):
            break
        follow = index
        while follow < len(lines) and (lines[follow].kind is Kind.BLANK or _is_stray(lines[follow], wrapped)):
            follow += 1
        if follow == len(lines) or follow - index > 4:
            break
        line = lines[follow]
        if line.kind in (Kind.BYLINE, Kind.CREDIT, Kind.LABEL, Kind.LEAD, Kind.FURNITURE):
            break
        if (
            not wrapped
            and line.kind in (Kind.HEAD, Kind.DECK)
            and not (len(last.text) > 42 and follow == index)
        ):
            break
        if not wrapped and _OPENING.match(line.text):
            break
        paragraph.append(line)
        index = follow + 1
    piece.paragraphs.append(paragraph)
    return index


def _goes_on(last: Line, lines: list[Line], index: int, width: int) -> bool:
    """Whether a full line that ends with a stop goes on in the next, on a page of fixed width."""
    follows = lines[index]
    return len(last.text) >= width - 2 and not follows.indented and follows.kind is Kind.TEXT


def _is_stray(line: Line, wrapped: bool) -> bool:
    """Page furniture in the middle of a paragraph: numbers and signs, or one lost character."""
    return line.kind is Kind.FURNITURE or (wrapped and len(line.text) == 1)


def _next(lines: list[Line], index: int) -> Line | None:
    return next((line for line in lines[index:] if line.kind not in (Kind.BLANK, Kind.FURNITURE)), None)


def _alone(lines: list[Line], index: int) -> bool:
    """Whether a line stands between blank ones, or is the first or last."""
    before = lines[index - 1].kind if index else Kind.BLANK
    after = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    return before in (Kind.BLANK, Kind.HEAD, Kind.DECK) and after in (Kind.BLANK, Kind.TEXT)
