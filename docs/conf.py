"""Settings of Sphinx for `make site`. The navigation is the order of docs/README.md."""

import re
import tomllib
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CONTENTS = "docs/README"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+)\.md\)")
DIAGRAM = re.compile(r"^```mermaid\n.*?^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```\n.*?^```$", re.MULTILINE | re.DOTALL)

project = "Implementing Self-Attention"
release = version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/*.md", "student_release/README.md"]
exclude_patterns = [".*", "assignment", "autograder", "build", "demo", "dist", "solutions", "tests", "tools"]
myst_heading_anchors = 4
highlight_language = "text"
suppress_warnings = ["misc.highlighting_failure"]  # JSON that is shortened with "..."
templates_path = ["site"]
html_static_path = ["site/static"]
html_css_files = ["site.css"]
html_theme = "furo"
html_title = f"{project} {version}"
html_context = {
    "examples": {
        "The executed notebook": "examples/notebook.html",
        "The explorer": "examples/explorer.html",
        "A feedback page": "examples/feedback.html",
        "The report of a class": "examples/report.html",
        "Written answers to read": "examples/desk.html",
    }
}
"""The pages that `tools/build_site.py` adds, by the words of the navigation."""
html_sidebars = {
    "**": [
        f"sidebar/{part}.html"
        for part in ("brand", "search", "scroll-start", "navigation", "examples", "scroll-end", "variant-selector")
    ]
}
html_copy_source = False
html_show_search_summary = False  # it fetches pages, which a browser refuses where they are files
html_show_copyright = False
html_use_index = False
html_domain_indices = False


FOR_READERS = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Pages">',
    "<pre>": '<pre tabindex="0">',
    '<div id="search-results">': '<h1>Search</h1><div id="search-results">',
}
"""What the theme lacks for screen readers and keyboards, and has here: levels of headings, names, lines that scroll."""


def setup(app: Any) -> None:
    """Let Sphinx change sources as it reads them, and pages as it has written them."""
    app.connect("source-read", prepare)
    app.connect("build-finished", complete)


def prepare(app: Any, page: str, source: list[str]) -> None:
    """Give the first page the navigation, and a diagram as text in place of one that a git host draws."""
    if page == root_doc:
        drawn = BLOCK.search((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
        assert drawn, "docs/architecture.md has no diagram"
        source[0] = DIAGRAM.sub(lambda _: drawn[0], source[0]) + "".join(map(toctree, navigation().items()))


def complete(app: Any, exception: Exception | None) -> None:
    """Add to each page what the theme lacks."""
    for path in [] if exception else Path(app.outdir).rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for lacking, whole in FOR_READERS.items():
            html = html.replace(lacking, whole)
        path.write_text(html, encoding="utf-8")


def toctree(section: tuple[str, list[tuple[str, str]]]) -> str:
    """A part of the navigation in Sphinx's words."""
    caption, pages = section
    named = [f"{title} <{page}>" if title else page for title, page in pages]
    return "\n".join(["", "", "```{toctree}", ":hidden:", f":caption: {caption}", "", *named, "```", ""])


def navigation() -> dict[str, list[tuple[str, str]]]:
    """The sections of the table of contents: for each page a title, or "" for its own, and its path without suffix."""
    text = (ROOT / f"{CONTENTS}.md").read_text(encoding="utf-8")
    _, *pieces = SECTION.split(text)
    sections = {"Documentation": [("All pages", CONTENTS)]}
    for caption, body in zip(pieces[::2], pieces[1::2], strict=True):
        links = [(title, normpath(join(dirname(CONTENTS), target))) for title, target in LINK.findall(body)]
        sections[caption] = [
            ("" if Path(target).name == title.removesuffix(".md") else title, target)
            for title, target in links
            if target != root_doc
        ]
    return sections
