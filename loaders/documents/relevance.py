"""Is an article about how places govern? Told by the words it uses, with the reason in words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

#: Scores per thousand characters, measured on annotated articles: below the first an article is about
#: something else, below the second it has little of the subject.
NOT_BELOW = 4.0
LITTLE_BELOW = 9.0
_MOST = 3


def judge(title: str, body: str) -> tuple[str, str]:
    """Relevance (yes, partial, no) and its reason."""
    weights, pattern = _lexicon()
    counts: dict[str, int] = {}
    for match in pattern.finditer(f"{title}\n{title}\n{body[:20_000]}"):
        counts[match[0]] = counts.get(match[0], 0) + 1
    score = sum(weights[word] * min(n, _MOST) for word, n in counts.items())
    density = 1000 * score / max(300, min(len(body), 2000))
    words = sorted(counts, key=lambda word: (-weights[word] * min(counts[word], _MOST), word))[:4]
    if density < NOT_BELOW:
        what = f"only {'、'.join(words)}" if words else "none of its words"
        return "no", f"not about grassroots governance: {what} in {len(body)} characters"
    if density < LITTLE_BELOW:
        return "partial", f"little about grassroots governance: {'、'.join(words)}"
    return "yes", f"speaks of {'、'.join(words)}"


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, int], re.Pattern[str]]:
    data = yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_text("utf-8"))
    weights = {word: weight for weight, words in data.items() for word in words}
    longest_first = sorted(weights, key=lambda word: (-len(word), word))
    return weights, re.compile("|".join(map(re.escape, longest_first)))
