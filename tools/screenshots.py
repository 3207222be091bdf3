"""Pictures of a report for docs/report.md: `python tests/report_pictures.py graded/report.html docs/pictures`."""

import io
import sys
from pathlib import Path

from browser import Browser, View
from PIL import Image

COLOURS, SCALE = 96, 0.75


def main(page: Path, folder: Path) -> None:
    """Write report.png and report_students.png into `folder`."""
    with Browser() as browser:
        with browser.open(page, (1200, 1620)) as view:
            _write(view, folder / "report.png")
        with browser.open(page, (1200, 1300)) as view:
            view.page.locator(".match summary").first.click()
            view.page.evaluate("document.querySelector('.tall').style.maxHeight = '26rem'")
            view.page.evaluate("document.getElementById('students-title').scrollIntoView()")
            _write(view, folder / "report_students.png")


def _write(view: View, path: Path) -> None:
    """What the window shows, smaller and with few colours."""
    picture = Image.open(io.BytesIO(view.page.screenshot())).convert("RGB")
    smaller = picture.resize((round(picture.width * SCALE), round(picture.height * SCALE)), Image.Resampling.LANCZOS)
    smaller.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
