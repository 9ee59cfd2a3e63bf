"""Triples, statements and errors: what the graph is made of before any store knows it."""

from .errors import DocumentError, GovgraphError, InvalidData, QueryError, StoreError, UsageError
from .triple import Entity, Triple

__all__ = [
    "DocumentError",
    "Entity",
    "GovgraphError",
    "InvalidData",
    "QueryError",
    "StoreError",
    "Triple",
    "UsageError",
]
