"""Articles beside their gold facts: what every scorer is trained and measured on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...documents import Article, Document, articles, read
from ...evaluation.gold import GoldArticle, GoldDocument, find_text, read_gold, text_folders


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as the program reads it, with what people found in it."""

    document: Document
    article: Article
    gold: GoldArticle

    @property
    def name(self) -> str:
        """Of the document: what cross-validation keeps together."""
        return self.document.name


def _flat(text: str) -> tuple[str, list[int]]:
    index = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i] for i in index), index


def align(document: Document, found: Sequence[Article], gold: GoldDocument) -> list[Annotated]:
    """The articles of a document paired with their gold facts.

    An article is the one that holds the letters ``starts_with``, at the likeliest place where they
    recur; a document of one article needs none.
    """
    if len(gold.articles) == 1 and len(found) == 1:
        return [Annotated(document, found[0], gold.articles[0])]
    flat, index = _flat(document.text)
    pairs: list[Annotated] = []
    taken: set[int] = set()
    for facts in gold.articles:
        start = _flat(facts.starts_with)[0]
        at = flat.find(start) if start else -1
        while at >= 0:
            holder = _holding(found, index[at])
            if holder is not None and holder.ordinal not in taken:
                taken.add(holder.ordinal)
                pairs.append(Annotated(document, holder, facts))
                break
            at = flat.find(start, at + 1)
    return pairs


def _holding(found: Sequence[Article], offset: int) -> Article | None:
    """The article with the character, or the one whose next character follows closest."""
    best: tuple[int, Article] | None = None
    for article in found:
        if article.offsets and article.offsets[0] <= offset <= article.offsets[-1]:
            return article
        if article.offsets and offset < article.offsets[0] <= offset + 80:
            gap = article.offsets[0] - offset
            if best is None or gap < best[0]:
                best = (gap, article)
    return best[1] if best else None


def load(gold: Path, texts: Iterable[Path] | None = None) -> tuple[list[Annotated], list[str]]:
    """Every article of a gold set, and a note for each gold article that was not found in its text.

    Args:
        gold: see :func:`...evaluation.read_gold`.
        texts: folders of the articles; those beside the gold facts if not given.

    Raises:
        GoldError: the gold set cannot be read, or a document has no text.
    """
    folders = list(texts) if texts is not None else list(text_folders(gold))
    pairs: list[Annotated] = []
    notes: list[str] = []
    for document in read_gold(gold):
        text = read(find_text(document, folders))
        aligned = align(text, articles(text), document)
        pairs += aligned
        there = {id(a.gold) for a in aligned}
        notes += [
            f"{document.path}: {a.title or a.starts_with!r} was not found in {text.name}"
            for a in document.articles
            if id(a) not in there
        ]
    return pairs, notes
