"""The spaCy pipeline that reads practice out of an article, built from named components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

#: The components in their order. Each is registered under ``govgraph_<name>`` in the module of
#: this folder that is called after it.
COMPONENTS = (
    "sentences",
    "places",
    "practices",
    "persons",
    "statistics",
    "policies",
    "chains",
    "adoptions",
    "targets",
)


def _fact(span: Span) -> object:
    facts: dict[Any, object] = span.doc.user_data
    return facts.get(("fact", span.start, span.end, span.label))


def _set_fact(span: Span, fact: object) -> None:
    # By label, too: spaCy's own attributes are shared by spans of one range, a place's and a practice's.
    facts: dict[Any, object] = span.doc.user_data
    facts["fact", span.start, span.end, span.label] = fact


for _name in ("adoptions", "chains", "targets", "modalities"):
    Doc.set_extension(_name, default=None, force=True)
Doc.set_extension("article", default=None, force=True)
Span.set_extension("fact", getter=_fact, setter=_set_fact, force=True)
Span.set_extension("confidence", default=1.0, force=True)


class CharacterTokenizer:
    """One token a character, white space kept: token i is character i.

    Offsets found by regular expressions and automata are then offsets of tokens, so that
    ``doc[start:end]`` is the span of the characters ``start`` to ``end``.
    """

    def __init__(self, vocab: Vocab):
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document of single characters."""
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        doc.user_data["text"] = text
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> CharacterTokenizer:
        """The tokenizer itself, see :meth:`to_bytes`."""
        return self


def build(components: Sequence[str] = COMPONENTS) -> Language:
    """A pipeline of the given components, in the given order.

    Raises:
        ValueError: a name that is none of :data:`COMPONENTS`; the message lists them.
    """
    from importlib import import_module

    nlp = spacy.blank("xx")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    for name in components:
        if name not in COMPONENTS:
            raise ValueError(f"no component {name!r}; there are {', '.join(COMPONENTS)}")
        import_module(f".{name}", __package__)
        nlp.add_pipe(f"govgraph_{name}", name=name)
    return nlp
