"""Names that nobody wants to see on a stage. A model writes any word, sooner or later."""

from __future__ import annotations

from functools import cache, lru_cache

from better_profanity import profanity

# Stand in the word list, and are the names of many people.
_BORNE = frozenset({"arian", "arlan", "aryan", "gal", "hebe", "len", "massa", "maxi", "paddy"})
# Not to be seen inside a longer word, either.
_STEMS = ("bitch", "fuck", "nigga", "nigger", "whore")


@lru_cache(10_000)
def embarrasses(name: str) -> bool:
    """Whether a name, in lower case, is or holds an English word that would embarrass a hall."""
    if name in _BORNE:
        return False
    return any(stem in name for stem in _STEMS) or _words().contains_profanity(name)


@cache
def _words() -> type(profanity):
    profanity.load_censor_words()
    return profanity
