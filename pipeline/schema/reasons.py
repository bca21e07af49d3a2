"""Why a file was not read: a closed list of codes, each with its reason and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["REASONS", "SET_ASIDE", "FileCode", "FileState", "reason_in"]


class FileState(StrEnum):
    READ = "read"
    QUARANTINED = "quarantined"
    SKIPPED = "skipped"


class FileCode(StrEnum):
    """`parsers.model.content.UnreadableError` carries these words too; a test holds its uses to this list."""

    EMPTY_FILE = "empty_file"
    BINARY = "binary"
    OFFICE_DOCUMENT = "office_document"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    PASSWORD = "password"
    UNKNOWN_ENCRYPTION = "unknown_encryption"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    NO_TEXT = "no_text"
    LETTERS_WITHOUT_NAMES = "letters_without_names"
    FILLED_BY_SCRIPT = "filled_by_script"
    BROKEN_PDF = "broken_pdf"
    UNKNOWN_LETTERS = "unknown_letters"
    PICTURE = "picture"
    PACKED = "packed"
    OUTLOOK_MAIL = "outlook_mail"
    MAIL = "mail"
    MAIL_WITHOUT_ATTACHMENT = "mail_without_attachment"
    HIDDEN = "hidden"
    CONFIGURATION = "configuration"
    OWN_OUTPUT = "own_output"
    LINKED_FOLDER = "linked_folder"
    LINK_OUTSIDE = "link_outside"
    SPECIAL_FILE = "special_file"
    ARCHIVE = "archive"
    BROKEN_ARCHIVE = "broken_archive"
    NESTED_ARCHIVE = "nested_archive"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    WORKER_DIED = "worker_died"
    READER_FAILED = "reader_failed"


SET_ASIDE = frozenset(  # the codes that ask nobody to do anything
    {
        FileCode.ARCHIVE,
        FileCode.MAIL,
        FileCode.HIDDEN,
        FileCode.CONFIGURATION,
        FileCode.OWN_OUTPUT,
        FileCode.LINKED_FOLDER,
    }
)


class Reason(NamedTuple):
    """The same sentence for the reader of the report and for the person who runs the batch."""

    danish: str
    english: str


REASONS: dict[FileCode, Reason] = {
    FileCode.EMPTY_FILE: Reason(
        "Filen er tom. Hent den igen, hvor den kom fra.",
        "The file is empty. Fetch it again from where it came.",
    ),
    FileCode.BINARY: Reason(
        "Filen er af en slags, der ikke læses her. Gem dokumentet som PDF eller tekst, eller flyt filen ud af mappen.",
        "The file is of no kind that is read here. Save the document as PDF or text, or move the file out of the folder.",
    ),
    FileCode.OFFICE_DOCUMENT: Reason(
        "Filen er et Office-dokument. Gem det som PDF, og læg PDF-filen i mappen.",
        "The file is an office document. Save it as PDF and put the PDF in the folder.",
    ),
    FileCode.TOO_LARGE: Reason(
        "Filen er for stor til at blive læst. Del den op.",
        "The file is too large to be read. Split it.",
    ),
    FileCode.UNREADABLE: Reason(
        "Filen kunne ikke åbnes. Se efter, om den findes, og om den må læses.",
        "The file could not be opened. See whether it is still there and whether it may be read.",
    ),
    FileCode.CHANGED: Reason(
        "Filen blev ændret, mens den blev læst. Kør igen.",
        "The file changed while it was being read. Run again.",
    ),
    FileCode.PASSWORD: Reason(
        "Filen er låst med en adgangskode. Gem en kopi uden adgangskode.",
        "The file wants a password. Save a copy without one.",
    ),
    FileCode.UNKNOWN_ENCRYPTION: Reason(
        "Filen er krypteret på en måde, der ikke kendes her. Åbn den i et PDF-program, og gem en kopi uden kryptering.",
        "The file is encrypted in a way that is not known here. Open it in a PDF program and save a copy without encryption.",
    ),
    FileCode.SCAN_WITHOUT_TEXT: Reason(
        "Siderne er billeder uden tekst. Installér tekstgenkendelse (pip install '.[ocr]' og Debians tesseract-ocr-dan), og læs den igen.",
        "The pages are pictures without text. Install '.[ocr]' and Debian's tesseract-ocr-dan, and read it again.",
    ),
    FileCode.NO_TEXT: Reason(
        "Siderne har ingen tekst og ingen scannede billeder: de er blanke, tegnede, skråt trykte eller formularfelter. Se filen igennem.",
        "The pages have neither text nor scanned pictures: they are blank, drawn, printed at a slant, or form fields. Look it through.",
    ),
    FileCode.LETTERS_WITHOUT_NAMES: Reason(
        "Filen siger ikke, hvilke bogstaver der er trykt. Gem den på ny fra det program, den er skrevet i, eller kør tekstgenkendelse.",
        "The file does not say which letters are printed. Save it anew from the program it was written in, or run text recognition (OCR).",
    ),
    FileCode.FILLED_BY_SCRIPT: Reason(
        "Siden udfyldes først af et script, når den åbnes. Åbn den i en browser, udskriv den til PDF, og læg PDF-filen i mappen.",
        "A script fills the page when it is opened. Open it in a browser, print it to PDF, and put the PDF in the folder.",
    ),
    FileCode.BROKEN_PDF: Reason(
        "PDF-filen er beskadiget. Hent den igen, eller gem den på ny fra et PDF-program.",
        "The PDF is damaged. Fetch it again, or save it anew from a PDF program.",
    ),
    FileCode.UNKNOWN_LETTERS: Reason(
        "Teksten er gemt på en måde, der ikke læses her (UTF-32, eller UTF-16, der er skåret over). Gem den som UTF-8.",
        "The text is encoded in a way that is not read here (UTF-32, or UTF-16 that breaks off). Save it as UTF-8.",
    ),
    FileCode.PICTURE: Reason(
        "Filen er et billede. Kør tekstgenkendelse (OCR) på det, gem det som PDF, og læg PDF-filen i mappen.",
        "The file is a picture. Run text recognition (OCR) on it, save it as PDF, and put the PDF in the folder.",
    ),
    FileCode.PACKED: Reason(
        "Filen er pakket på en måde, der ikke åbnes her (kun zip bliver det). Pak den ud i mappen.",
        "The file is packed in a way that is not opened here (only zip is). Unpack it into the folder.",
    ),
    FileCode.OUTLOOK_MAIL: Reason(
        "Filen er en mail fra Outlook. Gem det, der er vedhæftet, i mappen.",
        "The file is a mail from Outlook. Save what is attached to it into the folder.",
    ),
    FileCode.MAIL: Reason(
        "Filen er en mail; det, der er vedhæftet, er læst hver for sig.",
        "The file is a mail; what is attached to it was read one by one.",
    ),
    FileCode.MAIL_WITHOUT_ATTACHMENT: Reason(
        "Filen er en mail uden vedhæftede filer. Gem dens tekst som PDF, hvis den skal læses.",
        "The file is a mail with nothing attached. Save its text as PDF if it is to be read.",
    ),
    FileCode.HIDDEN: Reason(
        "Filens eller mappens navn begynder med punktum; den er skjult og læses ikke.",
        "The name of the file or its folder begins with a dot; it is hidden and not read.",
    ),
    FileCode.CONFIGURATION: Reason(
        "Filen siger, hvordan de andre skal læses.",
        "The file says how the others are to be read.",
    ),
    FileCode.OWN_OUTPUT: Reason(
        "Filen er skrevet af milepael i en tidligere kørsel og læses ikke igen.",
        "The file was written by milepael in an earlier run and is not read again.",
    ),
    FileCode.LINKED_FOLDER: Reason(
        "Mappen er en genvej til en anden mappe i det, der læses; dens filer er læst dér.",
        "The folder is a link to another folder of the input; its files are read there.",
    ),
    FileCode.LINK_OUTSIDE: Reason(
        "Filen er en genvej til noget uden for mappen og følges ikke. Læg selve filen i mappen.",
        "The file is a link that leads out of the folder and is not followed. Put the file itself into the folder.",
    ),
    FileCode.SPECIAL_FILE: Reason(
        "Dette er ingen fil med et indhold (en pipe, en sokkel eller en enhed). Flyt den ud af mappen.",
        "This is no file with a content (a pipe, a socket or a device). Move it out of the folder.",
    ),
    FileCode.ARCHIVE: Reason(
        "Filen er et arkiv; dokumenterne i det er læst hver for sig.",
        "The file is an archive; the documents in it were read one by one.",
    ),
    FileCode.BROKEN_ARCHIVE: Reason(
        "Arkivet er beskadiget eller tomt. Hent det igen, eller pak det ud i mappen.",
        "The archive is damaged or empty. Fetch it again, or unpack it into the folder.",
    ),
    FileCode.NESTED_ARCHIVE: Reason(
        "Arkivet ligger inde i et andet arkiv. Pak det yderste ud.",
        "The archive lies inside another archive. Unpack the outer one.",
    ),
    FileCode.TIMEOUT: Reason(
        "Filen tog for lang tid at læse. Giv den mere tid (--timeout), eller del den op.",
        "The file took too long to read. Give it more time (--timeout), or split it.",
    ),
    FileCode.OUT_OF_MEMORY: Reason(
        "Filen krævede for meget hukommelse. Del den op.",
        "The file wanted too much memory. Split it.",
    ),
    FileCode.WORKER_DIED: Reason(
        "Læsningen brød sammen på denne fil; de andre filer er læst. Gem filen på ny fra et PDF-program, og prøv igen.",
        "Reading broke down on this file; the others were read. Save the file anew from a PDF program and try again.",
    ),
    FileCode.READER_FAILED: Reason(
        "Der er en fejl i læseren, som denne fil har vist. De andre filer er læst. Meld fejlen, gerne med filen.",
        "This file shows a fault in the reader. The others were read. Report it, with the file if you can.",
    ),
}


def reason_in(code: FileCode | str, language: str) -> str:
    """Why, and what to do about it, in Danish (`da`) or English."""
    reason = REASONS[FileCode(code)]
    return reason.danish if language == "da" else reason.english
