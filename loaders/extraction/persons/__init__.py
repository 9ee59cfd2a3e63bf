"""Persons: who is named in an article's text, with their roles, places and bodies.

``candidates`` finds strings in places where names stand, learned scorers decide where they end and
whether they are names (``choice``), rules read the roles (``roles``). The component is
``govgraph_persons``. Bylines, photographers and national leaders are left out.
"""

from .candidates import Candidate, candidates
from .component import Persons, Scorers

__all__ = ["Candidate", "Persons", "Scorers", "candidates"]
