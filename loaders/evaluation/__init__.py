"""Gold facts annotated by hand, and how well extracted triples agree with them.

``read_gold`` reads and checks a gold set in the guideline's format; ``score`` compares triples with it.
"""

from .gold import GoldArticle, GoldDocument, GoldError, find_text, read_gold
from .scoring import Figures, Report, score
from .triples import read_triples

__all__ = [
    "Figures",
    "GoldArticle",
    "GoldDocument",
    "GoldError",
    "Report",
    "find_text",
    "read_gold",
    "read_triples",
    "score",
]
