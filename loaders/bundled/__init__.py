"""The facts that come with govgraph: five newspaper pages, read by hand.

``facts.jsonl`` holds triples of the interchange format: names, figures, sources and the places in the
text where they stand, no sentences. ``make_facts`` writes it, ``additions.yaml`` is a part of what it reads.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["path"]


def path() -> Path:
    """Return where the bundled triples lie (JSON Lines, UTF-8)."""
    return Path(str(files(__package__).joinpath("facts.jsonl")))
