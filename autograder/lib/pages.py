"""What the HTML pages share: templates that escape, and small pieces of text."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape


def escaping_templates(folder: Path) -> Environment:
    """The templates in a folder: every value put into them is escaped, and a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def code(text: str) -> Markup:
    """A text as HTML, with what stands between `backticks` as code."""
    return Markup(re.sub("`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))
