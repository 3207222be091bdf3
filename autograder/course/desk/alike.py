"""Which answers are the same, which are much alike, and in which order they are read."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence

ALIKE = 85.0
"""Percent of likeness from which on answers stand next to each other."""
LONGEST = 4000
"""Characters of an answer that are compared with others."""
EMPHASIS = re.compile(r"(?<!\w)[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?!\w)")
"""Markdown's signs around a word, and not those in a formula or a name."""
PUNCTUATION = re.compile(r"(?<!\d)[.,](?=\d)|[.,](?!\d)|[,;:!?\"'`´’‘“”„«»()\[\]{}…#>|]|(?<=\s)[-–—](?=\s)")
"""What does not change a sentence. Signs of formulas stay, and so do points between digits."""


def folded(text: str) -> str:
    """A text without what does not matter: white space, upper case, punctuation, and Markdown's emphasis."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(PUNCTUATION.sub(" ", EMPHASIS.sub(" ", plain)).split())


def answer_id(cell: str, text: str) -> str:
    """What all answers to a question have in common that are the same once they are folded: 12 hexadecimal digits."""
    return hashlib.sha256(f"{cell}\0{folded(text)}".encode("utf-8", "replace")).hexdigest()[:12]


def reading_order(cell: str, texts: Mapping[str, str], before: Sequence[str] = ()) -> list[str]:
    """The ids of the answers to a question, with their texts, in the order in which everybody reads them.

    It is shuffled, and much the same answers follow each other. Those of `before` keep their places, and others come
    behind them.
    """
    kept = [ident for ident in before if ident in texts]
    there = set(kept)
    new = sorted(texts.keys() - there, key=lambda ident: hashlib.sha256(f"{cell} {ident}".encode()).digest())
    return kept + _alike_together(new, texts)


def _alike_together(ids: list[str], texts: Mapping[str, str]) -> list[str]:
    """The same ids, where each is followed by those that are much like it, the most alike first."""
    if len(ids) < 3:
        return ids
    from rapidfuzz import fuzz, process

    plain = [folded(texts[ident])[:LONGEST] for ident in ids]
    scores = process.cdist(plain, plain, scorer=fuzz.ratio, score_cutoff=ALIKE)
    left = dict.fromkeys(range(len(ids)))
    order: list[int] = []
    while left:
        place = next(iter(left))
        while place is not None:
            del left[place]
            order.append(place)
            near = [other for other in left if scores[place][other] >= ALIKE]
            place = max(near, key=lambda other, here=place: scores[here][other], default=None)  # type: ignore[misc]
    return [ids[place] for place in order]
