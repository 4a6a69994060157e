"""What columns are called: the headings that say what stands in a column, in many languages."""

from __future__ import annotations

import re
import unicodedata

# Compared in small letters without accents: "First Name", "first_name" and "FirstName" are one. Of
# the columns of a file, the one whose heading stands first here is the one of the names; "name",
# beside one of a given name, is that of the family, or of both.
_NAMES = """
    firstname firstnames givenname givennames forename forenames babyname babynames
    childsfirstname prenom prenoms preusuel vorname vornamen rufname nombre nombres nombredepila
    nome nomi voornaam voornamen naam namen namn fornavn fornamn tilltalsnamn name names navn nafn
    nimi etunimi eesnimi imie imiepierwsze imiona jmeno krestnijmeno krstnemeno meno ime vardas
    vards nev keresztnev utonev prenume nume ad isim adi isimler emri ten nama имя имена името име
    імя імена ονομα ονοματα שם שמות שםפרטי שםמלא الاسمالأول الاسمالكامل الاسم اسم نام नाम नाव নাম
    izena ainm enw isem emri ism jina magac magaca pangalan igama oruko ingoa အမည်
    anarana nomo nomen virnumm namme jeneng izina dzina lebitso innde maqaa hingoa ngalan ngaran
    есімі аты нэр անուն სახელი ชื่อ tên hotên hovatên ስም పేరు പേര് ಹೆಸರು નામ ਨਾਮ නම ឈ្មោះ
    ຊື່ பெயர் 이름 성명 名前 名 氏名 姓名 名字 fullname fn given first
"""
# Of names too, where nothing else is.
_WEAK = "title label species"
# What is named where no heading speaks of names, or is as likely as one that does: admin_name.
_NAMED = """
    city town village municipality company security brand stadt gemeinde ort ville commune ciudad
    municipio cidade citta comune miasto miejscowosc город şehir 市 city 都市
    street voie station airport river lake mountain island star planet mineral drug plant bird fish
    horse dinosaur pokemon genus taxon ship vessel band artist song movie film game book beer wine
    cheese player author character
"""
_SURNAMES = """
    surname surnames lastname lastnames familyname secondname family last nom nomdefamille
    nachname nachnamen familienname apellido apellidos cognome cognomi sobrenome apelido
    achternaam achternamen efternavn etternavn efternamn sukunimi nazwisko prijmeni priezvisko
    prezime priimek perekonnanimi vezeteknev csaladnev soyad soyadi soyisim фамилия фамилии
    прізвище презиме επωνυμο משפחה 성 姓 苗字 名字 שםמשפחה العائلة
"""
_COUNTS = """
    count counts n number numberofbirths births frequency freq total occurrences times quantity
    amount people persons bearers weight nombre effectif valeur naissances anzahl haufigkeit summe
    numero frec frecuencia cantidad frecuenciatotal frequenza totale conteggio antal antall fjoldi
    lukumaara arv liczba liczbawystapien pocet cetnost darab fo broj stevilo numar sayi adet
    skaits skaicius aantal frequencia quantidade количество число кількість брой αριθμος מספר
    العدد संख्या 수 인원 人数 人數 数 件数 percent percentage share prop proportion population
    value סהכ συχνοτητα inhabitants einwohner habitants habitantes abitanti inwoners popolazione
    poblacion populacao befolkning innbyggere folkmangd vakiluku vaestoluku ludnosc obyvatel nufus
    bevolkerung население населення 인구 人口
"""
# Numbers that count nothing: those that stand beside names in most files, and others.
_RANKS_AND_YEARS = """
    id index idx no nr номер 番号 编号 번호 rank position rang platz year annais annee periode
    jahr ano anno rok vuosi
"""
_NUMBERS = """
    age kg lb lbs cm mm km lat lng lon coord coords latitude longitude height length dpt phone
    elevation elev salary gehalt salaire rating
    generation order zip zipcode postcode postalcode plz price preis prix alter edad leeftijd idade
    eta wiek vek alder ika yas возраст العمر आयु 年齢 年龄 年齡 나이 גיל
"""
_OTHERS = """
    rango puesto sex gender sexe geschlecht sexo sesso kon kjonn plec pohlavi cinsiyet пол
    стать 性别 性別 성별 type kind category class group origin meaning language ethnicity race
    city town country state region province county nation stadt land ville pays ciudad pais citta
    paese symbol ticker code security company sector industry url link target description notes
    note comment email address date source status value legendary num field column col variable
    feature unnamed list
"""
# The same, where each stands there once: beside towns they are only where these are.
_PLACES = """
    country countries nation state province region county land pays pais paese kraj orszag ulke
    страна країна 国 国家 나라 bundesland departement departamento provincia regione
"""
# Above names of one sex, beside those of the other.
_SEXES = (
    """boy boys male males men masculine masculin masculino maschile maschio homme hombre guttenavn
    drengenavne pojknamn jungennamen garcon garcons hommes masculins jungen knaben manner
    mannlich ninos chicos hombres masculinos meninos homens ragazzi maschi maschili jongens mannen
    drenge drengir gutter pojkar pojat miehet chlopcy kluci chlapci fiuk decaci erkek erkekler
    мальчики мужские хлопчики момчета αγορια בנים ذكور أولاد 男 남자""",
    """girl girls female females women feminine feminin feminino femenino femminile femmina femme
    mujer jentenavn pigenavne flicknamn madchennamen fille filles femmes feminins madchen frauen
    weiblich ninas chicas mujeres femeninos meninas mulheres ragazze femmine femminili meisjes
    vrouwen piger stulkur jenter flickor tytot naiset dziewczynki dziewczeta divky holky dievcata
    lanyok djevojcice kiz kizlar kadin девочки женские дівчата момичета κοριτσια בנות
    إناث بنات 女 여자""",
    "unisex neutral neutre neutro mixte",
)
# Above names in several languages.
_LANGUAGES = """
    english anglais englisch ingles deutsch german allemand francais french espanol spanish italiano
    italian portugues portuguese nederlands dutch svenska swedish polski polish русский russian
    українська ukrainian 日本語 japanese 한국어 korean 中文 chinese العربية arabic latin hindi
"""
_IN_WORDS = re.compile(
    r"(?:(?<![a-z])(?:names?|noms?|nombres?|prenoms?|vornamen?|imi[eę]|nome|nomi|isim|название|имя)"
    r"|(?:(?<![a-z])|(?<=[a-zøåæ]{3}))(?:navne?|namn|nafn|naam|namen?))(?![a-z])"  # Guttenavn
    + unicodedata.normalize(
        "NFKD",
        r"|名称|名稱|姓名|氏名|名前|社名|店名|地名|이름|회사명|명칭|상호|ชื่อ"
        r"|(?<!\w)(?:اسم|שם|नाम|নাম|όνομα)(?!\w)",
    )
)
_BETWEEN = re.compile(r"[\s_./()-]+|(?<=[a-z])(?=[A-Z])")  # the words of name_en and NameEn
_HOW_MANY = re.compile(
    r"(?i)\s*(?:n[or°º]|№|count|sum|number|anzahl|nombre|numero)\.?\s(?:of|de|des|do|dos|di|der|von|av|af)\s"
)
# Of what type a column is, as prints of tables say: i64, <chr>.
_TYPES = (
    "str string chr utf varchar text object char int integer bigint i u f float dbl double number"
)
HALVES = ("first", "last", "given", "family")  # headings only beside another
_MOST_WORDS = 60  # characters of a heading


def key(heading: str) -> str:
    """The letters of a heading, small and without accents."""
    plain = unicodedata.normalize("NFKD", heading[:_MOST_WORDS].casefold().replace("ı", "i"))
    return "".join(c for c in plain.replace("ł", "l").replace("ø", "o") if c.isalpha())


def _keys(*words: str) -> tuple[str, ...]:
    return tuple(map(key, " ".join(words).split()))


_NAME_KEYS, SURNAMES, _WEAK_KEYS = _keys(_NAMES), _keys(_SURNAMES), _keys(_WEAK)
NAMED, PLACES = frozenset(_keys(_NAMED)), frozenset(_keys(_PLACES))
_COUNT_KEYS, TYPES = frozenset(_keys(_COUNTS)), frozenset(_keys(_TYPES))
_NOT_COUNT_KEYS = frozenset(_keys(_NUMBERS, _RANKS_AND_YEARS))
OTHERS = frozenset(_keys(_OTHERS, _NUMBERS, _RANKS_AND_YEARS))
_SEX_KEYS = tuple(frozenset(_keys(words)) for words in _SEXES)
_KNOWN = frozenset((*_NAME_KEYS, *_WEAK_KEYS, *SURNAMES, *_keys(_LANGUAGES)))
_KNOWN = _KNOWN.union(_COUNT_KEYS, OTHERS, *_SEX_KEYS)


def _words(heading: str) -> list[str]:
    return _BETWEEN.split(heading[:_MOST_WORDS])


def is_heading(cell: str) -> bool:
    """Whether the cell says what stands below it."""
    return key(cell) in _KNOWN or cell.strip() == "#"


def names_rank(heading: str) -> int | None:
    """How surely the heading is that of the names, 0 the most surely; None where it is not."""
    known, ranked = key(heading), (*_NAME_KEYS, *_WEAK_KEYS, *SURNAMES)
    return ranked.index(known) if known in ranked else None


def names_order(heading: str) -> int | None:
    """The rank of the heading, where one that speaks of names, or of a sex, stands before titles
    and families."""
    rank = names_rank(heading)
    if rank is None or rank >= len(_NAME_KEYS):
        of_names = speaks_of_names(heading) or beside_sex(heading) == frozenset()
        return len(_NAME_KEYS) if of_names else rank and rank + 1
    return rank


def beside_sex(heading: str) -> frozenset[str] | None:
    """What a heading of one sex says besides, but that there are names, and numbers: of "Boys 2019"
    nothing, of male_origin "origin". None where it is of no sex, or of both."""
    words = {key(word) for word in (heading, *_words(heading))} - {""}
    if sum(not words.isdisjoint(keys) for keys in _SEX_KEYS) != 1:
        return None
    return frozenset(words - {key(heading)}).difference(_NAME_KEYS, *_SEX_KEYS)


def speaks_of_names(heading: str) -> bool:
    """Whether the word "name", or one like it, is in the heading: Company name, nameEn."""
    words = " ".join(_words(heading)).casefold()
    return _IN_WORDS.search(unicodedata.normalize("NFKD", words)) is not None


def is_of_names(heading: str) -> bool:
    """Whether a list that is called so is one of names: male_names, firstNames, surnames.female."""
    known = names_rank(heading) is not None or any(
        key(word) in SURNAMES for word in _words(heading)
    )
    return known or speaks_of_names(heading)


def is_count(heading: str) -> bool:
    """Whether the heading, or a word of it, is that of a count."""
    words = _words(heading.casefold())  # in CompanyNumber it is none
    return _HOW_MANY.match(heading) is not None or any(
        key(word) in _COUNT_KEYS for word in (heading, *(w for w in words if len(w) > 2))
    )


def is_no_count(heading: str) -> bool:
    """Whether the heading is that of numbers that count nothing: a rank, a year, an age."""
    words = (heading, *_words(heading))
    known = heading.strip() == "#" or any(key(word) in _NOT_COUNT_KEYS for word in words)
    known = known or key(heading)[5:].endswith("id")  # geonameid, but no valid
    return known and not _HOW_MANY.match(heading)


# With a sign between thousands, in India between hundreds above them; no date, no telephone. Small
# counts may be hidden: <5.
_NUMBER = re.compile(
    r"[-+<≤>]?\s?[$€£¥₹]?\s?(?:\d{1,3}([.,'’٬\u00a0\u202f\u2009 ])(?:\d{2,3}\1){0,5}\d{3}|\d*)"
    r"(?:(?<=\d)[.,]?|[.,]\d+)\s?[%$€£¥₹人名명]?(?:[eE][-+]\d{1,3})?L?"
)


def has_letter(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def is_number(cell: str) -> bool:
    cell = cell.strip()
    return len(cell) < 40 and _NUMBER.fullmatch(cell) is not None


def number(cell: str, decimals: bool = False) -> float | None:
    """The number in a cell, with either sign for thousands and decimals; None where it has none.
    The last of two kinds of signs parts the decimals; a lone one before three digits, thousands.
    decimals: of a column that has them a lone one parts them, too."""
    digits = re.sub(r"[^\d.,-]", "", cell[:40])
    if not any(map(str.isdecimal, digits)):
        return None
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        sign, behind = digits[last], digits[last + 1 :]
        other = "," if sign == "." else "."
        thousands = digits.count(sign) > 1 or (
            not decimals
            and len(behind) == 3
            and other not in digits
            and digits[:last].lstrip("-") not in ("", "0")
        )
        digits = digits.replace(other, "")
        digits = digits.replace(sign, "" if thousands else ".")
    try:
        return float(digits)
    except ValueError:
        return None


# What stands before a note, a source or the lines of a letter.
LABEL = re.compile(
    r"[*†‡(\[]*+\s*+(?:(?:data\s+)?sources?|quellen?|fuentes?|font[ei]?|kaynak|kilde|källa|lähde|notes?|nb|n\.b\.|anmerkung(?:en)?"
    r"|hinweis(?:e)?|nota|total|contact|copyright|licen[cs]e|(?:last\s+)?updated|generated|retrieved"
    r"|from|to|cc|subject|date|sent|von|an|betreff|gesendet|accessed|published|stand|see\s+also|footnotes?|источник|примечание|źródło|uwaga|bron|zdroj|forrás|джерело|πηγή|מקור|المصدر|出典|来源|출처)\s*[:：]"
    r"|©\s*\d|https?://|from\s+wikipedia,",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
_OF_FILM = re.compile(r"(?<=\w) \((?:1[5-9]|20)\d\d\)\Z")  # of a film: Heat (1995)
_ADDRESS = re.compile(r"://|www\.|\w[@=]\w|\.(?:com|org|html?|jpe?g|png)\b")


def are_words(cell: str) -> bool:
    """Whether a cell is neither a number, a date, a telephone nor an address."""
    cell = _OF_FILM.sub("", cell)
    letters = sum(map(str.isalpha, cell))
    return letters > 2 * sum(map(str.isdecimal, cell)) and not _ADDRESS.search(cell)
