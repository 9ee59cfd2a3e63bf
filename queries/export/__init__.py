"""The graph in other formats: networks, tables, the folder of neo4j-admin, and triples again."""

from .formats import FORMATS, export

__all__ = ["FORMATS", "export"]
