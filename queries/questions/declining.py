"""No answer: why there is none, and what may be asked instead."""

from __future__ import annotations

from .answer import Answer
from .messages import say
from .parse import Parser
from .slots import Frame

#: How many words unknown to the lexicon, and how many in all, a form may leave out and still answer.
ALLOWED = {
    "figures": (2, 3),
    "tiers": (1, 3),
    "chains": (1, 3),
    "sources": (1, 3),
    "policies": (1, 3),
    "dates": (1, 2),
    "groups": (1, 2),
    "problems": (1, 2),
    "aliases": (1, 2),
    "categories": (0, 0),
    "kinds": (0, 0),
}


def declined(answer: Answer, frame: Frame, parser: Parser | None) -> Answer:
    """An answer that says why there is none, and what may be asked instead."""
    language = answer.language
    words = "、".join(frame.left) if language == "zh" else ", ".join(frame.left)
    if frame.unknown_name:
        answer.state, answer.reason = "unknown_name", say("unknown_name", language, name=frame.unknown_name)
    elif frame.reason in ("out_of_scope", "no_figure", "no_constraint"):
        answer.state, answer.reason = "out_of_scope", say(frame.reason, language, words=words)
    elif frame.reason == "empty_question":
        answer.reason = say("empty_question", language)
    elif frame.left:
        answer.state, answer.reason = "not_understood", say("words", language, words=words)
    else:
        answer.reason = say("not_understood", language)
    if parser is not None:
        answer.suggestions = suggestions(parser, frame, language)
    return answer


def suggestions(parser: Parser, frame: Frame, language: str) -> list[str]:
    """Names near the words that no name is, and questions that the graph can answer."""
    out: list[str] = []
    wanted = frame.unknown_name or max(frame.left, key=len, default="")
    if len(wanted) >= 2 and not wanted.isascii():
        from rapidfuzz import process

        names = [n.name for n in parser.index.of_kind("practice") if not n.properties.get("absent")]
        out = [n for n, score, _ in process.extract(wanted, names, limit=3) if score >= 50]
    place = (
        frame.places[0].name
        if frame.places
        else next(
            (
                n.name
                for n in parser.index.of_kind("place")
                if n.sources > 0 and n.properties.get("level") == "prefecture"
            ),
            "",
        )
    )
    if place:
        out.append(say("example", language, name=place))
    return out
