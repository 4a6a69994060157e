"""Whatever bytes or text come give names or a sentence, and a list reads back as it was written."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from namegen.lists.cleaning import clean
from namegen.lists.formats.markup import mended
from namegen.lists.name_list import NamesError, from_bytes, from_text


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_bytes_give_names_or_a_sentence(data: bytes) -> None:
    try:
        own = from_bytes(data, "any")
    except NamesError as error:
        assert str(error)
    else:
        assert own.names
        assert own.report.kept == len(own.names)
        "".join(own.report.sentences()).encode()  # a lone surrogate would raise


table_text = st.text(st.sampled_from('ab,;\t"\n\r\u2028é<1. '), max_size=60)


@settings(deadline=None)
@given(st.one_of(table_text, st.text(max_size=60)))
def test_text_gives_names_or_a_sentence(text: str) -> None:
    try:
        own = from_text(text)
    except NamesError as error:
        str(error).encode()
    else:
        assert clean(own.names).names == own.names


# Signs and digits may make a table of a list, or comments, numbers and quotations of its lines.
letters = st.text(st.characters(categories=("L",)), max_size=10)


@settings(deadline=None)
@given(st.lists(letters, min_size=1, max_size=20))
def test_a_list_written_one_name_a_line_reads_back_as_it_was(raw: list[str]) -> None:
    kept = clean(" ".join(entry.splitlines()) for entry in raw).names
    assume(kept)
    # Letters that stand where UTF-8 was taken for another encoding, such as "ãœœ", are put right.
    assume(mended("\n".join(kept)) == "\n".join(kept))
    written = from_text("\n".join(kept))
    # Names that are taken for a heading, such as "nom".
    assume(written.understood.column is None and written.understood.form == "one name a line")
    assert written.names == kept
    assert from_bytes("\n".join(kept).encode(), "any").names == kept
