"""A sample of an attack is spread over all that the whole tries."""

from __future__ import annotations

from itertools import pairwise

import pytest
import sizes
from hypothesis import given
from hypothesis import strategies as st
from sizes import either, spread


@given(st.integers(0, 300), st.integers(2, 50))
def test_a_sample_is_spread_from_the_first_to_the_last(length: int, most: int) -> None:
    chosen = spread(range(length), most)
    assert len(chosen) == min(length, most)
    assert chosen == sorted(set(chosen))
    if length > most:
        assert (chosen[0], chosen[-1]) == (0, length - 1)
        gaps = {after - before for before, after in pairwise(chosen)}
        assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(("whole", "size"), [(True, 7), (False, 3)])
def test_a_size_is_that_of_the_sample_or_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, whole: bool, size: int
) -> None:
    monkeypatch.setattr(sizes, "WHOLE", whole)
    assert either(3, 7) == size
    assert spread(range(5), either(3)) == ([0, 1, 2, 3, 4] if whole else [0, 2, 4])
