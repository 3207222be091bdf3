"""The explorer's figures: `python tools/bench/explorer.py`. It needs Chromium, and takes some minutes.

Logits of the page and of PyTorch on random texts for models of many sizes, the size of a page, the time of a keystroke,
and the memory after many of them. `--texts 1000 --keystrokes 10000` are the numbers of the documentation.
"""

import argparse
import base64
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from playwright.sync_api import CDPSession, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "assignment"))

from lab3 import explore, explore_data, models, transformer  # noqa: E402

VIEWS = {
    "Guesses": {"view": "guesses"},
    "Walk through": {"view": "walk"},
    "Attention": {"view": "attention"},
    "What if": {"view": "what-if"},
    "What if, without the mask": {"view": "what-if", "without": ["mask"]},
    "Write on": {"view": "write"},
    "Training": {"view": "training"},
}
"""By name, what is changed in the state that the page begins with."""
SIZES = [
    (heads, head_dim, context) for heads, head_dim in ((1, 32), (2, 16), (4, 8), (8, 4)) for context in (1, 8, 32, 64)
]
BATCH = 20
"""Keystrokes that are timed together."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
COMPARE = """([texts, expected]) => {
    const bytes = Uint8Array.from(atob(expected), (character) => character.charCodeAt(0));
    const right = new Float32Array(bytes.buffer);
    let start = 0;
    let most = 0;
    for (const text of texts) {
        const ids = [...text].map((character) => character.codePointAt(0));
        if (ids.length === 0) continue;
        const { data } = app.runs.of({ ...app.state, text }).whole.logits;
        data.forEach((value, i) => { most = Math.max(most, Math.abs(value - right[start + i])); });
        start += data.length;
    }
    return most;
}"""
TYPE = """(count) => {
    const input = document.getElementById("text");
    const text = "Once upon a time there was a do";
    for (let i = 0; i < count; i++) {
        input.value = text + "abcdefghij"[i % 10];
        input.dispatchEvent(new Event("input"));
        document.body.offsetHeight; // the layout belongs to a keystroke
    }
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100, help="random texts for each model (default 100)")
    parser.add_argument("--keystrokes", type=int, default=1000, help="before memory is measured (default 1000)")
    parser.add_argument("--trained", type=int, default=4, metavar="N", help="trained models of the 20 (default 4)")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("bench: there is no Chromium here: on Debian, apt-get install chromium")
    torch.set_num_threads(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=program, args=FLAGS) as browser,
    ):
        view = browser.new_page(viewport={"width": 1200, "height": 900})
        page = Path(folder) / "explorer.html"
        usual = {"model": None, "no_browser": True, "source": "embedded", "seed": 0, "steps": None, "device": "cpu"}
        explore.explore(argparse.Namespace(text="Tom", out=page, **usual))
        print(f"a page with {explore.N_CHECKPOINTS} checkpoints: {page.stat().st_size:,} bytes")
        open_page(view, page)
        measure_keystrokes(view)
        measure_memory(view, options.keystrokes)
        worst = 0.0
        for name, model in models_of_many_sizes(options.trained):
            largest = largest_difference(view, page, model, options.texts)
            print(f"{name}: {largest:.1e}")
            worst = max(worst, largest)
        print(f"largest difference of a logit: {worst:.1e}")


def open_page(view: Page, page: Path) -> None:
    """Open a page, and wait until it shows something."""
    view.goto("about:blank")
    view.goto(page.as_uri())
    view.wait_for_selector("#app:not([hidden])")


def models_of_many_sizes(n_trained: int) -> Iterator[tuple[str, transformer.TransformerLM]]:
    """20 transformers: some of the lab's size and trained, others untrained, of 1 to 8 heads and 1 to 64 tokens."""
    ids = explore.ids_of("train", "embedded")
    for seed in range(n_trained):
        model = models.make_model("transformer", seed)
        explore.train(model, ids, models.STEPS["transformer"] // 2, progress=False)
        yield f"trained, seed {seed}", model
    for heads, head_dim, context in SIZES[: 20 - n_trained]:
        torch.manual_seed(heads + context)
        yield (
            f"untrained, {heads} heads of {head_dim}, {context} characters",
            transformer.TransformerLM(256, context, 32, 128, head_dim, heads),
        )


@torch.no_grad()
def largest_difference(view: Page, page: Path, model: transformer.TransformerLM, n_texts: int) -> float:
    """The largest difference of a logit between the page and PyTorch on random texts."""
    ids = explore_data.code_points("Tom had a red ball.\n" * 80)
    weights = {0: explore_data.named_weights(model)}
    data = explore_data.explorer_data(models.make_model("mlp"), model, ids, ids, "Tom", weights)
    explore.write_explorer(data, page)
    open_page(view, page)
    chosen = random.Random(0)
    longest = min(32, model.max_len)
    worst = 0.0
    for _ in range(0, n_texts, 50):
        texts = ["".join(chr(chosen.randrange(256)) for _ in range(chosen.randint(0, longest))) for _ in range(50)]
        logits = [model(explore_data.code_points(text)).numpy().tobytes() for text in texts if text]
        worst = max(worst, view.evaluate(COMPARE, [texts, base64.b64encode(b"".join(logits)).decode()]))
    return worst


def measure_keystrokes(view: Page) -> None:
    """The processor's time for one keystroke at 32 characters, with its layout, in each view: the best of ten batches.

    Other programs on the same cores make batches slower, never faster.
    """
    session = view.context.new_cdp_session(view)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name, changes in VIEWS.items():
        view.evaluate("(changes) => app.set({ ...app.initial, ...changes })", changes)
        view.wait_for_timeout(200)
        view.evaluate(TYPE, BATCH)
        times = []
        for _ in range(10):
            before = metrics(session)["TaskDuration"]
            view.evaluate(TYPE, BATCH)
            times.append((metrics(session)["TaskDuration"] - before) / BATCH * 1000)
        print(f"a keystroke in {name}: {min(times):.1f} ms of processor time (median {sorted(times)[5]:.1f})")


def measure_memory(view: Page, keystrokes: int) -> None:
    """Bytes of JavaScript's heap after collecting garbage, at the start and after many keystrokes."""
    session = view.context.new_cdp_session(view)
    view.evaluate("app.set({ view: 'guesses' })")
    sizes = []
    for part in range(3):
        if part:
            view.evaluate(TYPE, keystrokes // 2)
        session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        nodes = view.evaluate("document.getElementsByTagName('*').length")
        sizes.append(f"{usage['usedSize'] / 1e6:.2f} MB and {nodes} elements")
    print(f"memory before, after {keystrokes // 2} and after {keystrokes} keystrokes: {'; '.join(sizes)}")


def metrics(session: CDPSession) -> dict[str, Any]:
    """Chromium's counters of a page."""
    return {it["name"]: it["value"] for it in session.send("Performance.getMetrics")["metrics"]}


if __name__ == "__main__":
    main()
