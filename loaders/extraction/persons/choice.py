"""Features that tell a person's name from other words in the same places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import rjieba

from .candidates import Candidate
from .lexicon import given, ordinary, starting, surnames, titles, transliteration, typical, words

Features = dict[str, float]

_PUNCTUATION = "，。；：、！？“”‘’（）()《》〈〉【】,;:!?…—·• 　\n"
_PAREN = re.compile(r"[（(](?:左|右|中|前|后|女|男|化名|图)")


_LISTED = re.compile(r"[\u4e00-\u9fff]{2,3}(?:[、，。；和等分]|$)")
_LISTED_BEFORE = re.compile(r"[、，：:,。和](?P<n>[\u4e00-\u9fff]{2,3})$")
Spans = Sequence[tuple[int, int]]


@cache
def _byline() -> re.Pattern[str]:
    return starting("byline")


class Context:
    """A text with what the features of its candidates ask for again and again."""

    def __init__(self, text: str, items: Sequence[Candidate], places: Spans = (), practices: Spans = ()):
        self.text = text
        self.items = items
        self.tags: dict[int, tuple[str, int]] = {}
        names: Counter[str] = Counter()
        self.titled: set[str] = set()
        self.saying: set[str] = set()
        says = starting("says")
        for c in items:
            name = text[c.start : c.end]
            names[name] += 1
            if c.title:
                self.titled.add(name)
            if says.match(text, c.end):
                self.saying.add(name)
        self.counts = {name: text.count(name) for name in names}
        self.addresses = {c.start for c in items if c.kind == "address"}
        self.dotted = [(c.start, c.end) for c in items if any(x in "·•・" for x in text[c.start : c.end])]
        #: Where a transliterated name of more than three characters, all of them usual in such, may begin.
        self.foreign = {
            c.start for c in items
            if c.kind == "foreign" and c.end - c.start > 3
            and all(x in transliteration() for x in text[c.start : c.end])
        }  # fmt: skip
        self.place_offsets = {i for b, e in places for i in range(b + 1, e + 1)}
        self.practice_offsets = {i for b, e in practices for i in range(b, e)}

    def is_place(self, offset: int) -> bool:
        """Whether an offset is within a place's name, or right behind it."""
        return offset in self.place_offsets

    def in_practice(self, offset: int) -> bool:
        """Whether the character at an offset is part of a practice's name."""
        return offset in self.practice_offsets

    def name_like(self, offset: int, side: str) -> bool:
        """Whether what stands beyond the list mark at an offset has the form of a name."""
        if side == "after":
            follow = self.text[offset + 1 : offset + 5]
            return bool(_LISTED.match(follow)) and follow[0] in surnames()
        ahead = self.text[max(0, offset - 5) : offset - 1]
        m = _LISTED_BEFORE.search(ahead)
        return bool(m and m[1][0] in surnames())

    def token(self, offset: int) -> tuple[str, int]:
        """Tag and length of the word that starts at an offset, by jieba."""
        if offset not in self.tags:
            found = rjieba.tag(self.text[offset : offset + 6])
            self.tags[offset] = (found[0][1], len(found[0][0])) if found else ("", 0)
        return self.tags[offset]

    def line(self, offset: int) -> str:
        """The line around an offset, 80 characters on either side at most."""
        start = max(self.text.rfind("\n", 0, offset) + 1, offset - 80)
        end = self.text.find("\n", offset)
        return self.text[start : min(len(self.text) if end < 0 else end, offset + 80)]


def extent_features(context: Context, item: Candidate) -> Features:
    """What speaks for a name to end where the candidate ends, given that one starts at its start."""
    text = context.text
    start, end, kind = item.start, item.end, item.kind
    name, size = text[start:end], end - start
    after = text[end : end + 1]
    out: Features = {f"size={kind},{size}": 1.0}
    out[f"rest={rest_class(context, end)}"] = 1.0
    out[f"{kind},rest={rest_class(context, end)}"] = 1.0
    if kind == "full":
        family = 2 if name[:2] in surnames() and size > 2 else 1
        shape = given_shape(name[family:])
        out[f"given={shape}"] = 1.0
        if len(shape) == 2:
            out[f"last={shape[-1]}"] = 1.0
            # What would be left to the text if the name were shorter.
            out[f"shorter's rest={rest_class(context, end - 1)}"] = 1.0
            if rjieba.has_word(text[end - 1 : end + 1]):
                out["last character makes a word with the next"] = 1.0
            if rjieba.has_word(name[-2:]):
                out["given name is a word"] = 1.0
            if start in context.addresses:
                out["a form of address begins here"] = 1.0
            if start in context.foreign:
                out["a transliterated name may begin here"] = 1.0
        elif after not in _PUNCTUATION:
            out[f"next in names={given_shape(after)}"] = 1.0
            out[f"longer's rest={rest_class(context, end + 1)}"] = 1.0
            if rjieba.has_word(text[end : end + 2]):
                out["next two make a word"] = 1.0
        if all(c in transliteration() for c in name) and after in transliteration():
            out["goes on in transliteration"] = 1.0
            if before_pastoral(text, start):
                out["goes on in transliteration behind a herder's word"] = 1.0
    elif kind == "foreign":
        if before_pastoral(text, start):
            out["behind a herder's word"] = 1.0
        out["share of transliteration characters"] = sum(c in transliteration() for c in name) / size
        if name[-1] not in transliteration():
            out["last character not of transliteration"] = 1.0
        if after in transliteration():
            out["transliteration character after"] = 1.0
        if any(c in "·•・" for c in name):
            out["dotted"] = 1.0
        out["length"] = size / 4
    count = context.counts[name]
    if count > 1:
        out["recurs"] = 1.0
        if after not in _PUNCTUATION and text.count(name + after) == count:
            out["always followed by one character"] = 1.0
    if size > 2 and context.counts.get(name[:-1], 0) > count:
        out["shorter one recurs more"] = 1.0
    return out


def before_pastoral(text: str, start: int) -> bool:
    """Whether words of peoples with transliterated names stand shortly before."""
    return _PASTORAL.search(text, max(0, start - 16), start) is not None


def rest_class(context: Context, offset: int) -> str:
    """What the text goes on with at an offset: says, post, address, mark, function, word, rare."""
    text = context.text
    char = text[offset : offset + 1]
    if not char or char in _PUNCTUATION:
        return "mark"
    if starting("says").match(text, offset):
        return "says"
    if _NAMED_AFTER.match(text, offset):
        return "body"
    if starting("posts").match(text, offset):
        return "post"
    if starting("after").match(text, offset):
        return "address"
    if char in _FUNCTION:
        return "function"
    tag, length = context.token(offset)
    if length > 1:
        return f"word {_TAGS.get(tag, tag[:1])}"
    return "digit" if char.isdigit() else f"one {_TAGS.get(tag, tag[:1])}"


def names_a_body(text: str, end: int) -> bool:
    """Whether a name that ends there is part of a body's name (某某工作室)."""
    return _NAMED_AFTER.match(text, end) is not None


def given_shape(rest: str) -> str:
    """Of each character: t typical of given names, g used in them, n neither."""
    return "".join("t" if c in typical() else "g" if c in given() else "n" for c in rest)


def features(context: Context, item: Candidate, margin: float) -> Features:
    """What is to be seen of a candidate, in it and around it, to tell whether it is a person at all.

    Args:
        margin: how well its extent suits, by the scorer over :func:`extent_features`.
    """
    text = context.text
    start, end, kind = item.start, item.end, item.kind
    name = text[start:end]
    size = end - start
    before, after = text[start - 1 : start], text[end : end + 1]
    out: Features = {f"kind={kind}": 1.0, "extent": margin / 4}
    usual = surnames().get(name[:2] if size > 2 else "", surnames().get(name[0], "none"))
    out[f"family {usual}"] = 1.0
    tag, length = context.token(start)
    known = _TAGS.get(tag, tag[:1])
    if length > 1:
        fits = "word" if length == size else "longer" if length > size else "shorter"
        if known == "nr":
            out[f"jieba says name,{fits}"] = 1.0
            out["jieba says name"] = 1.0
        elif item.title and rest_class(context, end) == "says":
            out["a known word, but titled and speaking"] = 1.0
        elif rjieba.has_word(text[start : start + length]):
            out["starts with a known word"] = 1.0
            out[f"starts with a known word,{known},{fits}"] = 1.0
            out[f"starts with a known word,titled={bool(item.title)}"] = 1.0
        else:
            out["starts with an unknown word"] = 1.0
    else:
        out["starts with a single character"] = 1.0
    word = start + 2 < end and rjieba.has_word(text[start + 1 : start + 3])
    if word:
        out["given name is a word"] = 1.0
    rest = rest_class(context, end)
    out[f"rest={rest}"] = 1.0
    quality = ""
    if kind == "full":
        shape = given_shape(name[2:] if usual == "double" else name[1:])
        quality = "n" if "n" in shape else "t" if set(shape) == {"t"} else "g"
        out[f"given={quality}"] = 1.0
        out[f"given,titled={quality},{bool(item.title)}"] = 1.0
        if usual in ("common", "double") and quality != "n" and not out.get("starts with a known word"):
            out["well-formed"] = 1.0
            out[f"well-formed,{quality},size={size}"] = 1.0
            if item.title:
                out["well-formed behind a title"] = 1.0
            if rest in ("says", "post", "address"):
                out[f"well-formed, {rest}"] = 1.0
            if item.title or before in _PUNCTUATION:
                out[f"well-formed, rest={rest}"] = 1.0
        if rjieba.has_word(name) and not (item.title and rest == "says"):
            out["is a word"] = 1.0
    elif kind == "foreign":
        out["share of transliteration characters"] = sum(c in transliteration() for c in name) / size
        out[f"foreign,rest={rest}"] = 1.0
        if any(c in "·•・" for c in name):
            out["dotted"] = 1.0
    if item.title:
        group = titles()[item.title]
        out["title"] = 1.0
        out[f"title class={group}"] = 1.0
        out[f"title,rest={rest}"] = 1.0
        out[f"title,kind={kind}"] = 1.0
        out[f"title,kind,class={kind},{group}"] = 1.0
    else:
        out[f"no title,kind={kind}"] = 1.0
        out[f"no title,rest={rest}"] = 1.0
        place = "line" if before in ("", "\n") else "verb"
        if place == "verb" and (before in _PUNCTUATION or before in "的请让由和"):
            place = before
        out[f"before={place}"] = 1.0
        if before == "的":
            if text[start - 2 : start - 1] == "岁":
                out["age before"] = 1.0
            elif context.is_place(start - 1):
                out["place before"] = 1.0
            elif _BODY.search(text, max(0, start - 6), start):
                out["body before"] = 1.0
        if kind == "full":
            named = (
                (out.get("jieba says name") and "nr")
                or (out.get("starts with a known word") and "word")
                or "none"
            )
            out[f"no title,{named},{quality}"] = 1.0
            out[f"no title,{named},{quality},size={size}"] = 1.0
            out[f"no title,{named},{quality},{rest}"] = 1.0
    count = context.counts[name]
    if count > 1:
        out["recurs"] = 1.0
        out[f"recurs,kind={kind}"] = 1.0
    if not item.title and name in context.titled:
        out["titled elsewhere"] = 1.0
    if name in context.saying and rest != "says":
        out["says elsewhere"] = 1.0
    if _PAREN.match(text, end):
        out["aside after"] = 1.0
    line = context.line(start)
    if len(line) < 60 and "。" not in line and _byline().search(line):
        out["byline"] = 1.0
    elif _BYLINE_NEAR.search(text, max(0, start - 10), start) or _BEHIND.match(text, end):
        out["byline words near"] = 1.0
    if before and before in "“‘《":
        out["opens a quotation"] = 1.0
    for side, offset, char in (("before", start, before), ("after", end, after)):
        if char == "、":
            out[f"listed {side}"] = 1.0
            if context.name_like(offset, side):
                out[f"a name is listed {side}"] = 1.0
                if kind == "full" and quality != "n":
                    out["one of a list of names"] = 1.0
    if name in words("leaders"):
        out["leader"] = 1.0
    if context.in_practice(start):
        out["in a practice"] = 1.0
    if context.is_place(end) or context.is_place(start + 1):
        out["in a place"] = 1.0
    return out


_PASTORAL = re.compile(r"牧|嘎查|苏木|旗|寺|藏|彝|维吾尔|哈萨克|毡|草原|帐|州|盟|尔|勒")
#: A body named after a person.
_NAMED_AFTER = re.compile(
    r"(?:调解|名师|劳模|创新|法官|党代表|人大代表)?工作室|调解室|超市|志愿|饭店|诊所|大厦|商店|书屋"
)
_FUNCTION = frozenset("的了在把被和与及等也已就从向对给让请带跟为是有又还却便都才将正刚曾没不则由说来去到家")
#: A body whose member a person is, before 的.
_BODY = re.compile(r"(?:会|队|部|社|组|家|局|所|站|中心|村|屯|区|院|厂|店)的$")
#: jieba's tags, those of names and of words told apart.
_TAGS = {"nr": "nr", "nrt": "nr", "nrfg": "nr", "ns": "ns", "nz": "nz", "zg": "z", "nt": "nt"}
_BYLINE_NEAR = re.compile(r"(?:记者|通讯员|作者|编辑|摄影|责编|制图|□|■|文/|图/|摄/)[^，。；\n]{0,8}$")
_BEHIND = re.compile(r"[^，。；\n]{0,3}(?:摄|供图|报道|/摄)")


def unlikely(context: Context, item: Candidate) -> bool:
    """Whether a candidate is left out before any scoring.

    A word of the dictionary that no title leads to and no verb of speaking follows, or a form of address
    (李叔) with one character more.
    """
    text, start = context.text, item.start
    if any(start == b and item.end < e for b, e in context.dotted):
        return True
    if item.kind != "full":
        return False
    if _SIGNATURE.search(context.line(start)):
        return True
    if item.end - start == 3 and _stands_alone(context, text[start : start + 2], item):
        return True
    if start in context.addresses and text[start + 1] in _SHORT_ADDRESS:
        return context.counts[text[start : item.end]] < 2
    if text[start : start + 2] in ordinary():
        return True
    if item.title or rest_class(context, item.end) in ("says", "post", "address"):
        return False
    tag, length = context.token(start)
    return length > 1 and _TAGS.get(tag, "") != "nr" and rjieba.has_word(text[start : start + length])


def _stands_alone(context: Context, shorter: str, item: Candidate) -> bool:
    """Whether the name without its last character stands elsewhere, and this one does not."""
    text = context.text
    if context.counts[text[item.start : item.end]] > 1 or text.count(shorter) < 2:
        return False
    at = text.find(shorter)
    while at >= 0:
        if at != item.start and rest_class(context, at + 2) in ("says", "post", "function", "mark"):
            return shorter not in ordinary()
        at = text.find(shorter, at + 1)
    return False


#: A line of its own that signs a speech or a paper: 某市委副书记 某某某.
_SIGNATURE = re.compile(
    r"^[^，。；：！？“”]{0,24}(?:书记|主任|局长|市长|县长|区长|部长|镇长|院长|教授|研究员)"
    r"[ 　]+[\u4e00-\u9fff]{2,4}$"
)
_SHORT_ADDRESS = "姨姐叔婶伯哥嫂婆爷"
