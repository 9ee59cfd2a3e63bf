"""Stage two, a close look: what a candidate's words, its frame, and the rest of the article say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ....graph.identity.taxonomy import Taxonomy
from .candidates import Candidate
from .cards import CLAUSE, EDGE, card_of
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
DECIMAL = frozenset("0123456789")
DIGITS = frozenset("0123456789一二三四五六七八九十两双多")
MARKS = frozenset("、+—-·（的")
OPEN, CLOSE = "“‘", "”’"
LINKS = frozenset(("“", "了", "的", "、"))
ROUGHLY = frozenset(("了", "的", "近", "约", "共", "余", "多"))


class Look:
    """Features of the candidates of one article."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate], lex: Lexicon, taxonomy: Taxonomy):
        self.reading, self.candidates, self.lex, self.taxonomy = reading, candidates, lex, taxonomy
        self.cards = [card_of(w, t, lex) for w, t in zip(reading.words, reading.tags, strict=True)]
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
        self.occurs = {text: flat.count(text) for text in {c.text for c in self.candidates}}
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
        counts: defaultdict[str, int] = defaultdict(int)
        for card in self.cards:
            for name in card.genre:
                counts[name] += 1
        flat = self.reading.flat
        length = max(len(flat), 1)
        self.genre = {
            "genre|thinker": 100 * counts["thinker"] / n,
            "genre|future": 100 * counts["future"] / n,
            "genre|establish": min(100 * counts["frame-establish"] / n, 7.0),
            "genre|party": 100 * counts["party"] / n,
            "genre|places": 100 * sum(t == "ns" for t in self.reading.tags) / n,
            "genre|quotes": 100 * flat.count("“") / length,
            "genre|numbers": 100 * sum(t == "m" for t in self.reading.tags) / n,
            "genre|candidates": min(100 * sum(c.margin > 0 for c in self.candidates) / length, 4.0),
            "genre|length": float(np.log(length)),
            "genre|long": float(length > 1500),
        }

    def features(self, i: int) -> dict[str, float]:
        """The features of the i-th candidate; names are ``group|what``."""
        c = self.candidates[i]
        names: list[str] = []
        numbers: dict[str, float] = dict(self.genre)
        self._glance(i, c, names, numbers)
        self._name(c, names, numbers)
        self._frame(c, names, numbers)
        self._agreement(c, names, numbers)
        found = dict.fromkeys(names, 1.0)
        found.update(numbers)
        return found

    def _glance(self, i: int, c: Candidate, names: list[str], f: dict[str, float]) -> None:
        outer, inner, cross, n = self.rival[i]
        f["glance|margin"] = c.margin
        names.append(f"glance|about={round(c.margin)}")
        f["glance|outer"] = c.margin - outer
        f["glance|inner"] = c.margin - inner
        f["glance|cross"] = c.margin - cross
        f["glance|lead"] = c.margin - max(outer, inner, cross)
        f["glance|rivals"] = float(n)
        if c.margin >= max(outer, inner, cross):
            names.append("glance|first")
        f["glance|best mention"] = self.best[c.kernel]
        f["glance|below best"] = self.best[c.kernel] - c.margin

    def _name(self, c: Candidate, names: list[str], f: dict[str, float]) -> None:
        reading, lex = self.reading, self.lex
        a, b, text = c.first, c.last, c.text
        words, tags, cards = reading.words, reading.tags, self.cards
        size = b - a + 1
        names += cards[a].first
        names += cards[b].last
        unknown = 0
        for card in cards[a : b + 1]:
            names += card.has
            unknown += card.kind == "-"
        for card in cards[a + 1 : b]:
            names.append(card.inner)
        kinds = [card.kind for card in cards[a : b + 1]]
        head = self.head[text]
        kind = lex.heads[head] if head else "none"
        before = len(c.kernel) - len(head or "")
        names += (
            f"word|name={c.kernel}", f"word|end2={text[-2:]}", f"word|end3={text[-3:]}",
            f"word|begin2={text[:2]}", f"word|tags={'-'.join(tags[a : min(b + 1, a + 6)])}",
            f"meaning|pattern={'+'.join(kinds[:5])}", f"meaning|ends={kinds[0]}..{kinds[-1]}",
            f"head|kind={kind}", f"head|word={head}", f"head|kind={kind}&first={kinds[0]}",
            f"head|kind={kind}&before={min(before, 4)}",
        )  # fmt: skip
        names += [f"meaning|pair={x}+{y}" for x, y in pairwise(kinds)]
        f["meaning|unknown share"] = unknown / size
        f["head|before"] = float(before)
        if size > 1:
            names += (f"head|kind={kind}&left={kinds[-2]}", f"head|word={head}&left={words[b - 1]}")
        self._shape(c, names, f)
        known = self.taxonomy.by_name(c.kernel)
        if known:
            names += (f"taxonomy|{known.relation}", f"taxonomy|known, category={known.type.category}")
        elif size > 1 or len(text) > 3:
            kin = self.taxonomy.by_head(c.kernel)
            if kin:
                names.append("taxonomy|kind of a known one")
                names.append(f"taxonomy|kind of one, category={kin.type.category}")

    def _shape(self, c: Candidate, names: list[str], f: dict[str, float]) -> None:
        text, tags = c.text, self.reading.tags[c.first : c.last + 1]
        n = len(text)
        f["shape|letters"] = float(n)
        f["shape|words"] = float(len(tags))
        names.append(f"shape|letters={min(n, 16) if n < 12 else 12 + (n - 12) // 4}")
        if len(tags) == 1:
            names.append("shape|single word")
        f["shape|holds"] = float(c.holds)
        f["shape|numbers"] = float(sum(ch in DIGITS for ch in text))
        if not DECIMAL.isdisjoint(text):
            names.append("shape|digits")
        for mark in MARKS.intersection(text):
            names.append(f"shape|mark={mark}")
        if "、" in text:
            parts = text.split("、")
            f["shape|parts"] = float(len(parts))
            f["shape|even parts"] = float(max(map(len, parts)) - min(map(len, parts)) == 0)
        if "ns" in tags:
            names.append("shape|place inside")
            if tags[0] == "ns":
                names.append("shape|place first")
        if "nr" in tags or "nrt" in tags:
            names.append("shape|person inside")
        f["shape|verbs"] = float(sum([t[0] == "v" for t in tags]))
        if tags[0][0] == "v":
            names.append("shape|verb first")

    def _frame(self, c: Candidate, names: list[str], f: dict[str, float]) -> None:
        words, cards = self.reading.words, self.cards
        a, b = c.first, c.last
        last = len(words) - 1
        before = cards[a - 1] if a else EDGE
        behind = cards[b + 1] if b < last else EDGE
        names += before.left
        names += behind.right
        k, r = a - 1, b + 1
        if a > 1 and before.word in OPEN:
            k = a - 2
            names += cards[k].left_of_quote
        if b + 2 <= last and behind.word in CLOSE:
            r = b + 2
            names += cards[r].right_of_quote
        names += (
            f"frame|quotes={c.quotes}", f"frame|quotes={c.quotes}&short={len(c.text) < 6}",
            f"frame|bigram={words[a - 2] if a > 1 else '^'}_{before.word}",
        )  # fmt: skip
        self._counted(k, names)
        outer = words[k] if k >= 0 else "^"
        # The nearest governing verb to the left, within the clause; then what else the clause says.
        distance, of, seen = 0, False, 0
        while k >= 0 and distance < 14:
            card = cards[k]
            if card.clause:
                break
            if card.frames:
                if not seen:
                    names += card.verb
                    if distance == 0:
                        names += card.verb_at_hand
                    if of:
                        names += card.verb_of
                    f["frame|verb distance"] = float(distance)
                elif seen == 1:
                    names += card.second_verb
                seen += 1
            if card.word == "的":
                of = True
            names += card.clause_has
            distance += 1
            k -= 1
        names.append(f"frame|clause begins={k == a - 1 or outer in CLAUSE}")
        if not seen:
            names.append("frame|no verb")
        names.append(f"frame|mark before={words[k] if k >= 0 else '^'}")
        stop = min(r + 6, last + 1)
        at = r
        while at < stop and not cards[at].clause:
            names += cards[at].later
            at += 1
        names.append(f"frame|clause ends={at == r}")

    def _counted(self, at: int, names: list[str]) -> None:
        """A number and a measure word before the name: 12 支, 一批, 1481 名."""
        words, tags, cards = self.reading.words, self.reading.tags, self.cards
        while at > 0 and words[at] in LINKS:
            at -= 1
        if at <= 0 or not (tags[at] in ("m", "q", "mq") or cards[at].measures):
            return
        if tags[at] in ("m", "mq") or tags[at - 1] == "m":
            names += ("frame|counted", f"frame|counted by={words[at][-1]}")
            at -= 2 if tags[at - 1] == "m" else 1
            while at > 0 and words[at] in ROUGHLY:
                at -= 1
            if at >= 0:
                names += cards[at].counted_behind

    def _agreement(self, c: Candidate, names: list[str], f: dict[str, float]) -> None:
        flat = self.reading.flat
        count = self.occurs[c.text]
        f["document|mentions"] = float(min(self.count[c.kernel], 10))
        f["document|occurs"] = float(min(count, 12))
        names.append(f"document|occurs={min(count, 4)}")
        f["document|quoted elsewhere"] = float(self.quoted[c.kernel] - (c.quotes == 3) > 0)
        first = flat.find(c.text)
        f["document|first mention"] = float(first == c.start)
        if 0 <= first < self.title_end:
            names.append("document|in title")
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
        if (a and words[a - 1] == "、") or (a > 1 and words[a - 1] in "“‘" and words[a - 2] in "、”"):
            names.append("place|in a list, not first")
        if b + 1 < len(words) and (
            words[b + 1] == "、" or (words[b + 1] in "”’" and b + 2 < len(words) and words[b + 2] in "、“")
        ):
            names.append("place|in a list, not last")
