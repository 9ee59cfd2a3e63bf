"""Names to complete at a prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answering import parser_of

if TYPE_CHECKING:
    from ..library import Library


def completions(library: Library) -> list[str]:
    """Names worth completing at a prompt: places, practices, persons and groups that articles mention."""
    index = parser_of(library).index
    return sorted({n.name for n in index.nodes.values() if n.sources > 0 and n.kind != "source"})
