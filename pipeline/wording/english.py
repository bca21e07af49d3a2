"""Changes in English, for `--lang en`. What the source prints is quoted in its own words."""

from __future__ import annotations

from parsers.model.records import Smiley
from pipeline.schema.changes import Change
from pipeline.wording.phrases import Face, Forms, Phrases, RoundWords, always

__all__ = ["ENGLISH"]

TURNED = always("{promise} went from {before}{in_since} to {after}")
ROW_TURNED = always("Of {promise}, {row} went from {before}{in_since} to {after}")
ECONOMY_TURNED = always("Of {promise}, the economy went from {before}{in_since} to {after}")
NOTED = Forms(
    "Of {promise}, {field} changed from {before} to {after}",
    "Of {promise}, it is now said {where}: {after}",
    "Of {promise}, {field} was taken away: {before}",
)


def _numeral(number: int) -> str:
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


ENGLISH = Phrases(
    locale="en_GB",
    quotes=("“", "”"),
    rounds=RoundWords(
        plan=("The plan", "the plan", "Plan"),
        extra=("Extra follow-up", "the extra follow-up", "Extra"),
        opening="{ordinal} follow-up",
        within="the {ordinal} follow-up",
        ordinals=(
            *("first", "second", "third", "fourth", "fifth", "sixth"),
            *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
        ),
        numeral=_numeral,
        due="the {numeral} follow-up {year}",
        years_end="the end of {year}",
        by_name=False,
    ),
    hosted="Extra follow-up on budget {year} in {round} {host_year}{of_day}",
    dated="Extra follow-up on budget {year}{of_day}",
    faces={
        Smiley.GLAD: Face("☺", ""),
        Smiley.MIDDLE: Face("😐", " (middling)"),
        Smiley.SOUR: Face("☹", " (sour)"),
        Smiley.MIDDLE_OR_SOUR: Face("☹", " (middling or sour)"),
        Smiley.UNKNOWN: Face("", "a sign that cannot be read"),
    },
    no_sign="no sign",
    nothing="nothing",
    sentences={
        Change.STANDING_WORSENED: TURNED,
        Change.STANDING_IMPROVED: TURNED,
        Change.SMILEY_SET: always("Of {promise}, {row} was given {after}"),
        Change.SMILEY_WORSENED: ROW_TURNED,
        Change.SMILEY_IMPROVED: ROW_TURNED,
        Change.SMILEY_REMOVED: always("Of {promise}, {row} has no sign any longer; in {since} it stood with {before}"),
        Change.ECONOMY_SET: always("Of {promise}, the economy was given {after}"),
        Change.ECONOMY_WORSENED: ECONOMY_TURNED,
        Change.ECONOMY_IMPROVED: ECONOMY_TURNED,
        Change.ECONOMY_REMOVED: always("Of {promise}, the economy has no sign any longer; in {since} it stood with {before}"),
        Change.PRINTED_HISTORY_CHANGED: always("Of {promise}, {row} is now printed with {after}; in {since} it stood with {before}"),
        Change.GLAD_WITHOUT_WORD: always(
            "Of {promise}, {row} stands with {after} without a milestone and without a note; {earlier} stands with {before}"
        ),
        Change.TURNED_NOT_GLAD: always("Of {promise}, {row} stands with {after}; {earlier} stands with {before}"),
        Change.WORDS_CONTRADICT_SMILEY: always("Of {promise}, {row} has {sign}, but the note says: {after}"),
        Change.MILESTONE_REWORDED: always("Of {promise}, {row} was reworded from {before} to {after}"),
        Change.MILESTONE_MOVED: always("Of {promise}, the milestone {words}{stood} was moved from {before_time} to {after_time}"),
        Change.MILESTONE_ADDED: always("{promise} has a new milestone{to_due}: {after}"),
        Change.MILESTONE_REMOVED: always("Of {promise}, {row} was taken away: {before}"),
        Change.MONEY_MOVED: always("For {promise} {new_deferral}"),
        Change.DEFERRAL_TOLD: always("For {promise} {deferral}"),
        Change.INITIATIVE_ADDED: always("{promise} was added since {since}"),
        Change.INITIATIVE_DISAPPEARED: always("{promise} is no longer here, and it is not said whether it was done; last seen in {since}"),
        Change.INITIATIVE_RENUMBERED: always("{promise} had number {before_plain} before"),
        Change.INITIATIVE_RENAMED: always("{promise} was called {before_title} before"),
        Change.THEME_CHANGED: always("{promise} now stands under the theme {after}; before it stood under {before}"),
        Change.RESPONSIBLE_CHANGED: Forms(
            "Of {promise}, {field} changed from {before_plain} to {after_plain}",
            "Of {promise}, {field} is now named: {after_plain}",
            "Of {promise}, {field} is no longer named; in {since} it was {before_plain}",
        ),
        Change.FUNDING_CHANGED: always("{promise} was changed from {before_plain} to {after_plain}"),
        Change.DESCRIPTION_CHANGED: Forms(
            "Of {promise}, {field} was changed", "Of {promise}, {field} was added", "Of {promise}, {field} was taken away"
        ),
        Change.STATUS_NOTE_CHANGED: NOTED,
        Change.STATUS_NOTE_UNCHANGED: always("Of {promise}, {row} has {sign} with the same note as in {since}: {after}"),
        Change.ECONOMY_TEXT_CHANGED: NOTED,
        Change.AMOUNT_CHANGED: always("Of {promise}, sums in {field} changed from {before_plain} to {after_plain}"),
        Change.NOW_READ: Forms(
            "Of {promise}, the sign of {subject} can now be read: {after}",
            "Of {promise}, the sign of {subject} can now be read: {after}",
            "Of {promise}, it can now be read that {subject} has no sign",
        ),
        Change.NO_LONGER_READ: Forms(
            "Of {promise}, the sign of {subject} cannot be read; in {since} it was {before}",
            "Of {promise}, the sign of {subject} cannot be read; in {since} there was none",
            "Of {promise}, the sign of {subject} cannot be read; in {since} it was {before}",
        ),
        Change.ISSUE_DISAGREES: Forms(
            "Of {promise}, two editions disagree on {field}: {before} in {one} and {after} in {other}",
            "Of {promise}, two editions disagree on {field}: only {other} has {after}, not {one}",
            "Of {promise}, two editions disagree on {field}: only {one} has {before}, not {other}",
        ),
    },
    sign_stood="Of {promise}, {row} stands with {after}",
    economy_stood="Of {promise}, the economy stands with {after}",
    one_edition_only="{promise} stands only in {other}, not in {one}",
    deferrals={
        "": "a deferral of {money} is mentioned{paper}",
        "besluttet": "{sum} was deferred{span}{paper}",
        "foreslået": "it is proposed to defer {money}{paper}",
        "ønsket": "it is wished to defer {money}{paper}",
        "afventer": "a deferral of {money} awaits a decision{paper}",
        "afvist": "a deferral of {money} was refused{paper}",
    },
    new_deferrals={
        "": "a deferral of {money} is now mentioned{paper}",
        "besluttet": "{sum} is now deferred{span}{paper}",
        "foreslået": "it is now proposed to defer {money}{paper}",
        "ønsket": "it is now wished to defer {money}{paper}",
        "afventer": "a deferral of {money} now awaits a decision{paper}",
        "afvist": "a deferral of {money} is now refused{paper}",
    },
    misprinted=" (printed “{word}”, read here as “udskudt”)",
    fields={
        "number": "the number",
        "title": "the title",
        "theme": "the theme",
        "funding": "operation or construction",
        "description": "the description",
        "responsible_center": "the responsible centre",
        "responsible_committee": "the responsible committee",
        "contributors": "the contributors",
        "remarks": "the text behind the contributors",
        "latest_status": "the latest status",
        "text": "the text of {row}",
        "due_label": "the time of {row}",
        "status_note": "the note on {row}",
        "smiley": "the sign of {row}",
        "economy_text": "the text on the economy",
        "economy_status_note": "the note on the economy",
        "economy_smiley": "the sign of the economy",
    },
    where={
        "latest_status": "under latest status",
        "status_note": "of {row}",
        "economy_text": "of the economy",
        "economy_status_note": "of the economy's status",
    },
    economy="the economy",
    milestone="the milestone",
    line="the line",
    to_due=" due by {due}",
    numbered=" no. {ordinal}",
    follows_up=", which follows up {earlier},",
    with_sign=", which stood with {sign},",
    in_since=" in {since}",
    untitled="initiative {number}",
    nameless="an initiative without title and number",
    page="page {page}",
    text_line="line {line}",
    of_edition=" of {edition}",
    committee_edition="the edition of {committee}",
    whole_edition="the whole municipality's edition",
    draft="the draft",
    final="the final edition",
    edition_of_day="the edition of {day}",
    edition_in_file="{file}",
    money=("{raw} from {year_from} to {to_year}", "{raw} to {to_year}", "{raw} to a later time"),
)
