"""How a text speaks of a practice where it names it: as done, tried, planned, ended, denied or called for."""

from __future__ import annotations

from bisect import bisect_left

from .scene import Scene

#: What a mention may be, besides a plain statement that it is done.
STANCES = ("planned", "denied", "ended", "advocated")
_AFTER = 14  #: characters behind a practice in which its verb may follow


def stance(scene: Scene, span: tuple[int, int]) -> str:
    """One of :data:`STANCES`, ``piloted`` or ``practised``, by the cue words around a mention."""
    start, end = span
    before = _labels(scene, scene.clause_start(start), start)
    after = _labels(scene, end, min(scene.clause_end(end - 1), end + _AFTER))
    sentence = _labels(scene, scene.sentence_start(start), start)
    if "deny" in before[-2:] or "deny" in after:
        return "denied"
    if "end" in after or before[-1:] == ["end"]:
        return "ended"
    if "plan" in before or "plan" in sentence[:1]:
        return "planned"
    if before[:1] == ["advocate"] or sentence[:1] == ["advocate"]:
        return "advocated"
    return "piloted" if "pilot" in before or "pilot" in after else "practised"


def status(scene: Scene, span: tuple[int, int]) -> str:
    """The status of an adoption that is held to be one: practised, piloted, planned or ended."""
    said = stance(scene, span)
    return said if said in ("piloted", "planned", "ended") else "practised"


def _labels(scene: Scene, start: int, end: int) -> list[str]:
    low, high = bisect_left(scene.verb_starts, start), bisect_left(scene.verb_starts, end)
    return [v.label for v in scene.verbs[low:high]]
