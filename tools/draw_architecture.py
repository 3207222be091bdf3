"""The picture of both models, for the handout and the documentation: `python tools/draw_architecture.py`.

It is made of the table in `assignment/lab3/architecture.py`, as the notebook's is.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT / "assignment" / "handout" / "architecture.svg", ROOT / "docs" / "pictures" / "architecture.svg")


def main() -> None:
    """Write the picture to its places."""
    sys.path.insert(0, str(ROOT / "assignment"))
    from lab3 import architecture

    for path in PLACES:
        path.write_text(f"{architecture.draw_architecture()}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
