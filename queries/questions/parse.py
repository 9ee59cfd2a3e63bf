"""From tokens to slots: a grammar of what is asked and what restricts it, the same for both languages."""
# One class in one file of some 500 lines: the slots depend on one another, and reading them apart hides the order.

from __future__ import annotations

from dataclasses import dataclass, field

from .figures import Figures
from .index import NATION, Index, Node
from .lexicon import Level
from .likeness import Found, Likeness
from .normalise import Question
from .places import PlaceMention, find_places
from .scan import Token, scan
from .slots import Frame, PracticeSlot

_PEOPLE = {"cadre", "resident", "villager", "courier", "party_member", "volunteer", "elderly", "driver", "rider", "student",
           "herder", "food_delivery", "worker", "social_worker", "representative", "young_worker", "new_employment"}  # fmt: skip


@dataclass
class Parser:
    """What a graph's questions are parsed with; made once for each store."""

    index: Index
    _likeness: dict[str, Likeness] = field(default_factory=dict)
    _figures: Figures | None = None

    def likeness(self, kind: str) -> Likeness:
        """Names of a kind by their meanings, made when first needed."""
        if kind not in self._likeness:
            self._likeness[kind] = Likeness(self.index, self.index.of_kind(kind))
        return self._likeness[kind]

    @property
    def figures(self) -> Figures:
        """The graph's statistics by their words, made when first needed."""
        if self._figures is None:
            self._figures = Figures(self.index)
        return self._figures

    def parse(self, question: Question) -> Frame:
        """The slots of a question."""
        tokens = scan(question, self.index)
        if any(_proper_gap(t) for t in tokens):
            self.index.divisions()
            tokens = scan(question, self.index, far=True)
        return _Reading(self, question, tokens).frame()


def _proper_gap(token: Token) -> bool:
    return not token.known


@dataclass
class _Reading:
    """One question being read."""

    parser: Parser
    question: Question
    tokens: list[Token]
    out: Frame = field(default_factory=Frame)
    mentions: list[PlaceMention] = field(default_factory=list)
    target: str = ""
    target_at: int = -1
    how: bool = False  #: by what means, not which
    units: list[str] = field(default_factory=list)

    @property
    def index(self) -> Index:
        return self.parser.index

    def cue(self, *names: str) -> bool:
        """Whether one of these cues stands in the question, outside names."""
        return any(t.has(*names) for t in self.tokens if not t.used)

    def at(self, *names: str) -> list[int]:
        """Where these cues stand."""
        return [i for i, t in enumerate(self.tokens) if not t.used and t.has(*names)]

    # -- the order of reading

    def frame(self) -> Frame:
        out = self.out
        if self.cue("out_of_scope.opinion", "out_of_scope.chat", "out_of_scope.weather", "out_of_scope.why"):
            out.reason = "out_of_scope"
            return out
        self.mentions = find_places(self.tokens, self.index)
        self._find_target()
        for i, t in enumerate(self.tokens):
            if t.han and t.used and t.named("place") and self.question.language == "en" and "(" in t.before:
                self._gloss(i)
        self._named("person", out.persons)
        self._named("policy", out.policies)
        self._named("source", out.sources)
        self._categories()
        self._named("group", out.groups)
        self._named("problem", out.problems)
        if self.cue("relation.address"):
            self._like("problem", out.problems)
        if self.target in ("role", "who", "person"):
            self._roles()
        self._practices()
        self._like("group", out.groups)
        self._like("problem", out.problems)
        if self.target not in ("role", "who", "person"):
            self._roles()
        self._time()
        self._contrast()
        self._place_slots()
        self._decide()
        self._leftover()
        return out

    # -- what is asked for

    def _find_target(self) -> None:
        asks = [i for i, t in enumerate(self.tokens) if t.cues("ask")]
        order = sorted(asks, key=lambda i: (min(_ASK_RANK.get(c, 0) for c in self.tokens[i].cues("ask")), i))
        for i in order:
            token = self.tokens[i]
            cues = token.cues("ask")
            if cues == ["whether"]:
                continue
            kind, at = self._noun_after(i)
            if not kind and (token.han or "list" not in cues):
                kind, at = self._noun_before(i) if token.han else self._noun_first(i)
            if "how" in cues and "how_many" not in cues:
                self.target, self.target_at, self.how = "practice", i, True
                self._relatives(i)
                return
            if "who" in cues and token.has("noun.group") and not any(t.of("role") for t in self.tokens):
                kind, at = "group", i
            elif "who" in cues and kind not in ("role", "level"):
                kind, at = ("who", i) if kind in ("", "adopt") or "who" in cues else (kind, at)
            if "where" in cues and kind not in ("level",):
                kind, at = "where", i
            if "when" in cues:
                kind, at = "when", i
            if "percent" in cues:
                kind, at = "percent", i
            if "list" in cues and len(order) > 1 and not kind:
                continue
            if "how_many" in cues:
                self.out.aggregate = "count"
                self.units += token.of("unit")
                kind = kind or "number"
            if kind or "what" in cues or "which" in cues:
                self.target, self.target_at = kind or "what", at if kind else i
                self._relatives(i)
                return
        for i, t in enumerate(self.tokens):
            for noun in ("group", "person", "number", "date", "alias", "tier", "kind"):
                if t.has(f"noun.{noun}") and not t.entries:
                    self.target, self.target_at = noun, i
                    return
        if any("whether" in t.cues("ask") for t in self.tokens):
            self.target = "whether"

    def _noun_after(self, i: int) -> tuple[str, int]:
        token = self.tokens[i]
        own = self._noun_of(i, self_ask=True)
        if own:
            return own, i
        counts = "how_many" in token.cues("ask")
        if counts and token.of("unit") and not set(token.of("unit")) <= {"个", "处"}:
            return "unit", i
        for j in range(i + 1, min(i + 7, len(self.tokens))):
            t = self.tokens[j]
            if t.clause != token.clause and j > i + 1:
                break
            if (
                t.cues("ask")
                and not t.ignored
                and not (t.of("unit") or t.cues("noun"))
                and not ({"how_many", "percent"} & set(t.cues("ask")))
            ):
                if token.cues("ask") == ["list"]:
                    continue
                break
            if t.used:
                if t.han:
                    break
                continue
            if (
                t.cues("ask")
                and not counts
                and {"how_many", "percent"} & set(t.cues("ask"))
                and not t.has("noun.tier")
            ):
                self.out.aggregate = "count" if "how_many" in t.cues("ask") else self.out.aggregate
                if "percent" in t.cues("ask"):
                    return "percent", j
                kind, at = self._noun_after(j)
                return kind or "number", at if kind else j
            kind = self._noun_of(j)
            if kind == "level" and counts and not t.han and not t.text.endswith("s"):
                kind = ""  # how many area stations: a word in front of the one that is counted
            if counts and not kind and not t.ignored and (t.of("concept") or not t.known):
                return "number", j
            if kind:
                # "which party secretaries of communities", but "which community party secretaries"
                if (
                    kind == "level"
                    and j + 1 < len(self.tokens)
                    and self._noun_of(j + 1) in ("role",)
                    and not t.han
                ):
                    return "role", j + 1
                return kind, j
            if t.han and (t.cues("relation") or t.entries) and not t.ignored:
                break
            if not t.han and t.named("place") and j > i + 1:
                continue
        return "", -1

    def _relatives(self, main: int) -> None:
        """English words that ask, behind the one that does, join clauses: couriers who are members."""
        for i, t in enumerate(self.tokens):
            if (
                i > main
                and not t.han
                and set(t.cues("ask")) <= {"who", "which", "where", "what", "when", "whether"}
                and t.cues("ask")
            ):
                t.readings = [r for r in t.readings if not r.value.startswith("ask.")]
                t.ignored = True

    def _noun_first(self, i: int) -> tuple[str, int]:
        """Of the provinces that ..., which ...: the noun stands in front."""
        if "which" in self.tokens[i].cues("ask"):
            for j in range(i):
                if not self.tokens[j].used and self._noun_of(j) in ("level", "practice", "place", "role"):
                    return self._noun_of(j), j
        return "", -1

    def _noun_before(self, i: int) -> tuple[str, int]:
        for j in range(i - 1, max(-1, i - 5), -1):
            t = self.tokens[j]
            kind = "" if t.used else self._noun_of(j)
            if kind:
                return kind, j
            if t.entries or (t.cues("relation") and t.text not in ("有", "是", "叫", "在", "都有", "为")):
                break
        return "", -1

    def _noun_of(self, i: int, self_ask: bool = False) -> str:
        t = self.tokens[i]
        if t.of("role"):
            return "role"
        level = t.of("level")
        if level and not any(len(e.id) and e.how == "english" for e in t.entries):
            if t.has("noun.tier") and self.out.aggregate:
                return "tier"
            return "level"
        if t.cues("position") and t.text[-1:] not in "一二三四五" and (t.han or " " in t.text):
            return "tier"
        nouns = t.cues("noun")
        if nouns:
            if len(nouns) > 1 and "practice" in nouns and "place" not in nouns:
                nouns = [n for n in nouns if n != "practice"] if "tier" not in nouns else nouns
            return nouns[0]
        if t.named("category") and not t.named("practice"):
            return ""
        if t.named("group") and not t.named("practice"):
            return "group_named"
        if not self_ask and t.of("unit"):
            return "unit"
        return ""

    # -- names

    def _named(self, kind: str, into: list[Node]) -> None:
        for t in self.tokens:
            entries = t.named(kind)
            if not entries or t.used or (kind in ("policy", "source") and len(t.text) < 5):
                continue
            if (
                kind in ("group", "problem")
                and t.named("practice")
                and not (
                    self.cue({"group": "relation.serve", "problem": "relation.address"}[kind])
                    and t.text == self.index.nodes[entries[0].id].name
                )
            ):
                continue
            for e in entries:
                node = self.index.nodes[e.id]
                if node not in into:
                    into.append(node)
            t.used = True

    def _like(self, kind: str, into: list[Node]) -> None:
        """Groups and problems that the question words otherwise."""
        if into:
            return
        wanted = {"group": ("relation.serve", "noun.group"), "problem": ("relation.address", "noun.problem")}[
            kind
        ]
        if not self.cue(*wanted) and not any(
            t.concepts & {"hard", "chaotic"} for t in self.tokens if not t.used
        ):
            return
        if self.target in (kind,):
            return
        allowed = self._allowed()
        found = self.parser.likeness(kind).find(self.tokens, allowed, cover=0.99 if kind == "group" else 0.6)
        if not found:
            return
        top = found[0]
        same = [f for f in found if f.mass >= top.mass - 0.01 and f.cover >= top.cover - 0.05]
        for f in same[:4]:
            node = self.index.nodes[f.ids[0]]
            if node not in into:
                into.append(node)
        if not into:
            return
        for i in {i for f in same for i in f.tokens}:
            self.tokens[i].used = True
        self.out.guess = True
        if kind == "problem":  # the words around it that say that it is hard
            for t in self.tokens:
                if not t.used and t.concepts & {"hard", "chaotic", "question", "settle"}:
                    t.used = True

    def _categories(self) -> None:
        for t in self.tokens:
            found = t.named("category")
            if found and not t.used and not t.named("practice") and not t.of("role") and len(t.text) > 2:
                if t.of("concept") and not t.han and " " not in t.text:
                    continue
                self.out.category = found[0].id
                t.used = True
            elif t.cues("category") and not t.used:
                self.out.category = t.cues("category")[0]
                t.used = True

    def _allowed(self) -> list[bool]:
        """Which tokens may be part of a name that is told by likeness."""
        out = []
        for i, t in enumerate(self.tokens):
            person = self.target in ("role", "who", "person")
            free = (
                not t.used
                and not t.date
                and (bool(t.of("concept")) or not t.known or bool(t.entries) or bool(t.of("role")))
            )
            if t.of("role") and person:
                free = False
            if i == self.target_at and self.target not in ("group_named",):
                free = False
            if t.cues("ask") and not t.of("concept"):
                free = False
            if t.named("place") or t.named("person"):
                free = free and not t.used
            out.append(free)
        return out

    def _practices(self) -> None:
        exact: list[tuple[float, list[int], list[str]]] = []
        likeness: Likeness | None = None
        for i, t in enumerate(self.tokens):
            entries = t.named("practice")
            if not entries or t.used or (i == self.target_at and t.of("level")):
                continue
            if t.of("level") or (t.of("role") and not t.quoted and self.target in ("role", "who", "person")):
                continue
            if len(t.text) < 2 or (t.cues("noun") and not t.quoted) or (t.cues("ask")):
                continue
            if (
                t.of("concept")
                and len(t.text) <= 2
                and t.han
                and not t.quoted
                and all(e.how != "type" for e in entries)
            ):
                # an everyday word of the field that some practice is also called: only where no fuller name takes it
                exact.append((0.5, [i], [e.id for e in entries]))
                continue
            exact.append((1.0, [i], [e.id for e in entries]))
        allowed = self._allowed()
        telling = [i for i, ok in enumerate(allowed) if ok]
        found: list[Found] = []
        if telling and (len(telling) > len(exact)):
            likeness = self.parser.likeness("practice")
            found = likeness.find(self.tokens, allowed, cover=0.65)
        chosen: list[tuple[list[int], list[str], bool]] = []
        taken: set[int] = set()
        scores: list[float] = []
        partly: dict[tuple[int, ...], list[Found]] = {}
        ranked: list[tuple[float, list[int], list[str], bool]] = []
        for weight, spots, ids in exact:
            mass = self._mass(self.tokens[spots[0]])
            ranked.append((mass * weight * 1.15 + 0.6 * weight, spots, ids, True))
        for f in found:
            one = self.tokens[f.tokens[0]]
            if len(f.tokens) < 2 and (
                f.cover < 0.99
                or f.mass < 4.0
                or any(r.kind in ("cue", "role", "level") for r in one.readings)
            ):
                continue
            inner = [e for e in exact if set(e[1]) <= set(f.tokens)]
            fuller = inner and len(f.tokens) > len({s for e in inner for s in e[1]})
            absent = bool(self.index.nodes[f.ids[0]].properties.get("absent"))
            if f.cover < 0.85 and not absent:
                partly.setdefault(f.tokens, []).append(f)
            if (f.cover < 0.85 and (absent or not fuller)) or (absent and inner):
                continue
            score = f.mass * f.cover * f.cover
            if f.cover < 0.99:
                score -= 0.5
            if fuller and (f.cover > 0.99 or f.cover < 0.85):
                # a fuller name that holds the shorter ones
                score = max(
                    score, max(self._mass(self.tokens[e[1][0]]) * 1.15 + 0.6 for e in inner) + 0.1 * f.mass
                )
            ranked.append((score, list(f.tokens), list(f.ids), False))
        ranked.sort(key=lambda r: -r[0])
        for score, spots, ids, sure in ranked:
            if taken.intersection(spots):
                for n, (other, others, firm) in enumerate(chosen):
                    if not firm and not sure and list(other) == spots and score >= 0.85 * scores[n]:
                        chosen[n] = (other, [*others, *ids], firm)
                continue
            if not sure and score < 2.0:
                continue
            scores.append(score)
            chosen.append((spots, ids, sure))
            taken.update(range(min(spots), max(spots) + 1) if not sure else spots)
        for spots, ids, sure in sorted(chosen, key=lambda c: min(c[0])):
            nodes = self._prefer(
                [self.index.nodes[i] for i in dict.fromkeys(ids)], self.tokens[spots[0]] if sure else None
            )
            if not sure and all(n.properties.get("absent") for n in nodes):
                # what the graph holds under a longer name, rather than what it does not hold
                near = partly.get(tuple(spots), [])
                nodes = [self.index.nodes[f.ids[0]] for f in near if f.mass >= 0.95 * near[0].mass] or nodes
            low, high = min(spots), max(spots)
            for i in range(low, high + 1):
                if i in spots or allowed[i]:
                    self.tokens[i].used = True
            slot = PracticeSlot(nodes, " ".join(self.tokens[i].text for i in spots), position=low)
            # a Chinese name in brackets says which practice an English gloss or another name means
            first = self.tokens[low]
            if self.out.practices and "(" in first.before and sure:
                before = self.out.practices[-1]
                before.nodes = (
                    nodes if first.han and self.question.language == "en" else [*before.nodes, *nodes]
                )
                continue
            if first.han and self.question.language == "en" and ("(" in first.before or '"' in first.before):
                self._gloss(low)
            # the same practice twice (a name and its gloss) is one
            twin = next((p for p in self.out.practices if set(p.ids) & set(slot.ids)), None)
            if twin is not None:
                twin.nodes = [n for n in twin.nodes if n.id in slot.ids] or twin.nodes
                continue
            self.out.practices.append(slot)
            self.out.guess = self.out.guess or not sure
            if not sure and all(n.properties.get("absent") for n in nodes):
                self.out.unknown_name = slot.text

    def _mass(self, token: Token) -> float:
        """How telling a name's words are, by the same measure as names told by likeness."""
        from .lexicon import stem_all
        from .likeness import features_en, features_zh

        features = (
            features_zh(token.text, self.index)
            if token.han
            else features_en(stem_all(token.text), self.index)
        )
        likeness = self.parser.likeness("practice")
        return sum(likeness.weight(f) for f in features)

    def _prefer(self, nodes: list[Node], token: Token | None) -> list[Node]:
        """Of the practices that one name may mean, those meant here."""
        if len(nodes) <= 1:
            return nodes
        places = {m.node.id for m in self.mentions if m.node.id != NATION}
        best = nodes
        if token is not None:
            entries = [e for e in token.named("practice")]
            ids = [e.id for e in self.index.best(entries)]
            best = [n for n in nodes if n.id in ids] or nodes
        else:
            told = [n for n in nodes if not n.properties.get("absent")] or nodes
            types = [n for n in told if n.properties.get("is_type")]
            best = types or told[:1]
        if places:
            here = [n for n in nodes if self.index.adopted_in(n.id, places)]
            if here and not any(self.index.adopted_in(n.id, places) for n in best):
                return here
        told = [n for n in best if not n.properties.get("absent")]
        return told or best

    def _roles(self) -> None:
        for t in self.tokens:
            roles = t.of("role")
            if not roles or t.used:
                continue
            if self.target not in ("role", "who", "person") and not self.out.persons:
                continue
            if self.target in ("number", "unit", "percent", "tier") or (
                self.out.aggregate == "count" and self.target != "role"
            ):
                continue
            self.out.roles += [r for r in roles if r not in self.out.roles]
            self.out.organs.append(t.text if t.han else "")
            t.used = True
        if not self.out.roles and not self.out.persons and self.target in ("role", "who", "person"):
            self._posts()

    def _posts(self) -> None:
        """Posts that no list of titles holds, by the graph's own names of them."""
        for t in self.tokens:
            named = t.named("post")
            if named and not t.used:
                self.out.posts += [self.index.nodes[e.id].name for e in named]
                t.used = True
        if self.out.posts:
            return
        found = self.parser.likeness("post").find(self.tokens, self._allowed(), cover=0.8)
        if found and found[0].mass > 3.0:
            top = found[0]
            same = [
                f
                for f in found
                if f.tokens == top.tokens and f.mass >= top.mass - 0.01 and f.cover >= top.cover - 0.05
            ]
            self.out.posts = [self.index.nodes[f.ids[0]].name for f in same]
            for i in top.tokens:
                self.tokens[i].used = True

    def _gloss(self, at: int) -> None:
        """The English words right before a Chinese name in brackets say the same as it."""
        for i in range(at - 1, max(-1, at - 7), -1):
            t = self.tokens[i]
            if (
                t.used
                or t.cues("ask")
                or t.cues("relation")
                or t.of("level")
                or t.han
                or t.text in ("of", "in", "the", "for", "with", "does", "by")
            ):
                break
            t.used = True

    def _time(self) -> None:
        for i, t in enumerate(self.tokens):
            if not t.date:
                continue
            near = [x for x in self.tokens[max(0, i - 2) : i + 3] if x is not t]
            if any(x.has("restrict.before") and not x.ignored for x in near if x.text not in ("by",)):
                self.out.time = ("<", t.date)
            elif any(x.has("restrict.since") for x in near):
                self.out.time = (">=", t.date)
            else:
                self.out.time = ("=", t.date)
            t.used = True

    def _contrast(self) -> None:
        """What a question sets aside (as opposed to party members) restricts nothing."""
        for i in self.at("restrict.contrast"):
            for t in self.tokens[i + 1 : i + 4]:
                if t.of("concept") and not t.used:
                    t.used = True
                    break

    def _place_slots(self) -> None:
        out = self.out
        for m in self.mentions:
            if len(m.rivals) > 1:
                out.ambiguous = [self._full(n) for n in m.rivals]
            if m.node.id != NATION:
                out.places.append(m.node)
        self._exceptions()
        nots = self.at("restrict.not")
        if nots and len(out.places) >= 2 and not out.practices:
            spots = {m.node.id: m.position for m in self.mentions if m.node.id != NATION}
            n = nots[-1]
            after = [p for p, s in spots.items() if s > n]
            before = [p for p, s in spots.items() if s < n]
            zh = self.question.language == "zh"
            pick = (
                before[-1]
                if before and ((zh and not after) or not after or (before and n - spots[before[-1]] <= 2))
                else after[0]
            )
            out.minus = [p for p in out.places if p.id == pick]
            out.places = [p for p in out.places if p.id != pick]
            out.combine = "minus"
        if nots and out.practices:
            n = nots[-1]
            after_slots = [p for p in out.practices if p.position > n]
            if after_slots and (len(out.practices) > 1 or True):
                for p in after_slots[:1]:
                    p.negated = True
            elif len(out.practices) > 1 or not self.cue("ask.whether"):
                out.practices[-1].negated = True
        if self.cue("restrict.below"):
            out.below = True

    def _exceptions(self) -> None:
        """Places to leave out of the answer, practices to leave out of a list."""
        out = self.out
        for i in self.at("restrict.except"):
            near = [m for m in self.mentions if 0 < abs(m.position - i) <= 3 and m.node in out.places]
            if near and (len(out.places) > 1 or self.target in ("level", "place", "where")):
                out.without.append(near[0].node)
                out.places = [p for p in out.places if p is not near[0].node]
            elif not near:
                slots = [p for p in out.practices if 0 < abs(p.position - i) <= 4]
                if slots and out.places:
                    slots[0].negated = True
                elif slots:
                    out.else_ = True

    def _full(self, node: Node) -> str:
        names = [self.index.nodes[p].name for p in node.path[1:-1] if p in self.index.nodes]
        return "".join([*names, node.name])

    # -- deciding

    def _decide(self) -> None:
        from .decide import decide

        decide(self)

    def levels(self) -> list[Level]:
        """Levels named beside the target."""
        return [self.index.lexicon.levels[v] for t in self.tokens if not t.used for v in t.of("level")]

    # -- nothing is lost in silence

    def _leftover(self) -> None:
        out = self.out
        left: list[str] = []
        for i, t in enumerate(self.tokens):
            if t.used or t.ignored or i == self.target_at or t.date:
                continue
            if (
                t.cues("ask")
                or t.cues("noun")
                or t.cues("relation")
                or t.cues("restrict")
                or t.cues("aggregate")
            ):
                continue
            if t.number is not None and len(t.text) <= 2:
                continue
            if t.of("level") or t.of("unit") or t.cues("position") or t.cues("category"):
                continue
            if t.text in ("%",):
                continue
            if t.of("concept") and t.concepts <= self.index.lexicon.light:
                continue
            left.append(t.text)
            if not t.known or not (t.of("concept") or t.readings):
                out.strange.append(t.text)
        out.left = left


_ASK_RANK = {"list": 5, "whether": 6}
