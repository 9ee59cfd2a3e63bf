"""`python -m bench [NAME...] [--rows N] [--repeat N] [--json FILE]`: run, print a table, keep the figures."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from .measure import Measurement, Options, table

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benchmarks: every module or folder here but those that carry them."""
    found = (module.name for module in pkgutil.iter_modules([str(HERE)]))
    return sorted(name for name in found if name not in {"measure", "__main__"})


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Time govgraph against its peers.")
    parser.add_argument("name", nargs="*", help=f"which of {', '.join(names())}; all if none is named")
    parser.add_argument("--rows", type=int, default=20_000, help="how much to do (default %(default)s)")
    parser.add_argument(
        "--repeat", type=int, default=3, help="how often to time each thing (default %(default)s)"
    )
    parser.add_argument(
        "--json", type=Path, default=Path("build/bench.json"), help="where to (default %(default)s)"
    )
    arguments = parser.parse_args()
    for name in arguments.name:
        if name not in names():
            parser.error(f"no benchmark {name!r}; there are {', '.join(names())}")
    options = Options(arguments.rows, arguments.repeat)
    measurements: list[Measurement] = []
    for name in arguments.name or names():
        print(f"{name} ...", file=sys.stderr)
        measurements += importlib.import_module(f"{__package__}.{name}").run(options)
    print(table(measurements))
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "measurements": [measurement.as_json() for measurement in measurements],
    }
    arguments.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"figures: {arguments.json}")


if __name__ == "__main__":
    main()
