"""Write the bundled facts from hand-made annotations of articles.

    python -m govgraph.loaders.bundled.make_facts GOLD CORPUS --converter GOLD_TO_TRIPLES > facts.jsonl

The converter makes the triples. Here a document gets its file's name, practices lose the aliases that mean
another practice, quotes that are longer than a name are left out, and additions.yaml comes on top.
The same annotations give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from ...graph.identity.names import practice_key
from ...graph.identity.story import story_of
from ...graph.identity.taxonomy import Taxonomy

#: Characters of a name or figure; what is longer may be a clause of the article.
LONGEST_QUOTE = 23
SHORTEST_ALIAS, LONGEST_ALIAS = 3, 20
#: Coverbs and the aspect particle, which open or mark a clause.
CLAUSE = re.compile("^(把|将|在|按照|由|以|通过|不得)|了")

Row = dict[str, Any]


def facts(gold: Path, corpus: Path, converter: Path) -> Iterator[Row]:
    """Yield the triples of all annotated documents, in the order of the annotations, the additions last.

    Args:
        gold: folder of annotations, ``NAME.json`` for each document.
        corpus: folder of the documents, ``NAME*.txt``.
        converter: the program that makes triples of annotations (GOLD --corpus CORPUS).
    """
    command = [sys.executable, str(converter), str(gold), "--corpus", str(corpus)]
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=utf8)
    rows: list[Row] = [json.loads(line) for line in made.stdout.splitlines()]
    names = {
        name: pages[0].name for name in documents(rows) if (pages := sorted(corpus.glob(f"{name}*.txt")))
    }
    claimed = owners(rows)
    sources: dict[str, Row] = {}
    starts: dict[str, int] = {}
    for row in rows:
        source = row["source"]
        source["document"] = names.get(source["document"], source["document"])
        sources[source["id"]] = source
        begin = row.get("span", [sys.maxsize])[0]
        starts[source["id"]] = min(begin, starts.get(source["id"], begin))
        for practice in practices([row]):
            prune_aliases(practice, claimed)
        yield without_long_quote(row)
    for addition in yaml.safe_load(files(__package__).joinpath("additions.yaml").read_text("utf-8")):
        if addition["source"] in sources:
            source = sources[addition["source"]]
            text = (corpus / source["document"]).read_text("utf-8")
            yield added(addition, source, text, starts[source["id"]])


def documents(rows: list[Row]) -> list[str]:
    """Return the names of the documents, each once, in order."""
    return list(dict.fromkeys(row["source"]["document"] for row in rows))


def practices(rows: list[Row]) -> Iterator[Row]:
    """Yield every mention of a practice."""
    for row in rows:
        yield from (end for end in (row["subject"], row["object"]) if end["type"] == "Mechanism")


def owners(rows: list[Row]) -> dict[str, set[str]]:
    """Return, for each key of a name or alias, what it is given for: ids of types, or keys of practices."""
    taxonomy = Taxonomy.default()
    found: dict[str, set[str]] = {}
    for practice in practices(rows):
        match = taxonomy.by_name(practice["name"])
        owner = match.name if match else practice_key(practice["name"])
        for name in (practice["name"], *practice.get("aliases", [])):
            found.setdefault(practice_key(name), set()).add(owner)
    return found


def prune_aliases(practice: Row, claimed: Mapping[str, set[str]]) -> None:
    """Take from a practice the aliases that are no name of it.

    An annotation accepts more than names: wordings, parts, broader terms. Left out is what is too short or
    too long for a name, is worded as a clause, equals the name but for marks, is given for two practices
    (``claimed``), or names another practice of the taxonomy.
    """
    taxonomy = Taxonomy.default()
    key, meaning = practice_key(practice["name"]), taxonomy.by_name(practice["name"])
    kept: dict[str, str] = {}
    for alias in practice.pop("aliases", []):
        other, match = practice_key(alias), taxonomy.by_name(alias)
        foreign = len(claimed.get(other, ())) > 1 or (match is not None and not same(match, meaning))
        fits = SHORTEST_ALIAS <= len(other) <= LONGEST_ALIAS and not CLAUSE.search(alias)
        if other != key and fits and not foreign:
            kept.setdefault(other, alias)
    if kept:
        practice["aliases"] = list(kept.values())


def same(one: Any, other: Any) -> bool:
    """Tell whether two matches of the taxonomy mean one practice."""
    return other is not None and (one.type.id, one.name) == (other.type.id, other.name)


def without_long_quote(row: Row) -> Row:
    """Leave out a quote that is longer than a name and not the name itself; its span stays."""
    quote = practice_key(row.get("quote", ""))
    if len(quote) > LONGEST_QUOTE and quote not in (
        practice_key(row[e]["name"]) for e in ("subject", "object")
    ):
        del row["quote"]
    return row


def added(addition: Mapping[str, Any], source: Row, text: str, start: int) -> Row:
    """Make a triple of one entry of additions.yaml; its place in the text is sought from ``start`` on."""
    row = {key: addition[key] for key in ("subject", "predicate", "object", "properties") if key in addition}
    row["source"] = source
    letters = re.compile(r"\s*".join(map(re.escape, addition["find"])))
    if match := letters.search(text, start):
        row |= {"span": list(match.span()), "quote": match.group()}
    return row | {"confidence": addition.get("confidence", 1.0), "extractor": "annotators"}


def briefly(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows with headline, date and authors in the first of each source, its id and story in all."""
    told: set[str] = set()
    for row in rows:
        source = row["source"] | {"story": story_of(row["source"])}
        if source["id"] in told:
            source = {key: source[key] for key in ("id", "document", "story")}
        told.add(source["id"])
        ends = {
            end: row[end] | {"name": row[end]["id"]} if row[end]["type"] == "Source" else row[end]
            for end in ("subject", "object")
        }
        yield row | ends | {"source": source}


def main() -> None:
    """Write the facts to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder of annotations")
    parser.add_argument("corpus", type=Path, help="folder of the annotated documents")
    parser.add_argument("--converter", type=Path, required=True, help="makes triples of annotations")
    args = parser.parse_args()
    for row in briefly(facts(args.gold, args.corpus, args.converter)):
        sys.stdout.buffer.write(line(row))


def line(row: Row) -> bytes:
    """Return a triple as a line of the file."""
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    main()
