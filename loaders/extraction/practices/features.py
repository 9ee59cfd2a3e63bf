"""Stage two, a close look: what is said of a candidate by its words, its frame, and the rest of the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from ....graph.identity.taxonomy import Taxonomy
from .candidates import Candidate
from .lexicon import Lexicon
from .reading import Reading

#: groups of features, for the ablation: first part of a name -> what the group tells
GROUPS = {
    "glance": "what the first glance makes of it and of its rivals for the same letters",
    "word": "the words and letters of the name",
    "meaning": "classes of meaning of its words",
    "head": "what kind of thing its last word is",
    "shape": "length, digits, marks inside",
    "frame": "the governing verb, the neighbours, quotation marks",
    "document": "recurrence, and agreement with other candidates of the article",
    "place": "where it stands in the article and sentence",
    "genre": "what kind of article it is",
    "taxonomy": "types that are known",
}
CLAUSE = set("，。；：！？\n")
DIGITS = set("0123456789一二三四五六七八九十两双多")


class Look:
    """Features of the candidates of one article."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate], lex: Lexicon, taxonomy: Taxonomy):
        self.reading, self.candidates, self.lex, self.taxonomy = reading, candidates, lex, taxonomy
        words = reading.words
        self.meanings = [lex.meanings(w) for w in words]
        self.frames = [lex.frames.get(w, ()) for w in words]
        self._document()
        self._rivals()
        self._genre()

    def _document(self) -> None:
        flat = self.reading.flat
        self.count = Counter(c.kernel for c in self.candidates)
        self.best: dict[str, float] = {}
        self.quoted: Counter[str] = Counter()
        for c in self.candidates:
            self.best[c.kernel] = max(self.best.get(c.kernel, -9.0), c.margin)
            self.quoted[c.kernel] += c.quotes == 3
        self.occurs = {c.text: flat.count(c.text) for c in self.candidates}
        self.title_end = next((i for i, ch in enumerate(flat) if ch == "\n" and i > 8), 40)
        heads: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        begins: dict[str, set[str]] = defaultdict(set)
        self.head: dict[str, str | None] = {}
        for c in self.candidates:
            head = self.head[c.text] = self.lex.head(c.kernel) or self.lex.head(c.text)
            if c.margin > -1:
                heads[head or ""].add(c.kernel)
                ends[c.text[-2:]].add(c.kernel)
                begins[c.text[:2]].add(c.kernel)
        self.heads, self.ends, self.begins = heads, ends, begins
        strong = sorted({c.kernel for c in self.candidates if c.margin > -0.5 and len(c.kernel) > 1}, key=len)
        self.within: Counter[str] = Counter()  # strong candidates that hold this one
        self.holding: Counter[str] = Counter()
        for i, short in enumerate(strong):
            for long in strong[i + 1 :]:
                if short in long and short != long:
                    self.within[short] += 1
                    self.holding[long] += 1

    def _rivals(self) -> None:
        """For each candidate, the best margin among those that hold it, that it holds, and that cross it."""
        cs = self.candidates
        self.rival: list[tuple[float, float, float, int]] = []
        for i, c in enumerate(cs):
            outer = inner = cross = -6.0
            n = 0
            j = i - 1
            while j >= 0 and cs[j].start > c.start - 40:
                o = cs[j]
                if o.end > c.start:
                    n += 1
                    if o.end >= c.end:
                        outer = max(outer, o.margin)
                    elif o.start == c.start:
                        inner = max(inner, o.margin)
                    else:
                        cross = max(cross, o.margin)
                j -= 1
            j = i + 1
            while j < len(cs) and cs[j].start < c.end:
                o = cs[j]
                n += 1
                if o.end <= c.end:
                    inner = max(inner, o.margin)
                elif o.start == c.start:
                    outer = max(outer, o.margin)
                else:
                    cross = max(cross, o.margin)
                j += 1
            self.rival.append((outer, inner, cross, n))

    def _genre(self) -> None:
        n = max(len(self.reading.words), 1)
        counts: Counter[str] = Counter()
        for m, f in zip(self.meanings, self.frames, strict=True):
            for c in m:
                counts[c] += 1
            for c in f:
                counts[f"frame-{c}"] += 1
        flat = self.reading.flat
        length = max(len(flat), 1)
        self.genre = {
            "genre|thinker": 100 * counts["thinker"] / n,
            "genre|future": 100 * counts["future"] / n,
            "genre|establish": 100 * counts["frame-establish"] / n,
            "genre|party": 100 * counts["party"] / n,
            "genre|places": 100 * sum(t == "ns" for t in self.reading.tags) / n,
            "genre|quotes": 100 * flat.count("“") / length,
            "genre|numbers": 100 * sum(t == "m" for t in self.reading.tags) / n,
            "genre|candidates": 100 * sum(c.margin > 0 for c in self.candidates) / length,
            "genre|length": float(np.log(length)),
            "genre|long": float(length > 1500),
        }

    def features(self, i: int) -> dict[str, float]:
        """The features of the i-th candidate; names are ``group|what``."""
        c = self.candidates[i]
        f: dict[str, float] = dict(self.genre)
        self._glance(i, c, f)
        self._name(c, f)
        self._frame(c, f)
        self._agreement(c, f)
        return f

    def _glance(self, i: int, c: Candidate, f: dict[str, float]) -> None:
        outer, inner, cross, n = self.rival[i]
        f["glance|margin"] = c.margin
        f[f"glance|about={round(c.margin)}"] = 1.0
        f["glance|outer"] = c.margin - outer
        f["glance|inner"] = c.margin - inner
        f["glance|cross"] = c.margin - cross
        f["glance|lead"] = c.margin - max(outer, inner, cross)
        f["glance|rivals"] = float(n)
        if c.margin >= max(outer, inner, cross):
            f["glance|first"] = 1.0
        f["glance|best mention"] = self.best[c.kernel]
        f["glance|below best"] = self.best[c.kernel] - c.margin

    def _name(self, c: Candidate, f: dict[str, float]) -> None:
        reading, lex = self.reading, self.lex
        words = reading.words[c.first : c.last + 1]
        tags = reading.tags[c.first : c.last + 1]
        text = c.text
        f[f"word|first={words[0]}"] = 1.0
        f[f"word|last={words[-1]}"] = 1.0
        f[f"word|name={c.kernel}"] = 1.0
        f[f"word|end2={text[-2:]}"] = 1.0
        f[f"word|end3={text[-3:]}"] = 1.0
        f[f"word|begin2={text[:2]}"] = 1.0
        for w in words[1:-1]:
            f[f"word|inner={w}"] = 1.0
        f[f"word|tags={'-'.join(tags[:6])}"] = 1.0
        f[f"word|first tag={tags[0]}"] = 1.0
        f[f"word|last tag={tags[-1]}"] = 1.0
        classes = [self.meanings[k] for k in range(c.first, c.last + 1)]
        kinds = [m[0] if m else "-" for m in classes]
        for m in {x for ms in classes for x in ms}:
            f[f"meaning|has={m}"] = 1.0
        f[f"meaning|pattern={'+'.join(kinds[:5])}"] = 1.0
        f[f"meaning|ends={kinds[0]}..{kinds[-1]}"] = 1.0
        for a, b in zip(kinds, kinds[1:], strict=False):
            f[f"meaning|pair={a}+{b}"] = 1.0
        for m in classes[0]:
            f[f"meaning|first={m}"] = 1.0
        for m in classes[-1]:
            f[f"meaning|last={m}"] = 1.0
        f["meaning|unknown share"] = sum(k == "-" for k in kinds) / len(kinds)
        head = self.head[text]
        kind = lex.heads[head] if head else "none"
        f[f"head|kind={kind}"] = 1.0
        f[f"head|word={head}"] = 1.0
        f[f"head|kind={kind}&first={kinds[0]}"] = 1.0
        before = len(c.kernel) - len(head or "")
        f["head|before"] = float(before)
        f[f"head|kind={kind}&before={min(before, 4)}"] = 1.0
        if len(words) > 1:
            f[f"head|kind={kind}&left={kinds[-2]}"] = 1.0
            f[f"head|word={head}&left={words[-2]}"] = 1.0
        n = len(text)
        f["shape|letters"] = float(n)
        f["shape|words"] = float(len(words))
        f[f"shape|letters={min(n, 16) if n < 12 else 12 + (n - 12) // 4}"] = 1.0
        f["shape|single word"] = float(len(words) == 1)
        f["shape|holds"] = float(c.holds)
        if any(ch.isdigit() for ch in text):
            f["shape|digits"] = 1.0
        numbers = sum(ch in DIGITS for ch in text)
        f["shape|numbers"] = float(numbers)
        for mark in "、+—-·（的":
            if mark in text:
                f[f"shape|mark={mark}"] = 1.0
        if "、" in text:
            parts = text.split("、")
            f["shape|parts"] = float(len(parts))
            f["shape|even parts"] = float(max(map(len, parts)) - min(map(len, parts)) == 0)
        if any(t == "ns" for t in tags):
            f["shape|place inside"] = 1.0
            if tags[0] == "ns":
                f["shape|place first"] = 1.0
        if any(t in ("nr", "nrt") for t in tags):
            f["shape|person inside"] = 1.0
        verbs = [t.startswith("v") for t in tags]
        f["shape|verbs"] = float(sum(verbs))
        if tags[0].startswith("v"):
            f["shape|verb first"] = 1.0
        known = self.taxonomy.by_name(c.kernel)
        if known:
            f[f"taxonomy|{known.relation}"] = 1.0
            f[f"taxonomy|known, category={known.type.category}"] = 1.0
        else:
            kin = self.taxonomy.by_head(c.kernel)
            if kin:
                f["taxonomy|kind of a known one"] = 1.0
                f[f"taxonomy|kind of one, category={kin.type.category}"] = 1.0

    def _frame(self, c: Candidate, f: dict[str, float]) -> None:
        words, tags = self.reading.words, self.reading.tags
        a, b = c.first, c.last
        f[f"frame|quotes={c.quotes}"] = 1.0
        f[f"frame|quotes={c.quotes}&short={len(c.text) < 6}"] = 1.0
        left = words[a - 1] if a else "^"
        right = words[b + 1] if b + 1 < len(words) else "$"
        f[f"frame|left={left}"] = 1.0
        f[f"frame|right={right}"] = 1.0
        f[f"frame|left tag={tags[a - 1] if a else '^'}"] = 1.0
        f[f"frame|right tag={tags[b + 1] if b + 1 < len(words) else '$'}"] = 1.0
        outer_left = left
        k = a - 1
        if left in "“‘" and a > 1:
            k = a - 2
            outer_left = words[k]
            f[f"frame|left of quote={outer_left}"] = 1.0
            for m in self.meanings[k]:
                f[f"frame|left of quote is={m}"] = 1.0
        r = b + 1
        if right in "”’" and b + 2 < len(words):
            r = b + 2
            f[f"frame|right of quote={words[r]}"] = 1.0
            for m in self.meanings[r]:
                f[f"frame|right of quote is={m}"] = 1.0
            head = self.lex.head(words[r])
            if head:
                f[f"frame|head behind quote={self.lex.heads[head]}"] = 1.0
        if a:
            for m in self.meanings[a - 1]:
                f[f"frame|left is={m}"] = 1.0
        if b + 1 < len(words):
            for m in self.meanings[b + 1]:
                f[f"frame|right is={m}"] = 1.0
            head = self.lex.head(words[b + 1])
            if head:
                f[f"frame|right head={self.lex.heads[head]}"] = 1.0
        at = a - 1
        if left in "“‘" and a > 1:
            at = a - 2
        while at > 0 and words[at] in ("“", "了", "的", "、"):
            at -= 1
        if at > 0 and (tags[at] in ("m", "q", "mq") or "measure_word" in self.meanings[at]) and (
            tags[at] in ("m", "mq") or tags[at - 1] == "m"
        ):
            f["frame|counted"] = 1.0
            f[f"frame|counted by={words[at][-1]}"] = 1.0
            at -= 2 if tags[at - 1] == "m" else 1
            while at > 0 and words[at] in ("了", "的", "近", "约", "共", "余", "多"):
                at -= 1
            if at >= 0:
                for kind in self.frames[at]:
                    f[f"frame|counted behind verb={kind}"] = 1.0
        f[f"frame|bigram={words[a - 2] if a > 1 else '^'}_{left}"] = 1.0
        # The nearest governing verb to the left, within the clause; then what else the clause says.
        distance, of, seen = 0, False, 0
        while k >= 0 and words[k] not in CLAUSE and distance < 14:
            if self.frames[k]:
                if not seen:
                    f[f"frame|verb={words[k]}"] = 1.0
                    for kind in self.frames[k]:
                        f[f"frame|verb is={kind}"] = 1.0
                        if distance == 0:
                            f[f"frame|verb at hand is={kind}"] = 1.0
                        if of:
                            f[f"frame|verb is={kind}&的"] = 1.0
                    f["frame|verb distance"] = float(distance)
                elif seen == 1:
                    for kind in self.frames[k]:
                        f[f"frame|second verb is={kind}"] = 1.0
                seen += 1
            if words[k] == "的":
                of = True
            for m in self.meanings[k]:
                if m in ("future", "thinker", "honour", "goal"):
                    f[f"frame|clause has={m}"] = 1.0
            distance += 1
            k -= 1
        f[f"frame|clause begins={k == a - 1 or outer_left in CLAUSE}"] = 1.0
        if not seen:
            f["frame|no verb"] = 1.0
        f[f"frame|mark before={words[k] if k >= 0 else '^'}"] = 1.0
        after = 0
        while r < len(words) and words[r] not in CLAUSE and after < 6:
            for kind in self.frames[r]:
                f[f"frame|later={kind}"] = 1.0
            r += 1
            after += 1
        f[f"frame|clause ends={after == 0}"] = 1.0

    def _agreement(self, c: Candidate, f: dict[str, float]) -> None:
        flat = self.reading.flat
        count = self.occurs[c.text]
        f["document|mentions"] = float(min(self.count[c.kernel], 10))
        f["document|occurs"] = float(min(count, 12))
        f[f"document|occurs={min(count, 4)}"] = 1.0
        f["document|quoted elsewhere"] = float(self.quoted[c.kernel] - (c.quotes == 3) > 0)
        first = flat.find(c.text)
        f["document|first mention"] = float(first == c.start)
        if 0 <= first < self.title_end:
            f["document|in title"] = 1.0
        head = self.head[c.text] or ""
        f["document|same head"] = float(min(len(self.heads.get(head, ())), 8)) if head else 0.0
        f["document|same end"] = float(min(len(self.ends.get(c.text[-2:], ())), 8))
        f["document|same begin"] = float(min(len(self.begins.get(c.text[:2], ())), 8))
        f["document|held by"] = float(min(self.within[c.kernel], 6))
        f["document|holds"] = float(min(self.holding[c.kernel], 6))
        f["place|in article"] = c.start / max(len(flat), 1)
        f["place|in title"] = float(c.start < self.title_end)
        a, b = c.first, c.last
        words = self.reading.words
        if a and words[a - 1] == "、" or (a > 1 and words[a - 1] in "“‘" and words[a - 2] in "、”"):
            f["place|in a list, not first"] = 1.0
        if b + 1 < len(words) and (words[b + 1] == "、" or (words[b + 1] in "”’" and b + 2 < len(words)
                                                           and words[b + 2] in "、“")):
            f["place|in a list, not last"] = 1.0
