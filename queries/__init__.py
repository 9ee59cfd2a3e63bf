"""Questions to the graph: named Cypher queries, and questions in Chinese and English."""

from .library import Library

__all__ = ["Library"]
