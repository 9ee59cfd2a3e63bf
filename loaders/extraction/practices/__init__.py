"""Practices named in prose: candidates proposed generously, chosen by learned scorers, merged to entities.

A first glance (:mod:`.runs`) scores every run of words by a sum over its words in their roles and keeps
the likely ones (:mod:`.candidates`); a close look (:mod:`.features`) says what a candidate's words, frame
and the rest of the article tell of it, and a second scorer gives its probability. The best of
overlapping candidates stay, and mentions of one practice become one (:mod:`.entities`). The lexicons
that both read are YAML files in ``lexicon/``; :mod:`.training` fits the scorers to annotated articles.
"""

from .component import PracticeReader

__all__ = ["PracticeReader"]
