"""An answer: what was understood, the short answer, the table, the Cypher, the evidence, and what to mind."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx
    import pandas

    from ..library import Library

State = Literal["answered", "empty", "partial", "ambiguous", "unknown_name", "out_of_scope", "not_understood"]


@dataclass
class Answer:
    """The answer to one question.

    Attributes:
        state: ``answered``; ``empty`` (understood, nothing recorded, which is not "no"); ``partial`` (words
            were left out, ``caveats`` say which); ``ambiguous``, ``unknown_name``, ``out_of_scope`` and
            ``not_understood`` have no answer but ``reason`` and ``suggestions``.
        answer: names (official Chinese ones) or one number; None if there is no answer.
        interpretation: what was understood, in the question's language.
        rows: the table, a tuple for each row of ``columns``.
        truncated: whether the table was cut.
        sources: evidence, each with title, quote, date, publisher, document and span.
    """

    question: str
    language: str
    state: State = "not_understood"
    answer: list[str] | float | int | None = None
    interpretation: str = ""
    columns: tuple[str, ...] = ()
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False
    cypher: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    sources: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""
    suggestions: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    unit: str = ""
    library: Library | None = field(default=None, repr=False, compare=False)

    @property
    def understood(self) -> bool:
        """Whether there is an answer, be it the empty list."""
        return self.answer is not None

    def to_json(self) -> dict[str, Any]:
        """The answer as ``ask --json`` prints it."""
        out: dict[str, Any] = {
            "question": self.question,
            "language": self.language,
            "state": self.state,
            "interpretation": self.interpretation,
            "answer": self.answer,
            "columns": list(self.columns),
            "rows": [list(r) for r in self.rows],
            "truncated": self.truncated,
            "cypher": self.cypher,
            "parameters": dict(self.parameters),
            "sources": self.sources,
        }
        if self.reason:
            out["reason"] = self.reason
        if self.suggestions or self.answer is None:
            out["suggestions"] = self.suggestions
        if self.caveats:
            out["caveats"] = self.caveats
        if self.unit:
            out["unit"] = self.unit
        return out

    def frame(self) -> pandas.DataFrame:
        """The table as a pandas frame."""
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def graph(self) -> networkx.MultiDiGraph[Any]:
        """The nodes of the answer with all relations among them and their evidence."""
        import networkx

        if self.library is None or not self.rows:
            return networkx.MultiDiGraph()
        names = sorted({c for row in self.rows for c in row if isinstance(c, str)})
        return self.library.graph(
            "MATCH (a)-[r]->(b) WHERE a.name IN $names AND b.name IN $names RETURN a, r, b", names=names
        )

    def _repr_html_(self) -> str:
        def cell(value: Any) -> str:
            return html.escape("" if value is None else str(value))

        short = (
            ""
            if self.answer is None
            else cell(self.answer if not isinstance(self.answer, list) else "、".join(map(str, self.answer)))
        )
        parts = [
            f"<p><b>{cell(self.question)}</b><br>{cell(self.interpretation or self.reason)}</p>",
            f"<p>{short}</p>",
        ]
        if self.rows:
            head = "".join(f"<th>{cell(c)}</th>" for c in self.columns)
            body = "".join(
                "<tr>" + "".join(f"<td>{cell(c)}</td>" for c in row) + "</tr>" for row in self.rows[:100]
            )
            parts.append(f"<table><tr>{head}</tr>{body}</table>")
        parts += [f"<p><small>{cell(c)}</small></p>" for c in self.caveats]
        parts += [
            f"<p><small>{cell(s.get('title'))}: {cell(s.get('quote'))}</small></p>" for s in self.sources[:10]
        ]
        return "".join(parts)
