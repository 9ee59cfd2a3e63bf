"""Equal marks for reprints of one text."""

from __future__ import annotations

import hashlib
import re

_NOISE = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[^。！？\n]+")
#: Fewer letters are a greeting, or a phrase that many articles open with.
_ENOUGH = 18


def story(body: str, title: str) -> str:
    """A mark that reprints of one text share.

    Papers give an agency's text headlines of their own, cut it at the end, and set its marks in their own
    way, but keep how it opens: the mark is a hash of the letters of its first sentences, as many as
    it takes to have 18 letters. A text shorter than that is told by headline and text together.
    """
    opening = ""
    for match in _SENTENCE.finditer(body):
        opening += _NOISE.sub("", match[0]).lower()
        if len(opening) >= _ENOUGH:
            break
    else:
        opening = _NOISE.sub("", title).lower() + opening
    return f"story/{hashlib.sha256(opening.encode()).hexdigest()[:20]}"
