"""What ``extract`` and ``build`` share: articles read with progress, triples written, a summary told."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..loaders.extraction.extractor import FileResult, Summary


def read_articles(
    paths: Sequence[str],
    output: str,
    *,
    jobs: int = 1,
    html: str | None = None,
    components: Sequence[str] | None = None,
    quiet: bool = False,
) -> Summary:
    """Extracts the triples of articles into a file and tells what happened on standard error.

    Args:
        paths: files and folders; ``-`` is standard input.
        output: the file; ``-`` is standard output. It is put in place whole when all is read.
        jobs: number of processes.
        html: file for the marked-up articles.
        components: of the pipeline, all if not given.
        quiet: tell errors only.

    Raises:
        GovgraphError: no such path, no such component, or a file that cannot be written.
    """
    from tqdm import tqdm

    from ..graph.model.errors import UsageError
    from ..loaders import documents
    from ..loaders.extraction import extractor, pipeline

    for name in components or ():
        if name not in pipeline.COMPONENTS:
            raise UsageError(f"no component {name!r}; there are {', '.join(pipeline.COMPONENTS)}")
    files = [str(path) for path in documents.find(paths)]
    pages: list[str] = []
    bar = tqdm(
        total=len(files), unit="file", file=sys.stderr, leave=False, disable=quiet or not sys.stderr.isatty()
    )

    def progress(result: FileResult) -> None:
        bar.update()
        bar.set_postfix_str(f"{Path(result.path).name[:30]}, {len(result.lines)} triples")
        pages.extend(result.pages)

    with bar, replacing(output) as stream:
        results = extractor.extract(files, jobs, components, html is not None, progress)
        summary = extractor.run(results, stream.write)
    if html:
        from ..loaders.extraction.markup import document

        with replacing(html) as stream:
            stream.write(document(pages))
    for _, reason in summary.failed if quiet else ():
        click.echo(f"failed: {reason}", err=True)
    for line in () if quiet else summary.lines():
        click.echo(line, err=True)
    return summary


@contextlib.contextmanager
def replacing(name: str) -> Iterator[IO[str]]:
    """A file to write that takes its place only when all is written; ``-`` is standard output.

    Raises:
        UsageError: the folder does not exist or cannot be written to.
    """
    from ..graph.model.errors import UsageError

    if name == "-":
        stream = sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
        yield stream
        stream.flush()
        return
    target = Path(name)
    if target.exists() and not target.is_file():  # a device or a pipe is written as it stands
        if target.is_dir():
            raise UsageError(f"{name}: is a folder; name a file in it")
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise UsageError(
            f"{name}: cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
