"""What is written around names for the eye: underlined headings, bold type, links, references, and
the signs of other scripts for a comma or a full stop."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from itertools import islice

from namegen.wording import shorten

_LOOKED_AT = 50_000  # characters in which each kind must be seen
_MOST_SHOWN = 3

_MARKUP = re.compile(
    r"(?:(?m:^)\#\s?)?\[\[(?:[^\[\]|\n]{1,99}\|)?([^\[\]|\n]{1,99})\]\]"  # [[title|text]]
    # {{sortname|Ada|Byron}}, {{lang|fr|Zoé}}
    r"|\{\{sortname\|([^{}|\n]{1,60}\|[^{}|\n]{1,60})[^{}\n]{0,60}\}\}"
    r"|\{\{[^{}|\n]{1,40}(?:\|[^{}|\n]{0,60}){0,5}?\|([^{}|=\n]{1,60})(?:\|\w{1,20}=[^{}|\n]{0,60}){0,3}\}\}"
    r"|!?\[([^\[\]\n]{1,99})\](?:\([^()\s]{1,300}\)|\[[^\[\]\n]{1,60}\])"  # [text](address)
    r"|(?m:^)[ \t]*\[[^\[\]\n]{1,60}\]:[ \t]*(?:https?:|[.#/])[^\n]*(?:\n|\Z)"  # [text]: address
    r"|(?<!\*)\*\*([^*\n]{1,99})\*\*(?!\*)|__([^_\n]{1,99})__"
    r"|(?<![\w*])\*(?=[^\s*])([^*|\n]{1,99})(?<=\S)\*(?![\w*])|(?<![\w`])`([^`|\n]{1,99})`(?![\w`])"
    r"|(?<![\w'])'{2,3}(?=[^\W\d])([^'\n]{1,99})'{2,3}(?![\w'])"  # as Wikipedia has them
    r"|\[(?:\s?\d{1,3}|edit|note \d{1,2}|(?<=[\w)]\[)[a-z])\]"
    r"|(?<=\w)[*†‡¹²³⁰⁴-⁹]{1,3}(?=\s*(?:[,;\t|\r\n]|\Z))"  # of a note below
    r"|(?<=\")@[a-z]{2,3}(?:-\w{1,8})?(?=[,\t\r\n]|\Z)"  # of a language, as in "Ada"@en
    r"|<ref\b[^<>]{0,200}(?:(?<=/)>|>[^<\n]{0,900}</ref>)|<sup>[\d,*†‡]{1,5}</sup>"
    r"|<[^<>\s@]{0,64}@[^<>\s@]{1,99}>"
    r"|(?<![^,;\t\r\n])=(?=\")"  # ="007", as spreadsheets keep a text
    r"|\\\\(?=[ \t]*\r?(?:\n|\Z))"  # a row of LaTeX ends
    r"|<option\s[^<>\n]{0,99}?value=(?:\"\"|'')[^<>\n]{0,99}>[^<>\n]{0,99}"  # choose one
    r"|</?[a-zA-Z][\w:-]{0,20}(?:\s(?:[^<>\n]|(?<=[-=])>){0,200})?/?>"
    r"|(?m:^)\|[ \t]*+([^|\n]{1,99}?)[ \t]*+\|[ \t\r]*+(?m:$)"  # a table of one column
)
# A row of a table, whose lines may be broken anywhere; and its cells.
_ROW = re.compile(
    r"(?:<tr\b[^<>]{0,300}>\s*+)?"
    r"(?:<t[dh]\b[^<>]{0,300}>(?:[^<]++|<(?!/?t[dhr]\b))*+(?:</t[dh]>)?\s*+)++(?:</tr>\s*+)?"
)
_CELL = re.compile(r"<(t[dh])\b[^<>]{0,300}>((?:[^<]++|<(?!/?t[dhr]\b))*+)")
_BREAK = re.compile(r"<(?:br|p|div)\b[^<>]{0,99}>")
_ON_A_LINE = re.compile(r"/?(?:li|br|p|tr|div|option|d[dt]|h[1-6]|[uo]l)\b")
_HEADING = re.compile(
    r"(?:\A\s*+|(?<=\n)[ \t\r]*+\n|(?<=\r)\r)(?:([=~*^+-])\1{3,}+[ \t]*+\r?\n)?"
    r"[ \t]*+([^\s|;,][^|;,\t\r\n]{0,99})\r?\n([=~*^+-])\3{2,}[ \t]*\r?(?=\n|\Z)"
)
_NUMBERED = re.compile(r"(?:\A|\s)\(?(\d{1,4})[.)](?=\s*[^\W\d])")  # in one line
_POINT = re.compile(r"(?m)^[ \t]*[*•-] ")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d{0,2});")
_SIGNS = dict(
    zip("、，،；؛：．।。（）", (*",,,;;", ": ", ". ", ". ", ". ", " (", ")"), strict=True)
)
_BOXES = {  # as tables are drawn
    **dict.fromkeys(map(ord, "│┃┆┇┊┋║"), "|"),
    **dict.fromkeys(map(ord, "─━┄┅┈┉═╌╍"), "-"),
    **dict.fromkeys(range(0x250C, 0x254C), "+"),
    **dict.fromkeys(range(0x2552, 0x256D), "+"),
    **{0x2460 + i: f"{i + 1}. " for i in range(20)},  # ①
}
_BOX = re.compile("[" + "".join(map(chr, _BOXES)) + "]")
_FENCE = re.compile(r"(?m)^[ \t]*```[\w+-]*[ \t]*\r?$")
# Where the long text of a program begins, and the sign or the word that it ends with; a table of a
# web page; and what is said of a page before it begins.
_LONG_TEXT = re.compile(
    r"""(?:\A\s*+|[=(:,]\s*+[rbuf]?)(\"{3}|'{3}|`(?!``))|<<[-~]?["']?(\w{1,40})[^\n]{0,80}\n"""
    r"""|<(table)\b[^<>]{0,300}>|\A---\n(?:[^\n]*\n){1,40}?(---)\n"""
)
_MOST_TEXTS = 20
_SECTION = re.compile(r"(?m)^(?:([^\n]{1,99})\[edit\]|={2,6}([^=\n]{1,99})={2,6})[ \t]*\r?$")
_WIKI = re.compile(r"(?m)^(\{\|.*|\|[-}+].*)|^[!|]\|?|\|\||!!")  # {| ... |- ... || ... |}, or ||...
# Cells of one row, a line each; and what is said of how one looks: align=left |
_WIKI_CELLS = re.compile(r"(?m)(?:^[|!](?![-}+])[^\n]*\n)+")
_WIKI_LOOK = re.compile(r"\A[^|\[\]{}\n]{0,200}=[^|\[\]{}\n]{0,200}\|(?!\|)")
_BETWEEN = re.compile(r"(?<=\S) [·•‧∙] (?=\S)")
_LONE_BAR = re.compile(r"(?<=\n)\|\n")  # between rows
_ORDINAL = re.compile(r"(?m)^(\s{0,9}\d{1,7})、")  # 1、
_IN_CHINESE = re.compile(r"(?m)^[ \t]*[一二三四五六七八九十百]{1,5}、")
_BROKEN = re.compile("[ÂÃÄÅÐÑØÙà-ê][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LINE = re.compile(r"[^\n]+")


def fenced(text: str) -> tuple[str, str]:
    """The longest block between lines of ```, long text of a program, table of a web page, or page
    below what is said of it, where it is half of the text, or all of them where they are; and a
    sentence where more than a line is left out."""
    blocks = _FENCE.split(text)[1::2] if "```" in text else []
    may_be = any(sign in text for sign in ('"""', "'''", "`", "<<", "<table", "---\n"))
    for begun in islice(_LONG_TEXT.finditer(text), _MOST_TEXTS if may_be else 0):
        sign = begun[1] or ("</table>" if begun[3] else f"\n{begun[2]}")
        end = len(text) if begun[4] else text.find(sign, begun.end())
        blocks.append(text[begun.end() : max(end, begun.end())])
    longest = max(blocks, key=len, default="")
    long = [block for block in blocks if "\n" in block.strip()]
    if 2 * sum(map(len, long)) < len(text) or longest not in long:
        return text, ""
    if 2 * len(longest) < len(text):
        return "\n".join(long), "The blocks of text in it are joined."
    others = text.replace(longest, "").strip().count("\n")
    return longest, "Only the longest block of text in it is read." if others > 1 else ""


def without_markup(text: str) -> tuple[str, str]:
    """The text without it, and a sentence on the headings that were left out."""
    start = text[:_LOOKED_AT]
    text = each(_ORDINAL, lambda found: f"{found[1]}. ", text)
    if len(_IN_CHINESE.findall(start)) > start.count("\n") / 2:
        text = each(_IN_CHINESE, lambda _: "", text)
    for sign, plain in _SIGNS.items():
        if start.count(sign) > start.count("\n") / 10:  # else it is of a name
            text = text.replace(sign, plain)
    if _BOX.search(text, 0, _LOOKED_AT):
        text = text.translate(_BOXES)
    if start.lstrip().startswith("{|"):
        text = each(_WIKI_CELLS, _in_one_line, text)
    first = start.lstrip().partition("\n")[0].rstrip()
    if first[:2] == "{|" or first[:2] == first[-2:] == "||":
        text = each(_WIKI, lambda found: "" if found[1] else "| ", text)
    text = each(_BETWEEN, lambda _: " | ", text)
    text = each(_LONE_BAR, lambda _: "", text)
    headings = [shorten(one[one.lastindex].strip()) for one in _SECTION.finditer(text[:_LOOKED_AT])]
    text = each(_SECTION, lambda _: "", text)
    text = each(_ROW, _as_in_markdown, text)
    for _ in range(2):  # **[text](address)**
        text = each(_MARKUP, _plain, text)
    headings += [shorten(one[2].strip()) for one in _HEADING.finditer(text[:_LOOKED_AT])]
    points = len(_POINT.findall(text, 0, _LOOKED_AT))
    if not headings or len(headings) > max(points - 1, text.count("\n", 0, _LOOKED_AT) / 6):
        return text, ""
    shown = "; ".join(headings[:_MOST_SHOWN])
    such_as = ", such as " if len(headings) > _MOST_SHOWN else ": "
    return each(_HEADING, lambda _: "\n", text), f"Headings are left out{such_as}{shown}."


def each(
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
    text: str,
    looked_at: int = _LOOKED_AT,
) -> str:
    """As ``sub`` has it, with less memory; the text as it is where its start has none."""
    if not pattern.search(text, 0, looked_at):
        return text
    written, at = StringIO(newline=""), 0
    for found in pattern.finditer(text):
        written.write(text[at : found.start()])
        written.write(replacement(found))
        at = found.end()
    return written.getvalue() + text[at:]


def _of_entity(found: re.Match[str]) -> str:
    plain = html.unescape(found[0])
    if plain in "<>" or ord(plain[0]) < ord(" "):
        return found[0]
    return "”" if plain == '"' else plain  # a straight one would end what stands in quotes


def _plain(found: re.Match[str]) -> str:
    if found.lastindex:
        return found[found.lastindex].replace("|", " ")
    tag = found[0].strip("<>").lower()
    return "\n" if _ON_A_LINE.match(tag) else ""


def _as_in_markdown(row: re.Match[str]) -> str:
    kinds, cells = zip(*_CELL.findall(row[0]), strict=True)
    plain = (" ".join(_BREAK.sub(" ", cell.replace("|", "/")).split()) for cell in cells)
    below = "|---" * len(cells) + "|\n" if {*kinds} == {"th"} else ""
    return f"| {' | '.join(plain)} |\n{below}"


def _in_one_line(cells: re.Match[str]) -> str:
    lines = (_WIKI_LOOK.sub("", line[1:], count=1) for line in cells[0].split("\n")[:-1])
    return f"| {'||'.join(lines)}\n"


def unmarked(cell: str) -> str:
    return _MARKUP.sub(_plain, cell)


def in_lines(text: str) -> str:
    """The text of one line as the list that it was: 1. Ada 2. Zoë, or Ada\\nZoë."""
    line = text.strip()
    if "\n" in line or "\r" in line:
        return text
    numbers = [int(found[1]) for found in islice(_NUMBERED.finditer(line), _MOST_SHOWN)]
    if numbers == [1, 2, 3]:
        return each(_NUMBERED, lambda found: f"\n{found[0].lstrip()}", text)
    broken = line.count("\\n") >= _MOST_SHOWN and line[0].isalnum()
    return text.replace("\\n", "\n") if broken else text


def mended(text: str) -> str:
    """The text whose UTF-8 was taken for another encoding and saved so: Ã© stands for é; and whose
    letters are written as web pages write them: &eacute;."""
    text = each(_ENTITY, _of_entity, text)
    if not _BROKEN.search(text, 0, _LOOKED_AT):
        return text
    whole = _reread(text)  # or in some lines only
    return each(_LINE, lambda line: _reread(line[0]), text) if whole == text else whole


def _reread(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return text.encode(encoding).decode()
    return text
