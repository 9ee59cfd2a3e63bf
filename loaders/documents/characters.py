"""One form for each character, length kept: half-width marks, wide digits, traditional script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_MARKS = str.maketrans(",;:?!()", "，；：？！（）")
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}”’》）)%％])[,;:?!(]|[,;:?!)](?=[{_HAN}“‘《])|(?<=[{_HAN}”’》。！？])\)|\((?=[{_HAN}“‘《])"
)
_STOP = re.compile(rf"(?<=[{_HAN}”》）])\.(?=\s|$)", re.M)
_BRACKET = re.compile(r"（([^（）()\n]{0,80})\)|\(([^（）()\n]{0,80})）")
_QUOTED = re.compile(r'"([^"\n]{1,80})"')
#: Wide letters, digits and signs have their narrow form; white space but the line's end is a space.
_NARROW = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0B)
}
_PLAIN: dict[int, str] = {
    **_NARROW,
    **dict.fromkeys(
        map(
            ord,
            "\x00\ufffd\u00a0\u2002\u2003\u2009\u200b\u3000\t\ufeff\u00ad\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029",
        ),
        " ",
    ),
    **dict(zip(map(ord, "「」『』﹁﹂〝〞＂﹙﹚︰"), '“”‘’“”“”"（）：', strict=True)),
    ord("・"): "·",
    ord("•"): "·",
    ord("‧"): "·",
    ord("∶"): "：",
    ord("－"): "-",
    ord("～"): "～",
}
_ODD = re.compile(f"[{''.join(map(re.escape, map(chr, _PLAIN)))}]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
#: Common characters that only the traditional script has.
_TRADITIONAL = re.compile(
    "[個們這來國區鄉鎮會員業為與開關時間過還進運動實現務組織網黨機構專長點條導隊學習東樓門問題產後發經濟處責種從應該對於單總書記聯盟農]"
)


def normalise(text: str) -> str:
    """A text of the same length in which each character has one form.

    Marks that stand half-width between Chinese characters are made full-width, letters and digits
    half-width, brackets for quotation marks quotation marks; traditional characters become simplified.
    """
    text = _ODD.sub(lambda m: _PLAIN[ord(m[0])], text)
    text = _COMPATIBLE.sub(_compatible, text)
    text = _HALF_WIDTH.sub(lambda m: m[0].translate(_MARKS), text)
    text = _STOP.sub("。", text)
    text = _BRACKET.sub(lambda m: f"（{m[1] if m[1] is not None else m[2]}）", text)
    text = _QUOTED.sub(r"“\1”", text)
    return simplified(text)


def simplified(text: str) -> str:
    """The text in simplified script, length kept; unchanged if it is not in the traditional one."""
    sample = text[:4000]
    if len(_TRADITIONAL.findall(sample)) * 200 <= len(sample):
        return text
    changed: str = _converter().convert(text)
    if len(changed) != len(text):
        changed = "".join(s if len(s) == 1 else c for c in text for s in (_converter().convert(c),))
    return changed


def _compatible(match: re.Match[str]) -> str:
    form = unicodedata.normalize("NFKC", match[0])
    return form if len(form) == 1 else match[0]


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    # Reading its dictionaries takes a while, and few texts need them.
    from opencc import OpenCC

    return OpenCC("t2s")
