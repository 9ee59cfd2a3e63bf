"""The page itself: template, styles and scripts put together into one file that makes no request."""

from __future__ import annotations

import base64
import hashlib
import json
import string
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from ..graph.model.errors import GovgraphError
from . import captions, fonts, payload

if TYPE_CHECKING:
    import networkx as nx

#: Stylesheets and scripts in the order in which they stand in the page.
STYLES = ("tokens", "frame", "controls", "picture", "panel", "print")
SCRIPTS = (
    "data", "words", "state", "filter", "drawn", "theme", "labels", "picture", "select", "search",
    "facets", "detail", "evidence", "table", "map", "timeline", "slider", "export", "keys", "start",
)  # fmt: skip


def render(
    graph: nx.MultiDiGraph[str],
    *,
    title: str = "govgraph",
    subtitle: str = "",
    language: str = "zh",
    **options: Any,
) -> str:
    """The page of a graph.

    Args:
        graph: Nodes and relations with their evidence (see `Network.from_graph`).
        title: The page's heading.
        subtitle: What was selected, in a line.
        language: The language that the page opens in, `zh` or `en`; the reader can switch.
        **options: Further options of `Network` (`focus`, `layout`, `view`, `answer`, `font`, ...).

    Returns:
        HTML, complete: no request is made when it is opened.
    """
    from .network import Network

    network = Network.from_graph(graph, heading=title, subtitle=subtitle, language=language, **options)
    return network.generate_html()


def assemble(data: Mapping[str, Any], font: str | Path | None = None) -> str:
    """The page of a payload (see `payload.build`), with the letters of a font in it if one is named."""
    page = data["page"]
    written = payload.dump(data)
    scripts = [_vis(), _bundle("js", SCRIPTS)]
    style = _bundle("css", STYLES)
    if font is not None:
        style += "\n" + fonts.embed(
            font, json.dumps(data, ensure_ascii=False, default=str) + string.printable
        )
    return _template().render(
        page=page,
        words={k: v[page["language"]] for k, v in captions.text()["interface"].items()},
        policy=_policy(style, scripts, font is not None),
        style=Markup(style),
        scripts=[Markup(s) for s in scripts],
        data=Markup(written),
    )


def frame(html: str, height: int = 720) -> str:
    """The page as a frame for Jupyter, which can run its own script and nothing of the notebook's."""
    return (
        f'<iframe srcdoc="{escape(html)}" sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{height}px;border:0" title="govgraph"></iframe>'
    )


def words() -> dict[str, dict[str, str]]:
    """The page's own words by key and language."""
    interface: dict[str, dict[str, str]] = captions.text()["interface"]
    return interface


def _policy(style: str, scripts: list[str], font: bool) -> str:
    """A Content-Security-Policy that lets exactly our style and scripts run, and nothing be fetched."""
    hashes = " ".join(_hash(s) for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; "
        f"{'font-src data:; ' if font else ''}base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=2)
def _bundle(folder: str, names: tuple[str, ...]) -> str:
    """The named asset files as one text; the scripts share one scope that nothing outside sees."""
    assets = files(__package__).joinpath("assets", folder)
    text = "\n".join(assets.joinpath(f"{name}.{folder}").read_text("utf-8").strip() for name in names)
    return f'(() => {{\n"use strict";\n{text}\n}})();' if folder == "js" else text


@lru_cache(maxsize=1)
def _vis() -> str:
    """vis-network as pyvis brings it, without the address of its source map."""
    library = files("pyvis").joinpath("lib")
    folders = sorted((f for f in library.iterdir() if f.name.startswith("vis-9")), key=lambda f: f.name)
    found = [f.joinpath("vis-network.min.js") for f in folders if f.joinpath("vis-network.min.js").is_file()]
    if not found:
        raise GovgraphError("pyvis brings no vis-network 9; install pyvis 0.3.2: pip install 'pyvis==0.3.2'")
    lines = found[-1].read_text("utf-8").replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__ or "govgraph.views", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
