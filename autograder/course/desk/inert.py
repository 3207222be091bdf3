"""Draws what a student wrote: Markdown and formulas become HTML that does nothing.

Markup of the student's own, links and pictures stay text. Formulas become MathML of known elements and attributes.
"""

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markupsafe import escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

from autograder.course.desk.notebooks import MOST_SHOWN, steady
from autograder.lib.errors import LimitExceeded
from autograder.lib.limited import limited

MOST_FORMULA = 2000
MOST_AT_ONCE = 40
MATHML = "{http://www.w3.org/1998/Math/MathML}"
ELEMENTS = frozenset(
    """
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover
    munderover mmultiscripts mprescripts mtable mtr mtd none
    """.split()
)
ATTRIBUTES = frozenset(
    """
    display mathvariant stretchy fence separator accent accentunder linethickness displaystyle scriptlevel columnalign
    rowspacing columnspacing lspace rspace movablelimits symmetric minsize maxsize
    """.split()
)
"""Of MathML: sizes and places alone, so no style, link, class or colour."""


def drawn(texts: Sequence[str]) -> list[str]:
    """Texts as HTML, each within limits; what takes too long is shown as it was typed."""
    html: list[str] = []
    for start in range(0, len(texts), MOST_AT_ONCE):
        part = texts[start : start + MOST_AT_ONCE]
        try:
            html += limited(_draw_all, tuple(part))
        except LimitExceeded:
            html += [_drawn_alone(text) for text in part]
    return html


def draw(text: str, lines: bool = True) -> str:
    """One text as HTML that does nothing. With `lines`, it keeps its line ends."""
    shown, more = text[:MOST_SHOWN], len(text) - MOST_SHOWN
    cut = f'<p class="cut">[{more:,} more characters: open the notebook]</p>' if more > 0 else ""
    return str(_markdown(lines).render(steady(shown))) + cut


def as_typed(text: str) -> str:
    """One text as HTML, as it was typed."""
    return f"<pre>{escape(steady(text[:MOST_SHOWN]))}</pre>"


def _draw_all(texts: tuple[str, ...]) -> list[str]:
    return [_draw_or_type(text) for text in texts]


def _draw_or_type(text: str) -> str:
    try:
        return draw(text)
    except Exception:  # a parser may raise anything for hostile text
        return as_typed(text)


def _drawn_alone(text: str) -> str:
    try:
        return limited(_draw_or_type, text)
    except LimitExceeded:
        return as_typed(text)


def _markdown(lines: bool) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": lines})
    markdown.enable(["table", "strikethrough"]).disable(["link", "image", "autolink", "reference", "entity"])
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True, renderer=_formula)
    markdown.add_render_rule("heading_open", lambda *_: '<p class="heading">')
    markdown.add_render_rule("heading_close", lambda *_: "</p>\n")
    return markdown


def _formula(text: str, options: dict[str, Any]) -> str:
    """A formula as MathML, or as code where it cannot be drawn."""
    plain = f"<code>{escape(text)}</code>"
    if len(text) > MOST_FORMULA:
        return plain
    from latex2mathml.converter import convert

    try:
        root = ElementTree.fromstring(convert(text, display="block" if options.get("display_mode") else "inline"))
        return ElementTree.tostring(_cleaned(root), encoding="unicode", method="html")
    except Exception:  # the converter raises many kinds for what is no formula, and XML for what it made of it
        return plain


def _cleaned(found: ElementTree.Element) -> ElementTree.Element:
    """An element of MathML with what is known of it; an unknown one becomes its text."""
    name = found.tag.removeprefix(MATHML)
    if name not in ELEMENTS:
        text = ElementTree.Element("mtext")
        text.text = "".join(found.itertext())
        return text
    kept = {key: value for key, value in found.attrib.items() if key in ATTRIBUTES}
    new = ElementTree.Element(name, kept)
    new.text = found.text
    for child in found:
        clean = _cleaned(child)
        clean.tail = child.tail
        new.append(clean)
    return new
