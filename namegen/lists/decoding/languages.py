"""What texts in a language look like: its letters, and how surprising those of a text would be."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property

_WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "mac_latin2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")
_TURKISH = ("cp1254", "cp857", "iso8859_3")
_BALTIC = ("cp1257", "iso8859_13")


@dataclass(frozen=True)
class Language:
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
            return _RAREST
        return _STRANGE if _script(character) == _script(self.letters[0]) else _FOREIGN

    @cached_property
    def is_latin(self) -> bool:
        return _script(self.letters[0]) == "LATIN"


_COMMON, _UNCOMMON = -math.log(0.35 / 3000), -math.log(0.01 / 10_000)
_RAREST = -math.log(0.003 / 10_000)  # that its codec does not have
_STRANGE, _FOREIGN, _SIGN = -math.log(4e-4), -math.log(1e-5), -math.log(1e-6)
_QUOTE = -math.log(3e-3)  # of the signs that stand in names: O’Neil, Jean–Luc
_MISPLACED = -math.log(4e-3)  # a capital within a word
_CROWDED = 3.0  # words in Latin letters have fewer with accents than without
_CODE = frozenset("@[\\]^_`{|}~<=>$%*+")  # no name has one beside a letter
_ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI"}

_HALF_WIDTH = "ﾝｲｼﾞｶｳﾏﾀｷﾐﾅｸﾉﾔｻｵﾄｯﾊｱﾁﾜﾘｺﾗﾂﾙﾓﾋﾆｽﾖﾌﾒｴﾎﾚｹｾﾃｮｭｬﾕﾈﾑｿﾍﾟﾛｰﾇｦ"
LANGUAGES = (
    Language("éöüáèíóäñçåøëãúêßàïâæôîõýûœšžòùìðþ", _WESTERN),
    Language("éèëçïêîôâûüàœ", _WESTERN),
    Language("üöäßé", _WESTERN),
    Language("éíáóñúüç", _WESTERN),
    Language("áãçéíóâêôúõà", _WESTERN),
    Language("àèòùéì", _WESTERN),
    Language("öäåéüø", _WESTERN),
    Language("øåæéöä", _WESTERN),
    Language("óáíðéþöúæý", _WESTERN),
    Language("éóáíú", _WESTERN),
    Language("łśążóęńźć", _CENTRAL),
    Language("áíšřéčžěýůúňťďó", _CENTRAL),
    Language("áíéčšžýľúňťôďäóĺŕ", _CENTRAL),
    Language("áéóíöőüúű", _CENTRAL),
    Language("ăşâţîșț", (*_CENTRAL, "iso8859_16")),
    Language("ćčšžđ", _CENTRAL),
    Language("ıüşöğçİâîû", _TURKISH),
    Language("ėšžūąįčųę", _BALTIC),
    Language("āīšēņļūžķģčō", _BALTIC),
    Language("äüõöšž", (*_BALTIC, *_WESTERN)),
    Language("ħżċġàèìòù", ("iso8859_3",)),
    Language("ĝĉŝŭĵĥ", ("iso8859_3",)),
    Language("аиенрлвотсмкдгйяьбуюзжфыпэчхшцёщъ", _CYRILLIC),
    Language("аоинвретскілмдюяйубзгєжпїьчхфцшщґ", (*_CYRILLIC, "koi8_u")),
    Language("аиоенрсвтлкјмдубпзгњљжћчшђцфхџ", _CYRILLIC),
    Language("αιοςσντελρκπμδγάίήόύέχθφωβηξυζώψϊϋ", ("cp1253", "iso8859_7")),
    Language("יאהלרמונשתבחדעגקפסזטצכםןךףץ", ("cp1255", "iso8859_8")),
    Language("امينلردعبةسحفهوشكجقصطزخثذضغءأىإئآظؤپچگژیک", ("cp1256", "iso8859_6")),
    Language("านรมกวอิสงยลทพัชณศดเีต์ธุจปคขบไ่ฐุโญภูผ้ฉึแซฤื", ("cp874",)),
    Language(
        "子美んいあのうかさくりなたしとみきおえまこはらちひもやゆるろせそてにほむめよわがじだずでび"
        "アイウエオカキクケコサシスセソタチツテトナニハヒフホマミムメモヤユラリルレロンーッャュョ"
        "藤田山本川村中木野井原佐高林斎石小大松一二三郎太雄男夫也介人生平明和正良智真紀恵香奈美由"
        "花菜優結愛翔陽葵蓮悠斗大輔健拓之博浩隆誠直樹亮達哉裕貴千春夏秋冬桜咲莉彩葉咲希心音東京市"
        + _HALF_WIDTH,
        ("shift_jis", "euc_jp"),
        ("euc_jp", 0xA4, 0xCF),
    ),
    Language(_HALF_WIDTH, ("shift_jis",)),
    Language(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉春梅红志海云飞鹏宇欣怡子涵梓浩"
        "然轩泽博雨思嘉佳慧婷雪琳晨阳俊豪天一小晓东波辉龙斌健宁凤兰莉珍金山州江河城北南西安",
        ("gbk",),
        ("gb2312", 0xB0, 0xD7),
    ),
    Language(
        "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁"
        "美淑雅怡君雯婷玲惠芬麗華英志明偉俊傑宏建文信宗家豪冠宇哲翰承恩柏翔子軒品佳欣宜蓉郁涵詩"
        "台北新竹中南高雄花蓮縣市鄉鎮區國龍鳳蘭春秋玉秀金寶珠月雲",
        ("big5",),
        ("big5", 0xA4, 0xC6),
    ),
    Language(
        "김이박최정강조윤장임한오서신권황안송류홍지민수현준영은우진연희주하윤서도예유채소시건승재동"
        "성경태혜선미나라아인원호환철상훈기용대광순옥자숙정화명규빈율린솔별빛",
        ("euc_kr",),
        ("euc_kr", 0xB0, 0xC8),
    ),
)


def nats(pairs: Counter[tuple[str, str]], language: Language) -> float:
    """How surprising the characters beyond ASCII are in a language, in nats in all.

    pairs: how often each character follows each other one.
    """
    nats = 0.0
    plain = (pair for pair in pairs if "".join(pair).isascii())
    capitals = not language.is_latin or any(a.isupper() and b.isupper() for a, b in plain)
    for (before, character), often in pairs.items():
        if character > "\x7f":
            nats += often * (_character(character, language) + _beside(before, character, capitals))
        elif before > "\x7f":
            beside = _beside(before, character, capitals)
            nats += often * (beside + (_SIGN if character in _CODE else 0))
    return nats + _CROWDED * _excess(pairs) if language.is_latin else nats


def _excess(pairs: Counter[tuple[str, str]]) -> int:
    """How many more letters are beyond ASCII than within."""
    return max(0, sum(n if c > "\x7f" else -n for (_, c), n in pairs.items() if c.isalpha()))


def _character(character: str, language: Language) -> float:
    nats = language.nats.get(character) or language.nats.get(character.lower())
    if nats is not None:
        return nats
    if character in "’‘–´ʼ":
        return _QUOTE
    if unicodedata.category(character)[0] not in "LM":
        return _SIGN
    return language.surprise(character)


def _beside(before: str, character: str, capitals: bool) -> float:
    """What two letters add that no word holds beside each other: a small one and then a capital,
    or letters of two alphabets; or two capitals, where no other word has these."""
    if not (before.isalpha() and character.isalpha()):
        return 0.0
    alphabets = {_script(before), _script(character)} & _ALPHABETS
    misplaced = character.isupper() and (before.islower() or not capitals)
    return _MISPLACED * misplaced + _FOREIGN * (len(alphabets) > 1)


@cache
def _script(character: str) -> str:
    """The first word of a character's name: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(character, "?").partition(" ")[0]
