"""Forms that ask for people, posts, groups served and problems tackled."""

from __future__ import annotations

from .lexicon import Level
from .reading import Reading
from .slots import Frame


def roles_form(r: Reading, out: Frame) -> bool:
    """Which post a person holds."""
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


def persons_form(r: Reading, out: Frame) -> bool:
    """Who holds a post, or is named in a place."""
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


def groups_form(r: Reading, out: Frame) -> bool:
    """Whom a practice serves."""
    if r.target in ("group", "who") and (out.practices or out.places) and not out.roles and not out.groups:
        if r.target == "who" and not r.cue("relation.serve", "noun.group"):
            return False
        out.target = "groups"
        return True
    return False


def problems_form(r: Reading, out: Frame) -> bool:
    """What a practice tackles."""
    if r.target == "problem" and not out.problems:
        out.target = "problems"
        noun = r.tokens[r.target_at].concepts - {"question", "hard", "solve", "complaint"}
        if noun and r.tokens[r.target_at].of("concept"):
            table = r.parser.likeness("problem")
            out.problems = [n for n in r.index.of_kind("problem") if table.holds(n.id, noun)]
        return bool(out.practices or out.places or out.category)
    return False
