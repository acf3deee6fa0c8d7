"""Quotation marks of the world: a quotation is known by them, with whatever space stands beside them."""

from __future__ import annotations

import pytest

from sayso.anchoring.marks import is_marked, quotations_in

MARKED = [
    "He said “the quay is shut” today.",
    'He said "the quay is shut" today.',
    "Er sagte: „Der Kai ist zu“, gestern.",
    "Il a dit « le quai est fermé » hier.",
    "Il a dit «\u00a0le quai est fermé\u00a0», hier.",
    "Il a dit «\u202fle quai est fermé.\u202f» Puis rien.",
    "Er sagte »der Kai ist zu« gestern.",
    "Il dit ‹\u00a0fermé\u00a0› hier.",
    "هو قال «الرصيف مغلق» أمس.",
    "הוא אמר ״הרציף סגור״ אתמול.",
    "彼は「岸壁は閉鎖」と言った。",
    "他说＂码头关闭＂了。",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_quotation_is_found_and_marked(text: str) -> None:
    [(start, end)] = quotations_in(text)
    assert is_marked(text, start, end)
    assert not is_marked(text, 0, 1)


def test_a_dash_marks_what_is_spoken() -> None:
    text = "El puerto abre.\n— Cerramos el muelle —dijo ella.\nUna frase — y otra."
    start = text.index("Cerramos")
    assert is_marked(text, start, start + len("Cerramos el muelle"))
    inside = text.index("y otra")
    assert not is_marked(text, inside, inside + 6)


def test_marks_of_another_kind_do_not_stand_apart() -> None:
    text = "He said “no” to the plan."
    start = text.index("to the")
    assert not is_marked(text, start, start + 6)


def test_an_acronym_is_no_quotation() -> None:
    assert quotations_in("דובר צה״ל אמר דבר.") == []
