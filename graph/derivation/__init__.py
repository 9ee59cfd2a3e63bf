"""From statements to nodes, relations and disagreements: a pure function, whatever the order."""

from .derive import Derived, derive

__all__ = ["Derived", "derive"]
