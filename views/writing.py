"""Write a page to disk: UTF-8 on every system, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..graph.model.errors import GovgraphError


def write(path: str | Path, html: str) -> Path:
    """Write a page; an existing file is replaced in one step, and nothing else is left beside it.

    Args:
        path: The file to write. Its folder is made when it is not there.
        html: The page, as `render` gives it.

    Returns:
        The path written.

    Raises:
        GovgraphError: the folder or file cannot be written; the old file is then untouched.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(html)
            # mkstemp makes the file private; a page is made to be shown, as any new file is
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or error
        raise GovgraphError(f"cannot write {target}: {reason}; choose another file with -o") from error
    return target
