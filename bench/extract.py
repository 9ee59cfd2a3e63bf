"""Reading articles, against what others do with the same text on one core.

The peers do a part of the work: jieba.posseg cuts into words and tags them, cpca finds provinces, cities
and counties, jiojio cuts words and tags them. govgraph does all of its work, from the file to the triples. A
row is a kilobyte of UTF-8. A peer that is not installed is left out, and told.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from .measure import Measurement, Options, median, seconds

TEXTS = Path(__file__).parent.parent / "loaders" / "extraction" / "training" / "text"
#: Kilobytes of text; jieba.posseg takes some ten seconds a megabyte.
SIZE = 400
READY = """
import sys, time
start = time.perf_counter()
from govgraph.loaders.extraction.extractor import Extractor
extractor = Extractor()
extractor.file(sys.argv[1])
took = time.perf_counter() - start
for path in sys.argv[2:]:
    extractor.file(path)
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, peak)
"""


def run(options: Options) -> list[Measurement]:
    """Time the extractor on one core, on two, from cold, and its peers on the same text."""
    with tempfile.TemporaryDirectory(prefix="govgraph-bench-") as name:
        files = _corpus(Path(name))
        size = sum(f.stat().st_size for f in files) // 1000
        text = "\n".join(f.read_text("utf-8") for f in files)
        one = median([_extract(files, 1) for _ in range(options.repeat)])
        two = median([_extract(files, 2) for _ in range(options.repeat)])
        out = []
        for peer, work in _peers(text):
            out.append(
                Measurement(
                    "extract, all components",
                    size,
                    one,
                    peer,
                    median([seconds(work) for _ in range(options.repeat)]),
                )
            )
        out.append(Measurement("extract with --jobs 2", size, two, "with --jobs 1", one))
        ready = sorted(json.loads(f"[{_ready(files).replace(' ', ',')}]") for _ in range(options.repeat))
        out.append(Measurement("extract, the first article from cold", 3, ready[len(ready) // 2][0]))
        print(f"extract: {size / one:,.0f} kB/s on one core, {ready[-1][1] / 1024:.0f} MB at the most")
        out.append(
            Measurement(
                "govgraph --help",
                1,
                median([seconds(partial(_command, "--help")) for _ in range(options.repeat)]),
            )
        )
        return out


def _corpus(folder: Path) -> list[Path]:
    """Files of the shipped articles, again and again until there is enough."""
    sources = sorted(TEXTS.glob("*.txt"))
    out: list[Path] = []
    written = 0
    while written < SIZE * 1000:
        for source in sources:
            target = folder / f"{len(out):05d}_{source.name}"
            target.write_bytes(source.read_bytes())
            written += source.stat().st_size
            out.append(target)
    return out


def _extract(files: list[Path], jobs: int) -> float:
    from govgraph.loaders.extraction.extractor import extract

    # What is loaded once is loaded before the clock starts; with processes, each loads it for itself.
    results = extract([str(f) for f in files[:1]])
    assert all(not r.error for r in results)
    started = time.perf_counter()
    for result in extract([str(f) for f in files], jobs=jobs):
        assert not result.error, result.error
    return time.perf_counter() - started


def _ready(files: list[Path]) -> str:
    """Seconds until the first article is read, and the most memory (kB) that a process takes for all."""
    return subprocess.run(
        [sys.executable, "-c", READY, *map(str, files)], check=True, capture_output=True, text=True
    ).stdout.strip()


def _command(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "govgraph.cli.main", *arguments], check=True, capture_output=True)


def _peers(text: str) -> list[tuple[str, Callable[[], object]]]:
    lines = [line for line in text.splitlines() if line.strip()]
    found: list[tuple[str, Callable[[], object]]] = []
    for name, make in {"jieba.posseg": _jieba, "cpca": _cpca, "jiojio": _jiojio}.items():
        try:
            work = make(lines)
            work(lines[:2])
        except Exception as error:  # a peer that does not run here is no fault of ours
            print(f"{name} left out: {error}", file=sys.stderr)
            continue
        found.append((name, partial(work, lines)))
    return found


def _jieba(_: list[str]) -> Callable[[list[str]], object]:
    posseg: Any = importlib.import_module("jieba.posseg")
    return lambda lines: [list(posseg.cut(line)) for line in lines]


def _cpca(_: list[str]) -> Callable[[list[str]], object]:
    cpca: Any = importlib.import_module("cpca")
    return lambda lines: cpca.transform_text_with_addrs("\n".join(lines))


def _jiojio(_: list[str]) -> Callable[[list[str]], object]:
    jiojio: Any = importlib.import_module("jiojio")
    jiojio.init(pos=True)
    return lambda lines: [jiojio.cut(line) for line in lines]
