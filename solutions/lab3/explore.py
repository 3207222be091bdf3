"""Your own models in one page: `python -m lab3 explore` writes it, and a browser shows it, without a network."""

import argparse
import base64
import contextlib
import html
import json
import os
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import torch
from torch import Tensor, nn

from . import attention
from .data import load_stories, stories_as_text
from .explore_data import ExplorerError, Named, code_points, explorer_data, named_weights, sizes_of_transformer
from .mlp import FeedForwardLM
from .models import CONTEXT_LEN, STEPS, make_model
from .training import train
from .transformer import TransformerLM

PAGE = Path(__file__).with_name("explore_page.html")
PICTURE = PAGE.with_suffix(".png")
DESCRIPTION = (
    "The explorer at the station raw_scores: the text as a row of characters to pick from, the formula, a matrix of "
    "scores with a picked entry, and next to it the row of q and the column of k that made this entry."
)
FRAME = """<p><a href="{link}" target="_blank">Open {name} in a tab of its own</a></p>
<iframe class="lab3-explorer" src="{link}" title="Explorer" style="width: 100%; height: 0; border: 0"></iframe>
<div><p>It looks like this, with numbers of your own:</p><img alt="{alt}" src="data:image/png;base64,{png}"></div>
<script>
addEventListener("message", ({{ data, source }}) => {{
  if (data !== "the explorer is ready") return;
  for (const frame of document.querySelectorAll("iframe.lab3-explorer")) {{
    if (frame.contentWindow !== source) continue;
    frame.style.height = "800px";
    frame.nextElementSibling.style.display = "none";
  }}
}});
</script>"""
"""A link and a picture. Where frames run, the page takes the picture's place as soon as it is ready."""
PLACE = "{{ data }}"
"""Where the page's data belongs."""
TEXT = "Tom had a red ball."
N_CHECKPOINTS = 24


class Checkpoints:
    """The weights of a transformer at moments of its training, most of them from the beginning.

    Make one before you call `train` with n_steps; `all_weights` after it. Weights: `named_weights`, by step.
    """

    def __init__(self, model: TransformerLM, n_steps: int):
        self.model = model
        self.n_steps = n_steps
        self.weights: dict[int, Named] = {}
        self.moments = {round(n_steps * (i / (N_CHECKPOINTS - 1)) ** 1.7) for i in range(N_CHECKPOINTS)}
        self.step = 0
        self.handle = model.register_forward_pre_hook(self._before_forward)

    def _before_forward(self, model: nn.Module, _: Any) -> None:
        if model.training and self.step < self.n_steps:  # once in each step, before the step changes the weights
            if self.step in self.moments:
                self.keep_weights()
            self.step += 1

    def keep_weights(self) -> None:
        """Note the current weights."""
        self.weights[self.step] = [(name, weight.detach().cpu().clone()) for name, weight in named_weights(self.model)]

    def all_weights(self) -> dict[int, Named]:
        """Note the last weights; returns all of them."""
        self.handle.remove()
        self.keep_weights()
        return self.weights


def explorer(
    mlp: FeedForwardLM, transformer: TransformerLM, train_ids: Tensor, held_out_ids: Tensor, text: str = TEXT,
    checkpoints: Checkpoints | None = None, path: Path | str = "explorer.html",
) -> None:  # fmt: skip
    """Write the page of two trained models, and display it in a notebook, with a link to it.

    checkpoints: those of the transformer's training, for the slider. Raises `ExplorerError`.
    """
    from IPython.display import display

    steps = STEPS["transformer"]
    save_page(mlp, transformer, train_ids, held_out_ids, text, Path(path), checkpoints, steps, seed=0)
    display(shown_inline(Path(path)), raw=True)


def shown_inline(path: Path) -> dict[str, str]:
    """What a notebook displays of a page, by media type."""
    png = base64.b64encode(PICTURE.read_bytes()).decode()
    link, name, alt = quote(path.as_posix()), html.escape(str(path)), html.escape(DESCRIPTION)
    frame = FRAME.format(link=link, name=name, alt=alt, png=png)
    return {"text/html": frame, "image/png": png, "text/plain": f"Open {path} in a browser."}


def save_page(
    mlp: FeedForwardLM, transformer: TransformerLM, train_ids: Tensor, held_out_ids: Tensor, text: str, path: Path,
    checkpoints: Checkpoints | None, n_steps: int, seed: int,
) -> None:  # fmt: skip
    """Write the page of two trained models on the CPU.

    A transformer of the lab's sizes is also trained without the mask, for n_steps, which takes seconds, to be compared.
    Raises `ExplorerError`.
    """
    weights = checkpoints.all_weights() if checkpoints else {0: named_weights(untrained_like(transformer))}
    is_usual = sizes_of_transformer(transformer) == sizes_of_transformer(make_model("transformer"))
    unmasked = trained_without_mask(train_ids, n_steps, seed) if is_usual else None
    write_explorer(explorer_data(mlp, transformer, train_ids, held_out_ids, text, weights, unmasked), path)


def write_explorer(data: dict[str, Any], path: Path) -> None:
    """Write the page with this data in it."""
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")  # so that no text can end the element
    path.write_text(PAGE.read_text(encoding="utf-8").replace(PLACE, text), encoding="utf-8", newline="\n")


def explore(options: argparse.Namespace) -> None:
    """The command: train what is needed, write the page, open it.

    options: model (a file of weights, or None), text, out, no_browser, source, seed, steps (or None), device.
    Raises `ExplorerError`.
    """
    given = transformer_from(options.model) if options.model else None
    train_ids, held_out_ids = (ids_of(split, options.source) for split in ("train", "validation"))
    mlp = make_model("mlp", options.seed).to(options.device)
    try_training(mlp, train_ids, options.steps or STEPS["mlp"], options.seed)
    transformer, checkpoints, steps = given, None, options.steps or STEPS["transformer"]
    if transformer is None:
        transformer = make_model("transformer", options.seed).to(options.device)
        recorder = Checkpoints(transformer, steps)
        if try_training(transformer, train_ids, steps, options.seed):
            checkpoints = recorder
    save_page(
        mlp.cpu(), transformer.cpu(), train_ids, held_out_ids, options.text, options.out,
        checkpoints, steps, options.seed,
    )  # fmt: skip
    print(f"wrote {options.out}")
    if not options.no_browser and can_open():
        webbrowser.open(options.out.resolve().as_uri())


def ids_of(split: str, source: str) -> Tensor:
    """The token ids of all stories of a split; right also where `encode_doc` is not written yet."""
    return code_points(stories_as_text(load_stories(split, source)))


def try_training(model: nn.Module, train_ids: Tensor, n_steps: int, seed: int) -> bool:
    """Train, and return True; where the code is unfinished or wrong, say so: the page shows where it stops."""
    try:
        train(model, train_ids, n_steps, context_len=CONTEXT_LEN, seed=seed)
        return True
    except Exception as error:  # whatever a student's code may raise
        reason = " ".join(str(error).split())
        print(f"lab3: {type(model).__name__} could not be trained ({reason}): the page shows where", file=sys.stderr)
        return False


def trained_without_mask(train_ids: Tensor, n_steps: int, seed: int) -> Named | None:
    """Weights of a transformer that saw the future while it learned; None where the mask is made elsewhere."""
    model = make_model("transformer", seed)
    with without_mask():
        try:
            first_row = model.model.self_attention.heads[0].attention_weights(model.word_to_embedding.weight[:3])[0]
            if first_row[1:].max() == 0:
                return None
            train(model, train_ids, n_steps, context_len=CONTEXT_LEN, seed=seed, progress=False)
        except Exception:  # whatever a student's code may raise
            return None
    return named_weights(model)


@contextlib.contextmanager
def without_mask() -> Iterator[None]:
    """Zeros in place of the causal mask that `attention.py` imports."""
    real = attention.make_causal_mask
    attention.make_causal_mask = lambda sequence_len, device=None: torch.zeros(
        sequence_len, sequence_len, device=device
    )
    try:
        yield
    finally:
        attention.make_causal_mask = real


def transformer_from(path: Path) -> TransformerLM:
    """The transformer whose weights `python -m lab3 train` saved, of any size; raises `ExplorerError`."""
    try:
        state = torch.load(path, weights_only=True, map_location="cpu")
        n_vocab, emb_dim = state["word_to_embedding.weight"].shape
        head_dim, _ = state["model.self_attention.heads.0.get_query.weight"].shape
        n_heads = sum(name.endswith("get_query.weight") for name in state)
        n_hidden = next(len(value) for name, value in state.items() if name.startswith("model.mlp.model."))
        max_len = len(state["pos_to_embedding.weight"])
        model = TransformerLM(n_vocab, max_len, emb_dim, n_hidden, head_dim, n_heads)
        model.load_state_dict(state)
        return model
    except FileNotFoundError:
        raise ExplorerError(f"there is no file {path}: `python -m lab3 train` makes one") from None
    except Exception:  # torch.load, load_state_dict and what a file may hold raise many kinds
        raise ExplorerError(
            f"{path} holds no weights of a transformer: `python -m lab3 train` saves such a file"
        ) from None


def untrained_like(model: TransformerLM) -> TransformerLM:
    """A fresh transformer of the same sizes."""
    torch.manual_seed(0)
    return TransformerLM(**sizes_of_transformer(model))


def can_open() -> bool:
    """Whether there is a screen on which a browser can open."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
