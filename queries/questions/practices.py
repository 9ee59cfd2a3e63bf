"""The practices that a question names: by their names, or by words that mean the same."""

from __future__ import annotations

from .index import NATION, Node
from .lexicon import stem_all
from .likeness import Found, Likeness, features_en, features_zh, parts
from .names import allowed_tokens
from .reading import Reading
from .scan import Token
from .slots import PracticeSlot


def find_practices(r: Reading) -> None:
    """Fills the slots of practices, the fullest and most telling names first."""
    exact: list[tuple[float, list[int], list[str]]] = []
    for i, t in enumerate(r.tokens):
        entries = t.named("practice")
        if not entries or t.used or (i == r.target_at and t.of("level")):
            continue
        if t.of("level"):
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
            # an everyday word that some practice is also called: only where no fuller name takes it
            exact.append((0.5, [i], [e.id for e in entries]))
            continue
        exact.append((1.0, [i], [e.id for e in entries]))
    allowed = allowed_tokens(r)
    likeness: Likeness | None = None
    telling = [i for i, ok in enumerate(allowed) if ok]
    found: list[Found] = []
    if telling and (len(telling) > len(exact)):
        likeness = r.parser.likeness("practice")
        found = likeness.find(r.tokens, allowed, cover=0.65)
    chosen: list[tuple[list[int], list[str], bool]] = []
    taken: set[int] = set()
    scores: list[float] = []
    partly: dict[tuple[int, ...], list[Found]] = {}
    ranked: list[tuple[float, list[int], list[str], bool]] = []
    for weight, spots, ids in exact:
        named = r.tokens[spots[0]]
        mass = _mass(r, named) if likeness else float(len(named.text))
        ranked.append((mass * weight * 1.15 + 0.6 * weight, spots, ids, True))
    for f in found:
        one = r.tokens[f.tokens[0]]
        if len(f.tokens) < 2 and (
            f.cover < 0.99 or f.mass < 4.0 or any(r.kind in ("cue", "role", "level") for r in one.readings)
        ):
            continue
        inner = [e for e in exact if set(e[1]) <= set(f.tokens)]
        fuller = inner and len(f.tokens) > len({s for e in inner for s in e[1]})
        absent = bool(r.index.nodes[f.ids[0]].properties.get("absent"))
        if f.cover < 0.85 and not absent:
            partly.setdefault(f.tokens, []).append(f)
        if (f.cover < 0.85 and (absent or not fuller)) or (absent and inner):
            continue
        score = f.mass * f.cover * f.cover
        if f.cover < 0.99:
            score -= 0.5
        if fuller and (f.cover > 0.99 or f.cover < 0.85):
            # a fuller name that holds the shorter ones
            score = max(score, max(_mass(r, r.tokens[e[1][0]]) * 1.15 + 0.6 for e in inner) + 0.1 * f.mass)
        ranked.append((score, list(f.tokens), list(f.ids), False))
    nodes_of = r.index.nodes
    lost = all(nodes_of[i].properties.get("absent") for _, _, ids, _ in ranked for i in ids)
    if not exact and lost and not r.out.roles:
        lone = _lone_word(r, allowed, likeness) if likeness else None
        if lone:
            ranked = [lone]
    ranked.sort(key=lambda r: -r[0])
    for score, spots, ids, sure in ranked:
        if taken.intersection(spots):
            for n, (other, others, firm) in enumerate(chosen):
                if not firm and not sure and list(other) == spots and score >= 0.93 * scores[n]:
                    chosen[n] = (other, [*others, *ids], firm)
            continue
        if not sure and score < 2.0:
            continue
        scores.append(score)
        chosen.append((spots, ids, sure))
        taken.update(range(min(spots), max(spots) + 1) if not sure else spots)
    for spots, ids, sure in sorted(chosen, key=lambda c: min(c[0])):
        nodes = _prefer(
            r, [r.index.nodes[i] for i in dict.fromkeys(ids)], r.tokens[spots[0]] if sure else None
        )
        if not sure and all(n.properties.get("absent") for n in nodes):
            # what the graph holds under a longer name, rather than what it does not hold
            near = partly.get(tuple(spots), [])
            nodes = [r.index.nodes[f.ids[0]] for f in near if f.mass >= 0.95 * near[0].mass] or nodes
        if sure and all(n.properties.get("absent") and len(r.index.kinds_of((n.id,))) < 2 for n in nodes):
            nodes = _within(r, r.tokens[spots[0]]) or _short_for(r, r.tokens[spots[0]], nodes) or nodes
        low, high = min(spots), max(spots)
        for i in range(low, high + 1):
            if i in spots or allowed[i]:
                r.tokens[i].used = True
        slot = PracticeSlot(nodes, " ".join(r.tokens[i].text for i in spots), position=low)
        # a Chinese name in brackets says which practice an English gloss or another name means
        first = r.tokens[low]
        if r.out.practices and "(" in first.before and sure and not _apart(r, low):
            before = r.out.practices[-1]
            if first.han and r.question.language == "en":
                gloss(r, low)
            before.nodes = nodes if first.han and r.question.language == "en" else [*before.nodes, *nodes]
            continue
        if first.han and r.question.language == "en" and ("(" in first.before or '"' in first.before):
            gloss(r, low)
        # the same practice twice (a name and its gloss) is one
        twin = next((p for p in r.out.practices if set(p.ids) & set(slot.ids)), None)
        if twin is not None:
            twin.nodes = [n for n in twin.nodes if n.id in slot.ids] or twin.nodes
            continue
        if not sure and all(n.properties.get("absent") for n in nodes):
            bracketed = r.question.language == "en" and any(
                s and r.tokens[p[0]].han and p[0] > low for p, _, s in chosen
            )
            if not (r.out.problems or r.out.groups or bracketed):
                r.out.unknown_name = slot.text
            continue
        r.out.practices.append(slot)
        r.out.guess = r.out.guess or not sure


def _apart(r: Reading, low: int) -> bool:
    """Whether words that ask, relate or deny stand between the last practice and the name in brackets."""
    return any(
        t.cues("ask") or t.has("restrict.not", "restrict.except")
        for t in r.tokens[r.out.practices[-1].position + 1 : low]
        if not t.used
    )


def _mass(r: Reading, token: Token) -> float:
    """How telling a name's words are, by the same measure as names told by likeness."""

    features = features_zh(token.text, r.index) if token.han else features_en(stem_all(token.text), r.index)
    likeness = r.parser.likeness("practice")
    return sum(likeness.weight(f) for f in features)


def _prefer(r: Reading, nodes: list[Node], token: Token | None) -> list[Node]:
    """Of the practices that one name may mean, those meant here."""
    if len(nodes) <= 1:
        return nodes
    places = {m.node.id for m in r.mentions if m.node.id != NATION}
    best = nodes
    if token is not None:
        entries = token.named("practice")
        ids = [e.id for e in r.index.best(entries)]
        best = [n for n in nodes if n.id in ids] or nodes
    else:
        told = [n for n in nodes if not n.properties.get("absent")] or nodes
        types = [n for n in told if n.properties.get("is_type")]
        best = types or told[:1]
    if places:
        here = [n for n in nodes if r.index.adopted_in(n.id, places)]
        if here and not any(r.index.adopted_in(n.id, places) for n in best):
            return here
    told = [n for n in best if not n.properties.get("absent")]
    return told or best


def gloss(r: Reading, at: int) -> None:
    """The English words right before a Chinese name in brackets say the same as it."""
    for i in range(at - 1, max(-1, at - 7), -1):
        t = r.tokens[i]
        unsure = next((m for m in r.mentions if m.position <= i < m.end and len(m.rivals) > 1), None)
        if unsure is not None:
            r.mentions.remove(unsure)  # a name that may be several places is only spelt in the gloss
            continue
        if t.used and i >= at - 3 and not t.named("place") and not t.han:
            continue
        if (
            t.used
            or t.cues("ask")
            or t.cues("relation")
            or t.has("restrict.not", "restrict.except", "restrict.both")
            or i == r.target_at
            or (t.of("level") and i == at - 1)
            or t.han
            or t.text in ("of", "in", "the", "for", "with", "does", "by")
        ):
            break
        t.used = True


def fragments(r: Reading) -> None:
    """Part of a Chinese name (红帆 for 红帆驿站), where one or two practices have it."""
    run: list[int] = []
    for i, t in enumerate([*r.tokens, None]):
        strange = (
            t is not None
            and t.han
            and not t.used
            and (not t.known or (len(t.text) == 1 and bool(t.of("concept"))))
        )
        if strange and (not run or i == run[-1] + 1):
            run.append(i)
            continue
        text = "".join(r.tokens[n].text for n in run)
        least = 2 if r.question.language == "en" or any(r.tokens[n].quoted for n in run) else 3
        if len(text) >= least and any(not r.tokens[n].known for n in run):
            holders = {
                e.id for key, es in r.index.zh.items() if text in key for e in es if e.kind == "practice"
            }
            told = [n for n in holders if not r.index.nodes[n].properties.get("absent")]
            if 1 <= len(told) <= 2:
                for n in run:
                    r.tokens[n].used = True
                if r.question.language == "en":
                    gloss(r, run[0])
                    _behind(r, run[-1])
                r.out.practices.append(PracticeSlot([r.index.nodes[n] for n in told], text, position=run[0]))
        run = [i] if strange else []


def _behind(r: Reading, at: int) -> None:
    """The English gloss behind a Chinese name: 红帆 (Red Sail) posts."""
    for t in r.tokens[at + 1 : at + 5]:
        if t.used or t.cues("ask") or t.cues("relation") or t.of("level") or t.han:
            return
        t.used = True


def _lone_word(
    r: Reading, allowed: list[bool], likeness: Likeness
) -> tuple[float, list[int], list[str], bool] | None:
    """A telling word that one practice of the graph alone has in its name."""
    for i, t in enumerate(r.tokens):
        if (
            not allowed[i]
            or t.ignored
            or t.cues("relation")
            or t.of("level")
            or t.of("unit")
            or t.concepts <= r.index.lexicon.light
        ):
            continue
        if not t.of("concept"):
            continue
        ids = {n for f in t.concepts for n in likeness.bearers(f)}
        told = [n for n in ids if not r.index.nodes[n].properties.get("absent")]
        if len(told) == 1:
            return 5.0, [i], told, False
    return None


def _within(r: Reading, token: Token) -> list[Node]:
    """Practices of the graph whose whole name stands in a longer one that it does not hold (新街口商圈党建联席会)."""
    likeness = r.parser.likeness("practice")
    whole = _mass(r, token)
    found = [
        f
        for f in likeness.find([token], [True], cover=0.99)
        if not r.index.nodes[f.ids[0]].properties.get("absent") and f.mass >= 0.6 * whole
    ]
    return [
        r.index.nodes[i] for i in dict.fromkeys(f.ids[0] for f in found if f.mass >= found[0].mass - 0.01)
    ]


def _short_for(r: Reading, token: Token, nodes: list[Node]) -> list[Node]:
    """The type that a name which the graph does not hold is short for (党员下沉 for 党员干部下沉社区)."""
    likeness = r.parser.likeness("practice")
    words = parts(token, r.index)
    for node in nodes:
        kind = r.index.nodes.get(f"mech/{node.properties.get('type_id')}")
        if kind is None or kind.properties.get("absent"):
            continue
        for bag in likeness.bags:
            if bag.id == kind.id and len(words) > 1 and all(any(w & f for f in bag.features) for w in words):
                return [kind]
    return []
