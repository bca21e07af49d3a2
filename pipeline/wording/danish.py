"""Changes in Danish: what the tables, the pages, the feed and the book say."""

from __future__ import annotations

from parsers.model.records import Smiley
from pipeline.schema.changes import Change
from pipeline.wording.phrases import Face, Forms, Phrases, RoundWords, always

__all__ = ["DANISH"]

TURNED = always("{promise} gik fra {before}{in_since} til {after}")
ROW_TURNED = always("For {promise} gik {row} fra {before}{in_since} til {after}")
ECONOMY_TURNED = always("For {promise} gik økonomien fra {before}{in_since} til {after}")
NOTED = Forms(
    "For {promise} er {field} ændret fra {before} til {after}",
    "For {promise} står der nu {where}: {after}",
    "For {promise} er {field} fjernet: {before}",
)

DANISH = Phrases(
    locale="da",
    quotes=("»", "«"),
    rounds=RoundWords(
        plan=("Udmøntning", "udmøntningen", "Plan"),
        extra=("Ekstra opfølgning", "den ekstra opfølgning", "Ekstra"),
        opening="{ordinal} opfølgning",
        within="{ordinal} opfølgning",
        ordinals=(
            *("første", "anden", "tredje", "fjerde", "femte", "sjette"),
            *("syvende", "ottende", "niende", "tiende", "ellevte", "tolvte"),
        ),
        numeral="{}.".format,
        due="{numeral} opfølgning {year}",
        years_end="årets udgang {year}",
        by_name=True,
    ),
    hosted="Ekstra opfølgning på budget {year} i {round} {host_year}{of_day}",
    dated="Ekstra opfølgning på budget {year}{of_day}",
    faces={
        Smiley.GLAD: Face("☺", ""),
        Smiley.MIDDLE: Face("😐", " (mellem)"),
        Smiley.SOUR: Face("☹", " (sur)"),
        Smiley.MIDDLE_OR_SOUR: Face("☹", " (mellem eller sur)"),
        Smiley.UNKNOWN: Face("", "et tegn, der ikke kan læses"),
    },
    no_sign="intet tegn",
    nothing="intet",
    sentences={
        Change.STANDING_WORSENED: TURNED,
        Change.STANDING_IMPROVED: TURNED,
        Change.SMILEY_SET: always("For {promise} fik {row} {after}"),
        Change.SMILEY_WORSENED: ROW_TURNED,
        Change.SMILEY_IMPROVED: ROW_TURNED,
        Change.SMILEY_REMOVED: always("For {promise} har {row} ikke længere noget tegn; i {since} stod den med {before}"),
        Change.ECONOMY_SET: always("For {promise} fik økonomien {after}"),
        Change.ECONOMY_WORSENED: ECONOMY_TURNED,
        Change.ECONOMY_IMPROVED: ECONOMY_TURNED,
        Change.ECONOMY_REMOVED: always("For {promise} har økonomien ikke længere noget tegn; i {since} stod den med {before}"),
        Change.PRINTED_HISTORY_CHANGED: always("For {promise} er {row} nu trykt med {after}; i {since} stod den med {before}"),
        Change.GLAD_WITHOUT_WORD: always(
            "For {promise} står {row} med {after} uden milepæl og uden bemærkning; {earlier} står med {before}"
        ),
        Change.TURNED_NOT_GLAD: always("For {promise} står {row} med {after}; {earlier} står med {before}"),
        Change.WORDS_CONTRADICT_SMILEY: always("For {promise} har {row} {sign}, men bemærkningen siger: {after}"),
        Change.MILESTONE_REWORDED: always("For {promise} er {row} omformuleret fra {before} til {after}"),
        Change.MILESTONE_MOVED: always("For {promise} er milepælen {words}{stood} flyttet fra {before_time} til {after_time}"),
        Change.MILESTONE_ADDED: always("For {promise} er der kommet en ny milepæl{to_due}: {after}"),
        Change.MILESTONE_REMOVED: always("For {promise} er {row} fjernet: {before}"),
        Change.MONEY_MOVED: always("For {promise} {new_deferral}"),
        Change.DEFERRAL_TOLD: always("For {promise} {deferral}"),
        Change.INITIATIVE_ADDED: always("{promise} er kommet til siden {since}"),
        Change.INITIATIVE_DISAPPEARED: always(
            "{promise} står her ikke længere, uden at det fremgår, om den er gennemført; senest set i {since}"
        ),
        Change.INITIATIVE_RENUMBERED: always("{promise} havde før nummer {before_plain}"),
        Change.INITIATIVE_RENAMED: always("{promise} hed før {before_title}"),
        Change.THEME_CHANGED: always("{promise} står nu under temaet {after}; før stod den under {before}"),
        Change.RESPONSIBLE_CHANGED: Forms(
            "For {promise} er {field} ændret fra {before_plain} til {after_plain}",
            "For {promise} er {field} nu angivet: {after_plain}",
            "For {promise} er {field} ikke længere angivet; i {since} var det {before_plain}",
        ),
        Change.FUNDING_CHANGED: always("{promise} er ændret fra {before_plain} til {after_plain}"),
        Change.DESCRIPTION_CHANGED: Forms(
            "For {promise} er {field} ændret", "For {promise} er {field} kommet til", "For {promise} er {field} fjernet"
        ),
        Change.STATUS_NOTE_CHANGED: NOTED,
        Change.STATUS_NOTE_UNCHANGED: always("For {promise} har {row} {sign} med samme bemærkning som i {since}: {after}"),
        Change.ECONOMY_TEXT_CHANGED: NOTED,
        Change.AMOUNT_CHANGED: always("For {promise} er beløb i {field} ændret fra {before_plain} til {after_plain}"),
        Change.NOW_READ: Forms(
            "For {promise} kan tegnet for {subject} nu læses: {after}",
            "For {promise} kan tegnet for {subject} nu læses: {after}",
            "For {promise} kan det nu læses, at {subject} ikke har noget tegn",
        ),
        Change.NO_LONGER_READ: Forms(
            "For {promise} kan tegnet for {subject} ikke læses; i {since} var det {before}",
            "For {promise} kan tegnet for {subject} ikke læses; i {since} var der intet",
            "For {promise} kan tegnet for {subject} ikke læses; i {since} var det {before}",
        ),
        Change.ISSUE_DISAGREES: Forms(
            "For {promise} er to udgaver uenige om {field}: {before} i {one} og {after} i {other}",
            "For {promise} er to udgaver uenige om {field}: kun {other} har {after}, ikke {one}",
            "For {promise} er to udgaver uenige om {field}: kun {one} har {before}, ikke {other}",
        ),
    },
    sign_stood="For {promise} står {row} med {after}",
    economy_stood="For {promise} står økonomien med {after}",
    one_edition_only="{promise} står kun i {other}, ikke i {one}",
    deferrals={
        "": "nævnes en udskydelse af {money}{paper}",
        "besluttet": "er {sum} flyttet{span}{paper}",
        "foreslået": "foreslås det at udskyde {money}{paper}",
        "ønsket": "ønskes {sum} udskudt{span}{paper}",
        "afventer": "afventer det en beslutning, om {sum} udskydes{span}{paper}",
        "afvist": "er det afvist at udskyde {money}{paper}",
    },
    new_deferrals={
        "": "nævnes nu en udskydelse af {money}{paper}",
        "besluttet": "er {sum} nu flyttet{span}{paper}",
        "foreslået": "foreslås det nu at udskyde {money}{paper}",
        "ønsket": "ønskes {sum} nu udskudt{span}{paper}",
        "afventer": "afventer det nu en beslutning, om {sum} udskydes{span}{paper}",
        "afvist": "er det nu afvist at udskyde {money}{paper}",
    },
    misprinted=" (trykt »{word}«, her læst som »udskudt«)",
    fields={
        "number": "nummeret",
        "title": "titlen",
        "theme": "temaet",
        "funding": "drift eller anlæg",
        "description": "beskrivelsen",
        "responsible_center": "ansvarligt center",
        "responsible_committee": "ansvarligt udvalg",
        "contributors": "væsentlig bidragsyder",
        "remarks": "teksten efter væsentlig bidragsyder",
        "latest_status": "seneste status",
        "text": "teksten for {row}",
        "due_label": "tiden for {row}",
        "status_note": "bemærkningen ved {row}",
        "smiley": "tegnet for {row}",
        "economy_text": "teksten om økonomien",
        "economy_status_note": "bemærkningen om økonomien",
        "economy_smiley": "tegnet for økonomien",
    },
    where={
        "latest_status": "under seneste status",
        "status_note": "ved {row}",
        "economy_text": "om økonomien",
        "economy_status_note": "om økonomiens status",
    },
    economy="økonomien",
    milestone="milepælen",
    line="linjen",
    to_due=" til {due}",
    numbered=" nr. {ordinal}",
    follows_up=", der følger op på {earlier},",
    with_sign=", der stod med {sign},",
    in_since=" i {since}",
    untitled="indsats {number}",
    nameless="en indsats uden titel og nummer",
    page="side {page}",
    text_line="linje {line}",
    of_edition=" i {edition}",
    committee_edition="{committee}s udgave",
    whole_edition="hele kommunens udgave",
    draft="udkastet",
    final="den endelige udgave",
    edition_of_day="udgaven af {day}",
    edition_in_file="{file}",
    money=("{raw} fra {year_from} til {to_year}", "{raw} til {to_year}", "{raw} til senere"),
)
