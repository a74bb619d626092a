"""What is computed once is computed when it is first asked, and for each object anew."""

from __future__ import annotations

from dateline.ledger.kept import kept


class Square:
    def __init__(self, side: int) -> None:
        self.side = side
        self.asked = 0

    @kept
    def area(self) -> int:
        """What it covers."""
        self.asked += 1
        return self.side**2


def test_a_property_is_computed_once_for_each_object() -> None:
    small, large = Square(2), Square(3)

    assert 0 == small.asked
    assert (4, 4, 9) == (small.area, small.area, large.area)
    assert (1, 1) == (small.asked, large.asked)


def test_a_property_keeps_what_is_said_of_it() -> None:
    assert "What it covers." == Square.area.__doc__
