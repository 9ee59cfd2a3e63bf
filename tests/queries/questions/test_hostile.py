"""A thousand questions that mean harm or nothing: no crash, nothing of them in the Cypher, nothing changed."""

from __future__ import annotations

import random

from govgraph.queries import Library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BASES = [
    "哪些城市有{}?",
    "which cities adopted {}?",
    "{}有哪些做法?",
    "What did {} adopt?",
    "{}的书记是谁?",
    "How many {} are there in Beijing?",
    "“{}”还有哪些叫法?",
    "Which articles mention {}?",
    "北京和{}都采用了什么?",
    "{}",
]
BARBS = [
    "'; MATCH (n) DETACH DELETE n //",
    '" OR 1=1 RETURN n //',
    "`; DROP TABLE Locality; `",
    "}) DETACH DELETE (n {",
    "$practice",
    "{{7*7}}",
    "%s%n%x",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202e红色物业\u202c",
    "\u200b\u200d\ufeff网格",
    "\x00\x01\x02\x1b[31m",
    "\ud7ff\ue000",
    "🙂" * 50,
    "ﷺ" * 40,
    "网" * 5000,
    "a" * 100_000,
    "党建 " * 20_000,
    "(" * 3000 + ")" * 3000,
    "'" * 999,
    "\\" * 500,
    "../../etc/passwd",
    "file:///etc/passwd",
    "CALL dbms.shutdown()",
    "LOAD CSV FROM 'http://x' AS r",
    "UNION MATCH (n) SET n.name='x'",
    "null",
    "None",
    "NaN",
    "-1e309",
    "𠮷野家",
    "Ｗｈｉｃｈ　ｃｉｔｉｅｓ",
    "{'a': 1}",
    "\n\r\t\v\f",
    "??!!。。,,",
]


def hostile(count: int) -> list[str]:
    rng = random.Random(7)
    out = [base.format(barb) if base.count("{}") == 1 else base for base in BASES for barb in BARBS]
    while len(out) < count:
        text = rng.choice(BASES).format(rng.choice(BARBS)[:400] + rng.choice(BARBS)[:400])
        cut = rng.randrange(len(text) + 1)
        out.append(text[:cut] + rng.choice(BARBS)[:50] + text[cut:])
    return out[:count]


def test_a_thousand_hostile_questions_neither_crash_nor_reach_the_cypher(library: Library) -> None:
    before = library.status()["nodes"], library.status()["edges"]
    texts: set[str] = set()
    for question in hostile(1000):
        answer = library.ask(question)
        texts.add(answer.cypher)
        answer.to_json()
        answer._repr_html_()
    for text in texts:
        for barb in ("DETACH", "DELETE", "DROP", "script", "CALL", "LOAD", "SET ", "//", "'a'", "7*7", "passwd", "\u202e"):
            assert barb not in text
    assert (library.status()["nodes"], library.status()["edges"]) == before


def test_what_a_page_shows_of_a_question_is_escaped(library: Library) -> None:
    shown = library.ask("<script>alert(1)</script>潞城镇有哪些做法?")._repr_html_()
    assert "<script" not in shown


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_gets_an_answer_or_a_reason(library: Library, text: str) -> None:
    answer = library.ask(text)
    assert answer.answer is not None or answer.reason
    assert "$" in answer.cypher or not answer.parameters
