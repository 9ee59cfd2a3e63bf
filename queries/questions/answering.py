"""A question from its text to its answer."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ...graph.identity.names import practice_key
from .answer import Answer
from .compile import compile_frame
from .cypher import Query
from .declining import ALLOWED, declined
from .index import Index
from .lexicon import Lexicon
from .messages import say
from .normalise import LONGEST, Language, fold, normalise
from .paraphrase import paraphrase
from .parse import Parser
from .query_places import above_query
from .slots import Frame
from .status import caption, narrowed, take

if TYPE_CHECKING:
    from ..library import Library

#: At most so many rows of a table, quotes below it, statements read for names.
ROWS, EVIDENCE, STATEMENTS = 1000, 12, 3000
_parsers: WeakKeyDictionary[Library, Parser] = WeakKeyDictionary()


def parser_of(library: Library) -> Parser:
    """The parser of a graph, made once."""
    if library not in _parsers:
        _parsers[library] = Parser(Index(library, Lexicon.default()))
    return _parsers[library]


def ask(library: Library, question: str, language: str | None = None) -> Answer:
    """The answer to a question in Chinese or English.

    Args:
        library: the graph.
        question: in words.
        language: ``zh`` or ``en``; told from the question if None.

    Returns:
        An answer, or one that says why there is none.
    """
    given: Language | None = "zh" if language == "zh" else "en" if language == "en" else None
    asked, status = take(normalise(question, given))
    answer = Answer(question, asked.language, library=library)
    if not asked.plain:
        return declined(answer, Frame(reason="empty_question"), None)
    if len(question.strip()) > LONGEST:
        answer.reason = say("too_long", asked.language, limit=LONGEST)
        return answer
    parser = parser_of(library)
    frame = parser.parse(asked)
    return _Answering(library, parser, frame, answer, status).run()


@dataclasses.dataclass
class _Answering:
    library: Library
    parser: Parser
    frame: Frame
    answer: Answer
    status: str = ""  #: planned or ended, where that is asked for

    def run(self) -> Answer:
        frame, answer = self.frame, self.answer
        if (
            frame.target == "unknown"
            or (frame.unknown_name and frame.target != "figures")
            or (frame.left and not self._tolerable())
        ):
            return declined(answer, frame, self.parser)
        if frame.ambiguous:
            answer.state, answer.reason, answer.suggestions = (
                "ambiguous",
                say("ambiguous", answer.language),
                frame.ambiguous,
            )
            return answer
        if frame.target in ("persons", "places") and (frame.roles or frame.posts):
            frame.organs = sorted({*self._roles(), *frame.posts})
        answer.interpretation = paraphrase(frame, answer.language)
        query = compile_frame(frame)
        if self.status:
            other = narrowed(query, self.status)
            if other is None:
                return declined(answer, dataclasses.replace(frame, target="unknown"), self.parser)
            query = other
            answer.interpretation += f" ({caption(self.status, answer.language)})"
        rows = self.library.run(query.cypher, query.parameters, limit=ROWS)
        if not rows.rows and not self.status and self._widens():
            wider = compile_frame(frame, wide=True)
            found = self.library.run(wider.cypher, wider.parameters, limit=ROWS)
            if found.rows:
                query, rows = wider, found
                if frame.places:
                    answer.caveats.append(say("below", answer.language, name=frame.places[0].name))
        if not rows.rows and not self.status and self._local():
            found = self.library.run((local := compile_frame(frame)).cypher, local.parameters, limit=ROWS)
            if found.rows:
                query, rows, frame.left = local, found, []
                answer.interpretation = paraphrase(frame, answer.language)
        if (
            not rows.rows
            and frame.guess
            and not frame.places
            and frame.target in ("places", "practices", "dates")
        ):
            return declined(
                answer,
                dataclasses.replace(frame, unknown_name=" ".join(p.text for p in frame.practices)),
                self.parser,
            )
        answer.cypher, answer.parameters = query.cypher, query.parameters
        answer.truncated = rows.truncated
        self._fill(query, list(rows.columns), [tuple(r) for r in rows.rows])
        if answer.state == "empty" and frame.left:
            return declined(
                dataclasses.replace(answer, answer=None, rows=[], columns=(), cypher="", parameters={}),
                frame,
                self.parser,
            )
        if (
            frame.target == "places"
            and not self.status
            and frame.aggregate in ("", "count")
            and (above := above_query(frame)) is not None
        ):
            names = [row[0] for row in self.library.run(above.cypher, above.parameters, limit=20).rows]
            if names:
                answer.caveats.append(say("above", answer.language, names="、".join(names)))
        if frame.left:
            answer.state = "partial"
            answer.caveats.append(say("left", answer.language, words="、".join(frame.left)))
        return answer

    def _tolerable(self) -> bool:
        """Whether what is left over leaves the answer right: a firm name carries the question, and "
        "little is left."""
        f = self.frame
        if f.denied and not f.wanted:
            return False
        allowed = ALLOWED.get(f.target, (0, 1))
        if f.target in ("places", "practices"):
            firm = bool(f.practices or f.problems or f.groups)
            allowed = (0 if f.guess else 2, 3) if firm else (0, 0)
        if f.target == "persons" and not (f.places or f.practices):
            allowed = (0, 0)
        return len(f.strange) <= allowed[0] and len(f.left) <= allowed[1]

    def _local(self) -> bool:
        """Where a place lacks the practice that was read: the practice of that place that is meant."""
        frame = self.frame
        if (
            frame.target not in ("practices", "dates")
            or not frame.places
            or not frame.wanted
            or frame.else_
            or frame.combine != "any"
        ):
            return False
        places = [p.id for p in frame.places]
        index = self.parser.index
        words = [
            not t.named("place") and not t.date and bool(t.of("concept") or not t.known) for t in frame.tokens
        ]
        near = [
            f
            for f in self.parser.likeness("practice").find(frame.tokens, words, cover=0.4)
            if index.adopted_in(f.ids[0], places)
        ]
        if not near or near[0].mass < 3.0:
            return False
        best = [f.ids[0] for f in near if f.mass >= 0.95 * near[0].mass]
        slot = frame.wanted[0]
        slot.nodes = [index.nodes[i] for i in dict.fromkeys(best)]
        frame.practices = [slot]
        frame.below = True
        return True

    def _widens(self) -> bool:
        return (
            self.frame.target in ("practices", "persons", "whether", "sources", "policies", "tiers")
            and not self.frame.below
        )

    def _roles(self) -> list[str]:
        """The posts' names in the graph that the question's posts mean."""
        lexicon, known = self.parser.index.lexicon, self.parser.index.roles
        out: set[str] = set()
        for role, text in zip(
            self.frame.roles, [*self.frame.organs, *[""] * len(self.frame.roles)], strict=False
        ):
            about = lexicon.roles[role]
            fits = {
                r
                for r in known
                if r.endswith(tuple(about["matches"]))
                and not r.endswith(tuple(about.get("excludes", ("\0",))))
            }
            # 村(嘎查)党支部书记: either of the two
            texts = {text, text.replace("村嘎查", "村"), text.replace("村嘎查", "嘎查")} if text else set()
            exact = {r for r in fits if any(r.endswith(t) or (len(r) > 3 and t.endswith(r)) for t in texts)}
            generic = not text or "党组织" in text or text in ("书记", "支书", "一把手", "主任")
            out |= fits if generic or not exact else exact
        return sorted(out)

    def _fill(self, query: Query, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        answer, frame = self.answer, self.frame
        if query.ties is not None and rows:
            top = rows[0][query.ties]
            rows = [r for r in rows if r[query.ties] == top]
        statements = [
            s for r in rows for n, c in enumerate(columns) if c == "statements" for s in (r[n] or ())
        ]
        keep = [n for n, c in enumerate(columns) if c not in query.hidden]
        shown = [tuple(r[n] for n in keep) for r in rows]
        answer.columns = tuple(columns[n] for n in keep)
        answer.rows = shown
        told = self._told(rows, columns, query) if query.number in ("", "last") else rows
        answer.answer = self._short(query, [tuple(r[n] for n in keep) for r in told])
        answer.state = "answered" if answer.answer != [] else "empty"
        if answer.state == "empty":
            answer.caveats.append(say("empty", answer.language))
        answer.sources = self._evidence(statements, shown)
        if frame.aggregate in ("max", "min") and frame.target in (
            "places",
            "practices",
            "compare_places",
            "categories",
        ):
            answer.caveats.append(say("coverage", answer.language))

    def _told(self, rows: list[tuple[Any, ...]], columns: list[str], query: Query) -> list[tuple[Any, ...]]:
        """Rows whose practices bear the names that the sources of these rows give them."""
        column = columns[query.answer[0]]
        if column not in ("mechanism", "tier", "chain") or "statements" not in columns:
            return rows
        at, where = query.answer[0], columns.index("statements")
        ids = list(dict.fromkeys(s for r in rows for s in (r[where] or ())))[:STATEMENTS]
        found = self.library.run(
            "MATCH (s:Statement) WHERE s.id IN $statements RETURN s.id, s.predicate, s.triple",
            {"statements": ids},
        )
        names: dict[str, str] = {}
        for ident, predicate, text in found.rows:
            end = "object" if predicate == "ADOPTED" or column == "tier" else "subject"
            names[ident] = json.loads(text)[end]["name"]
        out = []
        for row in rows:
            told = Counter(names[s] for s in (row[where] or ()) if s in names)
            if told and row[at] not in told:
                row = (*row[:at], told.most_common(1)[0][0], *row[at + 1 :])
            out.append(row)
        return out

    def _short(self, query: Query, rows: list[tuple[Any, ...]]) -> list[str] | float | int:
        index = self.parser.index
        if query.number == "value":
            if not rows:
                return []
            value = rows[0][0]
            self.answer.unit = rows[0][2] or ""
            if rows[0][3] not in (None, "="):
                self.answer.caveats.append(say("comparator", self.answer.language, sign=rows[0][3]))
            return int(value) if float(value).is_integer() else float(value)
        if query.number == "sum":
            self.answer.unit = rows[0][2] or "" if rows else ""
            total = sum(row[0] for row in {row[4]: row for row in rows}.values())
            return int(total) if float(total).is_integer() else float(total)
        if query.number == "authors":
            return _unique([a for row in rows for a in (row[0] or ())])
        if query.number == "tiers":
            chains: dict[str, set[int]] = {}
            for row in rows:
                chains.setdefault(row[2], set()).add(row[1])
            return max((len(t) for t in chains.values()), default=0) if rows else []
        if query.number == "aliases":
            return self._told_names(rows)
        if query.number == "kinds":
            kinds = _unique([r[0] for r in rows if r[0]])
            if kinds:
                return kinds
            labels = [self._category(r[1]) for r in rows if r[1]]
            nodes = self.frame.practices[0].nodes
            return _unique(
                labels
                or [
                    self._category(str(n.properties.get("category")))
                    for n in nodes
                    if n.properties.get("category")
                ]
            )
        values = _unique([row[n] for row in rows for n in query.answer if row[n] is not None])
        if query.number == "last":
            chain = rows[-1][2] if rows else None
            values = [[r[0] for r in rows if r[2] == chain][-1]] if rows else []
        if query.number == "count":
            return len(values)
        if self.frame.target == "location" and not values:
            values = self._located()
        told_places = ("places", "whether", "similar_places", "compare_places", "compare_tiers")
        if query.answer == (0,) and self.frame.target in told_places:
            shown = {n.name: n.shown for n in index.of_kind("place") if n.shown != n.name}
            values = _unique([shown.get(v, v) for v in values])
        if self.frame.target == "categories":
            values = [self._category(v) for v in values]
        return values

    def _told_names(self, rows: list[tuple[Any, ...]]) -> list[str]:
        """The other names that articles give a practice, each in one writing."""
        found = self.library.run(
            "MATCH (s:Statement) WHERE s.subject_id IN $practices OR s.object_id IN $practices RETURN "
            "DISTINCT s.triple AS triple",
            {"practices": self.frame.practices[0].ids},
        )
        told: dict[str, str] = {}
        ids = set(self.frame.practices[0].ids)
        for (text,) in found.rows:
            triple = json.loads(text)
            for end in (triple["subject"], triple["object"]):
                if end["type"] == "Mechanism" and ids & {n.id for n in self._nodes_of(end["name"])}:
                    for name in (end["name"], *end.get("aliases", ())):
                        told.setdefault(practice_key(name), name)
        for row in rows:
            told.pop(practice_key(row[0]), None)
        return sorted(told.values())

    def _nodes_of(self, name: str) -> list[Any]:
        index = self.parser.index
        return [index.nodes[e.id] for e in index.zh.get(fold(name), ()) if e.kind == "practice"]

    def _located(self) -> list[str]:
        """Where a place lies that the graph does not hold, by the official table."""
        index = self.parser.index
        place = self.frame.places[0]
        wanted = {lv.level for lv in self.frame.levels} or {"province", "prefecture", "county"}
        if "city" in wanted:
            wanted.add("prefecture")
        out = []
        for ident in place.path[1:-1]:
            node = index.nodes.get(ident)
            if node is None and ident.startswith("loc/") and ident[4:].isdigit():
                node = index.add_division(ident[4:])
            if node is not None and node.properties.get("level") in wanted:
                out.append(node.name)
        return out

    def _category(self, ident: str) -> str:
        from ...graph.identity.taxonomy import Taxonomy

        category = Taxonomy.default().category(ident)
        return category.zh

    def _evidence(self, statements: list[str], rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
        columns = ("title", "quote", "date", "publisher", "document", "start", "end", "confidence")
        if not statements:
            if self.frame.target == "sources":
                return [
                    {
                        "title": r[0],
                        "quote": "",
                        "date": r[1],
                        "publisher": r[2],
                        "document": r[3],
                        "span": None,
                    }
                    for r in rows[:EVIDENCE]
                ]
            return []
        found = self.library.run(
            "MATCH (s:Statement) WHERE s.id IN $statements\nMATCH (d:Source) WHERE d.id = s.source_id\n"
            "RETURN d.title AS title, s.quote AS quote, d.date AS date, d.publisher AS publisher, "
            "d.document AS document, "
            "s.span_start AS start, s.span_end AS end_, s.confidence AS confidence ORDER BY confidence "
            "DESC, document, start",
            {"statements": list(dict.fromkeys(statements))[: EVIDENCE * 2]},
            limit=EVIDENCE,
        )
        out = []
        for row in found.rows:
            d = dict(zip(columns, row, strict=True))
            start, end = d.pop("start"), d.pop("end")
            d["span"] = [start, end] if start is not None else None
            out.append(d)
        return out


def _unique(items: list[Any]) -> list[Any]:
    return list(dict.fromkeys(items))
