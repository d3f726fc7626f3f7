"""What is skipped: quotations, signatures and footers, and nothing that the author may have written."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.reading.quoting import find_skipped

CORPUS = Path(__file__).parents[1] / "corpus"
MINE = "Thank you for letting me know.\n\nJo Marsh\n\n"
THEIRS = "Dear Jo,\n\nWe chose somebody else.\n\nAnn Reyes\n"


def skipped(text: str) -> list[tuple[str, str]]:
    """Kind and text of each skipped part."""
    return [(part.kind, text[part.span.start : part.span.end]) for part in find_skipped(text)]


def own(text: str) -> str:
    """What is left of the text to judge, with single spaces."""
    position, kept = 0, []
    for part in find_skipped(text):
        kept.append(text[position : part.span.start])
        position = part.span.end
    return " ".join(" ".join([*kept, text[position:]]).split())


INTRODUCTIONS = {
    "english": "On Tue, Mar 3, 2026 at 9:14 AM Ann Reyes <ann@example.com> wrote:",
    "english, iphone": "On 3 Mar 2026, at 09:14, Ann Reyes <ann@example.com> wrote:",
    "english, in three lines": "On Tue, Mar 3, 2026 at 9:14 AM Ann Reyes\n<\nann@example.com> wrote:",
    "english, broken": "On Tue, Mar 3, 2026 at 9:14 AM Ann Reyes <\nann@example.com> wrote:",
    "english, firm with an article": "On Tue, Mar 3, 2026 at 9:14 AM The Mill Trust <ann@example.com> wrote:",
    "german": "Am Di., 3. März 2026 um 09:14 Uhr schrieb Ann Reyes <ann@example.com>:",
    "german, broken": "Am 03.03.2026 um 09:14 schrieb Ann Reyes\n<ann@example.com>:",
    "german, name first": "Ann Reyes <ann@example.com> schrieb am Di., 3. März 2026, 09:14:",
    "french": "Le mar. 3 mars 2026 à 09:14, Ann Reyes <ann@example.com> a écrit :",
    "spanish": "El mar, 3 mar 2026 a las 9:14, Ann Reyes (<ann@example.com>) escribió:",
    "portuguese": "Em ter., 3 de mar. de 2026 às 09:14, Ann Reyes <ann@example.com> escreveu:",
    "italian": "Il giorno mar 3 mar 2026 alle ore 09:14 Ann Reyes <ann@example.com> ha scritto:",
    "dutch": "Op di 3 mrt 2026 om 09:14 schreef Ann Reyes <ann@example.com>:",
    "dutch, apple": "Op 3 mrt. 2026, om 09:14 heeft Ann Reyes <ann@example.com> het volgende geschreven:",
    "swedish": "Den tis 3 mars 2026 kl 09:14 skrev Ann Reyes <ann@example.com>:",
    "norwegian": "tir. 3. mar. 2026 kl. 09:14 skrev Ann Reyes <ann@example.com>:",
    "finnish": "ti 3.3.2026 klo 9.14 Ann Reyes (ann@example.com) kirjoitti:",
    "polish": "wt., 3 mar 2026 o 09:14 Ann Reyes <ann@example.com> napisał(a):",
    "czech": "út 3. 3. 2026 v 9:14 odesílatel Ann Reyes <ann@example.com> napsal:",
    "hungarian": "Ann Reyes <ann@example.com> ezt írta (időpont: 2026. márc. 3., K, 9:14):",
    "turkish": "Ann Reyes <ann@example.com>, 3 Mar 2026 Sal, 09:14 tarihinde şunu yazd\u0131:",
    "romanian": "În mar., 3 mar. 2026 la 09:14, Ann Reyes <ann@example.com> a scris:",
    "vietnamese": "Vào Th 3, 3 thg 3, 2026 vào lúc 09:14 Ann Reyes <ann@example.com> đã viết:",
    "indonesian": "Pada tanggal Sel, 3 Mar 2026 pukul 09.14 Ann Reyes <ann@example.com> menulis:",
    "chinese": "Ann Reyes <ann@example.com> 于2026年3月3日周二 09:14写道\uff1a",
    "no verb": "2026-03-03 9:14 GMT+01:00 Ann Reyes <ann@example.com>:",
    "original message": "-----Original Message-----",
    "original message in german": "-----Ursprüngliche Nachricht-----",
    "original message with labels": "-----Original Message-----\nFrom: Ann Reyes\nSent: 3 March 2026\nTo: Jo\nSubject: Outcome",
    "forwarded": "---------- Forwarded message ---------\nFrom: Ann Reyes <ann@example.com>\nDate: Tue\nSubject: Outcome",
    "forwarded by apple": "Begin forwarded message:\n\nFrom: Ann Reyes <ann@example.com>\nSubject: Outcome",
    "outlook": "From: Ann Reyes <ann@example.com>\nSent: Tuesday, March 3, 2026 9:14 AM\nTo: Jo Marsh\nSubject: Outcome",
    "outlook, no address": "From: Ann Reyes\nSent: Tuesday, March 3, 2026 9:14 AM\nTo: Jo Marsh\nSubject: Outcome",
    "outlook, many people": "From: Ann Reyes\nSent: Tuesday\nTo: Jo Marsh;\n Lee Ito;\n Kim Oyelaran\nSubject: Outcome",
    "outlook in german": "Von: Ann Reyes <ann@example.com>\nGesendet: Dienstag, 3. März 2026\nAn: Jo Marsh\nBetreff: Absage",
    "outlook in french": "De : Ann Reyes\nEnvoyé : mardi 3 mars 2026 09:14\nÀ : Jo Marsh\nObjet : Candidature",
    "outlook in finnish": "Lähettäjä: Ann Reyes\nLähetetty: tiistai 3. maaliskuuta 2026\nVastaanottaja: Jo\nAihe: Hakemus",
    "outlook, bold": "*From:* Ann Reyes <ann@example.com>\n*Sent:* Tuesday\n*To:* Jo Marsh\n*Subject:* Outcome",
    "outlook under a ruler": "________________________________\nFrom: Ann Reyes <ann@example.com>\nSubject: Outcome",
}


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_a_message_under_its_introduction_is_quoted(introduction):
    """The introduction and everything below it is skipped, with no ``>`` anywhere; what stands above is judged."""
    text = f"{MINE}{introduction}\n\n{THEIRS}"
    assert skipped(text) == [("quoted", f"{introduction}\n\n{THEIRS}".strip())]


@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_an_answer_below_quoted_lines_is_judged(introduction):
    """Where the message is marked with ``>``, only the marked lines are skipped, so that an answer below them is judged."""
    marked = "".join(f"> {line}\n" for line in THEIRS.splitlines())
    text = f"{introduction}\n\n{marked}\n{MINE}"
    assert skipped(text) == [("quoted", f"{introduction}\n\n{marked}".strip())]


@pytest.mark.parametrize(
    "introduction", ["On 3/3/26 9:14 AM, Ann Reyes wrote:", "Am 03.03.26 um 09:14 schrieb Ann Reyes:", "Ann <ann@x.de> wrote:"]
)
def test_an_introduction_in_doubt_needs_marks(introduction):
    """Without both an address and a date, an introduction counts only above lines that are marked with ``>``."""
    assert skipped(f"{introduction}\n> Dear Jo\n\n{MINE}") == [("quoted", f"{introduction}\n> Dear Jo")]
    assert skipped(f"{MINE}{introduction}\n\n{THEIRS}") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_break_is_understood(newline):
    """Quotations are found whatever ends the lines."""
    text = newline.join(["Thanks.", "", "> Dear Jo,", "> No.", ""])
    assert skipped(text) == [("quoted", f"> Dear Jo,{newline}> No.")]


def test_answers_between_quoted_lines_are_judged():
    """Interleaved replies stay: only the quoted lines are skipped."""
    text = "> Thank you for your interest.\n\nI had four meetings.\n\n> We chose another.\n\nWhy?\n\n> Ann"
    assert [kind for kind, _ in skipped(text)] == ["quoted"] * 3
    assert own(text) == "I had four meetings. Why?"


@pytest.mark.parametrize("mark", ["> ", ">", ">>> ", "> > > ", "   > ", ">" * 1000])
def test_any_depth_of_quotation_is_skipped(mark):
    """One level or a thousand, with spaces or without."""
    assert own(f"Thanks.\n{mark}Dear Jo\n{mark}\n{mark}we chose another\nBye.") == "Thanks. Bye."


PROSE = {
    "you wrote": "On Monday you wrote:\n\nWe will call you.\n\nNobody did.",
    "you wrote, with all of the date": "On Tue, 3 March 2026 at 9:14 you wrote:\n\nWe will call you.\n\nNobody did.",
    "a person wrote on a day": "On 3 March Ms Reyes wrote:\n\nWe will call you.\n\nNobody did.",
    "a person wrote at a time": "So on Tue, 3 March 2026 at 9:14 Ms Reyes wrote:\n\nWe will call you.\n\nNobody did.",
    "a person wrote on a date": "On 3 March 2026 Ms Reyes wrote:\n\nWe will call you.\n\nNobody did.",
    "a colleague wrote": "On 3 March 2026 at 9:14 your colleague (ann@example.com) wrote:\n\nWe will call.\n\nNobody did.",
    "in a sentence": "I kept the mail of 3 March 2026, 9:14, in which ann@example.com wrote:\n\nWe will call.\n\nNobody did.",
    "a remark on the same line": "Rot. On Tue, Mar 3, 2026 at 9:14 AM Ann Reyes <ann@example.com> wrote:\n\nWe will call.",
    "an address and a colon": "3.3.2026 is the last day to reach me at jo@example.com:\n\nafter that I am away.",
    "more than five years": "You asked for\n> 5 years of experience\nand I have nine.",
    "two numbers": "> 5 years\n> 3 languages\nI have both.",
    "an emoticon": ">:(\nI am cross.",
    "another emoticon": "Really?\n>_<\nI am cross.",
    "an itinerary": "My journey:\n\nFrom: Oulu\nTo: Kuopio\nDate: 10 February\n\nThe fare was 71 euros.",
    "one label": "From: the bottom of my heart\n\nThank you.",
    "its own header": "From: Jo\nTo: Ann\nDate: today\nSubject: Outcome\n\nThank you.",
    "a name of a separator": "I deleted the original message\n\nbut I remember it.",
    "a ruler": "Thanks.\n\n________________________________\n\nOne more thing.",
    "two dashes in prose": "I waited --\nand waited.",
    "a postscript below the signature": "--\nP.S. You will regret this.",
    "a remark under dashes": "Thanks.\n--\nSo much for your promises.",
    "a name alone": "Thank you.\n\nJo Marsh",
    "a name and a remark": "Thank you.\n\nJo Marsh\napplicant no. 2 of 2, apparently",
    "a name and an insult": "Thank you.\n\nJo Marsh\nYour Worst Nightmare\n555-0100",
    "a title alone": "Thank you.\n\nJo Marsh\nShift Lead",
    "a number with a remark": "Thank you.\n\nJo Marsh\n555-0100 (if nobody answers, text me)",
    "a number in a sentence": "Thank you.\n\nPlease call me on\n555-0100",
    "a footer of one's own": "Sent from my kitchen, in tears",
    "a place that is no device": "Sent from my phone, which I threw at the wall",
    "a confidence": "This email is confidential. Delete my data and destroy all copies.",
    "advice about printing": "You should think before you print such letters.",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_what_the_author_may_have_written_is_judged(text):
    """When in doubt nothing is skipped."""
    assert skipped(text) == []


SIGNATURES = {
    "delimited": "-- \nJo Marsh, ACII\nClaims Handler | Stonegate\nM 555-0166 | jo@example.com",
    "delimiter without its space": "--\nProf. Jo Marsh\nSchool of Ice Sciences",
    "telephone": "555-0100",
    "labelled telephone": "Tel. 555-0118",
    "short labels": "o: 555-0102\nm: +47 555 01 07",
    "mail and telephone": "jo@example.com | 555-0119",
    "title and telephone": "Claims Handler, Stonegate Mutual\n555-0100",
    "street": "12 Harbour Road\nLeeds LS1 4AP",
    "german street": "Werkstraße 4",
    "link": "www.example.com/jo",
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_a_signature_is_skipped_and_the_name_above_it_is_not(signature):
    """What follows ``-- ``, and contact lines under a name at the end, are a signature."""
    assert skipped(f"Thank you.\n\nJo Marsh\n{signature}\n") == [("signature", signature)]


def test_a_signature_above_a_quoted_message_is_found():
    """The end of the letter is where the quotation begins."""
    text = f"Thank you.\n\nJo Marsh\n555-0100\n\n{INTRODUCTIONS['english']}\n> Dear Jo\n"
    assert [kind for kind, _ in skipped(text)] == ["signature", "quoted"]
    assert own(text) == "Thank you. Jo Marsh"


def test_a_signature_ends_where_prose_begins():
    """A remark below the contact lines is judged."""
    text = "Thank you.\n\n-- \nJo Marsh\n555-0100\n\nPS: you will hear from me."
    assert skipped(text) == [("signature", "-- \nJo Marsh\n555-0100")]


FOOTERS = {
    "phone": "Sent from my iPhone",
    "outlook": "Get Outlook for iOS",
    "outlook with link": "Get Outlook for iOS<https://aka.ms/x>",
    "german phone": "Von meinem iPhone gesendet",
    "printing": "Please consider the environment before printing this email",
    "notice": (
        "CONFIDENTIALITY NOTICE: This e-mail is for the sole use of the intended recipient(s)\n"
        "and may contain confidential information. Please destroy all copies."
    ),
    "short notice": "This message is confidential and intended for the addressee only.",
    "german notice": "Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.",
    "subscription": "Unsubscribe",
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_footer_is_skipped(footer, gap):
    """Footers at the end are skipped, directly under the name or apart from it."""
    assert skipped(f"Thank you.\n\nJo Marsh{gap}{footer}\n\n") == [("footer", footer)]


def test_signature_and_footers_are_told_apart():
    """A footer below a signature, and one above it, are both found."""
    text = "Thanks.\n\nSent from my iPhone\n-- \nJo\n555-0100\n\nThis message is confidential and intended for the addressee.\n"
    assert [kind for kind, _ in skipped(text)] == ["footer", "signature", "footer"]
    assert own(text) == "Thanks."


def test_a_text_of_nothing_but_quotations_leaves_nothing():
    """All of it is skipped, so that the caller can say so."""
    assert own(f"{INTRODUCTIONS['english']}\n> Dear Jo\n> No.\n") == ""
    assert own(f"-----Original Message-----\n{THEIRS}") == ""


UNMARKED = {"N075", "P058", "P072", "P075"}  # bars, inverted commas, indents: no marks that a mail program writes


def test_the_quoted_drafts_of_the_corpus_keep_what_their_authors_wrote():
    """No detail that a letter must keep, other than one quoted, is skipped; every ``[quoted]`` draft has a quotation."""
    for line in (CORPUS / "drafts.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        kinds = {kind for kind, _ in skipped(entry["draft"])}
        if entry["id"] not in UNMARKED:
            assert ("quoted" in kinds) == ("[quoted]" in entry["note"]), entry["id"]
        assert own(entry["draft"])


LINES = [
    *(
        "a b",
        ">",
        "> a",
        "-- ",
        "--",
        "",
        " ",
        "On 3.3.2026 9:14 A <a@b.c> wrote:",
        "From: a@b.c",
        "To: b",
        "Subject: c",
        "Date: d",
    ),
    *("Jo", "555-0100", "Sent from my iPhone", "-----Original Message-----", "\u2028", "\r"),
]


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_spans_are_sorted_disjoint_and_whole_lines(lines, newline):
    """Each span stands in the text, after the one before it, and neither begins nor ends inside a line."""
    text = newline.join(lines)
    position = 0
    for part in find_skipped(text):
        assert position <= part.span.start < part.span.end <= len(text)
        assert part.span.start == 0 or text[part.span.start - 1] in "\r\n\u2028"
        assert part.span.end == len(text) or text[part.span.end] in "\r\n\u2028"
        position = part.span.end


@pytest.mark.parametrize(
    "unit",
    ["a", "\n", ">", "> 5\n", "x\n> a\n", "x\n> 5\n\n", "wrote:\n", "On 3 wrote:\n\n", "-- \n", "____________\n", "From: a,\n",
     "Jo\n555-0100\n", "This message is confidential\n", "x\nSent from my iPhone\n> a\n", "a@", "1:1.", "( "],
)  # fmt: skip
def test_half_a_megabyte_of_anything_ends_soon(unit):
    """Time grows with length, whatever the text repeats."""
    text = unit * (500_000 // len(unit))
    started = time.perf_counter()
    find_skipped(text)
    assert time.perf_counter() - started < 10
