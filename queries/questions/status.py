"""Whether a question asks for what is practised, or for what is only planned or has ended."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from .cypher import DONE, Query
from .normalise import Question


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    text = files(__package__).joinpath("vocabulary", "status.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@lru_cache(maxsize=2)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    edge = r"\b" if language == "en" else ""
    return tuple(
        (status, re.compile(f"{edge}(?:{'|'.join(_words()[status][language])}){edge}"))
        for status in ("planned", "ended")
    )


def take(question: Question) -> tuple[Question, str]:
    """The question with a plain verb of adoption, and the status that it asks for ("" for practised).

    A word within a quoted name is no status.
    """
    for status, pattern in _patterns(question.language):
        found = pattern.search(question.plain)
        if found and not any(found[0] in name for name in question.quoted):
            plain = _words()["plain"][question.language]
            spaced = f" {plain} " if question.language == "en" else plain
            text = question.plain[: found.start()] + spaced + question.plain[found.end() :]
            return dataclasses.replace(question, plain=" ".join(text.split())), status
    return question, ""


def narrowed(query: Query, status: str) -> Query | None:
    """The query for another status than practised; None where it asks for no adoption."""
    if DONE not in query.cypher:
        return None
    return dataclasses.replace(
        query,
        cypher=query.cypher.replace(DONE, "a.status = $status"),
        parameters={**query.parameters, "status": status},
    )


def caption(status: str, language: str) -> str:
    """The status in words."""
    text: str = _words()["captions"][status][language]
    return text
