"""`make site`: documentation, example pages, the explorer and the executed notebook as one static folder, build/site.

It needs no server and no network. It holds the solution: it is for you, not for students. Nothing is replaced where a
link leads nowhere or a page would load something from elsewhere.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from autograder.grading.results.schema import read_results
from autograder.lab import open_lab
from autograder.lib.files import swap

ROOT = Path(__file__).resolve().parents[1]
LAB = open_lab(ROOT / "assignment")
OUT = ROOT / "build" / "site"
STUDENTS = 6
TEMPLATE = """\
{% extends "lab/index.html.j2" %}
{% block html_head_js_requirejs %}{% endblock %}
{% block html_head_js_mathjax %}{% endblock %}
{% block html_head_js_mermaidjs %}{% endblock %}
"""
"""The page of a notebook without scripts from elsewhere: the notebook has neither formulas nor widgets."""


def main() -> None:
    """Write the site, and put it in the place of the old one."""
    OUT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT.parent, prefix=".site-") as name:
        new = Path(name) / "site"
        write_docs(new)
        write_examples(new / "examples")
        if found := problems(new):
            sys.exit("make site: " + "\n  ".join(["the pages have problems:", *found]))
        os.chmod(new, 0o755)
        swap(new, OUT)
    print(f"wrote {OUT.relative_to(ROOT)}: open {OUT.relative_to(ROOT) / 'index.html'}")


def write_docs(folder: Path) -> None:
    """Write the pages of the documentation; a warning of Sphinx ends it."""
    with tempfile.TemporaryDirectory(prefix="doctrees-") as doctrees:
        options = ["--quiet", "--fail-on-warning", "--keep-going", "--fresh-env", "--builder", "html"]
        run(["sphinx", *options, "--conf-dir", str(ROOT / "docs"), "--doctree-dir", doctrees, str(ROOT), str(folder)])
    (folder / ".buildinfo").unlink(missing_ok=True)
    shutil.copyfile(folder / "README.html", folder / "index.html")


def write_examples(folder: Path) -> None:
    """Write the pages that docs/conf.py names: those of a made-up class, the explorer, and the notebook."""
    folder.mkdir()
    with tempfile.TemporaryDirectory(prefix="class-") as name:
        handed_in, graded = Path(name) / "submissions", Path(name) / "graded"
        run(["autograder", "simulate", "--out", name, "--students", str(STUDENTS)])
        run(["autograder", "batch", str(handed_in), "--out", str(graded)])
        run(["autograder", "report", str(graded)])
        run(["autograder", "desk", str(handed_in), "--out", str(folder / "desk.html")])
        shutil.copyfile(graded / "report.html", folder / "report.html")
        shutil.copytree(graded / "feedback", folder / "feedback")
        shutil.copyfile(graded / "feedback" / f"{someone_with_a_mistake(graded)}.html", folder / "feedback.html")
    run(["lab3", "explore", "--no-browser", "--out", str(folder / "explorer.html")], LAB.root)
    (folder / "notebook.html").write_text(notebook_page(), encoding="utf-8")


def someone_with_a_mistake(graded: Path) -> str:
    """The first submission in which a mistake was named."""
    found = (path.stem for path in sorted((graded / "results").glob("*.json")) if read_results(path).diagnoses)
    return next(found)


def notebook_page() -> str:
    """The executed notebook of the solution, with its pictures in it."""
    from nbconvert.exporters import HTMLExporter

    named = {"metadata": {"name": LAB.settings.title}}
    page, _ = HTMLExporter(raw_template=TEMPLATE).from_filename(str(LAB.solution_notebook), resources=named)
    return str(page)


def run(module: list[str], folder: Path = ROOT, who: str = "make site") -> None:
    """Run a module of this Python in a folder; ends the program where it fails, in the name of `who`."""
    print(f"$ python -m {' '.join(module)}", flush=True)
    if code := subprocess.run([sys.executable, "-m", *module], cwd=folder).returncode:
        sys.exit(f"{who}: {module[0]} ended with exit code {code}")


@dataclass
class Links(HTMLParser):
    """What a page links to and loads, and the places in it that a link can name."""

    targets: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links of an element."""
        values = {name: value for name, value in attrs if value}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        if tag in ("a", "area"):
            self.targets += [values["href"]] if "href" in values else []
        else:
            self.loaded += [values[name] for name in ("href", "src", "data", "poster") if name in values]


def problems(folder: Path) -> list[str]:
    """The links of a folder of pages that lead nowhere, and what pages load from elsewhere; a sentence each."""
    pages = {path.resolve(): links_of(path) for path in sorted(folder.rglob("*.html"))}
    found = []
    for path, links in pages.items():
        name = path.relative_to(folder.resolve())
        found += [f"{name} loads {url}" for url in links.loaded if urlsplit(url).scheme in ("http", "https")]
        found += [f"{name} loads {url}" for url in links.loaded if url.startswith("//")]
        for url in dict.fromkeys(links.targets + links.loaded):
            if not urlsplit(url).scheme and not url.startswith("//") and not leads_somewhere(url, path, pages):
                found.append(f"{name} links to {url}, which is not there")
    return found


def links_of(path: Path) -> Links:
    """The links of a page."""
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def leads_somewhere(url: str, page: Path, pages: dict[Path, Links]) -> bool:
    """Whether a file is where a link of a page points to, and a place in it where the link names one."""
    parts = urlsplit(url)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    place = unquote(parts.fragment)
    return target.exists() and (not place or target not in pages or place in pages[target].places)


if __name__ == "__main__":
    main()
