"""From files to triples: articles one after the other, on one core or several.

A file that cannot be read is told in the report and does not stop the run. What is left out (an article
that is not about governance, an empty file) is told with its reason.
"""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...graph.model.errors import DocumentError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from ..documents import Article, Document

#: Characters that the pipeline gets at once; a longer article is cut at the end of a line or sentence.
PIECE = 60_000
#: Seconds that a file may take: a fixed part and one for every character.
PATIENCE, PATIENCE_PER_CHARACTER = 20.0, 0.0005
#: Files that wait in the pool for each process: enough to keep it busy, few enough to hold in memory.
_AHEAD = 4


@dataclass(slots=True)
class LeftOut:
    """An article or file that gave nothing, with the reason."""

    document: str
    title: str
    reason: str

    def __str__(self) -> str:
        return f"{self.document}: {self.title + ': ' if self.title else ''}{self.reason}"


@dataclass(slots=True)
class FileResult:
    """What one file gave."""

    path: str
    lines: list[str] = field(default_factory=list)  #: triples as JSON
    articles: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    characters: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    error: str | None = None  #: why the file could not be read
    pages: list[str] = field(default_factory=list)  #: marked-up articles, where asked for


@dataclass(slots=True)
class Summary:
    """What a run gave, all files together."""

    files: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)  #: path and reason
    articles: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    characters: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def triples(self) -> int:
        """Number of triples."""
        return sum(self.kinds.values())

    def add(self, result: FileResult) -> None:
        """Count a file in."""
        self.files += 1
        self.articles += result.articles
        self.characters += result.characters
        self.kinds += result.kinds
        self.left_out += result.left_out
        if result.error:
            self.failed.append((result.path, result.error))

    def lines(self) -> list[str]:
        """The summary as text, a line for each thing that a person should know."""
        out = [f"left out: {item}" for item in self.left_out]
        out += [f"failed: {reason}" for _, reason in self.failed]
        speed = f", {self.characters / self.seconds:,.0f} characters/s" if self.seconds > 0 else ""
        out.append(
            f"{_count(self.files, 'file')}, {_count(self.articles, 'article')} read,"
            f" {len(self.left_out)} left out, {len(self.failed)} failed; {self.characters:,} characters"
            f" in {self.seconds:.1f} s{speed}"
        )
        kinds = ", ".join(
            f"{kind} {n:,}" for kind, n in sorted(self.kinds.items(), key=lambda k: (-k[1], k[0]))
        )
        out.append(f"{_count(self.triples, 'triple')}{': ' + kinds if kinds else ''}")
        return out


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


class Extractor:
    """Reads files and writes their triples, with one pipeline kept for all of them.

    Args:
        components: names of pipeline components, the standard ones if not given.
        html: also write the marked-up page of each article (``FileResult.pages``).
    """

    def __init__(self, components: Sequence[str] | None = None, html: bool = False):
        self.components, self.html = components, html
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The pipeline, built when it is first needed."""
        if self._nlp is None:
            from . import pipeline

            self._nlp = pipeline.build(self.components or pipeline.COMPONENTS)
        return self._nlp

    def file(self, path: str, name: str | None = None) -> FileResult:
        """The triples of one file; whatever goes wrong is told in the result, nothing is raised.

        Args:
            path: of the file, or ``-`` for standard input.
            name: the document's identifier where file names alone are not unique.
        """
        from ..documents import articles, read

        result = FileResult(path)
        try:
            with _time_limit(PATIENCE):
                document = read(path)
            with _time_limit(PATIENCE + PATIENCE_PER_CHARACTER * len(document.text)):
                self._document(document, articles(document), name, result)
        except DocumentError as error:
            result.error = str(error)
        except MemoryError:
            result.error = f"{path}: needs more memory than there is; split it into smaller files"
        except _TookTooLong:
            result.error = f"{path}: took longer than its length allows; nothing kept. Split it and try again"
            result.lines, result.articles = [], 0
            result.kinds.clear()
        except RecursionError:
            result.error = f"{path}: nested too deeply to be an article"
        except Exception as error:  # one file must not stop the others
            result.error = f"{path}: {type(error).__name__}: {error}"
        return result

    def _document(
        self, document: Document, found: Sequence[Article], name: str | None, result: FileResult
    ) -> None:
        result.characters = len(document.text)
        base = name or document.name
        for article in found:
            if article.relevance == "no":
                result.left_out.append(LeftOut(document.name, article.title, article.reason))
                continue
            result.articles += 1
            source = source_of(
                article, f"{base}#{article.ordinal}" if len(found) > 1 else base, document.name
            )
            for start, end in pieces(article.text):
                doc = self.annotate(article, start, end)
                for triple in self.triples(doc, article, source, document, start):
                    result.kinds[triple["predicate"]] += 1
                    result.lines.append(json.dumps(triple, ensure_ascii=False))
                if self.html:
                    from .markup import page

                    result.pages.append(page(doc, source))
        if not found:
            result.left_out.append(LeftOut(document.name, "", "holds no article"))

    def annotate(self, article: Article, start: int = 0, end: int | None = None) -> Doc:
        """An article, or a piece of it, with its facts."""
        text = article.text[start:end] if start or end is not None else article.text
        doc = self.nlp.make_doc(text)
        doc._.article = article
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    @staticmethod
    def triples(
        doc: Doc, article: Article, source: dict[str, Any], document: Document, offset: int = 0
    ) -> Iterator[dict[str, Any]]:
        """The triples of an annotated article."""
        from .triples import Writer

        def locate(start: int, end: int) -> tuple[int, int]:
            return article.to_document(start + offset, end + offset)

        return iter(Writer(doc, source, locate, document.text))


def source_of(article: Article, identifier: str, document: str) -> dict[str, Any]:
    """The ``source`` object of an article's triples."""
    source = {
        "id": identifier,
        "document": document,
        "title": article.title,
        "date": article.date,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "story": article.story,
    }
    return {k: v for k, v in source.items() if v}


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """Ranges of a text of at most ``size`` characters, cut behind a line or a sentence where there is one."""
    start = 0
    while len(text) - start > size:
        window = text[start + size // 2 : start + size]
        cut = max(window.rfind("\n"), window.rfind("。"))
        end = start + size // 2 + cut + 1 if cut >= 0 else start + size
        yield start, end
        start = end
    if start < len(text) or not text:
        yield start, len(text)


class _TookTooLong(BaseException):
    """A file took longer than its length allows."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises ``_TookTooLong`` after so many seconds, where the system can (main thread, not Windows)."""

    def ring(*_: object) -> None:
        raise _TookTooLong

    try:
        previous = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):  # no such signal here, or not the main thread
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def identifiers(files: Sequence[str]) -> list[str | None]:
    """For each file a name of its own where its file name is not: its path, shortened from the left."""
    names = Counter(Path(f).name for f in files)
    return [
        None if names[Path(f).name] == 1 else "/".join(part for part in Path(f).parts[-3:] if part != "/")
        for f in files
    ]


_worker: Extractor | None = None


def _start(components: Sequence[str] | None, html: bool) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Extractor(components, html)
    _ = _worker.nlp


def _work(path: str, name: str | None) -> FileResult:
    assert _worker is not None
    return _worker.file(path, name)


def extract(
    files: Sequence[str],
    jobs: int = 1,
    components: Sequence[str] | None = None,
    html: bool = False,
    progress: Callable[[FileResult], None] | None = None,
) -> Iterator[FileResult]:
    """The results of files, in their order, as soon as they are there.

    Args:
        files: paths, see :func:`..documents.find`.
        jobs: number of processes.
        components: of the pipeline, the standard ones if not given.
        html: also the marked-up pages.
        progress: called with every result before it is handed out.
    """
    named = list(zip(files, identifiers(files), strict=True))
    results = (
        _serial(named, components, html)
        if jobs <= 1 or len(files) <= 1
        else _parallel(named, min(jobs, len(files)), components, html)
    )
    for result in results:
        if progress:
            progress(result)
        yield result


def _serial(
    named: Sequence[tuple[str, str | None]], components: Sequence[str] | None, html: bool
) -> Iterator[FileResult]:
    extractor = Extractor(components, html)
    for path, name in named:
        yield extractor.file(path, name)


def _parallel(
    named: Sequence[tuple[str, str | None]], jobs: int, components: Sequence[str] | None, html: bool
) -> Iterator[FileResult]:
    todo = iter(named)
    waiting: list[tuple[str, Future[FileResult]]] = []
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(components, html)) as pool:

        def feed() -> None:
            for path, name in todo:
                future = pool.submit(_work, path, name)
                waiting.append((path, future))
                if len(waiting) >= jobs * _AHEAD:
                    break

        feed()
        while waiting:
            path, future = waiting.pop(0)
            try:
                yield future.result()
            except BrokenProcessPool:
                yield FileResult(
                    path, error=f"{path}: a process ended while reading (out of memory?); try --jobs 1"
                )
                for left, _ in waiting:
                    yield FileResult(left, error=f"{left}: not read, as a process had ended; try --jobs 1")
                for left, _ in todo:
                    yield FileResult(left, error=f"{left}: not read, as a process had ended; try --jobs 1")
                return
            feed()


def run(results: Iterable[FileResult], write: Callable[[str], object]) -> Summary:
    """Writes the triples of results, a line each, and sums them up."""
    summary, start = Summary(), time.perf_counter()
    for result in results:
        for line in result.lines:
            write(line + "\n")
        summary.add(result)
    summary.seconds = time.perf_counter() - start
    return summary
