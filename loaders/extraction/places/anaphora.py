"""Words that mean a place named elsewhere: 该镇, 全区, 我市, 当地; and those for the whole nation."""

from __future__ import annotations

import re

_UNITS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "区": ("county",),
    "旗": ("county",),
    "镇": ("township",),
    "乡": ("township",),
    "街道": ("township",),
    "街": ("township",),
    "苏木": ("township",),
    "社区": ("village",),
    "村": ("village",),
    "嘎查": ("village",),
    "小区": ("neighbourhood",),
}
#: What a division's own name ends with, where the word for it says so.
_ENDINGS = {
    "市": ("市",),
    "区": ("区",),
    "县": ("县",),
    "旗": ("旗",),
    "镇": ("镇",),
    "乡": ("乡",),
    "街道": ("街道",),
    "街": ("街道",),
    "州": ("州",),
    "盟": ("盟",),
    "省": ("省",),
    "自治区": ("自治区",),
    "苏木": ("苏木",),
    "社区": ("社区",),
    "村": ("村", "嘎查"),
    "嘎查": ("嘎查",),
    "小区": (),
}
_UNIT = "自治区|街道|苏木|社区|嘎查|小区|[省市州盟县区旗镇乡村]"
ANAPHOR = re.compile(
    rf"(?:该|本|我|全|此|咱|同)(?P<a>{_UNIT})(?![级长委民域间])|(?<![\u4e00-\u9fff])(?P<b>[省市县区旗镇乡村])(?=里|上(?!下))[里上]|(?<=[，。、；“\n])(?P<c>[县区旗镇乡])里"
    r"|(?P<d>当地|辖区(?=内)|这里|那里)"
    r"|(?P<e>全国各地|全国(?!人大|政协|文明|先进|优秀|劳动|劳模|道德|技术|首|最|统一|性|五一|三八|民族|第|两会|十佳|百|基层|示范|模范)|各地(?:各部门|区各部门)?|全国上下|我国)"
)


def unit(match: re.Match[str]) -> str | None:
    """The kind of division that an anaphor names (镇 of 该镇); None for 当地 and the like."""
    return match["a"] or match["b"] or match["c"]


def levels(kind: str) -> tuple[str, ...]:
    """Levels that a kind of division can have, the likeliest first (市 is a prefecture or a county)."""
    return _UNITS[kind]


def fits(kind: str, name: str, level: str) -> bool:
    """Whether a place of this name and level can be called by a kind (城区 is no 县)."""
    endings = _ENDINGS[kind]
    return level in _UNITS[kind] and (not endings or name.endswith(endings))
