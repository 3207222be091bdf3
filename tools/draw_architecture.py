"""The picture of both models, for the handout and the documentation: `python tools/draw_architecture.py`.

It is made of the table in `assignment/lab3/architecture.py`, as the notebook's is. The handout's has no shapes, which
students are to predict.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HANDOUT = ROOT / "assignment" / "handout" / "architecture.svg"
DOCUMENTATION = ROOT / "docs" / "pictures" / "architecture.svg"


def main() -> None:
    """Write both pictures."""
    sys.path.insert(0, str(ROOT / "assignment"))
    from lab3 import architecture

    for path, part in ((HANDOUT, architecture.START), (DOCUMENTATION, None)):
        path.write_text(f"{architecture.draw_architecture(part)}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
