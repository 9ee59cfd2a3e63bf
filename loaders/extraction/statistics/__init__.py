"""Statistics: numbers that measure something about practice or place.

``candidates`` finds every number with a measure word, a learned scorer decides which are figures
(``choice``) and two more whose they are (``linking``). The component is ``govgraph_statistics``.
"""

from .candidates import Candidate, candidates
from .component import Scorers, Statistics
from .numerals import Numeral, arabic, chinese

__all__ = ["Candidate", "Numeral", "Scorers", "Statistics", "arabic", "candidates", "chinese"]
