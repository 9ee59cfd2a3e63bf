"""Targets: the problems that practices tackle (停车难) and the groups that they serve (独居老人).

The component is ``govgraph_targets``.
"""

from .candidates import Candidate, candidates
from .component import Targets

__all__ = ["Candidate", "Targets", "candidates"]
