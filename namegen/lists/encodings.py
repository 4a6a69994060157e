"""Bytes -> text: which encoding a file is written in, judged by what its letters look like.

A file that is no UTF-8 is decoded in each usual encoding, and what comes of it is judged as a
linguist would: are these the letters of one language, the common ones more often than the rare,
with capitals where words begin? The encoding of the likeliest text is taken. Where none gives a
likely text, charset-normalizer is asked, which knows more encodings.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property

from namegen.lists.cleaning import NamesError
from namegen.wording import shorten

# What files are written in, as Python names it, and what a person calls it.
ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16, big-endian)",
    "cp1252": "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "cp1251": "Cyrillic (Windows)",
    "koi8_r": "Cyrillic (KOI8)",
    "iso8859_5": "Cyrillic (ISO 8859-5)",
    "cp866": "Cyrillic (DOS)",
    "mac_cyrillic": "Cyrillic (Mac)",
    "cp1253": "Greek (Windows)",
    "iso8859_7": "Greek (ISO 8859-7)",
    "cp1254": "Turkish (Windows)",
    "cp1255": "Hebrew (Windows)",
    "iso8859_8": "Hebrew (ISO 8859-8)",
    "cp1256": "Arabic (Windows)",
    "iso8859_6": "Arabic (ISO 8859-6)",
    "cp1257": "Baltic (Windows)",
    "iso8859_13": "Baltic (ISO 8859-13)",
    "iso8859_15": "Western European (ISO 8859-15)",
    "iso8859_3": "Maltese, Esperanto (ISO 8859-3)",
    "iso8859_16": "Romanian (ISO 8859-16)",
    "cp874": "Thai (Windows)",
    "gbk": "Chinese, simplified (GBK)",
    "big5": "Chinese, traditional (Big5)",
    "shift_jis": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC)",
    "iso2022_jp": "Japanese (ISO 2022)",
    "euc_kr": "Korean (EUC)",
    "mac_roman": "Western European (Mac)",
    "mac_latin2": "Central European (Mac)",
    "cp850": "Western European (DOS)",
    "cp852": "Central European (DOS)",
    "cp857": "Turkish (DOS)",
}
# Supersets of those above, which Windows writes under their names.
_CODECS = {"shift_jis": "cp932", "gbk": "gb18030", "big5": "cp950", "euc_kr": "cp949"}
# How much less usual an encoding is than the first of its kind, in nats of evidence.
_RARE = {
    **dict.fromkeys(("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"), 2.0),
    **dict.fromkeys(("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_6", "iso8859_8"), 2.5),
    **dict.fromkeys(("cp1257", "koi8_r", "iso8859_15", "euc_jp"), 3.0),
    **dict.fromkeys(("iso8859_13", "mac_roman", "cp850"), 4.0),
    **dict.fromkeys(("cp866", "mac_cyrillic", "mac_latin2", "cp852"), 6.0),
    **dict.fromkeys(("cp857", "iso8859_3", "iso8859_16"), 6.0),
}

_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "mac_latin2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")
_TURKISH = ("cp1254", "cp857", "iso8859_3")
_BALTIC = ("cp1257", "iso8859_13")


@dataclass(frozen=True)
class _Language:
    """How a language is written: its letters beyond a to z, roughly the most frequent in names
    first; and for one of thousands of characters, a codec in which its common ones begin with a
    byte of a range."""

    letters: str
    encodings: tuple[str, ...]
    common: tuple[str, int, int] | None = None

    @cached_property
    def nats(self) -> dict[str, float]:
        """Minus the logarithm of each letter's share, by Zipf's law."""
        weights = [1 / (rank + 2) for rank in range(len(self.letters))]
        scale = math.log(sum(weights)) - math.log(0.6 if self.common else 0.97)
        return {
            letter: scale - math.log(weight)
            for letter, weight in zip(self.letters, weights, strict=True)
        }

    def surprise(self, character: str) -> float:
        """In nats, of a letter that is none of the letters above."""
        if self.common:
            codec, first, last = self.common
            with suppress(UnicodeEncodeError):
                lead = character.encode(codec)[0]
                return _COMMON if first <= lead <= last else _UNCOMMON
        return _STRANGE if self._of_its_script(character) else _FOREIGN

    @cached_property
    def is_latin(self) -> bool:
        return _script(self.letters[0]) == "LATIN"

    def _of_its_script(self, character: str) -> bool:
        return _script(character) == _script(self.letters[0])


_COMMON, _UNCOMMON = -math.log(0.35 / 3000), -math.log(0.01 / 10_000)
_STRANGE, _FOREIGN, _SIGN = -math.log(4e-4), -math.log(1e-5), -math.log(1e-6)
_QUOTE = -math.log(3e-3)  # of the signs that stand in names: O’Neil, Jean–Luc
_MISPLACED = -math.log(4e-3)  # a capital within a word
_CROWDED = 3.0  # words in Latin letters have fewer with accents than without
_CODE = frozenset("@[\\]^_`{|}~<=>$%*+")  # no name has one beside a letter
_ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI"}

_LANGUAGES = (
    _Language("éöüáèíóäñçåøëãúêßàïâæôîõýûœšžòùìðþ", _WESTERN),
    _Language("éèëçïêîôâûüàœ", _WESTERN),
    _Language("üöäßé", _WESTERN),
    _Language("éíáóñúüç", _WESTERN),
    _Language("áãçéíóâêôúõà", _WESTERN),
    _Language("àèòùéì", _WESTERN),
    _Language("öäåéüø", _WESTERN),
    _Language("øåæéöä", _WESTERN),
    _Language("óáíðéþöúæý", _WESTERN),
    _Language("éóáíú", _WESTERN),
    _Language("łśążóęńźć", _CENTRAL),
    _Language("áíšřéčžěýůúňťďó", _CENTRAL),
    _Language("áíéčšžýľúňťôďäóĺŕ", _CENTRAL),
    _Language("áéóíöőüúű", _CENTRAL),
    _Language("ăşâţîșț", (*_CENTRAL, "iso8859_16")),
    _Language("ćčšžđ", _CENTRAL),
    _Language("ıüşöğçİâîû", _TURKISH),
    _Language("ėšžūąįčųę", _BALTIC),
    _Language("āīšēņļūžķģčō", _BALTIC),
    _Language("äüõöšž", (*_BALTIC, *_WESTERN)),
    _Language("ħżċġàèìòù", ("iso8859_3",)),
    _Language("ĝĉŝŭĵĥ", ("iso8859_3",)),
    _Language("аиенрлвотсмкдгйяьбуюзжфыпэчхшцёщъ", _CYRILLIC),
    _Language("аоинвретскілмдюяйубзгєжпїьчхфцшщґ", _CYRILLIC),
    _Language("аиоенрсвтлкјмдубпзгњљжћчшђцфхџ", _CYRILLIC),
    _Language("αιοςσντελρκπμδγάίήόύέχθφωβηξυζώψϊϋ", ("cp1253", "iso8859_7")),
    _Language("יאהלרמונשתבחדעגקפסזטצכםןךףץ", ("cp1255", "iso8859_8")),
    _Language("امينلردعبةسحفهوشكجقصطزخثذضغءأىإئآظؤپچگژیک", ("cp1256", "iso8859_6")),
    _Language("านรมกวอิสงยลทพัชณศดเีต์ธุจปคขบไ่ฐุโญภูผ้ฉึแซฤื", ("cp874",)),
    _Language(
        "子美んいあのうかさくりなたしとみきおえまこはらちひもやゆるろせそてにほむめよわがじだずでび"
        "アイウエオカキクケコサシスセソタチツテトナニハヒフホマミムメモヤユラリルレロンーッャュョ"
        "藤田山本川村中木野井原佐高林斎石小大松一二三郎太雄男夫也介人生平明和正良智真紀恵香奈美由"
        "花菜優結愛翔陽葵蓮悠斗大輔健拓之博浩隆誠直樹亮達哉裕貴千春夏秋冬桜咲莉彩葉咲希心音東京市",
        ("shift_jis", "euc_jp"),
        ("euc_jp", 0xA4, 0xCF),
    ),
    _Language(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉春梅红志海云飞鹏宇欣怡子涵梓浩"
        "然轩泽博雨思嘉佳慧婷雪琳晨阳俊豪天一小晓东波辉龙斌健宁凤兰莉珍金山州江河城北南西安",
        ("gbk",),
        ("gb2312", 0xB0, 0xD7),
    ),
    _Language(
        "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁"
        "美淑雅怡君雯婷玲惠芬麗華英志明偉俊傑宏建文信宗家豪冠宇哲翰承恩柏翔子軒品佳欣宜蓉郁涵詩"
        "台北新竹中南高雄花蓮縣市鄉鎮區國龍鳳蘭春秋玉秀金寶珠月雲",
        ("big5",),
        ("big5", 0xA4, 0xC6),
    ),
    _Language(
        "김이박최정강조윤장임한오서신권황안송류홍지민수현준영은우진연희주하윤서도예유채소시건승재동"
        "성경태혜선미나라아인원호환철상훈기용대광순옥자숙정화명규빈율린솔별빛",
        ("euc_kr",),
        ("euc_kr", 0xB0, 0xC8),
    ),
)

_MOST_SEEN = 8_000  # bytes that an encoding is judged by
_SURE = 4.0  # nats by which the likeliest text must be ahead of the next
_POOR = 5.5  # nats for a byte above which a text is not likely in any language known here
_HALF_READ = 3  # how many times more must be read than not, for a file that is nearly UTF-8
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding that it was read in, and others that give likely texts."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.others


def codec_of(name: str) -> str:
    """The name here of an encoding that a person names. Raises NamesError where there is none."""
    plain = name.strip().lower().replace("-", "_")
    for known in ENCODINGS:
        if plain == known.replace("-", "_"):
            return known
    try:
        found = codecs.lookup(plain)
        "a".encode(found.name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        raise NamesError(
            f"There is no encoding {shorten(name)!r}; give one such as utf-8, cp1252 or gbk."
        ) from None
    aliases = {codecs.lookup(codec).name: known for known, codec in _CODECS.items()}
    aliases |= {codecs.lookup(known).name: known for known in ENCODINGS}
    aliases["iso8859-1"] = "cp1252"  # as browsers have it: Windows writes no other
    aliases["iso8859-9"] = "cp1254"
    return aliases.get(found.name, found.name)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file. Raises NamesError where `encoding`, if given, is not known."""
    if encoding is not None:
        known = codec_of(encoding)
        return Decoded(_text(data, known, "replace").removeprefix("\ufeff"), known)
    for mark, known in _MARKS.items():
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(known, "replace"), known)
    wide = _without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    if b"\x1b$" in data or b"\x1b(" in data[:_MOST_SEEN]:
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(), "utf-8")
    start = _telling(data).decode(errors="replace")
    if sum(c > "\x7f" for c in start) > _HALF_READ * start.count("\ufffd"):
        # A line with a byte that is none is left out, and said to be.
        return Decoded(data.decode(errors="replace"), "utf-8")
    best, *others = ranked(data)
    return Decoded(_text(data, best, "replace"), best, tuple(others))


def _text(data: bytes, encoding: str, errors: str = "strict") -> str:
    return data.decode(_CODECS.get(encoding, encoding), errors)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 that does not begin with its mark: a line feed or a letter of ours has a
    zero byte in it, always on the same side."""
    start = data[: _MOST_SEEN - _MOST_SEEN % 4]
    zeros = [start[place::4].count(0) for place in range(4)]
    if not any(zeros) or len(data) % 2:
        return None
    low, high = zeros[1] + zeros[3], zeros[0] + zeros[2]
    if not len(data) % 4 and min(sorted(zeros)[1:]) > 0.9 * len(start) / 4:
        return "utf-32-le" if zeros[0] < zeros[3] else "utf-32-be"
    encoding = "utf-16-le" if low > high else "utf-16-be"
    try:
        text = start.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(start) - 2:  # not only a pair cut in two
            return None
        text = start[: error.start].decode(encoding)
    letters = sum(c.isalnum() or c.isspace() or c.isascii() for c in text) - text.count("\0")
    return encoding if letters > 0.8 * len(text) else None


def ranked(data: bytes) -> list[str]:
    """The encodings of a file that is no Unicode: the likeliest, then any that is nearly as likely
    and gives another text."""
    sample = _telling(data)
    found: dict[str, tuple[float, str]] = {}  # text -> surprise, encoding
    for language in _LANGUAGES:
        for encoding in language.encodings:
            with suppress(UnicodeDecodeError):
                text = _text(sample, encoding)
                nats = _RARE.get(encoding, 0) + _nats(text, language)
                found[text] = min(found.get(text, (math.inf, "")), (nats, encoding))
    order = sorted(found.values())
    if not order or order[0][0] > _POOR * sum(byte > 127 for byte in sample):
        proposed = _proposed(sample)
        return [*([proposed] if proposed else []), *(known for _, known in order[:3])] or ["cp1252"]
    return [known for nats, known in order if nats < order[0][0] + _SURE]


def _telling(data: bytes) -> bytes:
    """The words with bytes beyond ASCII, as many as an encoding is judged by."""
    words, size = [], 0
    for found in re.finditer(rb"[^\s,;|\"]*[\x80-\xff][^\s,;|\"]*", data):
        words.append(found[0][:200])
        size += len(words[-1]) + 1
        if size > _MOST_SEEN:
            break
    return b"\n".join(words)


def _proposed(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # a tenth of a second, and seldom needed

    match = from_bytes(sample).best()
    return codec_of(match.encoding) if match else None


def _nats(text: str, language: _Language) -> float:
    """How surprising the characters beyond ASCII are in a language, in nats in all."""
    nats, before = 0.0, " "
    for character in text:
        if character > "\x7f":
            nats += _character(character, language) + _beside(before, character)
        elif before > "\x7f":
            nats += _beside(before, character) + (_SIGN if character in _CODE else 0)
        before = character
    return nats + _CROWDED * _excess(text) if language.is_latin else nats


def _excess(text: str) -> int:
    """How many more letters are beyond ASCII than within."""
    letters = [character > "\x7f" for character in text if character.isalpha()]
    return max(0, 2 * sum(letters) - len(letters))


def _character(character: str, language: _Language) -> float:
    nats = language.nats.get(character) or language.nats.get(character.lower())
    if nats is not None:
        return nats
    if character in "’‘–´ʼ":
        return _QUOTE
    if unicodedata.category(character)[0] not in "LM":
        return _SIGN
    return language.surprise(character)


def _beside(before: str, character: str) -> float:
    """What two letters add that no word holds beside each other: a small one and then a capital,
    or letters of two alphabets."""
    if not (before.isalpha() and character.isalpha()):
        return 0.0
    alphabets = {_script(before), _script(character)} & _ALPHABETS
    misplaced = character.isupper() and before.islower()
    return _MISPLACED * misplaced + _FOREIGN * (len(alphabets) > 1)


@cache
def _script(character: str) -> str:
    """The first word of a character's name: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(character, "?").partition(" ")[0]


def labels(encodings: Iterable[str]) -> dict[str, str]:
    """What people call the encodings, by their names here."""
    return {name: ENCODINGS.get(name, name) for name in encodings}
