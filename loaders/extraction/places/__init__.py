"""Places of an article: which they are, and which one a sentence is about."""

from .component import Places, create
from .focus import focus, focus_candidates

__all__ = ["Places", "create", "focus", "focus_candidates"]
