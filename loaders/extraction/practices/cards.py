"""A word's card: the names of all features that a word gives in each part it can play, made once a word."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Lexicon

CLAUSE = frozenset("，。；：！？\n")
TELLING = ("future", "thinker", "honour", "goal")  #: classes that colour a whole clause
_MOST = 100_000
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What a word with its tag says as the first or last word of a name, beside it, or as its verb."""

    word: str
    kind: str  #: its first class of meaning, - for none
    clause: bool  #: a mark that ends a clause
    measures: bool  #: a measure word
    frames: Names
    genre: Names
    first: Names
    last: Names
    inner: str
    has: Names
    left: Names
    right: Names
    left_of_quote: Names
    right_of_quote: Names
    verb: Names
    verb_at_hand: Names
    verb_of: Names
    second_verb: Names
    counted_behind: Names
    clause_has: Names
    later: Names


def make_card(word: str, tag: str, lex: Lexicon) -> Card:
    """The card of a word."""
    meanings, frames, head = lex.meanings(word), lex.frames.get(word, ()), lex.head(word)
    kind = lex.heads[head] if head else None

    def each(pattern: str, kinds: Names) -> Names:
        return tuple(pattern.format(k) for k in kinds)

    return Card(
        word=word,
        kind=meanings[0] if meanings else "-",
        clause=word in CLAUSE,
        measures="measure_word" in meanings,
        frames=frames,
        genre=(*meanings, *each("frame-{}", frames)),
        first=(f"word|first={word}", f"word|first tag={tag}", *each("meaning|first={}", meanings)),
        last=(f"word|last={word}", f"word|last tag={tag}", *each("meaning|last={}", meanings)),
        inner=f"word|inner={word}",
        has=each("meaning|has={}", meanings),
        left=(f"frame|left={word}", f"frame|left tag={tag}", *each("frame|left is={}", meanings)),
        right=(
            f"frame|right={word}",
            f"frame|right tag={tag}",
            *each("frame|right is={}", meanings),
            *([f"frame|right head={kind}"] if kind else ()),
        ),
        left_of_quote=(f"frame|left of quote={word}", *each("frame|left of quote is={}", meanings)),
        right_of_quote=(
            f"frame|right of quote={word}",
            *each("frame|right of quote is={}", meanings),
            *([f"frame|head behind quote={kind}"] if kind else ()),
        ),
        verb=(f"frame|verb={word}", *each("frame|verb is={}", frames)),
        verb_at_hand=each("frame|verb at hand is={}", frames),
        verb_of=each("frame|verb is={}&的", frames),
        second_verb=each("frame|second verb is={}", frames),
        counted_behind=each("frame|counted behind verb={}", frames),
        clause_has=each("frame|clause has={}", tuple(m for m in meanings if m in TELLING)),
        later=each("frame|later={}", frames),
    )


_cards: dict[tuple[str, str], Card] = {}


def card_of(word: str, tag: str, lex: Lexicon) -> Card:
    """The card of a word, made when it is first seen."""
    key = (word, tag)
    card = _cards.get(key)
    if card is None:
        if len(_cards) >= _MOST:
            _cards.clear()
        card = _cards[key] = make_card(word, tag, lex)
    return card


EDGE = Card(
    "",
    "-",
    True,
    False,
    (),
    (),
    (),
    (),
    "",
    (),
    ("frame|left=^",),
    ("frame|right=$",),
    (),
    (),
    (),
    (),
    (),
    (),
    (),
    (),
    (),
)  #: what stands before the first word and behind the last
