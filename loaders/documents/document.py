"""A document as read, and the articles that a page of it holds."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text as read: spans of triples count its characters."""

    name: str  #: the input file's name, without its folder
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, its text cleaned, with the way back to the page."""

    document: str  #: name of the document
    ordinal: int  #: 1 for the first article of the page
    title: str  #: headline and deck joined to one line; empty if there is none
    text: str  #: headline lines, then paragraphs, one a line; bylines, datelines and page furniture left out
    body: int  #: where in ``text`` the paragraphs begin, after the headline
    offsets: array[int] = field(repr=False)  #: the document's offset of each character of ``text``
    authors: tuple[str, ...] = ()
    dateline: str | None = None  #: the place of a dateline (北京 of 新华社北京6月23日电)
    date: str | None = None  #: ISO day
    publisher: str | None = None
    relevance: str = "yes"  #: yes, partial or no: is it about how places govern?
    reason: str = ""  #: what the relevance rests on
    story: str = ""  #: equal for reprints of one text, whatever their headlines

    @property
    def source_id(self) -> str:
        """Id of the source that the article is: the document's name and the article's number."""
        return f"{self.document}#{self.ordinal}"

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the document's characters that holds a range of the article's.

        The text between may hold what the article leaves out: line ends, page furniture.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}..{end} is no range of a text of {len(self.text)} characters")
        if start == end:
            at = (
                self.offsets[start]
                if start < len(self.offsets)
                else self.offsets[-1] + 1
                if self.offsets
                else 0
            )
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1
