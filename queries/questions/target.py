"""What a question asks for: the word that asks, and the noun beside it."""

from __future__ import annotations

from .reading import Reading


def find_target(r: Reading) -> None:
    """Finds the word that asks and the noun that it asks for; the first one counts."""
    asks = [i for i, t in enumerate(r.tokens) if t.cues("ask")]
    order = sorted(asks, key=lambda i: (min(_ASK_RANK.get(c, 0) for c in r.tokens[i].cues("ask")), i))
    for i in order:
        token = r.tokens[i]
        cues = token.cues("ask")
        if cues == ["whether"]:
            continue
        kind, at = _noun_after(r, i)
        after = r.tokens[i + 1].text if i + 1 < len(r.tokens) else ""
        if (
            "which" in cues
            and not token.han
            and after in ("has", "have", "had", "lacks", "lack", "runs", "is")
        ):
            first = _noun_first(r, i)  # of the places with ..., which has no area party committee
            kind, at = first if first[0] and r.tokens[0].text == "of" else (kind, at)
        if kind == "practice" and "which" in cues and at != i and not token.has("noun.practice"):
            kind, at = _holder(r, i, kind, at)
        if not kind and (token.han or "list" not in cues):
            kind, at = _noun_before(r, i) if token.han else _noun_first(r, i)
        if "how" in cues and "how_many" not in cues:
            r.target, r.target_at, r.how = "practice", i, True
            _relatives(r, i)
            return
        if "who" in cues and token.has("noun.group") and not any(t.of("role") for t in r.tokens):
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
            r.out.aggregate = "count"
            r.units += token.of("unit")
            kind = kind or "number"
        if kind or "what" in cues or "which" in cues:
            r.target, r.target_at = kind or "what", at if kind else i
            _relatives(r, i)
            return
    if _phrase(r):
        return
    for i, t in enumerate(r.tokens):
        for noun in ("author", "group", "person", "number", "date", "alias", "tier", "kind"):
            if t.has(f"noun.{noun}") and not t.entries:
                r.target, r.target_at = noun, i
                return
    if any("whether" in t.cues("ask") for t in r.tokens):
        r.target = "whether"


def settle_people(r: Reading) -> None:
    """Which people are secretaries: a post is asked for, not a group that is served."""
    posts = any(t.of("role") or t.named("post") for t in r.tokens if not t.used)
    if r.target == "group" and posts and not any(t.named("practice") and not t.of("role") for t in r.tokens):
        r.target = "person"


def _phrase(r: Reading) -> bool:
    """A question without a word that asks is a noun phrase (cities that ..., ...的省份)."""
    if not r.tokens or any("whether" in t.cues("ask") and t.clause == 0 for t in r.tokens[:1] if not t.han):
        return False
    if any(t.han and "whether" in t.cues("ask") for t in r.tokens):
        return False
    zh = r.question.language == "zh"
    places = range(len(r.tokens) - 1, max(-1, len(r.tokens) - 4), -1) if zh else range(len(r.tokens))
    for i in places:
        t = r.tokens[i]
        kind = "" if t.used or (t.named("practice") and not t.cues("noun")) else _noun_of(r, i)
        if kind and kind not in ("unit", "group_named"):
            r.target, r.target_at = kind, i
            return True
        if zh and not t.ignored and not t.used:
            return False
    return False


def _noun_after(r: Reading, i: int) -> tuple[str, int]:
    token = r.tokens[i]
    own = _noun_of(r, i, self_ask=True)
    if own:
        return own, i
    counts = "how_many" in token.cues("ask")
    if counts and token.of("unit") and not set(token.of("unit")) <= {"个", "处"}:
        person = next((j for j in range(i + 1, min(i + 7, len(r.tokens))) if r.tokens[j].of("role")), -1)
        if "人" in token.of("unit") and person > 0 and not any(t.used for t in r.tokens[i:person]):
            return "role", person
        return "unit", i
    for j in range(i + 1, min(i + 7, len(r.tokens))):
        t = r.tokens[j]
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
            r.out.aggregate = "count" if "how_many" in t.cues("ask") else r.out.aggregate
            if "percent" in t.cues("ask"):
                return "percent", j
            kind, at = _noun_after(r, j)
            return kind or "number", at if kind else j
        kind = _noun_of(r, j)
        if kind == "level" and counts and not t.han and not t.text.endswith("s"):
            kind = ""  # how many area stations: a word in front of the one that is counted
        if counts and not kind and not t.ignored and (t.of("concept") or not t.known):
            return "number", j
        if (
            not kind
            and not t.han
            and "what" in token.cues("ask")
            and not t.ignored
            and not t.cues("aggregate")
            and (t.of("concept") or not t.known)
            and not t.cues("restrict")
        ):
            break
        if kind:
            # "which party secretaries of communities", but "which community party secretaries"
            if kind == "level" and j + 1 < len(r.tokens) and _noun_of(r, j + 1) in ("role",) and not t.han:
                return "role", j + 1
            return kind, j
        if t.han and (t.cues("relation") or t.entries) and not t.ignored:
            break
        if not t.han and t.named("place") and j > i + 1:
            continue
    return "", -1


def _holder(r: Reading, i: int, kind: str, at: int) -> tuple[str, int]:
    """Among the towns, which has the most practices: the towns are asked for. Likewise 做法最多的是哪一个."""
    most = any(t.has("aggregate.max", "aggregate.min", "aggregate.more", "aggregate.fewer") for t in r.tokens)
    next_one = r.tokens[i + 1] if i + 1 < len(r.tokens) else None
    if (
        most
        and next_one is not None
        and not next_one.han
        and next_one.text in ("has", "have", "had", "shows", "runs")
    ):
        for j in range(i - 1, -1, -1):
            if r.tokens[j].of("level") and not r.tokens[j].used:
                return "level", j
    return kind, at


def _relatives(r: Reading, main: int) -> None:
    """English words that ask, behind the one that does, join clauses: couriers who are members."""
    for i, t in enumerate(r.tokens):
        if (
            i > main
            and not t.han
            and set(t.cues("ask")) <= {"who", "which", "where", "what", "when", "whether"}
            and t.cues("ask")
        ):
            t.readings = [r for r in t.readings if not r.value.startswith("ask.")]
            t.ignored = True


def _noun_first(r: Reading, i: int) -> tuple[str, int]:
    """Of the provinces that ..., which ...: the noun stands in front."""
    if "which" in r.tokens[i].cues("ask"):
        for j in range(max(0, i - 14), i):
            if not r.tokens[j].used and _noun_of(r, j) in ("level", "practice", "place", "role"):
                return _noun_of(r, j), j
    return "", -1


def _noun_before(r: Reading, i: int) -> tuple[str, int]:
    for j in range(i - 1, max(-1, i - 8), -1):
        t = r.tokens[j]
        kind = "" if t.used else _noun_of(r, j)
        if kind == "practice" and any(x.has("aggregate.max", "aggregate.min") for x in r.tokens[j:i]):
            level = next((k for k in range(j) if r.tokens[k].of("level") and not r.tokens[k].used), -1)
            if level >= 0:
                return "level", level
        if (
            kind == "level"
            and "what" in r.tokens[i].cues("ask")
            and any(x.has("relation.adopt", "restrict.else") for x in r.tokens[j + 1 : i + 1])
        ):
            return "practice", i
        if kind:
            return kind, j
        if t.used and t.named("place"):
            continue
        if t.entries or (t.cues("relation") and t.text not in ("有", "是", "叫", "在", "都有", "为")):
            break
    return "", -1


def _noun_of(r: Reading, i: int, self_ask: bool = False) -> str:
    t = r.tokens[i]
    if t.of("role"):
        return "role"
    level = t.of("level")
    if level and not any(len(e.id) and e.how == "english" for e in t.entries):
        if t.has("noun.tier") and r.out.aggregate:
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


_ASK_RANK = {"list": 5, "whether": 6}
