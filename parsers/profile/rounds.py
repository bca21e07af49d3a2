"""The rounds of a municipality's year, the one place that knows them: how many, what they are called, on which days they report."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["Rounds"]

Words = tuple[str, ...]
Day = Annotated[str, Meta(pattern=r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$")]  # "03-31"
UNTOLD = 4  # a year, where a profile gives neither names nor days
MOST = 60  # a year: one a week, and some


class Rounds(Struct, frozen=True, forbid_unknown_fields=True):
    """When follow-ups are made in a year, first to last: their names as documents print them, and the day each reports on.

    The plan is number 0, and an extra follow-up has the number behind the last.

    Examples:
        >>> from datetime import date
        >>> halves = Rounds(days=("06-30", "12-31"))
        >>> halves.count, halves.extra, halves.of_day(date(2034, 7, 1))
        (2, 3, 2)
    """

    names: Annotated[Words, Meta(max_length=MOST)] = ()
    days: Annotated[tuple[Day, ...], Meta(max_length=MOST)] = ()

    @property
    def count(self) -> int:
        """How many there are a year, and so the number of the last."""
        return len(self.days) or len(self.names) or UNTOLD

    @property
    def extra(self) -> int:
        """The number of a follow-up that is made outside of them."""
        return self.count + 1

    def name_of(self, number: int) -> str | None:
        """What documents call a round; None where the profile does not say, and for what is no round of the year."""
        return self.names[number - 1] if 0 < number <= len(self.names) else None

    def ends_the_year(self, number: int) -> bool:
        """Whether it reports on the year's last day."""
        return number == len(self.days) and self.days[-1] == "12-31"

    def of_day(self, day: date) -> int | None:
        """The round that first reports on a day: the first whose own day is not before it, else the year's last; None without days."""
        told = f"{day:%m-%d}"
        return next((number for number, own in enumerate(self.days, 1) if own >= told), len(self.days) or None)

    def nearest(self, day: date) -> int | None:
        """The round whose day is nearest to a day of the same year; None without days."""
        own = [date(day.year, int(each[:2]), min(int(each[3:]), 28)) for each in self.days]
        apart = [abs((each - day).days) for each in own]
        return apart.index(min(apart)) + 1 if apart else None
