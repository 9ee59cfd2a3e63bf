"""An optional font inside the page: only the letters that the page uses."""

from __future__ import annotations

import base64
import io
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ..graph.model.errors import UsageError

#: The name under which the page's styles know the embedded font.
FAMILY = "govgraph embedded"


def embed(path: str | Path, text: str) -> str:
    """A stylesheet that carries the letters of a text, for readers whose system has no Chinese font.

    Args:
        path: A font file (.ttf, .otf, .ttc, .woff, .woff2). Of a collection the simplified Chinese one.
        text: All that the page may show.

    Raises:
        UsageError: fontTools is not installed, or the file is no font.
    """
    try:
        subset, tables = import_module("fontTools.subset"), import_module("fontTools.ttLib")
    except ImportError as error:
        raise UsageError("to embed a font, install fontTools: pip install fonttools brotli") from error
    try:
        if Path(path).read_bytes()[:4] == b"ttcf":
            fonts = tables.TTCollection(str(path), lazy=True).fonts
            font = next((f for f in fonts if str(f["name"].getDebugName(1)).endswith("SC")), fonts[0])
        else:
            font = tables.TTFont(str(path), lazy=True)
        options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
        options.drop_tables += ["vhea", "vmtx", "BASE", "VORG"]
        chosen = subset.Subsetter(options)
        chosen.populate(text=text)
        chosen.subset(font)
        font.flavor = _flavour()
        out = io.BytesIO()
        font.save(out)
    except (OSError, tables.TTLibError, subset.Subsetter.SubsettingError) as error:
        raise UsageError(
            f"cannot embed the font {path}: {error}; name a .ttf, .otf, .ttc or .woff file"
        ) from error
    data = base64.b64encode(out.getvalue()).decode("ascii")
    kind = font.flavor or "opentype"
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-display: block; '
        f'src: url("data:font/{kind};base64,{data}") format("{kind}"); }}\n'
        f'body {{ font-family: "{FAMILY}", var(--sans); }}\n'
        f':root {{ --embedded: "{FAMILY}"; }}'
    )


def _flavour() -> str:
    """WOFF2 where its compressor is installed, else WOFF."""
    return "woff2" if find_spec("brotli") else "woff"
