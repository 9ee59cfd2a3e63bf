"""Which form a question has, once its words are read: the table of forms, first match wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .figures import FigureMatch
from .index import NATION
from .lexicon import Level
from .scan import Token
from .slots import Aggregate, Frame

if TYPE_CHECKING:
    from .reading import Reading

_PEOPLE = {"cadre", "resident", "villager", "courier", "party_member", "volunteer", "elderly", "driver", "rider", "student",
           "herder", "food_delivery", "worker", "social_worker", "representative", "young_worker", "new_employment"}  # fmt: skip
_COUNTABLE = {
    "level",
    "practice",
    "source",
    "tier",
    "role",
    "who",
    "person",
    "group",
    "problem",
    "policy",
    "place",
    "what",
}


def decide(reading: Reading) -> None:
    """Fills in the target and what depends on it."""
    out = reading.out
    out.aggregate = _aggregate(reading)
    out.else_ = reading.cue("restrict.else")
    out.agree = reading.cue("relation.agree")
    if reading.cue("restrict.both") and len(out.places) > 1:
        out.combine = "all"
    if reading.cue("restrict.advocated") and (
        reading.cue("restrict.unpractised", "restrict.only") or not out.places
    ):
        out.advocated = reading.target in ("practice", "what", "level", "") or reading.cue(
            "restrict.unpractised"
        )
    if reading.cue("restrict.unpractised"):
        out.advocated = True
    _settle(reading)
    for form in _FORMS:
        if form(reading, out):
            if reading.cue("out_of_scope.future") or (
                reading.cue("out_of_scope.facts") and out.target != "figures"
            ):
                out.target, out.reason = "unknown", "out_of_scope"
            return
    out.target = "unknown"
    out.reason = out.reason or "not_understood"


def _aggregate(r: Reading) -> Aggregate:
    out = r.out
    if out.aggregate == "count":
        return (
            "count" if not r.cue("aggregate.max", "aggregate.min") or r.target in _COUNTABLE else _extreme(r)
        )
    return _extreme(r)


def _settle(r: Reading) -> None:
    """Nouns that ask for something else than their word says."""
    out = r.out
    practice = any(t.has("noun.practice") for t in r.tokens)
    if r.target == "kind" and (out.category or out.advocated) and not out.practices:
        r.target = "practice"
    if r.target in ("whether", "") and r.cue("restrict.both") and len(out.places) > 1 and not out.practices:
        r.target, out.combine = "practice", "all"
    if (
        r.target == "person"
        and not out.roles
        and not out.persons
        and r.cue("relation.adopt")
        and (out.places or out.practices)
    ):
        r.target = "practice"
        if len(out.places) > 1:
            out.combine = "all"
    if out.groups and out.problems:
        if r.cue("relation.address"):
            out.groups = []
        else:
            out.problems = []
    if r.target == "problem" and out.problems and practice:
        r.target = "practice"


def _extreme(r: Reading) -> Aggregate:
    for name in ("first", "last", "max", "min", "average"):
        if r.cue(f"aggregate.{name}"):
            return name
    return ""


def _target_levels(r: Reading) -> list[Level]:
    """The levels that the asking word asks for: its noun's, and those joined to it."""
    lexicon = r.index.lexicon
    if r.target != "level":
        return []
    out = [lexicon.levels[v] for v in r.tokens[r.target_at].of("level")]
    for j in range(r.target_at + 1, min(r.target_at + 5, len(r.tokens))):
        t = r.tokens[j]
        if t.of("level") and (t.before.strip() in ("、", ",", "") and _joined(r, r.target_at, j)):
            out += [lexicon.levels[v] for v in t.of("level")]
    return out


def _joined(r: Reading, i: int, j: int) -> bool:
    between = [t.text for t in r.tokens[i + 1 : j]]
    return bool(between or r.tokens[j].before.strip()) and all(
        b in ("和", "与", "及", "或", "and", "or", "哪个", "which", "in", "哪些") for b in between
    )


# -- forms, in order


def _disagreements(r: Reading, out: Frame) -> bool:
    if not out.agree or out.roles or out.persons or out.problems:
        return False
    if r.target in ("source", "what", "place", "where", "level", "", "practice", "alias", "whether", "who"):
        out.target = "disagreements"
        return True
    return False


def _aliases(r: Reading, out: Frame) -> bool:
    if r.target == "alias" and out.practices and not out.places:
        out.target = "aliases"
        return True
    if r.target == "alias" and out.practices:
        out.target = "aliases"
        return True
    return False


def _kinds(r: Reading, out: Frame) -> bool:
    branded = any(t.has("noun.brand") for t in r.tokens)
    there = (
        r.target == "kind"
        and r.question.language == "en"
        and {"there", "exist"} & set(r.question.plain.rstrip("?").split())
    )
    if out.practices and not out.places and (branded or there):
        out.target = "subkinds"
        return True
    located = r.cue("relation.located") or r.question.language == "en"
    if r.target == "kind" and out.practices and not r.cue("relation.adopt") and located:
        out.target = "kinds"
        return True
    if r.target == "kind" and out.practices:
        out.target = "kinds" if not r.cue("relation.adopt") else "unknown"
        return out.target == "kinds"
    if (r.target == "kind" and out.aggregate in ("max", "min", "count")) or (
        r.target == "kind" and out.places
    ):
        out.target = "categories"
        return True
    return False


def _similar(r: Reading, out: Frame) -> bool:
    shares = (
        r.cue("restrict.both") and len(out.places) == 1 and not out.practices and r.target in ("level", "place", "where")
        and any(t.has("noun.practice") for t in r.tokens)
    )  # fmt: skip
    if shares:
        out.limit = -1
    elif not r.cue("restrict.similar"):
        return False
    if out.places and r.target in ("level", "place", "where", "what", "list", "practice", ""):
        out.target = "similar_places"
        out.levels = _target_levels(r) or ([] if r.target != "what" else r.levels())
        return True
    if out.practices:
        out.target = "similar_practices"
        return True
    return False


def _tiers(r: Reading, out: Frame) -> bool:
    about = r.target in ("tier", "chain") or any(t.has("noun.chain") or t.has("noun.tier") for t in r.tokens)
    if not about:
        return False
    if r.target == "chain" or (
        r.target in ("what", "practice", "place", "where", "level") and r.cue("relation.lead")
    ):
        tier = [p for p in out.practices if "mech/PARTY_ORG_05" not in p.ids]
        spelt = [int(t.number) for t in r.tokens if t.number] + [
            _NUMBERS[c] for t in r.tokens for c in t.concepts if c in _NUMBERS and t.number is None
        ]
        if r.target == "chain" and not tier and not out.places and spelt:
            out.target, out.order = "chains", spelt[0]
            return True
        if (tier and not out.places) or (tier and r.cue("relation.lead")):
            out.target = "chains"
            return True
    two = (len(out.places) + len(out.practices) >= 2 and len(out.places) != 1) or len(out.places) == 2
    if two and r.cue("aggregate.more", "restrict.compare", "aggregate.max", "aggregate.fewer"):
        out.target = "compare_tiers"
        out.aggregate = "min" if r.cue("aggregate.fewer") else "max"
        return True
    if r.target in ("tier", "chain", "what", "number", "list", "unit") and (out.practices or out.places):
        if r.target in ("what", "number", "unit") and not any(t.has("noun.tier") for t in r.tokens):
            return False
        out.target = "tiers"
        out.order = _order(r)
        if r.target == "tier" and out.aggregate in ("max", "min", "first", "last"):
            out.order = 1 if out.aggregate in ("max", "first") else -1
            out.aggregate = ""
        return True
    return False


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _order(r: Reading) -> int:
    """Which tier of a chain is asked for: from the top, -1 for the lowest, 0 for all."""
    for t in r.tokens:
        for position in t.cues("position"):
            return int(position)
    return 0


def _sources(r: Reading, out: Frame) -> bool:
    if r.target == "source" or (
        r.target in ("what", "where", "who")
        and any(t.has("noun.source") and t.han is False and False for t in r.tokens)
    ):
        out.target = "sources"
        if out.aggregate in ("max", "first", "last"):
            out.aggregate = "" if out.aggregate == "max" else out.aggregate
        return True
    return False


def _policies(r: Reading, out: Frame) -> bool:
    if r.target == "policy" or (
        r.target == "what" and r.cue("relation.govern") and any(t.has("noun.policy") for t in r.tokens)
    ):
        out.target = "policies"
        return True
    return False


def _dates(r: Reading, out: Frame) -> bool:
    if r.target in ("when", "date") and (out.practices or out.places) and not out.roles:
        if not out.practices:
            return False
        out.target = "dates"
        out.time = None
        return True
    return False


def _roles(r: Reading, out: Frame) -> bool:
    if (
        out.persons
        and r.target in ("role", "what", "who", "", "list", "whether", "group", "person", "kind")
        and not (r.target == "what" and r.cue("relation.speak"))
    ):
        if r.target == "what" and any(t.has("noun.practice") for t in r.tokens[max(0, r.target_at) :]):
            return False
        if any(t.has("ask.how_many") or (t.of("unit") and not t.of("role")) for t in r.tokens if not t.used):
            return False
        out.target = "roles"
        out.roles = []
        return True
    return False


def _persons(r: Reading, out: Frame) -> bool:
    if r.target in ("who", "person", "role") and not out.persons:
        if out.aggregate in ("max", "min", "first", "last", "average"):
            return False
        if not out.roles and not out.posts and not r.cue("noun.person"):
            return False
        if r.target == "role" and any(t.has("noun.role") for t in r.tokens) and not out.roles:
            return False
        if r.target == "who" and not out.roles:
            if r.cue("relation.serve") and out.practices:
                return False
            if out.practices and r.cue("relation.adopt") and not r.cue("relation.speak", "relation.mention"):
                return False
        if not out.roles and not out.posts and not out.places and not out.practices:
            return False
        out.target = "persons"
        out.levels = [
            lv
            for lv in r.levels()
            if lv.id
            in (
                "community",
                "village",
                "subdistrict",
                "town",
                "city",
                "county",
                "province",
                "neighbourhood",
                "township",
            )
        ]
        out.levels = out.levels or _role_levels(r)
        return True
    if (
        out.roles
        and r.target in ("what", "whether", "list", "")
        and out.places
        and not out.persons
        and r.cue("relation.called", "noun.person", "ask.list", "relation.agree")
    ):
        out.target = "persons"
        return True
    return False


def _role_levels(r: Reading) -> list[Level]:
    """The level that a post's title begins with: 社区党委书记, 村支书, 镇党委书记."""
    lexicon = r.index.lexicon
    for text in r.out.organs:
        for head, level in (
            ("社区", "community"),
            ("村", "village"),
            ("嘎查", "village"),
            ("街道", "subdistrict"),
            ("镇", "town"),
            ("区委", "county"),
            ("县委", "county"),
            ("市委", "city"),
        ):
            if text.startswith(head):
                return [lexicon.levels[level]]
        for head, level in (("community", "community"), ("village", "village"), ("town", "town")):
            if text.startswith(head):
                return [lexicon.levels[level]]
    return []


def _groups(r: Reading, out: Frame) -> bool:
    if r.target in ("group", "who") and (out.practices or out.places) and not out.roles and not out.groups:
        if r.target == "who" and not r.cue("relation.serve", "noun.group"):
            return False
        out.target = "groups"
        return True
    return False


def _problems(r: Reading, out: Frame) -> bool:
    if r.target == "problem" and not out.problems:
        out.target = "problems"
        return bool(out.practices or out.places or out.category)
    return False


def _figures(r: Reading, out: Frame) -> bool:
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
    tokens = [t for i, t in enumerate(r.tokens)
              if i not in places_at and not t.date and not t.ignored and not t.named("person")
              and (t.of("concept") or not t.known or t.named("practice") or t.named("group") or t.named("problem"))
              and not (t.cues("ask") and not t.of("concept")) and not t.has("noun.number", "ask.percent", "ask.how_many")]  # fmt: skip
    tokens = [t for t in tokens if not (t.concepts <= {"per", "number", "is", "share"})]
    heavy = [t for t in tokens if not t.concepts <= r.index.lexicon.light and not t.has("noun.practice")]
    if strict and r.target == "practice" and not heavy:
        return False
    places = [p.id for p in out.places]
    if (any(m.node.id == NATION for m in r.mentions) or r.cue("restrict.nationwide")) and not places:
        places = [NATION]
    practices = r.index.kinds_of(i for p in out.practices for i in p.ids)
    found = r.parser.figures.find(tokens, places=places, practices=practices, units=units,
                                  period=out.time[1] if out.time else "")  # fmt: skip
    if not found and units and places:
        found = r.parser.figures.find(tokens, places=places, practices=practices,
                                      period=out.time[1] if out.time else "")  # fmt: skip
        found = [m for m in found if m.asked >= 0.8]
    good = [m for m in found if m.asked >= (0.75 if strict else 0.5)]
    if r.target == "level":
        head = r.tokens[r.target_at].concepts
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
    rival_places = len(out.places) > 1 and r.cue(
        "aggregate.more", "aggregate.fewer", "aggregate.max", "aggregate.min"
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


def _counts(match: FigureMatch, head: frozenset[str], r: Reading) -> bool:
    """Whether a figure counts places of the level that is asked for: its measure ends with that level, or its name does."""
    from .likeness import features_zh

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


def _location(r: Reading, out: Frame) -> bool:
    if (
        len(out.places) != 1
        or out.practices
        or out.groups
        or out.problems
        or out.persons
        or out.category
        or out.roles
    ):
        return False
    if r.target not in ("level", "where"):
        return False
    levels = _target_levels(r)
    place = out.places[0]
    rank = [
        "nation",
        "province",
        "city",
        "prefecture",
        "county",
        "township",
        "village",
        "neighbourhood",
        "area",
    ]
    own = rank.index(str(place.properties.get("level") or "area"))
    above = all(rank.index(lv.level) < own or lv.level == "city" for lv in levels)
    adopts = [
        t
        for t in r.tokens
        if t.has("relation.adopt") and not t.ignored and not t.has("relation.located", "relation.hold")
    ]
    if (above and not adopts and not r.out.below) or (
        r.cue("relation.located") and above and not any(t.has("noun.practice") for t in r.tokens)
    ):
        out.target = "location"
        out.levels = levels
        return True
    return False


def _compare_places(r: Reading, out: Frame) -> bool:
    if (
        len(out.places) >= 2
        and not out.practices
        and out.aggregate in ("max", "min", "")
        and (r.cue("aggregate.more", "aggregate.fewer", "aggregate.max"))
        and any(t.has("noun.practice") for t in r.tokens)
    ):
        if r.target in ("which", "what", "place", "level", "where", "practice", "who", "list"):
            out.target = "compare_places"
            out.aggregate = "min" if r.cue("aggregate.fewer") else "max"
            return True
    return False


def _places(r: Reading, out: Frame) -> bool:
    if r.target not in ("level", "place", "where", "who"):
        return False
    out.levels = _target_levels(r)
    out.guess = out.guess or r.target == "who"
    anything = any(t.has("noun.practice") for i, t in enumerate(r.tokens)) or r.cue("relation.adopt")
    if not (
        out.practices
        or out.groups
        or out.problems
        or out.persons
        or out.category
        or out.time
        or out.policies
        or out.sources
    ):
        if not anything or (not any(t.has("noun.practice") for t in r.tokens)):
            out.reason = out.reason or "no_constraint"
            return False
    out.target = "places"
    return True


def _practice_list(r: Reading, out: Frame) -> bool:
    if r.target not in ("practice", "what", "list", "source", "which"):
        return False
    if r.how and not (out.problems or out.groups or r.cue("relation.address", "relation.serve")):
        return False
    explicit = r.target == "practice" or any(t.has("noun.practice") for t in r.tokens)
    if (
        r.target == "what"
        and not explicit
        and not out.words
        and not r.cue(
            "relation.adopt", "relation.address", "relation.serve", "restrict.both", "restrict.advocated"
        )
    ):
        if out.practices and not out.places and not out.groups:
            out.target = "kinds"
            return True
        return False
    together = r.cue("restrict.together")
    if together or (out.practices and (out.else_ or not out.places)):
        levels = r.levels()
        if together and levels:
            out.together = levels[0]
    if not (
        out.places
        or out.groups
        or out.problems
        or out.category
        or out.time
        or out.practices
        or out.advocated
        or out.persons
        or out.sources
        or out.aggregate
    ):
        return False
    if out.category == "" and out.places:
        _category_by_words(r, out)
    out.target = "practices"
    if not out.below and not out.places and not out.practices:
        out.levels = r.levels() if out.aggregate not in ("max", "min", "count") else []
    return True


def _category_by_words(r: Reading, out: Frame) -> None:
    """What is left beside the place may narrow the practices: 在街道体制上搞了什么创新."""
    lexicon = r.index.lexicon
    _ = lexicon
    for t in r.tokens:
        if t.used or not t.of("level") or "subdistrict" not in t.of("level"):
            continue
        if any(
            x.concepts & {"mechanism", "reform"} or x.text in ("way", "体制", "are run", "run")
            for x in r.tokens
            if x is not t
        ):
            out.category = "subdistrict"
            t.used = True


def _whether(r: Reading, out: Frame) -> bool:
    if r.target in ("whether", "") and out.practices and (out.places or out.target == "whether"):
        out.target = "whether"
        return True
    return False


def _figures_late(r: Reading, out: Frame) -> bool:
    """What was the participation rate ...: a figure asked for by its own name."""
    if (
        r.target not in ("what", "whether", "", "list")
        or not (out.places or out.practices)
        or out.reason == "no_figure"
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
    done = _figures(r, out)
    r.target = before
    if done and out.target == "figures" and not out.ambiguous:
        return True
    out.target, out.reason, out.ambiguous, out.figures = "unknown", "", [], []
    return False


_FORMS = (_disagreements, _aliases, _kinds, _similar, _tiers, _sources, _policies, _dates, _roles, _figures, _compare_places, _persons,
          _groups, _problems, _location, _places, _figures_late, _practice_list, _whether)  # fmt: skip
