"""A time as a profile's documents print it ("2. kvartal 2034", "31.03", "mars 2034") to when that is, by the profile's rounds."""

from __future__ import annotations

from datetime import date
from functools import cache

from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.records import Due
from parsers.profile.form import Profile, RowsAre
from parsers.profile.vocabulary import speaking

__all__ = ["day_in", "due_in", "due_of_row", "is_half_read"]

DANISH_MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]
CUT_YEAR = regex.compile(r"\d[./-]\d{1,2}[./-](?:\d|\d{3})\Z")
DAY_AND_MONTH = regex.compile(r"\s*(?:pr\.?\s*)?(?P<day>\d{1,2})[./-]\s?(?P<month>\d{1,2})\.?\s*\Z", regex.IGNORECASE)
NO_TIME = regex.compile(r"\s*(?:[-–—]+|løbende|løpende|ingen(?:\s+frist)?|n/?a)?\s*\Z", regex.IGNORECASE)
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@cache
def _months(profile: Profile) -> tuple[regex.Pattern[str], dict[str, str]] | None:
    others = {own.casefold(): danish for own, danish in zip(profile.months, DANISH_MONTHS, strict=False) if own.casefold() != danish}
    return (regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(others)})(?!\p{{L}})", regex.IGNORECASE), others) if others else None


def in_danish(profile: Profile, text: str) -> str:
    """The text with the profile's month names in Danish: `"17. mai 2034"` to `"17. maj 2034"`."""
    if (known := _months(profile)) is None:
        return text
    pattern, danish = known
    return pattern.sub(lambda match: danish[match[0].casefold()], text)


def day_in(profile: Profile, text: str, year: int | None) -> date | None:
    """The day a heading or a title names; `"31.03"` is of `year`. None for none or several."""
    printed = dates.SHORT_YEAR.sub(r"\g<day>20\g<year>", in_danish(profile, text))
    if (match := DAY_AND_MONTH.match(printed)) and year is not None:
        try:
            return date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    return dates.date_of(printed)


def round_in(profile: Profile | None, label: str, year: int | None) -> Due | None:
    """A round of the profile's by its name, "1. status 2034"; None for words that name none."""
    said = " ".join(label.casefold().split())
    printed = YEAR.search(said)
    for number, name in enumerate(profile.rounds.names if profile else (), 1):
        if " ".join(name.casefold().split()) in said:
            return Due(label=label, year=int(printed[0]) if printed else year, round=number)
    return None


def due_of_row(profile: Profile | None, label: str, year: int | None = None) -> Due | None:
    """A time as tables of the profile's form print it: in a table of milestones a round's or a day's common forms come first."""
    if profile is not None and profile.table.rows_are is RowsAre.INITIATIVES:
        return due_in(profile, label, year)
    with speaking((profile,) if profile is not None else ()):
        return dates.due(label) or round_in(profile, label, year)


def is_half_read(time: Due) -> bool:
    """Whether a time cell holds more than a time, or what a page's edge left of one: '1. budgetopfø 2035', '31.12.203'."""
    printed = " ".join((time.label or "").split())
    if len(printed) > dates.LONGEST_DUE:
        return True
    if time.day is not None or (time.round is not None and time.year is not None):
        return False
    if CUT_YEAR.search(printed):
        return True
    return time.round is None and any(map(str.isdigit, printed[: next((period.at for period in dates.periods_in(printed)), 0)]))


def due_in(profile: Profile, label: str, year: int | None) -> Due | None:
    """A time cell: a round by its name, a day, a quarter or another stretch of time by its last day.

    `year` is the document's, for a time that prints none. A cell that says there is no time gives `Due(label)`, words that name none None.
    """
    if NO_TIME.match(label):
        return Due(label=label.strip() or None)
    if (named := round_in(profile, label, year)) is not None:
        return named
    said = " ".join(in_danish(profile, label).casefold().split())
    day = day_in(profile, label, year)
    if day is not None:
        return Due(label=label, year=day.year, round=profile.rounds.of_day(day), day=day)
    periods = list(dates.periods_in(said))
    if len(periods) == 1:
        end = periods[0].end
        return Due(label=label, year=end.year, round=profile.rounds.of_day(end))
    return None
