"""Files to documents, documents to articles: ``articles(read(path))``."""

from .articles import articles
from .document import Article, Document
from .reading import KINDS, find, read, read_bytes

__all__ = ["KINDS", "Article", "Document", "articles", "find", "read", "read_bytes"]
