"""Files in older encodings are read by what their letters look like."""

from __future__ import annotations

import pytest

from namegen.lists.decoding.encodings import codec_of, decode
from namegen.lists.name_list import Choices, NamesError, from_bytes

_WESTERN = ("cp1252", "latin-1", "iso8859_15", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")


@pytest.mark.parametrize(
    ("words", "encodings"),
    [
        ("Amélie Benoît Chloé Désirée Françoise Gaël", _WESTERN),
        ("AMÉLIE BENOÎT CHLOÉ DÉSIRÉE FRANÇOISE", _WESTERN),
        ("Jürgen Jörg Günther Bärbel Käthe Weiß", _WESTERN),
        ("José María Íñigo Núñez Begoña Ángel", _WESTERN),
        ("João Conceição Inês Simões Magalhães", _WESTERN),
        ("Niccolò Noè Mosè Giosuè", _WESTERN),
        ("Søren Jørgen Åse Bjørn Øystein", _WESTERN),
        ("Þór Guðrún Sigurður Jóhanna Björk", ("cp1252", "latin-1", "cp850")),
        ("Łukasz Żaneta Wojciech Grażyna Śnieżana", _CENTRAL),
        ("Jiří Šárka Růžena Václav Ondřej Zdeněk", _CENTRAL),
        ("György Győző Ödön Árpád Jenő Szűcs", _CENTRAL),
        ("Şule Ayşe Gülşen Yıldız Çağla Işıl", ("cp1254", "iso8859_9", "cp857")),
        ("Šarūnas Žydrūnas Rūta Aušra Jūratė", ("cp1257", "iso8859_13")),
        ("Анна Борис Вера Галина Дмитрий Елена", _CYRILLIC),
        ("анна борис вера галина дмитрий елена", _CYRILLIC),
        ("АННА БОРИС ВЕРА ГАЛИНА ДМИТРИЙ", _CYRILLIC),
        ("Олександр Наталія Ірина Сергій Їжакевич", ("cp1251", "koi8_u", "iso8859_5")),
        ("Γιώργος Μαρία Ελένη Δημήτρης Άννα", ("cp1253", "iso8859_7")),
        ("משה דוד רחל לאה יוסף אברהם שרה", ("cp1255", "iso8859_8")),
        ("محمد أحمد فاطمة علي زينب حسن", ("cp1256", "iso8859_6")),
        ("สมชาย สมหญิง กิตติ มาลี ประเสริฐ", ("cp874",)),
        ("さくら はると ゆい そうた ひまり", ("cp932", "euc_jp", "iso2022_jp", "utf-16-le")),
        ("佐藤 鈴木 高橋 田中 伊藤 渡辺", ("cp932", "euc_jp", "iso2022_jp", "utf-16-be")),
        ("サトウ タナカ スズキ ヤマモト", ("cp932", "euc_jp")),
        ("ｻﾄｳ ｽｽﾞｷ ﾀﾅｶ ﾔﾏﾓﾄ ﾜﾀﾅﾍﾞ ｲﾄｳ", ("cp932",)),
        ("गीता अनन्या सुनील विवान ईशान", ("utf-16-le", "utf-16-be")),
        ("王芳 李娜 张敏 刘静 陈强", ("gbk", "gb18030", "utf-16-le")),
        ("女,雪梅 男,志强 女,静怡 男,建国 女,婷婷 男,伟杰", ("gbk",)),  # some could be UTF-8
        ("北京 上海 广州 深圳 成都 重庆", ("gbk",)),
        ("陳美玲 林淑芬 黃志明 張怡君", ("big5",)),
        ("김민준 이서연 박지훈 최수빈", ("euc_kr", "utf-16-le")),
    ],
)
def test_a_file_is_read_in_the_encoding_that_gives_words(
    words: str, encodings: tuple[str, ...]
) -> None:
    text = words.replace(" ", "\n")
    for encoding in encodings:
        assert decode(text.encode(encoding)).text == text, encoding


def test_an_encoding_is_said_and_can_be_changed() -> None:
    data = "Łukasz\nŻaneta\nŚnieżana".encode("iso8859_2")
    own = from_bytes(data, "x")
    assert own.understood.encoding == "iso8859_2"
    assert "in the encoding iso8859_2" in own.understood.sentences()[0]
    assert from_bytes(data, "x", Choices(encoding="latin-1")).names[0] == "£ukasz"


def test_files_of_two_encodings_joined_are_read_each_in_its_own() -> None:
    text = "Amélie\nBenoît\nChloé\nDésirée\n"
    found = decode(text.encode() + text.encode("cp1252"))
    assert found.text == 2 * text and found.others


def test_apostrophes_alone_are_no_letters_of_another_encoding() -> None:
    text = "O’Brien\nD’Angelo\nSmith\nO’Connor\nL’Estrange\nO’Neill\n"
    assert decode(text.encode("cp1252")).text == text


def test_tags_say_nothing_of_the_encoding() -> None:
    names = ("יעל", "איתי", "שרה", "יוסף", "דנה", "תמר", "דוד", "לאה")
    text = "".join(f"<li>{name}</li>\n" for name in names)
    assert decode(text.encode("cp1255")).text == text


def test_each_encoding_that_may_be_meant_is_named_once() -> None:
    text = "".join(f"北海道,{n},ﾎｯｶｲﾄﾞｳ\n" for n in ("札幌市", "函館市", "小樽市", "旭川市"))
    found = decode(text.encode("cp932"))
    assert found.encoding == "shift_jis" not in found.others


def test_a_few_letters_are_not_enough_to_be_sure() -> None:
    found = decode("Zoë".encode("cp1252"))
    assert found.text == "Zoë" and found.others


def test_encodings_go_by_all_their_names() -> None:
    given = ("UTF-8", "latin1", "Shift-JIS", "windows-1251", "EUC-KR")
    assert list(map(codec_of, given)) == ["utf-8", "cp1252", "shift_jis", "cp1251", "euc_kr"]
    for name in ("nope", "rot13", "zip", "idna", "punycode", ""):
        with pytest.raises(NamesError):
            codec_of(name)


def test_ordinals_and_numbers_of_rows_say_nothing_of_the_encoding() -> None:
    names = ("João", "Simão", "Conceição", "Estêvão", "Gonçalo", "Inês")
    text = "Nº;Nome\n" + "".join(f"{i}º;{name}\n" for i, name in enumerate(names * 4, 1))
    assert decode(text.encode("latin-1")).text == text
    text = "".join(f"– {name}\n" for name in ("Ada", "Ben", "Mia"))
    assert decode(text.encode("cp1252")).text == text
