"""Questions in Chinese and English: understood, answered with sources, or honestly declined."""

from .answer import Answer
from .answering import ask

__all__ = ["Answer", "ask"]
