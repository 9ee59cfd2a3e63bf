"""Views of a graph as pages: one HTML file each, interactive, offline, with the evidence in it."""

from .network import Network
from .page import render
from .writing import write

__all__ = ["Network", "render", "write"]
