"""The query library over a graph."""

from .library import Library
from .named import NamedQuery, Parameter

__all__ = ["Library", "NamedQuery", "Parameter"]
