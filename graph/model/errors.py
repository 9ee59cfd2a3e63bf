"""What can go wrong, as exceptions with one root: every text says what to do."""

from __future__ import annotations


class GovgraphError(Exception):
    """Root of all errors that a user can mend. Its text is one line, fit for standard error."""


class UsageError(GovgraphError):
    """A wrong argument, option or address."""


class InvalidData(GovgraphError):
    """A record or a data file that does not follow the schema.

    Attributes:
        field: dotted path of the offending field (``subject.type``), or None.
        nearest: the nearest valid value, or None.
    """

    def __init__(self, message: str, *, field: str | None = None, nearest: str | None = None):
        super().__init__(message)
        self.field = field
        self.nearest = nearest


class DocumentError(GovgraphError):
    """A file that cannot be read as an article."""


class StoreError(GovgraphError):
    """A store that cannot be opened, read or written."""


class QueryError(GovgraphError):
    """A query that the store refuses, or that is not read only."""
