"""Where a graph is kept: LadybugDB in a file, or Neo4j as a server, behind three small classes."""

from .address import open_store
from .base import Store, View, Writer
from .values import Node, Path, Relation, Rows

__all__ = ["Node", "Path", "Relation", "Rows", "Store", "View", "Writer", "open_store"]
