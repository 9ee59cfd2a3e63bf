"""Views of a graph as pages: one HTML file each, interactive, offline, with the evidence in it."""

from .network import Network
from .page import render
from .selections import Selection, select, view
from .writing import write

__all__ = ["Network", "Selection", "render", "select", "view", "write"]
