"""Which sources print one text: they share a story, and count as one independent source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.statement import digest
from .names import practice_key

#: Shorter headlines (简讯, 图片新闻) stand over many texts.
_SHORTEST = 8
_NOISE = re.compile(r"\W")


def story_of(source: Mapping[str, object]) -> str:
    """The story of a source: given by the producer, else told by the headline, else the source itself.

    Two sources whose headlines have the same letters (eight or more) are taken for printings of
    one text, as papers carry an agency's report under its own headline.
    """
    given = source.get("story")
    if given:
        return str(given)
    title = _NOISE.sub("", practice_key(str(source.get("title") or "")))
    if len(title) >= _SHORTEST:
        return f"story/{digest(title)}"
    return f"story/{source['id']}"
