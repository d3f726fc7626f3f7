"""Clearly another language, or English: in doubt it is English."""

import json
import time
from pathlib import Path

import pytest

from poise.reading.documents import parse
from poise.reading.language import is_clearly_foreign

CORPUS = Path(__file__).parents[1] / "corpus"


def words(text: str) -> list[str]:
    """The words of a text as the judge reads them."""
    return [token.word for sentence in parse(text, masked=False).sentences for token in sentence.tokens]


FOREIGN = {
    "german": "Sehr geehrte Frau Lindt, vielen Dank für Ihre Nachricht. Ich bin enttäuscht, dass es nicht geklappt hat.",
    "german in anger": "Das ist doch wohl ein Witz! Ich war drei Mal bei euch und ihr schickt mir so eine Mail?",
    "french": "Bonjour Madame, je vous remercie de votre réponse. Je suis un peu déçu, mais je comprends votre choix.",
    "spanish": "Estimada señora: gracias por su respuesta. Me da pena no haber sido elegido, pero lo entiendo muy bien.",
    "portuguese": "Prezada Maria, obrigado pelo retorno. Fiquei triste com a decisão, mas gostaria de outras vagas.",
    "italian": "Gentile dottoressa, grazie per la risposta. Mi dispiace non essere stato scelto, ma vi ringrazio del tempo.",
    "dutch": "Beste Anouk, bedankt voor het bericht. Jammer dat ik het niet ben geworden, maar ik wil graag contact houden.",
    "swedish": "Hej Elsa, tack för ditt svar. Det är tråkigt att jag inte fick tjänsten, men jag hoppas att ni hör av er.",
    "norwegian": "Hei Kari, takk for svaret. Det er leit at jeg ikke fikk stillingen, men jeg håper dere tenker på meg.",
    "danish": "Hej Mette, tak for dit svar. Jeg er ked af, at jeg ikke fik stillingen, men jeg håber på en anden gang.",
    "finnish": "Hei Aino, kiitos viestistä. Olen pettynyt, että en tullut valituksi, mutta toivon, että muistatte minut.",
    "polish": "Szanowna Pani, dziękuję za odpowiedź. Szkoda, że się nie udało, ale proszę o mnie pamiętać.",
    "czech": "Vážená paní, děkuji za odpověď. Je mi líto, že jsem nebyl vybrán, ale rád bych to zkusil znovu.",
    "romanian": "Bună ziua, vă mulțumesc pentru răspuns. Îmi pare rău că nu am fost ales, dar aș dori să mai încerc.",
    "hungarian": "Kedves Éva! Köszönöm a válaszát. Sajnálom, hogy nem engem választottak, de kérem, gondoljanak rám.",
    "turkish": "Say\u0131n Demir, cevab için teşekkür ederim. Üzgünüm ama başka bir pozisyon olursa çok sevinirim.",
    "indonesian": "Yth. Ibu Sari, terima kasih atas kabarnya. Saya sedih karena tidak terpilih untuk posisi ini.",
    "vietnamese": "Cảm ơn chị đã trả lời. Tôi hơi buồn vì không được chọn, nhưng tôi mong công ty sẽ nhớ đến tôi.",
    "tagalog": "Maraming salamat po sa inyong sagot. Nalungkot po ako dahil hindi ako ang napili ninyo sa trabaho.",
    "hindi in latin letters": "Namaste, aapne mujhe kyun nahi chuna? Maine bahut mehnat ki thi aur mujhe naukri chahiye hai.",
    "swahili": "Habari, asante sana kwa jibu lako. Nimesikitika kwa sababu sikupata kazi hii, lakini ni sawa.",
    "welsh": "Annwyl Gwen, diolch yn fawr am eich neges. Rwy'n siomedig iawn nad wyf wedi cael y swydd.",
    "russian": "Здравствуйте, спасибо за ваш ответ. Жаль, что вы выбрали другого кандидата.",
    "chinese": "感谢您的回复。很遗憾没有被录用,希望将来还有机会与贵公司合作。",
    "korean": "답장 감사합니다. 합격하지 못해 아쉽지만 다음 기회에 다시 지원하고 싶습니다.",
    "arabic": "شكرا لكم على ردكم. أشعر بخيبة أمل لأنني لم أحصل على الوظيفة.",
    "hindi": "आपके उत्तर के लिए धन्यवाद। मुझे दुख है कि मेरा चयन नहीं हुआ।",
    "estonian, on no list": (
        "Lugupeetud proua Tamm, tänan teid vastuse eest. Mul on kahju, et ma ei osutunud valituks, kuid loodan, et võtate"
        " minuga ühendust, kui avaneb mõni muu sobiv töökoht. Vestlus teie meeskonnaga oli väga huvitav ning õppisin palju uut."
        " Soovin teile edu uue kolleegiga ja kaunist kevadet kogu osakonnale."
    ),
}

ENGLISH = {
    "nothing": "",
    "one word": "Wow.",
    "an emoji": "\U0001f44e",
    "a scrap of German": "Danke. Schade.",
    "a French phrase": "C'est la vie. Merci beaucoup!",
    "a foreign greeting and close": "Sehr geehrter Herr Dr. Lindt, I acknowledge receipt. Mit freundlichen Grüßen",
    "Nigerian": "Abeg una no try at all. I dey wait since, na so una dey do person? God dey sha.",
    "Filipino": "Good day po Ma'am, salamat po sa reply. Nalungkot ako but okay lang. Please keep my resume po.",
    "Indian": "sir kindly do the needful and revert back, my resume is attached herewith only, hai na",
    "Hinglish": "yaar this is too much, bhai itna interview liya aur reject kar diya, anyway thanks for the time",
    "Scots": "Ye pure roaster. Awa an bile yer heid. Ah wis the best yin ye had an ye ken it fine.",
    "Singaporean": "Wah lau eh, interview five rounds then ghost, so jialat one. Can don't waste my time or not",
    "Jamaican": "Mi vex bad yuh see, unu waste mi time an den unu tell mi no",
    "text-speak": "u r so rude smh lol thx 4 nothin",
    "shouting": "IDIOTS " * 60,
    "names": "Dear Señor de la Cruz, El Paso, La Jolla, Los Angeles, Le Mans, Den Haag. Thank you.",
    "half Welsh": "Diolch yn fawr am eich neges. Thank you for your message, and for the time you took to see me in person.",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_letter_in_another_language_is_foreign(text):
    """A whole letter in another language is recognised, with Latin letters or without."""
    assert is_clearly_foreign(words(text))


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_in_doubt_it_is_english(text):
    """Short texts, slang, other Englishes and foreign courtesies are English."""
    assert not is_clearly_foreign(words(text))


def test_no_draft_of_the_corpus_is_foreign():
    """Every draft of the corpus is somebody's English."""
    entries = [json.loads(line) for line in (CORPUS / "drafts.jsonl").read_text("utf-8").splitlines()]
    assert [entry["id"] for entry in entries if is_clearly_foreign(words(entry["draft"]))] == []


def test_a_million_letters_take_no_time():
    """The answer is linear in the number of words."""
    started = time.perf_counter()
    is_clearly_foreign([f"word{number}" for number in range(200_000)])
    assert time.perf_counter() - started < 5
