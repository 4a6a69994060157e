"""The fonts that Streamlit brings -> the letters and icons of them that a first look needs.

A page's first look so takes 40 kB of fonts, where all of them are 680 kB. What else a name is
written in, Greek say, comes from Streamlit's whole font when it is there to be read. `make fonts`
writes them anew when Streamlit has new ones, or when an icon is new.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st
from fontTools import subset
from fontTools.ttLib import TTFont

from namegen.ui.navigation import PAGES
from namegen.ui.serving.web import fonts

ROOT = Path(__file__).parents[1]
_STATIC = Path(st.__file__).parent / "static" / "static"
_ICON = re.compile(r":material/(\w+):")
_FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum"]
_NOTICES = [0, 13, 14]  # the entries of a font's table of names that say whose it is
# Streamlit's files speak of one icon that no font has.
_NOWHERE = {"star_filled"}


def icons() -> set[str]:
    """The names of all icons: those of this app's code, and those of Streamlit's own parts."""
    code = [*(ROOT / "namegen").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    texts = (file.read_text("utf-8") for file in (*code, *(_STATIC / "js").glob("*.js")))
    named = {name for text in texts for name in _ICON.findall(text)}
    return (named | {page.icon for page in PAGES.values()}) - _NOWHERE


def whole(name: str) -> TTFont:
    """A font of Streamlit's."""
    (file,) = (_STATIC / "media").glob(f"{name}.*.woff2")
    return TTFont(file)


def drawn(font: TTFont) -> dict[str, str]:
    """The glyph of each icon, which a font of icons has as a ligature of its name's letters."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    return {
        "".join(letter[glyph] for glyph in (first, *one.Component)): one.LigGlyph
        for table in tables
        for first, ones in getattr(table, "ExtSubTable", table).ligatures.items()
        for one in ones
    }


def letters() -> set[int]:
    """The characters that the font of letters is for."""
    parts = (part.strip()[2:].split("-") for part in fonts.LETTERS.split(","))
    return {code for ends in parts for code in range(int(ends[0], 16), int(ends[-1], 16) + 1)}


def _cut(font: TTFont, name: str, features: list[str], **kept: object) -> None:
    options = subset.Options(layout_features=features, layout_closure=False, name_IDs=_NOTICES)
    cutter = subset.Subsetter(options)
    cutter.populate(**kept)
    cutter.subset(font)
    # A font that has been changed may not go by its old name.
    for number, text in ((1, f"namegen {name}"), (2, "Regular"), (4, f"namegen {name}")):
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(fonts.FOLDER / f"{name}.woff2")


if __name__ == "__main__":
    symbols = whole("MaterialSymbols-Rounded")
    glyphs, names = drawn(symbols), icons()
    spelled = {ord(c) for name in names for c in name}
    _cut(symbols, "icons", ["*"], glyphs=[glyphs[name] for name in names], unicodes=spelled)
    _cut(whole("SourceSansVF-Upright.ttf"), "letters", _FEATURES, unicodes=letters())
