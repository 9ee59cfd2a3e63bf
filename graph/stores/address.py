"""From a URL to a store."""

from __future__ import annotations

import os
import re

from ..model.errors import UsageError
from ..model.validation import nearest
from .base import Store

#: The graph that is meant where none is named and ``$GOVGRAPH_STORE`` is not set.
DEFAULT = "govgraph.lbug"
_SERVER = ("neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def default_url() -> str:
    """``$GOVGRAPH_STORE``, else ``govgraph.lbug`` in the current folder."""
    return os.environ.get("GOVGRAPH_STORE") or DEFAULT


def open_store(url: str | os.PathLike[str] | None = None) -> Store:
    """The store that a URL names. Nothing is opened yet.

    Args:
        url: a path (LadybugDB), or ``neo4j://``, ``bolt://`` and their ``+s`` and ``+ssc`` forms
            (Neo4j, with ``$NEO4J_USERNAME`` and ``$NEO4J_PASSWORD``); :func:`default_url` if None.

    Raises:
        UsageError: a scheme that is none of these.
    """
    text = str(url) if url is not None else default_url()
    scheme = _SCHEME.match(text)
    if scheme is None:
        from .ladybug import LadybugStore

        return LadybugStore(text)
    if scheme[1].lower() in _SERVER:
        from .neo4j import Neo4jStore

        return Neo4jStore(text)
    near = nearest(scheme[1], _SERVER)
    hint = (
        f"did you mean {near}://?"
        if near
        else f"use a path, or one of {', '.join(s + '://' for s in _SERVER)}"
    )
    raise UsageError(f"unknown kind of store {scheme[1]}://; {hint}")
