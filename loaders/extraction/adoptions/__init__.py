"""Who practises what, since when, and whether it is done, tried, planned or ended."""

from .component import AdoptionFinder

__all__ = ["AdoptionFinder"]
