"""A line of an agenda's item in, what it tells of the case into the item: its number, whether it is closed; nothing of whom to ask."""

from __future__ import annotations

from parsers.documents.item_forms import BARE_CASE, STATUS_LINE
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import AgendaItem, Finding
from parsers.model.rows import Row
from parsers.profile.front_labels import Front, front_lines

__all__ = ["take_case_line"]


def take_case_line(row: Row, item: AgendaItem, *, below_title: bool) -> list[Finding] | None:
    """What was set aside of a line that tells an item's case and whom to ask; None where it tells more, and nothing was taken.

    Right below a title, a number alone is the case, and "Lukket punkt" tells that the item is closed.
    """
    if below_title and (status := STATUS_LINE.match(row.text)):
        item.closed |= status["closed"] is not None
        return [row_finding(Code.HEADING, row, item)]
    told = [(Front.CASE, row.text)] if below_title and BARE_CASE.match(row.text) else front_lines(row.text)
    if not told or any(label not in (Front.CASE, Front.CONTACT) for label, _ in told):
        return None
    found: list[Finding] = []
    said = False
    for label, printed in told:
        value, _, beside = printed.partition(" ") if any(map(str.isdecimal, printed.partition(" ")[0])) else (printed, "", "")
        value = value.rstrip(",")
        if label is Front.CONTACT:
            found.append(finding(Code.CONTACT_LINE, place=row.places[0], subject=item))
        elif item.case_number is None:
            item.case_number = value
        elif value != item.case_number and not said:
            found.append(row_finding(Code.FRONT_UNREAD, row, item))
        elif value != item.case_number:
            beside = printed  # "J.nr.: A09 Sagsid: 12" tells two
        said |= label is Front.CASE
        if label is Front.CASE and beside:  # "330-2032-3619 Dok.nr.: 330-2032-5 Åbent"
            found.append(finding(Code.HEADING, beside, row.places[0], item))
    return found
