"""What each line of a page is: headline, byline, credit, furniture, or a paragraph's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_NAME = r"[\u4e00-\u9fff·]{2,12}"
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方"
    "邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常温康施柯骆祁苑樊宁穆纪桑闵丘俞童霍柏聂葛卓翟鲁尤申闻殷岳蒙"
)
_REPORTER = (
    r"(?:本报|本刊|新华社|人民日报|记者|通讯员|特约|见习|实习|全媒体|首席|融媒体|中心)*"
    r"(?:评论员|记者|通讯员|实习生|课题组|撰稿|执笔|编辑|供稿|整理|撰文|摄影)"
)


class Kind(Enum):
    """The kinds of lines."""

    BLANK = auto()
    FURNITURE = auto()  #: page headers, column labels, editors, stray signs
    LABEL = auto()  #: the name of a column (【一线短波】, 链接), which opens something new
    BYLINE = auto()
    CREDIT = auto()  #: who took the picture, who put it together; or the agency's mark: it closes an article
    DECK = auto()  #: second line of a headline (——...)
    HEAD = auto()  #: short, without a full stop
    LEAD = auto()  #: a paragraph that opens with a dateline
    TEXT = auto()


@dataclass(slots=True)
class Line:
    """A line of the page: its range without surrounding white space, and its kind."""

    start: int
    end: int
    text: str
    kind: Kind
    indented: bool = False


_FURNITURE = re.compile(
    r"[\W\d_a-zA-Z①-⑳]*"
    r"|.{0,24}(?:19|20)\d\d ?[年\-/.] ?\d{1,2} ?[月\-/.] ?\d{1,2} ?日?(?!电|讯).{0,40}"
    r"|第? ?\d{1,3} ?版.{0,12}|[A-Z]?\d{1,3}[-—/·. ]\d{0,3} ?[\u4e00-\u9fff]?"
    r"|\d{1,3}(?: [\u4e00-\u9fff]){2,4}"
    r"|.{0,12}(?:19|20)\d\d年第 ?\d+ ?期.{0,30}|第 ?\d+ ?期.{0,16}"
    r"|[（(](?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?[）)]"
    r"|[（(]?(?:[A-Z]?\d[\d\-—/.]* ?)?(?:本版|本报|本刊|值班)?"
    r"(?:责编|责任编辑|发[表布]时间|更新时间|时间|浏览次数|点击|值班编辑|编辑|美编|版式|版式设计|校对|邮箱|电话|主编|审核|投稿|来源|本版邮箱|印发|主送|抄送|报|送|发)"
    r"\s*[:：].{0,60}"
    r"|图[①②③④⑤⑥\d]*|.{0,3}·?记者手记·?|[（(]?(?:上接|下转).{0,12}|[（(]?本版(?:图片|照片|责编).{0,30}"
)
_LABEL = re.compile(
    r"[【\[［][^】\]］]{2,12}[】\]］]|(?:新闻|相关|延伸)?(?:链 ?接|阅读)|■?相关新闻|短 ?评|编者按"
)
_BYLINE = re.compile(
    rf"[□■●◎〇\-—◆本（(]?\s*(?:{_REPORTER}\s*[:：|/｜]?\s*(?!.{{0,3}}同志).{{1,60}}"
    rf"|[^。！？，；“”]{{0,16}}(?:记者|通讯员)(?:[ 、]+{_NAME}){{1,4}}"
    r"|中共[^。，；]{2,20}(?:委|室|部|组|局|校)|.{0,20}(?:执笔|整理)[:：/].{2,30}|读者\s[\u4e00-\u9fff]{2,4}"
    rf"|(?:原创|文|供稿|执笔|作者|撰文|记者|编辑|图|策划|统筹|整理)\s*[|｜/:：]\s*.{{1,60}}|原创\s.{{2,60}})"
    rf"|[□■◎●]\s*{_NAME}(?:[\s、]+{_NAME})*"
)
_CREDIT = re.compile(
    r"[（(]?(?:据)?新华社.{0,14}\d{1,2}日电[）)]?|[（(](?:作者|执笔|本文|本报|供稿|来源|摘自|据|原载|图片|图为|图：|文中|中共)[^）)]{1,60}[）)]"
    rf"|[（(](?:{_NAME}[\s、/]*){{1,4}}(?:整理|供稿|摄|文/图)?[）)]"
    rf"|(?:(?:本报|新华社)?(?:记者|通讯员)?\s*{_NAME}[\s、]*){{1,4}}(?:摄影报道|摄影|[文图]/[文图]|摄(?:[（(]影像中国[）)])?)"
    r"|以上图片.{0,20}摄|[上下左右中题]{1,2}图[:：为].{0,60}"
)
_PHOTO_END = re.compile(r"(?:摄影报道|摄|[文图]/[文图]|新华社发|供图|资料图片)[）)]?$")
_DECK = re.compile(r"(?:——|--|—)\s*\S")
_LEAD = re.compile(
    r"[（(]?(?:据)?(?:本报|本刊|新华社|[\u4e00-\u9fff]{2,8}(?:日报|晚报|融媒|融媒体|晨报|都市报))[\u4e00-\u9fff]{0,8}?"
    r"(?:(?:\d{1,2}月)?\d{1,2}日[电讯]|讯\s*[（(]|讯[\s：:]|[电讯](?=[（(\s]))"
)
_STOPS = tuple("。！？；…”’）)：:.!?;")
_CLAUSE = re.compile(r"[。！？；，]")
_SENTENCE = re.compile(r"[。！？；]")


#: What columns and papers are called: the last word of a line that stands over a headline.
_COLUMN = re.compile(
    r".{0,18}(?:[评论谈]|笔谈|日记|漫笔|札记|新论|新语|圆桌|论坛|专报|简报|内参|通讯|经验|材料|参考|调查|研究|观察|微观|邻里|周刊|[晚日晨周]?报|来信|之声|风采|经纬|摘登"
    r"|关注|潮声|民声|一线|摘编|版|选编|选登|政治|要闻|综合|社会|[（(][一二三四五六七八九十\d]+[）)]|讯|飘扬|专栏|党建)"
)


def is_column(line: Line) -> bool:
    """Whether a line over a headline is the name of a column or a paper."""
    return len(line.text) <= 20 and bool(_COLUMN.fullmatch(line.text.replace(" ", "")))


def split(text: str) -> list[Line]:
    """The lines of a page with their kinds; ``text`` is normalised."""
    lines, at = [], 0
    for raw in text.split("\n"):
        bare = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        lines.append(Line(start, start + len(bare), bare, _kind(bare), raw.startswith(("  ", "　"))))
        at += len(raw) + 1
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may."""
    return text.endswith(_STOPS)


def is_photo(text: str) -> bool:
    """Whether a line ends with a picture's credit."""
    return len(text) < 600 and bool(_PHOTO_END.search(text))


def is_name(text: str) -> bool:
    """Whether a line is nothing but one to four personal names."""
    parts = re.split(r"[\s、]+", text.strip("（）() "))
    parts = [parts[0] + parts[1]] if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1 else parts
    return 0 < len(parts) <= 4 and all(
        2 <= len(p) <= 3 and p[0] in _SURNAMES and _SENTENCE.search(p) is None for p in parts
    )


def _kind(text: str) -> Kind:
    if not text:
        return Kind.BLANK
    if len(text) <= 90:
        if _FURNITURE.fullmatch(text) and (len(text) == 1 or not _CLAUSE.search(text)):
            return Kind.FURNITURE
        if _LABEL.fullmatch(text):
            return Kind.LABEL
        if _CREDIT.fullmatch(text):
            return Kind.CREDIT
        if _BYLINE.fullmatch(text) and not _SENTENCE.search(text):
            return Kind.BYLINE
    if _LEAD.match(text):
        return Kind.LEAD
    if _DECK.match(text) and len(text) <= 60 and not text.endswith(("。", "；", "，")):
        return Kind.DECK
    if (
        len(text) <= 42
        and not text.endswith(("。", "；", "，", "、", "："))
        and not (len(_SENTENCE.findall(text[:-1])) > 1 or "。" in text)
    ):
        return Kind.HEAD
    return Kind.TEXT
