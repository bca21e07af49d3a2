"""What a reader may doubt, set aside or refuse: each code once, with its severity and its words for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from parsers.model.records import Finding, Severity
from parsers.model.rows import Place, Row

__all__ = ["Code", "finding", "row_finding"]


class Code(StrEnum):
    # set aside by name
    CONTACT_LINE = "contact_line"
    ATTENDANCE_LIST = "attendance_list"
    PERSONS_COLUMN = "persons_column"
    READING_GUIDE = "reading_guide"
    FURNITURE = "furniture"
    HEADING = "heading"
    EMPTY_ROW = "empty_row"
    INVISIBLE_TEXT = "invisible_text"
    VERTICAL_TEXT = "vertical_text"
    SLANTED_TEXT = "slanted_text"
    NOT_READ = "not_read"
    LOOKS_LIKE_A_FOLLOWUP = "looks_like_a_followup"
    SEVERAL_PROFILES = "several_profiles"
    OTHER_MUNICIPALITY = "other_municipality"
    STRUCK_TEXT = "struck_text"
    HIDDEN_TEXT = "hidden_text"
    TYPED_NOTE = "typed_note"
    WORDS_BESIDE_SIGN = "words_beside_sign"
    # doubts
    REDACTED_TEXT = "redacted_text"
    LETTERS_LOST = "letters_lost"
    WORD_CUT_OFF = "word_cut_off"
    WORDS_BESIDE_PAGE = "words_beside_page"
    EMBEDDED_FILES = "embedded_files"
    PAGE_TOO_COMPLEX = "page_too_complex"
    PAGE_UNREAD = "page_unread"
    PAGE_WITHOUT_TEXT = "page_without_text"
    DAMAGED_PAGE = "damaged_page"
    DAMAGED_FILE = "damaged_file"
    REPAIRED_FILE = "repaired_file"
    WORDS_ALONE = "words_alone"
    PAGE_MOSTLY_UNREAD = "page_mostly_unread"
    SECOND_READING_FAILED = "second_reading_failed"
    STRAY_TEXT = "stray_text"
    STRAY_SIGN = "stray_sign"
    UNREAD_ROW = "unread_row"
    EXTRA_CELL = "extra_cell"
    FURTHER_COLUMN = "further_column"
    CELLS_MET = "cells_met"
    OVERPRINTED = "overprinted"
    READ_BY_OCR = "read_by_ocr"
    SIGN_READ_AS_LETTER = "sign_read_as_letter"
    WORD_UNSURE = "word_unsure"
    TEXT_LAYER_KEPT = "text_layer_kept"
    LETTERS_NAMED_BY_OCR = "letters_named_by_ocr"
    TIME_RAN_OUT = "time_ran_out"
    COLUMNS_APART = "columns_apart"
    CUT_ROW = "cut_row"
    TABLE_BROKEN_OFF = "table_broken_off"
    FRONT_UNREAD = "front_unread"
    TITLE_LOST = "title_lost"
    YEAR_LOST = "year_lost"
    ROUND_LOST = "round_lost"
    COLUMN_UNREAD = "column_unread"
    COUNT_UNEXPECTED = "count_unexpected"
    ROUND_MISSING = "round_missing"
    NUMBER_LOST = "number_lost"
    NUMBER_REPEATED = "number_repeated"
    LABEL_LOST = "label_lost"
    FUNDING_UNREAD = "funding_unread"
    DUE_UNREAD = "due_unread"
    DUE_WITHOUT_STATUS = "due_without_status"
    NO_INITIATIVES = "no_initiatives"
    SIGNS_LOST = "signs_lost"
    LEGEND_WITHOUT_SIGNS = "legend_without_signs"
    LEGEND_LINE_UNREAD = "legend_line_unread"
    TWO_SIGNS = "two_signs"
    UNKNOWN_SIGN = "unknown_sign"
    SIGN_OUTSIDE_SCALE = "sign_outside_scale"
    LEGEND_UNDECIDED = "legend_undecided"
    COLOUR_ALONE = "colour_alone"
    WORDS_AGAINST_SIGN = "words_against_sign"
    HYPHEN_UNDECIDED = "hyphen_undecided"
    HYPHEN_DOUBTED = "hyphen_doubted"
    UNKNOWN_COMMITTEE = "unknown_committee"
    UNKNOWN_CENTER = "unknown_center"
    # a document held against itself
    UNLIKE_THE_OTHERS = "unlike_the_others"
    THEME_OF_OTHER_NUMBER = "theme_of_other_number"
    SAID_TWICE = "said_twice"
    TEXT_BROKEN_OFF = "text_broken_off"
    PAGE_NUMBER_IN_TEXT = "page_number_in_text"
    PAGE_MISSING = "page_missing"
    PAGE_TAKEN_OUT = "page_taken_out"
    PAGE_BETWEEN_UNREAD = "page_between_unread"
    TEXT_WITHOUT_SIGN = "text_without_sign"
    SIGN_WITHOUT_TEXT = "sign_without_text"
    DONE_THEN_UNDER_WAY = "done_then_under_way"
    LATER_THAN_DUE = "later_than_due"
    NO_SUCH_DAY = "no_such_day"
    SUMS_DISAGREE = "sums_disagree"
    CENTER_ALSO_CONTRIBUTES = "center_also_contributes"
    UNIT_DISAGREES = "unit_disagrees"
    # agendas, strategies, memos, agreements
    NO_ITEMS = "no_items"
    MEETING_UNKNOWN = "meeting_unknown"
    ITEM_NUMBER_LOST = "item_number_lost"
    COLUMNS_MIXED = "columns_mixed"
    OUTSIDE_ITEMS = "outside_items"
    ANNEX_NAME = "annex_name"
    ITEM_NUMBERS_MISSING = "item_numbers_missing"
    ITEM_NUMBERS_RESTART = "item_numbers_restart"
    ITEM_OUT_OF_ORDER = "item_out_of_order"
    ITEM_REPEATED = "item_repeated"
    CONTENTS_LIST = "contents_list"
    OUTCOME_UNREAD = "outcome_unread"
    DECIDED_TWICE = "decided_twice"
    DECISION_WITHHELD = "decision_withheld"
    UNPAIRED = "unpaired"
    GOAL_UNKNOWN = "goal_unknown"
    FIGURE_UNREAD = "figure_unread"
    NUMBER_GAP = "number_gap"
    NUMBER_MISSING = "number_missing"
    NOT_FOLLOWED_UP = "not_followed_up"


MESSAGES: dict[Code, tuple[Severity, str]] = {
    Code.CONTACT_LINE: (Severity.INFO, "Kontaktlinje lagt til side; teksten gemmes ikke i tabellerne."),
    Code.ATTENDANCE_LIST: (Severity.INFO, "Deltagerliste lagt til side; teksten gemmes ikke i tabellerne."),
    Code.PERSONS_COLUMN: (Severity.INFO, "En kolonne med personer, lagt til side; teksten gemmes ikke i tabellerne."),
    Code.READING_GUIDE: (Severity.INFO, "Indledende tekst eller læsevejledning, lagt til side."),
    Code.FURNITURE: (Severity.INFO, "Sidehoved, sidefod eller skillelinje, lagt til side."),
    Code.HEADING: (Severity.INFO, "Overskrift, lagt til side."),
    Code.EMPTY_ROW: (Severity.INFO, "Tom tabelrække uden betegnelse."),
    Code.INVISIBLE_TEXT: (Severity.INFO, "Tekst, der ikke kan ses på siden, lagt til side."),
    Code.VERTICAL_TEXT: (Severity.INFO, "Lodret tekst, lagt til side."),
    Code.SLANTED_TEXT: (Severity.INFO, "Skrå tekst, lagt til side."),
    Code.NOT_READ: (Severity.INFO, "Dokumentets art er kendt, men indholdet læses endnu ikke."),
    Code.LOOKS_LIKE_A_FOLLOWUP: (
        Severity.WARNING,
        "Dokumentet ligner en opfølgning (en tabel med tider og status), men passer ikke til nogen profil; intet af tabellen er læst.",
    ),
    Code.SEVERAL_PROFILES: (
        Severity.WARNING,
        "Flere profiler passer på dokumentet ({profiles}); intet af tabellen er læst. Skriv i sources.toml, hvilken der gælder for mappen.",
    ),
    Code.OTHER_MUNICIPALITY: (
        Severity.WARNING,
        "Dokumentet bærer en anden kommunes navn end den, mappen siger; det regnes for den anden kommunes.",
    ),
    Code.STRUCK_TEXT: (Severity.INFO, "Overstreget tekst; den gælder ikke længere og er lagt til side."),
    Code.HIDDEN_TEXT: (Severity.INFO, "Tekst i filen, som siden ikke viser; den er lagt til side."),
    Code.TYPED_NOTE: (Severity.INFO, "En note, som er skrevet oven på sidens egne ord; den er lagt til side."),
    Code.WORDS_BESIDE_SIGN: (Severity.INFO, "Ord ved siden af tegnet i smiley-cellen; tegnet gælder."),
    Code.REDACTED_TEXT: (Severity.WARNING, "Noget er dækket til på siden. Ordene under dækket gemmes ikke."),
    Code.LETTERS_LOST: (Severity.ERROR, "Bogstaver kunne ikke læses eller er læst forkert; se siden efter."),
    Code.WORD_CUT_OFF: (Severity.WARNING, "Et ord er skåret af ved en kant; det, siden ikke viser af det, er ikke læst."),
    Code.WORDS_BESIDE_PAGE: (Severity.WARNING, "Ud for rækken eller under den står der tekst uden for sidens kant; den er ikke læst."),
    Code.EMBEDDED_FILES: (Severity.INFO, "Filen rummer andre filer; de er ikke en del af siderne."),
    Code.PAGE_TOO_COMPLEX: (Severity.ERROR, "Siden har flere streger og former, end der læses; en tabel på den kan være misforstået."),
    Code.PAGE_WITHOUT_TEXT: (
        Severity.ERROR,
        "Siden viser noget, men har ingen tekst; det, der står på den, mangler. Læs den med tekstgenkendelse (OCR).",
    ),
    Code.PAGE_UNREAD: (Severity.ERROR, "Siden kunne ikke læses; det, der står på den, mangler."),
    Code.DAMAGED_PAGE: (
        Severity.ERROR,
        "Det, siden er trykt med, er beskadiget i filen; rækker og tegn på den kan mangle eller være forkerte. Hent filen igen.",
    ),
    Code.DAMAGED_FILE: (
        Severity.WARNING,
        "Filen er beskadiget, og det er gættet, hvordan dens dele hænger sammen; se den efter, eller hent den igen.",
    ),
    Code.REPAIRED_FILE: (
        Severity.ERROR,
        "Filen kunne først læses, da den var sat sammen igen af det, der er tilbage af den; sider og rækker kan mangle. Hent den igen.",
    ),
    Code.WORDS_ALONE: (
        Severity.ERROR,
        "Filen er så beskadiget, at kun dens ord kunne læses, uden tabeller og tegn. Hent den igen.",
    ),
    Code.PAGE_MOSTLY_UNREAD: (
        Severity.ERROR,
        "Det meste af sidens tekst er skjult, skrå eller lodret og er lagt til side; se siden efter.",
    ),
    Code.SECOND_READING_FAILED: (
        Severity.WARNING,
        "Siden skulle læses igen på en anden måde, men det mislykkedes; den er gengivet, som den først blev læst.",
    ),
    Code.STRAY_SIGN: (Severity.WARNING, "Et tegn står uden for tabellerne; rækken, det hører til, kunne ikke findes."),
    Code.STRAY_TEXT: (Severity.WARNING, "Tekst uden for tabellerne, som ikke hører til en indsats."),
    Code.UNREAD_ROW: (Severity.ERROR, "Tabelrækken kunne ikke læses."),
    Code.ROUND_LOST: (Severity.WARNING, "Det fremgår ikke, hvilken runde opfølgningen er; den kan ikke sammenlignes med andre."),
    Code.COLUMN_UNREAD: (Severity.WARNING, "Kolonner, som profilen ikke kender; deres celler er ikke læst."),
    Code.COUNT_UNEXPECTED: (
        Severity.ERROR,
        "Der blev læst {count} indsatser; profilen venter {fewest} til {most} i sådan et dokument.",
    ),
    Code.FURTHER_COLUMN: (Severity.INFO, "En kolonne ud over opfølgningens egne; dens ord er lagt til side."),
    Code.EXTRA_CELL: (Severity.WARNING, "En celle står, hvor ingen kolonne er."),
    Code.READ_BY_OCR: (Severity.INFO, "Siden er læst fra et billede."),
    Code.SIGN_READ_AS_LETTER: (Severity.INFO, "Bogstaver, som et tegn blev læst som, er sat til side: et tegn læses kun på sit udseende."),
    Code.TEXT_LAYER_KEPT: (Severity.INFO, "Siden er et billede med ord lagt over; en prøve af dem er læst igen og passer."),
    Code.LETTERS_NAMED_BY_OCR: (Severity.INFO, "Filen siger ikke, hvad nogle af sidens bogstaver hedder; de er læst fra sidens billede."),
    Code.COLUMNS_APART: (
        Severity.ERROR,
        (
            "Teksten er taget ud af en PDF, så tabellernes celler eller ord ikke hænger sammen (kolonne for kolonne, sider eller "
            "spalter ved siden af hinanden, bogstaver på faste pladser, eller tegn for sig selv); intet af tabellerne er læst. Læs "
            "PDF-filen selv, eller tag teksten ud med pdftotext -layout eller en nyere pymupdf4llm."
        ),
    ),
    Code.TIME_RAN_OUT: (
        Severity.ERROR,
        "Tiden slap op: kun så mange af de indscannede sider er læst. Giv filen mere tid (--timeout), eller del den op.",
    ),
    Code.WORD_UNSURE: (Severity.WARNING, "Ordet er læst usikkert fra et billede."),
    Code.OVERPRINTED: (
        Severity.WARNING,
        "Her er trykt noget hen over teksten, som kommer igen på de andre sider; det er ikke sikkert, hvilke ord der hører til rækken.",
    ),
    Code.CELLS_MET: (Severity.WARNING, "To celler står så tæt, at det ikke er sikkert, hvor den ene ender og den anden begynder."),
    Code.CUT_ROW: (Severity.WARNING, "Dokumentet er afskåret midt i denne række."),
    Code.TABLE_BROKEN_OFF: (
        Severity.ERROR,
        "Tabellen er brudt af efter denne række: næste side fortsætter den ikke, og dens økonomirække mangler.",
    ),
    Code.FRONT_UNREAD: (Severity.WARNING, "En linje i dokumentets hoved kunne ikke læses."),
    Code.TITLE_LOST: (Severity.WARNING, "Dokumentet har tabeller som en opfølgning, men ingen titel."),
    Code.YEAR_LOST: (Severity.WARNING, "Aftalens år står ikke i titlen; det er taget fra tidskolonnen, hvor den nævner et."),
    Code.ROUND_MISSING: (Severity.INFO, "Intet dokument fra {round} {year} er læst, men et fra en senere runde."),
    Code.NUMBER_LOST: (Severity.WARNING, "Indsatsen står uden nummer."),
    Code.NUMBER_REPEATED: (Severity.WARNING, "Nummeret står mere end én gang i dokumentet."),
    Code.LABEL_LOST: (Severity.WARNING, "Rækken har en tid, men ingen betegnelse; den er læst som en milepæl."),
    Code.FUNDING_UNREAD: (Severity.WARNING, "Det kunne ikke læses, om indsatsen er drift eller anlæg."),
    Code.DUE_UNREAD: (Severity.WARNING, "Tiden kunne ikke læses."),
    Code.DUE_WITHOUT_STATUS: (Severity.WARNING, "Milepælen er forfalden og har en tekst, men ingen smiley."),
    Code.NO_INITIATIVES: (Severity.ERROR, "Dokumentet er en plan eller opfølgning, men der blev ikke fundet nogen indsats i det."),
    Code.SIGNS_LOST: (
        Severity.ERROR,
        "Dokumentet har mistet sine smileys: ingen forfalden række har et tegn. Alt forfaldent er læst som ukendt.",
    ),
    Code.LEGEND_WITHOUT_SIGNS: (Severity.WARNING, "Læsevejledningens linjer har ingen tegn."),
    Code.LEGEND_LINE_UNREAD: (Severity.WARNING, "En linje i læsevejledningen kunne ikke læses."),
    Code.TWO_SIGNS: (Severity.WARNING, "Der står mere end ét tegn i smiley-cellen."),
    Code.UNKNOWN_SIGN: (Severity.WARNING, "Det, der står i smiley-cellen, kunne ikke læses som en smiley."),
    Code.SIGN_OUTSIDE_SCALE: (Severity.WARNING, "Tegnet findes ikke på denne skala."),
    Code.LEGEND_UNDECIDED: (Severity.WARNING, "Læsevejledningen giver samme tegn betydninger, der ikke kan forenes."),
    Code.COLOUR_ALONE: (Severity.WARNING, "Cellens farve er læst uden en læsevejledning, der siger, hvad farverne betyder."),
    Code.WORDS_AGAINST_SIGN: (Severity.WARNING, "Ordene siger noget andet end smileyen; smileyen er gengivet som trykt."),
    Code.HYPHEN_UNDECIDED: (Severity.INFO, "Det kunne ikke afgøres, om bindestregen ved linjens slutning hører til ordet."),
    Code.HYPHEN_DOUBTED: (
        Severity.WARNING,
        "Ordet er delt ved en linjes slutning, og ingen af stykkerne står andre steder; bindestregen kan være linjens egen.",
    ),
    Code.UNKNOWN_COMMITTEE: (Severity.INFO, "Udvalget er ikke blandt de kendte."),
    Code.UNKNOWN_CENTER: (Severity.INFO, "Centret er ikke blandt de kendte."),
    Code.UNLIKE_THE_OTHERS: (
        Severity.ERROR,
        "Indsatsen er ulig de andre i dokumentet: {told}. Noget af den kan være tabt eller læst forkert.",
    ),
    Code.THEME_OF_OTHER_NUMBER: (
        Severity.WARNING,
        "Indsatsen står under et tema med et andet nummer end sit eget, ulig de andre i dokumentet.",
    ),
    Code.SAID_TWICE: (Severity.ERROR, "De samme ord står to gange efter hinanden; noget er læst dobbelt eller trykt forkert."),
    Code.TEXT_BROKEN_OFF: (
        Severity.WARNING,
        "Teksten begynder eller ender midt i en sætning; noget af den kan mangle eller stå et andet sted.",
    ),
    Code.PAGE_NUMBER_IN_TEXT: (Severity.WARNING, "Teksten ender med sidens nummer, som næppe hører til den."),
    Code.PAGE_MISSING: (Severity.ERROR, "Side {missing} efter dokumentets egne sidetal er ikke i filen; det, der står på den, mangler."),
    Code.PAGE_TAKEN_OUT: (
        Severity.ERROR,
        "Mellem side {before} og {after} er en side taget ud af filen, som selv henviser til den; det, der stod på den, mangler.",
    ),
    Code.PAGE_BETWEEN_UNREAD: (
        Severity.ERROR,
        "Side {page} ligger midt i indsatsens tabel, men intet på den er læst som en tabel.",
    ),
    Code.TEXT_WITHOUT_SIGN: (Severity.WARNING, "Økonomien skulle have en smiley i denne opfølgning; den har en tekst, men ingen smiley."),
    Code.SIGN_WITHOUT_TEXT: (Severity.INFO, "Her står en smiley, men hverken tekst eller status, der siger, hvad den er givet for."),
    Code.DONE_THEN_UNDER_WAY: (
        Severity.INFO,
        "Milepælen før er meldt nået; her står ingen ny, men en status og en anden smiley.",
    ),
    Code.LATER_THAN_DUE: (Severity.INFO, "Milepælen nævner en tid, der ligger efter det år, den selv skal være nået: {time}."),
    Code.NO_SUCH_DAY: (Severity.INFO, "Dagen findes ikke i kalenderen: {day}."),
    Code.SUMS_DISAGREE: (Severity.INFO, "Summerne for {year} er ikke ens: {told} her, {promised} i beskrivelsen."),
    Code.CENTER_ALSO_CONTRIBUTES: (Severity.INFO, "Det ansvarlige center er også nævnt som bidragsyder til sig selv."),
    Code.UNIT_DISAGREES: (Severity.WARNING, "Tabellen siger „{unit}“, men teksten giver samme tal i millioner: {number} mio. kr."),
    Code.NO_ITEMS: (Severity.ERROR, "Dokumentet er en dagsorden eller et referat, men der blev ikke fundet noget punkt i det."),
    Code.MEETING_UNKNOWN: (Severity.WARNING, "Det fremgår ikke, hvilket udvalg mødet er i, eller hvilken dag det holdes."),
    Code.ITEM_NUMBER_LOST: (Severity.WARNING, "Punktet står uden nummer."),
    Code.COLUMNS_MIXED: (
        Severity.WARNING,
        "Overskrifter står midt i teksten, som hvor to spalter er læst på tværs; punkter og beslutninger kan være blandet sammen.",
    ),
    Code.OUTSIDE_ITEMS: (Severity.INFO, "Tekst uden for dagsordenens punkter, lagt til side."),
    Code.ANNEX_NAME: (Severity.INFO, "Tekst under bilag, som ikke er et bilags navn, lagt til side."),
    Code.ITEM_NUMBERS_MISSING: (Severity.INFO, "Punkternes numre springer; punkter kan være udeladt, fordi de er lukkede."),
    Code.ITEM_NUMBERS_RESTART: (Severity.INFO, "Punkternes numre begynder forfra her."),
    Code.ITEM_OUT_OF_ORDER: (Severity.INFO, "Punktet står ikke i nummerorden."),
    Code.ITEM_REPEATED: (Severity.WARNING, "Punktets nummer står mere end én gang."),
    Code.CONTENTS_LIST: (Severity.INFO, "En linje i indholdsfortegnelsen, lagt til side."),
    Code.DECIDED_TWICE: (Severity.WARNING, "Punktet har to beslutninger fra samme møde; den sidste kan høre til et ulæst punkt."),
    Code.DECISION_WITHHELD: (Severity.INFO, "Beslutningen er truffet, men ikke offentliggjort; hvad der blev besluttet, står her ikke."),
    Code.OUTCOME_UNREAD: (Severity.WARNING, "Det kunne ikke læses, hvad der blev besluttet; ordene er gengivet som trykt."),
    Code.UNPAIRED: (
        Severity.WARNING,
        "Det kunne ikke afgøres, hvilken indsats og hvilket resultat der hører sammen; ordene er gengivet, som de står.",
    ),
    Code.GOAL_UNKNOWN: (Severity.WARNING, "Det kunne ikke afgøres, hvilket mål indsats og resultat hører til."),
    Code.FIGURE_UNREAD: (Severity.WARNING, "Cellen i taltabellen kunne ikke læses som et tal."),
    Code.NUMBER_GAP: (Severity.INFO, "Numre mangler i rækken ({numbers}); det siger ikke, at et løfte er forsvundet."),
    Code.NUMBER_MISSING: (Severity.INFO, "Indsatsen stod i den forrige opfølgning, men står ikke i denne, som skulle have den med."),
    Code.NOT_FOLLOWED_UP: (Severity.WARNING, "Aftalens løfte står hverken i planen eller i en opfølgning, som er læst."),
}
KEPT_WITHOUT_TEXT = frozenset({Code.CONTACT_LINE, Code.ATTENDANCE_LIST, Code.PERSONS_COLUMN, Code.REDACTED_TEXT})


def finding(code: Code, text: str | None = None, place: Place | None = None, subject: Any = None, **words: object) -> Finding:
    """A finding of this code, `words` filled into its message; what is KEPT_WITHOUT_TEXT has none."""
    severity, message = MESSAGES[code]
    message = message.format(**words) if words else message
    return Finding(severity, code, message, None if code in KEPT_WITHOUT_TEXT else text or None, place or Place(), subject)


def row_finding(code: Code, row: Row, subject: Any = None) -> Finding:
    signs = [symbol.char for cell in row.cells for symbol in cell.symbols if symbol.char]
    return finding(code, "\n".join([row.text, *signs]).strip(), row.places[0] if row.places else None, subject)
