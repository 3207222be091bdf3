"""The explorer's page from its sources: `python tools/build_explorer.py` writes assignment/lab3/explore_page.html.

The modules in assignment/explorer/js/ become one script: each after those that it imports, without the words `import`
and `export`. The page's policy allows this script and this style sheet by their hashes, and nothing else.
"""

import base64
import hashlib
import re
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "assignment" / "explorer"
PAGE = ROOT / "assignment" / "lab3" / "explore_page.html"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)
NAME = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}, {PAGE.stat().st_size:,} bytes")


def page() -> str:
    """The page without data."""
    style, script = (SOURCES / "style.css").read_text(encoding="utf-8"), bundle(SOURCES / "js")
    allowed = {"default": "'none'", "script": hash_of(script), "style": hash_of(style)}
    policy = "; ".join([*(f"{kind}-src {source}" for kind, source in allowed.items()), "base-uri 'none'"])
    text = (SOURCES / "page.html").read_text(encoding="utf-8")
    for place, value in (("policy", policy), ("style", style), ("script", script)):
        text = text.replace("{{ " + place + " }}", value)
    return text


def bundle(folder: Path) -> str:
    """All modules of a folder as one. Raises `ValueError` where two of them use one name at their top level."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    order = TopologicalSorter({name: IMPORT.findall(source) for name, source in sources.items()}).static_order()
    parts, owners = [], dict[str, str]()
    for name in order:
        source = EXPORT.sub("", IMPORT.sub("", sources[name]))
        for defined in NAME.findall(source):
            if defined in owners:
                raise ValueError(f"{defined} is in {owners[defined]} and in {name}: one of them needs another name")
            owners[defined] = name
        parts.append(f"// --- {name} ---\n{source.strip()}\n")
    return "\n" + "\n".join(parts)


def hash_of(text: str) -> str:
    """A source expression of a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


if __name__ == "__main__":
    main()
