"""The lexicon: what words of either language mean, read from the YAML files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from Stemmer import Stemmer  # type: ignore[import-not-found,unused-ignore]

from .normalise import fold

CUE_GROUPS = (
    "ask",
    "noun",
    "relation",
    "restrict",
    "aggregate",
    "position",
    "category",
    "document",
    "out_of_scope",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a word may mean: its kind (``cue``, ``level``, ``unit``, ``role``, ``concept``...) "
    "and which."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of places as a question names it."""

    id: str
    level: str
    column: str
    suffixes: tuple[str, ...]
    without: tuple[str, ...]
    zh: str
    en: str


@dataclass
class Lexicon:
    """All words, indexed by their folded Chinese form and by their English stems."""

    zh: dict[str, list[Reading]] = field(default_factory=dict)
    english: list[tuple[Reading, str]] = field(default_factory=list)
    ignored_zh: frozenset[str] = frozenset()
    ignored_en: frozenset[str] = frozenset()
    levels: dict[str, Level] = field(default_factory=dict)
    roles: dict[str, dict[str, Any]] = field(default_factory=dict)
    organs: dict[str, dict[str, Any]] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    concepts_zh: dict[str, frozenset[str]] = field(default_factory=dict)
    longest_concept: int = 1
    longest_zh: int = 1

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Lexicon:
        """The lexicon that comes with govgraph (read once)."""
        return _read()

    def add(self, reading: Reading, zh: str, en: str) -> None:
        """Enter the words of one reading: Chinese ones between blanks, English ones between commas."""
        for form in zh.split():
            key = fold(form)
            if key:
                _put(self.zh, key, reading)
                self.longest_zh = max(self.longest_zh, len(key))
        self.english.append((reading, en))

    @cached_property
    def en(self) -> dict[tuple[str, ...], list[Reading]]:
        """English words by their stems; made when a question first needs them."""
        table: dict[tuple[str, ...], list[Reading]] = {}
        for reading, phrases in self.english:
            for phrase in phrases.split(","):
                if stems := stem_all(phrase):
                    _put(table, stems, reading)
        return table

    @cached_property
    def longest_en(self) -> int:
        """Words of the longest English phrase."""
        return max(map(len, self.en), default=1)


def _put(table: dict[Any, list[Reading]], key: Any, reading: Reading) -> None:
    readings = table.setdefault(key, [])
    if reading not in readings:
        readings.append(reading)


def _load(name: str) -> Any:
    import yaml

    text = files(__package__).joinpath("vocabulary", name).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _read() -> Lexicon:
    lexicon = Lexicon()
    cues = _load("cues.yaml")
    for group in CUE_GROUPS:
        for name, forms in cues[group].items():
            lexicon.add(Reading("cue", f"{group}.{name}"), str(forms.get("zh", "")), str(forms.get("en", "")))
    lexicon.ignored_zh = frozenset(fold(w) for w in cues["ignore"]["zh"].split())
    lexicon.ignored_en = frozenset(s for w in cues["ignore"]["en"].split(",") for s in stem_all(w))
    levels = _load("levels.yaml")
    for name, row in levels["levels"].items():
        lexicon.levels[name] = Level(
            name,
            row["level"],
            row["column"],
            tuple(row.get("suffixes", ())),
            tuple(row.get("without", ())),
            row["zh"].split()[0],
            row["en"].split(",")[0],
        )
        lexicon.add(Reading("level", name), row["zh"], row["en"])
    lexicon.units = levels["units"]
    for name, row in lexicon.units.items():
        lexicon.add(Reading("unit", name), row.get("zh", ""), row.get("en", ""))
        asked = [w for w in str(row.get("zh", "")).split() if re.fullmatch("(多少|几)[^几多]{1,2}", w)]
        lexicon.add(Reading("cue", "ask.how_many"), " ".join(w for w in asked if w != "几成"), "")
    roles = _load("roles.yaml")
    lexicon.roles, lexicon.organs = roles["roles"], roles["organs"]
    for name, row in lexicon.roles.items():
        lexicon.add(Reading("role", name), row["zh"], row["en"])
    lexicon.places = _load("places.yaml")
    concepts = _load("concepts.yaml")
    lexicon.light = frozenset(concepts["light"])
    for group in ("light", "words"):
        for name, forms in concepts[group].items():
            zh, _, en = str(forms).partition("|")
            lexicon.add(Reading("concept", str(name)), zh, en)
    for key, readings in lexicon.zh.items():
        concepts = frozenset(r.value for r in readings if r.kind == "concept")
        if concepts:
            lexicon.concepts_zh[key] = concepts
            lexicon.longest_concept = max(lexicon.longest_concept, len(key))
    return lexicon


def stem_all(phrase: str) -> tuple[str, ...]:
    """The stems of an English phrase's words."""
    return tuple(stem(w) for w in words(phrase))


def words(text: str) -> Iterator[str]:
    """The words of an English text: letters and digits; hyphens divide, possessive endings go."""
    return (m.group(1) for m in re.finditer(r"([a-z0-9]+(?:\.[0-9]+)?)(?:['’]s?(?![a-z]))?", text.lower()))


_IRREGULAR = dict(
    pair.split(":")
    for pair in [
        "ran:run",
        "built:build",
        "made:make",
        "did:do",
        "done:do",
        "does:do",
        "had:have",
        "has:have",
        "held:hold",
        "took:take",
        "taken:take",
        "said:say",
        "spoke:speak",
        "wrote:write",
        "written:write",
        "came:come",
        "gave:give",
        "given:give",
        "led:lead",
        "dealt:deal",
        "is:be",
        "are:be",
        "was:be",
        "were:be",
        "been:be",
        "being:be",
        "am:be",
        "began:begin",
        "begun:begin",
        "stood:stand",
        "went:go",
        "goes:go",
        "gone:go",
        "children:child",
        "women:woman",
        "chosen:choose",
        "won:win",
        "bought:buy",
        "met:meet",
        "kept:keep",
        "told:tell",
        "shown:show",
        "lay:lie",
        "lying:lie",
        "civilised:civility",
        "civilized:civility",
        "programme:program",
        "programmes:program",
        "centre:center",
        "centres:center",
        "neighbourhood:neighborhood",
        "neighbourhoods:neighborhood",
        "neighbour:neighbor",
        "neighbours:neighbor",
        "neighbouring:neighboring",
        "neighbourly:neighborly",
        "practice:practise",
        "practices:practise",
        "practicing:practise",
        "practiced:practise",
        "licence:license",
        "licences:license",
        "metre:meter",
        "metres:meter",
        "kilometre:kilometer",
        "kilometres:kilometer",
        "honour:honor",
        "labour:labor",
        "lorries:truck",
        "lorry:truck",
        "lift:elevator",
        "lifts:elevator",
        "rubbish:garbage",
        "trash:garbage",
        "mum:mother",
        "handed:hand",
        "sold:sell",
        "paid:pay",
        "fought:fight",
        "fed:feed",
        "parking:parkin",
        "building:buildin",
        "buildings:buildin",
        "villager:villagr",
        "villagers:villagr",
        "found:found",
        "masses:masses",
        "news:news",
        "us:us",
    ]
)
_STEMMER = Stemmer("english")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word's stem: number, tense and British spelling fold into one form (Snowball's English stemmer)."""
    word = _IRREGULAR.get(word, word)
    if word.isdigit() or len(word) < 3:
        return word
    word = re.sub(r"is(e|ed|es|ing|ation|ations|ational)$", r"iz\1", word) if len(word) > 6 else word
    return str(_STEMMER.stemWord(word))
