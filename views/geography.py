"""Where places are on the page's map: projected centres, no boundaries."""

from __future__ import annotations

import csv
import math
from functools import lru_cache
from importlib.resources import files

#: Width of the map in its own units; the height follows from the projection.
WIDTH = 1000


def albers(longitude: float, latitude: float) -> tuple[float, float]:
    """Project degrees with Albers' equal-area conic, standard parallels 25° and 47° N, centre 105° E.

    These are the parameters in common use for maps of the whole country. x grows to the east and y
    to the north, in radians of a unit sphere.
    """
    p1, p2, p0, l0 = (math.radians(d) for d in (25.0, 47.0, 0.0, 105.0))
    n = (math.sin(p1) + math.sin(p2)) / 2
    c = math.cos(p1) ** 2 + 2 * n * math.sin(p1)
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
    rho0 = math.sqrt(c - 2 * n * math.sin(p0)) / n
    theta = n * (math.radians(longitude) - l0)
    return rho * math.sin(theta), rho0 - rho * math.cos(theta)


class Atlas:
    """Centres of provinces, prefectures and counties in map units: x to the right, y down."""

    def __init__(self, rows: list[tuple[str, str, float, float]]) -> None:
        projected = {code: albers(lon, lat) for code, _, lon, lat in rows}
        # the far islands of the south would halve the scale of all else: the frame ends at 17.5° N
        framed = [projected[code] for code, _, _, lat in rows if lat > 17.5]
        left, right = min(x for x, _ in framed), max(x for x, _ in framed)
        bottom, top = min(y for _, y in framed), max(y for _, y in framed)
        scale = WIDTH / (right - left)
        self.height = round((top - bottom) * scale)
        self.places = {
            code: (round((x - left) * scale), round((top - y) * scale)) for code, (x, y) in projected.items()
        }
        self.names = {code: name for code, name, _, _ in rows}

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Atlas:
        """The atlas of the table that comes with the package (see ``data/README.md``)."""
        table = files(__package__).joinpath("data", "centres.csv").read_text("utf-8").splitlines()
        rows = csv.DictReader(table)
        return Atlas([(r["code"], r["name"], float(r["longitude"]), float(r["latitude"])) for r in rows])

    def find(self, code: str) -> tuple[int, int] | None:
        """The point of a division, or of the nearest division around it that has one."""
        for length in (6, 4, 2):
            if len(code) >= length and code[:length] in self.places:
                return self.places[code[:length]]
        return None

    def backdrop(self) -> list[int]:
        """The points of all counties inside the frame as x, y, x, y, ...: the country's shape in dots."""
        points = sorted({xy for code, xy in self.places.items() if len(code) == 6 and xy[1] <= self.height})
        return [value for point in points for value in point]

    def provinces(self) -> list[tuple[str, int, int]]:
        """Short name and point of every province-level division."""
        return [(short(self.names[c]), *xy) for c, xy in sorted(self.places.items()) if len(c) == 2]


def short(name: str) -> str:
    """A province's name as maps print it: without 省, 市, 自治区 and the like."""
    for ending in ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市"):
        name = name.removesuffix(ending)
    return name
