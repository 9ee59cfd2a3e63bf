"""Forms that ask for a number."""

from __future__ import annotations

from .figures import FigureMatch
from .index import NATION
from .likeness import features_zh
from .likeness import parts as features_of
from .reading import Reading
from .scan import Token
from .slots import Frame

_PEOPLE = {
    "cadre",
    "resident",
    "villager",
    "courier",
    "party_member",
    "volunteer",
    "elderly",
    "driver",
    "rider",
    "student",
    "herder",
    "food_delivery",
    "worker",
    "social_worker",
    "representative",
    "young_worker",
    "new_employment",
}


def figures_form(r: Reading, out: Frame) -> bool:
    """How many, how much, what share: a statistic, if one answers to the words; else the things are "
    "counted."""
    wants = (
        r.target in ("number", "unit", "percent")
        or (
            out.aggregate == "count"
            and r.target
            in ("level", "group_named", "role", "practice", "place", "person", "who", "group", "problem")
        )
        or (
            r.target in ("what", "number", "level", "which")
            and (
                out.aggregate in ("max", "min")
                and (r.units or any(t.has("ask.percent") or t.has("noun.number") for t in r.tokens))
            )
        )
    )
    if not wants:
        return False
    strict = r.target in ("level", "practice", "place", "person", "who", "group", "problem", "role")
    units = _units(r)
    places_at = {i for m in r.mentions for i in range(m.position, m.end)}
    tokens = [
        t
        for i, t in enumerate(r.tokens)
        if i not in places_at
        and not t.date
        and not t.ignored
        and not t.named("person")
        and (t.of("concept") or not t.known or t.named("practice") or t.named("group") or t.named("problem"))
        and not (t.cues("ask") and not t.of("concept"))
        and not t.has("noun.number", "ask.percent", "ask.how_many")
    ]
    tokens = [t for t in tokens if not (t.concepts <= {"per", "number", "is", "share"})]
    heavy = [t for t in tokens if not t.concepts <= r.index.lexicon.light and not t.has("noun.practice")]
    if strict and r.target == "practice" and not heavy:
        return False
    places = [p.id for p in out.places]
    nation = any(m.node.id == NATION for m in r.mentions) or r.cue("restrict.nationwide")
    spread = out.aggregate in ("max", "min") and any(t.text in ("各地", "全国各地") for t in r.tokens)
    if nation and not places and not spread:
        places = [NATION]  # the highest figure of all places is no figure of the whole country
    practices = r.index.kinds_of(i for p in out.practices for i in p.ids)
    found = r.parser.figures.find(
        tokens,
        places=places,
        practices=practices,
        units=units,
        period=out.time[1] if out.time else "",
        target=r.tokens[r.target_at] if r.target_at >= 0 else None,
    )
    if not found and units and places:
        found = r.parser.figures.find(
            tokens, places=places, practices=practices, period=out.time[1] if out.time else ""
        )
        found = [m for m in found if m.asked >= 0.8]
    good = [
        m for m in found if m.asked >= (0.75 if strict else 0.5) and (strict or m.own > 0.15 or not tokens)
    ]
    if r.target == "level":
        heads = _heads(r)
        summed = _summed(r, out, good, heads)
        if summed:
            return True
        good = [m for m in good if any(_counts(m, head, r) for head in heads)]
        if len(heads) > 1:
            good = [m for m in good if all(_counts(m, head, r) for head in heads)]
    if r.target == "role":
        head = frozenset(f for part in features_of(r.tokens[r.target_at], r.index) for f in part)
        good = [m for m in good if _counts(m, head, r)]
    if strict and not places and out.aggregate == "count":
        good = [m for m in good if m.asked >= 0.95 and m.own >= 0.6]
    if not tokens and not practices and out.aggregate not in ("max", "min"):
        good = [m for m in good if len(found) == 1]
    extreme = out.aggregate in ("max", "min")
    if r.units and "个" in r.units and len(good) > 1:
        good = [m for m in good if m.figure.unit in ("个", "家", "处", "支", "项", "类", "座", "所")] or good
    if not good:
        if strict:
            return False
        if found and places and (found[0].asked > 0.3) and not strict:
            out.reason = "no_figure"
            out.target = "unknown"
            return True
        out.target = "unknown"
        out.reason = "no_figure"
        return not (out.aggregate == "count" and out.practices and not r.units)
    if out.time:
        good = [m for m in good if not m.figure.period or out.time[1][:4] in m.figure.period]
        latest = max((str(n.properties.get("date") or "") for n in r.index.of_kind("source")), default="")
        if not good or (latest and out.time[1][:4] > latest[:4]):
            out.target, out.reason = "unknown", "no_figure"
            return True
    top = good[0]
    if not strict and r.cue("aggregate.sum") and _add_up(out, good):
        _consume(r, tokens, good)
        return True
    number = any(t.has("ask.how_many", "ask.percent", "noun.number") for t in r.tokens)
    rival_places = (
        len(out.places) > 1
        and not number
        and (r.target not in ("number", "percent", "unit") or r.cue("aggregate.more", "aggregate.fewer"))
        and r.cue("aggregate.more", "aggregate.fewer", "aggregate.max", "aggregate.min")
    )
    if rival_places:
        out.aggregate = "min" if r.cue("aggregate.fewer", "aggregate.min") else "max"
        out.levels = out.levels or [r.index.lexicon.levels["area"]]
        extreme = True
    if extreme:
        pool = [m for m in good if m.asked >= top.asked - 0.25]
        out.figures = [m.figure for m in pool]
    else:
        rivals = [m for m in good if m.score >= top.score - 0.06 and m.figure.value != top.figure.value]
        if rivals and strict:
            return False
        if rivals:
            out.ambiguous = [f"{m.figure.measure}: {m.figure.name}" for m in (top, *rivals)]
        out.figures = [top.figure]
        out.aggregate = ""
    out.target = "figures"
    _consume(r, tokens, [top] if not extreme else good)
    out.time = None
    return True


def figures_by_name(r: Reading, out: Frame) -> bool:
    """What was the participation rate ...: a figure asked for by its own name."""
    if (
        r.target not in ("what", "whether", "", "list")
        or not (out.places or out.practices)
        or out.reason == "no_figure"
        or out.else_
    ):
        return False
    if (r.cue("relation.adopt") and r.target != "whether") or any(t.has("noun.practice") for t in r.tokens):
        return False
    if r.target in ("whether", "") and not (
        len(out.places) > 1 and r.cue("aggregate.more", "aggregate.fewer")
    ):
        return False
    if not out.places and not any(
        t.of("concept") and not t.used and not t.concepts <= r.index.lexicon.light for t in r.tokens
    ):
        return False
    before, r.target = r.target, "number"
    done = figures_form(r, out)
    r.target = before
    if done and out.target == "figures" and not out.ambiguous:
        return True
    out.target, out.reason, out.ambiguous, out.figures = "unknown", "", [], []
    return False


def _counts(match: FigureMatch, head: frozenset[str], r: Reading) -> bool:
    """Whether a figure counts places of the level that is asked for: its measure ends with that level, "
    "or its name does."""

    own = r.parser.figures.features[match.figure.id]
    named = features_zh(match.figure.name, r.index)
    return bool(own and own[-1] & head) or any(f & head for f in named[-2:])


def _consume(r: Reading, tokens: list[Token], matches: list[FigureMatch]) -> None:
    about = {f for m in matches for f in r.parser.figures.about[m.figure.id]}
    for t in tokens:
        if t.concepts & about:
            t.used = True


def _is_people(t: Token) -> bool:
    return bool(t.concepts & _PEOPLE)


def _units(r: Reading) -> list[str]:
    units: list[str] = list(r.units)
    if r.target == "percent" or any(t.has("ask.percent") for t in r.tokens):
        return ["%"]
    if r.target == "unit":
        units += r.tokens[r.target_at].of("unit")
    ask = [i for i, t in enumerate(r.tokens) if t.has("ask.how_many")]
    for i in ask:
        for t in r.tokens[i + 1 : i + 3]:
            if t.of("unit"):
                units += t.of("unit")
                break
            if _is_people(t):
                units.append("人")
                break
    if not units:
        units = [
            u
            for i, t in enumerate(r.tokens)
            for u in t.of("unit")
            if t.of("concept") == [] and t.number is None and u in ("%", "平方米", "公里")
        ]
    return [u for u in dict.fromkeys(units) if u not in ("个", "处", "年")]


_LEVEL_WORDS = {
    "settlement": ("village", "community"),
    "county": ("county", "district"),
    "counties": ("county",),
    "banner": ("county",),
    "neighbourhood": ("compound",),
}


def _heads(r: Reading) -> list[frozenset[str]]:
    """What is counted, as meanings: that of each level that the question counts."""
    from .form_places import target_levels

    out: list[frozenset[str]] = []
    for level in target_levels(r):
        words = _LEVEL_WORDS.get(level.id, (level.id,))
        out += [frozenset((w,)) for w in words] if level.id == "settlement" else [frozenset(words)]
    return out or [r.tokens[r.target_at].concepts]


def _summed(r: Reading, out: Frame, good: list[FigureMatch], heads: list[frozenset[str]]) -> bool:
    """In how many villages and communities: one figure for each, added up where no figure holds both."""
    if len(heads) < 2 or any(all(_counts(m, h, r) for h in heads) for m in good):
        return False
    chosen: list[FigureMatch] = []
    for head in heads:
        fit = [m for m in good if _counts(m, head, r) and m not in chosen]
        if not fit:
            return False
        chosen.append(fit[0])
    return _add_up(out, chosen, all_of=True)


def _add_up(out: Frame, matches: list[FigureMatch], all_of: bool = False) -> bool:
    """A sum, where figures of one unit, place and practice may be added."""
    top = matches[0]
    same = [
        m
        for m in matches
        if m.figure.unit == top.figure.unit
        and m.figure.places == top.figure.places
        and m.figure.practices == top.figure.practices
        and (all_of or m.score >= top.score - 0.3)
    ]
    kinds = {m.figure.measure: m for m in same}
    if len(kinds) < 2 or top.figure.unit == "%" or (all_of and len(kinds) < len(matches)):
        return False
    out.figures = [m.figure for m in kinds.values()]
    out.target, out.aggregate, out.time = "figures", "sum", None
    return True
