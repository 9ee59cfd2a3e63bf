"""Gold sets: the facts of articles as people annotated them, read and checked.

A gold set is a folder of ``NAME.json`` files, one a document, or a folder that holds them in ``gold/``
and the articles in ``text/``. The format is that of the annotation guidelines: a document has
``articles``, and each has its title, relevance and lists of facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ...graph.model.errors import GovgraphError

RELEVANCE = ("yes", "partial", "no")
LEVELS = ("nation", "province", "prefecture", "county", "township", "village", "neighbourhood", "area")
COMPARATORS = ("=", "≈", "≥", ">", "≤", "<")
NATION = "中国"


class GoldError(GovgraphError):
    """A gold set that cannot be read; the message names file and field, a line for each fault."""


@dataclass(frozen=True, slots=True)
class GoldLocality:
    """A place that the article means."""

    name: str
    level: str | None = None
    within: tuple[str, ...] = ()
    code: str | None = None
    surfaces: tuple[str, ...] = ()
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every string that names it."""
        return tuple(dict.fromkeys((self.name, *self.surfaces)))


@dataclass(frozen=True, slots=True)
class GoldMechanism:
    """A practice that the article names."""

    name: str
    accept: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    category: str | None = None
    tiers: tuple[str, ...] = ()
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every string that names it."""
        return tuple(dict.fromkeys((self.name, *self.accept, *self.surfaces)))


@dataclass(frozen=True, slots=True)
class GoldAdoption:
    """A locality practises a mechanism; both are names from the article's lists."""

    locality: str
    mechanism: str
    since: str | None = None
    scope: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """A person named in the article."""

    name: str
    roles: tuple[str, ...] = ()
    locality: str | None = None
    organization: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldStatistic:
    """A figure that measures something."""

    surface: str
    value: float | None
    unit: str = ""
    high: float | None = None
    measure: str = ""
    comparator: str = "="
    period: str | None = None
    locality: str | None = None
    mechanism: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldPolicy:
    """A rule or plan named in 《》."""

    title: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldTarget:
    """A problem that a practice tackles, or a group that it serves."""

    name: str
    locality: str | None = None
    mechanism: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a document, with its facts."""

    title: str
    starts_with: str
    relevance: str
    date: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    localities: tuple[GoldLocality, ...] = ()
    mechanisms: tuple[GoldMechanism, ...] = ()
    adoptions: tuple[GoldAdoption, ...] = ()
    persons: tuple[GoldPerson, ...] = ()
    statistics: tuple[GoldStatistic, ...] = ()
    policies: tuple[GoldPolicy, ...] = ()
    problems: tuple[GoldTarget, ...] = ()
    groups: tuple[GoldTarget, ...] = ()

    @property
    def relevant(self) -> bool:
        """Whether facts may be read out of it."""
        return self.relevance != "no"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document's gold facts."""

    name: str  #: triples belong to it when their ``source.document`` starts with this
    path: Path
    articles: tuple[GoldArticle, ...] = ()

    @property
    def relevant(self) -> tuple[GoldArticle, ...]:
        """The articles that facts may be read out of."""
        return tuple(a for a in self.articles if a.relevant)


#: Fields of each kind of fact: name -> kind of its value.
_FIELDS: dict[type, dict[str, str]] = {
    GoldLocality: {"name": "text!", "level": "level", "within": "texts", "code": "text", "surfaces": "texts"},
    GoldMechanism: {
        "name": "text!", "accept": "texts", "surfaces": "texts", "category": "text", "tiers": "texts",
    },
    GoldAdoption: {"locality": "text!", "mechanism": "text!", "since": "text", "scope": "text"},
    GoldPerson: {"name": "text!", "roles": "texts", "locality": "text", "organization": "text"},
    GoldStatistic: {
        "surface": "text!", "value": "number", "high": "number", "unit": "string", "measure": "string",
        "comparator": "comparator", "period": "text", "locality": "text", "mechanism": "text",
    },
    GoldPolicy: {"title": "text!"},
    GoldTarget: {"name": "text!", "locality": "text", "mechanism": "text"},
}  # fmt: skip
_LISTS: dict[str, type] = {
    "localities": GoldLocality,
    "mechanisms": GoldMechanism,
    "adoptions": GoldAdoption,
    "persons": GoldPerson,
    "statistics": GoldStatistic,
    "policies": GoldPolicy,
    "problems": GoldTarget,
    "groups": GoldTarget,
}


@dataclass
class _Check:
    """Reads fields and notes what is wrong with them."""

    file: Path
    faults: list[str] = field(default_factory=list)

    def fault(self, where: str, what: str) -> None:
        self.faults.append(f"{self.file}: {where}: {what}")

    def nearest(self, where: str, value: object, allowed: tuple[str, ...]) -> None:
        near = get_close_matches(str(value), allowed, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; write one of {', '.join(allowed)}"
        self.fault(where, f"{value!r} is not allowed{hint}")

    def read(self, kind: str, where: str, data: Mapping[str, Any], key: str) -> Any:
        value, at = data.get(key), f"{where}.{key}"
        if kind == "texts":
            value = [value] if isinstance(value, str) else value or []
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                self.fault(at, f"a list of strings is wanted, not {value!r}")
                return ()
            return tuple(v for v in value if v)
        if kind == "number":
            if value is None:
                return None
            try:
                return float(value)
            except (TypeError, ValueError):
                self.fault(at, f"a number is wanted, not {value!r}")
                return None
        if value is None or value == "":
            if kind == "text!":
                self.fault(at, "is missing; it must be a string")
                return ""
            return {"string": "", "comparator": "="}.get(kind)
        if not isinstance(value, str):
            if kind == "text" and isinstance(value, int) and not isinstance(value, bool):
                return str(value)  # a code written as a number
            self.fault(at, f"a string is wanted, not {value!r}")
            return "" if kind in ("text!", "string") else None
        if kind == "level" and value not in LEVELS:
            self.nearest(at, value, LEVELS)
        if kind == "comparator" and value not in COMPARATORS:
            self.nearest(at, value, COMPARATORS)
        return value

    def fact(self, cls: type, where: str, data: object) -> Any:
        if not isinstance(data, Mapping):
            self.fault(where, f"an object with {', '.join(_FIELDS[cls])} is wanted, not {data!r}")
            return None
        values = {key: self.read(kind, where, data, key) for key, kind in _FIELDS[cls].items()}
        return cls(**values, optional=bool(data.get("optional")))


def read_document(path: Path) -> GoldDocument:
    """The gold facts of one file.

    Raises:
        GoldError: the file is no JSON, or its fields are wrong; all its faults are listed.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise GoldError(
            f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: no JSON: {error.msg}") from None
    check = _Check(path)
    articles = data.get("articles") if isinstance(data, Mapping) else None
    if not isinstance(articles, list):
        raise GoldError(f"{path}: articles: a list of articles is wanted under this key")
    read = tuple(
        article
        for n, item in enumerate(articles, 1)
        if (article := _article(check, f"articles[{n}]", item)) is not None
    )
    if check.faults:
        raise GoldError("\n".join(check.faults))
    return GoldDocument(name=path.stem, path=path, articles=read)


def _article(check: _Check, where: str, data: object) -> GoldArticle | None:
    if not isinstance(data, Mapping):
        check.fault(where, f"an object is wanted, not {data!r}")
        return None
    relevance = data.get("relevance", "yes")
    if relevance not in RELEVANCE:
        check.nearest(f"{where}.relevance", relevance, RELEVANCE)
    lists: dict[str, tuple[Any, ...]] = {}
    for key, cls in _LISTS.items():
        items = data.get(key) or []
        if not isinstance(items, list):
            check.fault(f"{where}.{key}", f"a list is wanted, not {items!r}")
            continue
        facts = (check.fact(cls, f"{where}.{key}[{n}]", item) for n, item in enumerate(items, 1))
        lists[key] = tuple(f for f in facts if f is not None)
    article = GoldArticle(
        title=check.read("string", where, data, "title"),
        starts_with=check.read("string", where, data, "starts_with"),
        relevance=str(relevance),
        date=check.read("text", where, data, "date"),
        publisher=check.read("text", where, data, "publisher"),
        authors=check.read("texts", where, data, "authors"),
        **lists,
    )
    _references(check, where, article)
    return article


def _references(check: _Check, where: str, article: GoldArticle) -> None:
    """Adoptions name places and practices of the article's own lists."""
    for key, known in (
        ("locality", {x.name for x in article.localities} | {NATION}),
        ("mechanism", {x.name for x in article.mechanisms}),
    ):
        for n, adoption in enumerate(article.adoptions, 1):
            name = getattr(adoption, key)
            if name and name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else "; list it there"
                lists = "localities" if key == "locality" else "mechanisms"
                check.fault(
                    f"{where}.adoptions[{n}].{key}", f"{name!r} is none of the article's {lists}{hint}"
                )


def gold_files(path: Path) -> list[Path]:
    """The gold files of a set, sorted by name.

    Raises:
        GoldError: there are none.
    """
    if path.is_file():
        return [path]
    folder = path / "gold" if (path / "gold").is_dir() else path
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise GoldError(
            f"{path}: no gold facts here; give a folder of NAME.json files, or one with gold/ and text/"
        )
    return files


def read_gold(path: Path) -> list[GoldDocument]:
    """Every document of a gold set.

    Args:
        path: a file, a folder of ``NAME.json`` files, or a folder with ``gold/`` and ``text/`` in it.

    Raises:
        GoldError: nothing is there, or fields are wrong; the faults of all files are listed.
    """
    documents, faults = [], []
    for file in gold_files(path):
        try:
            documents.append(read_document(file))
        except GoldError as error:
            faults.append(str(error))
    if faults:
        raise GoldError("\n".join(faults))
    return documents


def text_folders(path: Path) -> Iterator[Path]:
    """Where the articles of a gold set may lie, the likeliest first."""
    base = path.parent if path.is_file() else path
    for folder in (base / "text", base.parent / "text", base.parent / "corpus", base):
        if folder.is_dir():
            yield folder


def find_text(document: GoldDocument, folders: Iterator[Path] | list[Path]) -> Path:
    """The file that a gold document annotates: the first one whose name starts with the document's.

    Raises:
        GoldError: there is none in the folders.
    """
    tried = []
    for folder in folders:
        tried.append(str(folder))
        found = sorted(f for f in folder.glob(f"{document.name}*") if f.suffix != ".json" and f.is_file())
        if found:
            return found[0]
    raise GoldError(
        f"{document.path}: no article {document.name}.* in {', '.join(tried) or 'any folder'};"
        " put it beside the gold facts in text/, or name its folder with --text"
    )
