"""How the names of divisions are written: without committee endings, and in their short forms."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_URBAN = re.compile(r"(?:居民委员会?|居民?委员会|居委会|居民管理委员会)$")
_RURAL = re.compile(r"(?:(?:村民|牧民)委员会?|村村?委员?会|牧委会)$")
_COMMITTEE = re.compile(r"(?<=社区|嘎查|.街)委员会$")
_KEPT = re.compile(r"(?:社区|村|嘎查|生活区|队)$")
_OFFICE = re.compile(r"(?<=街道)(?:办事处|办)$")

_PEOPLES = (
    "汉族|蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族|佤族|"
    "畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|"
    "塔吉克族|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|"
    "蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|各族"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)((?:{_PEOPLES})+)自治(区|州|县|旗)$")
_ENDINGS = re.compile(r"(?:特别行政区|自治区|省|市|地区|盟|自治州|州|新区|林区|矿区|自治县|自治旗|区|县|旗)$")
_ZONE = re.compile(r"^(..+?)((?:高新|经济|工业|产业|新技术|技术|高技术|开发)[^市县]*区)$")


def usual_name(official: str, digits: int) -> str:
    """The name that people use for a division: the official one without its committee.

    康城社区居委会 is 康城社区, 李庄村村民委员会 and 李庄村委会 are 李庄村,
    前门居委会 is 前门社区, 东湖街道办事处 东湖街道.

    Args:
        official: name in the statistical table, or in a text.
        digits: length of the division's code, 12 for villages and communities.
    """
    name = _BRACKETS.sub("", official) or official
    if digits == 9:
        return _OFFICE.sub("", name)
    if digits != 12:
        return name
    for ending, kind in ((_COMMITTEE, ""), (_RURAL, "村"), (_URBAN, "社区")):
        match = ending.search(name)
        if match and match.start():
            base = name[: match.start()]
            if base.endswith("嘎查村"):
                base = base[:-1]
            return base if not kind or _KEPT.search(base) else base + kind
    return name


def short_forms(name: str) -> list[str]:
    """The short forms of a province's, prefecture's or county's name, without the name itself.

    武汉市 is 武汉; 恩施土家族苗族自治州 恩施州 and 恩施; 内蒙古自治区 内蒙古;
    合肥高新技术产业开发区 合肥高新区.
    Names of two characters (赵县) have none: without their ending they are common words.
    """
    forms = []
    autonomous = _AUTONOMOUS.match(name)
    if autonomous:
        base = autonomous[1]
        if autonomous[3] != "区":
            forms.append(base + autonomous[3])
        forms.append(base)
    zone = _ZONE.match(name)
    if zone:
        brief = "高新区" if "高新" in zone[2] else "经开区" if "经济" in zone[2] else None
        if brief:
            forms += [zone[1] + brief, re.sub(r"[市县区]$", "", zone[1]) + brief]
    stripped = _ENDINGS.sub("", name)
    if not zone and not autonomous and len(stripped) >= 2 and not stripped.endswith("自治"):
        forms.append(stripped)
    return [form for form in dict.fromkeys(forms) if form != name]


def bare(name: str) -> str:
    """A township's or village's name without its kind: 东湖街道 and 东湖镇 are 东湖, 龙马社区 is 龙马."""
    match = re.search(r"(?:街道|地区|镇|乡|苏木|社区|新村|村|嘎查)$", name)
    return name[: match.start()] if match and match.start() >= 2 else name
