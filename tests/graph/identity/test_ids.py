"""Ids follow from content: a place by its code however it is written, and never by a guess."""

from __future__ import annotations

import pytest
from govgraph.graph.identity.ids import mechanism_id, site


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("苏州市", (), "3205"),
        ("福建省厦门市湖里区", (), "350206"),
        ("湖里区", ("福建省", "厦门市"), "350206"),
        ("湖南省长沙市芙蓉区东湖街道龙马社区", (), "430102"),
        ("朝阳区", (), None),
        ("不存在县", (), None),
    ],
)
def test_a_place_has_a_code_where_its_name_and_parents_leave_no_choice(
    name: str, within: tuple[str, ...], code: str | None
) -> None:
    found = site(name, within).code
    assert (found or "").startswith(code) if code else found is None


def test_a_place_without_a_code_hangs_on_its_nearest_parent_that_has_one() -> None:
    assert site("银杏小区", ("北京市", "海淀区")).id == "loc/110108/银杏小区"
    assert [n for _, n in site("银杏小区", ("北京市", "海淀区")).ancestors] == ["中国", "北京市", "海淀区"]


def test_names_of_one_practice_have_one_id() -> None:
    assert mechanism_id("街道吹哨、部门报到") == mechanism_id("“吹哨报到”机制") == mechanism_id("吹哨报到")
    assert mechanism_id("党群服务中心") != mechanism_id("党群服务中心体系")
