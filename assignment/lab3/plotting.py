"""Pictures of what the models learn, and of what they look at."""

import base64
import html
import io
from collections.abc import Sequence
from typing import Any

import torch
from matplotlib.figure import Figure
from torch import Tensor

from .training import History

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Colour-blind readers can also distinguish these (Okabe and Ito, 2008)."""
MARKERS = ("o", "s", "^", "D")
SHOWN_AS = {" ": "␣", "\n": "↵"}


def plot_losses(histories: dict[str, History], floor: float) -> Figure:
    """Losses of several models over the steps of their training, and the bigram floor as a line.

    `histories` maps the name of a model to what `train` returned. Losses and `floor` are in nats.
    """
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for (name, history), colour, marker in zip(histories.items(), COLOURS, MARKERS, strict=False):
        axes.plot(history.step, history.train_loss, ":", color=colour, label=f"{name}, training")
        axes.plot(history.step, history.held_out_loss, marker=marker, color=colour, label=f"{name}, held out")
    axes.axhline(floor, color="black", linestyle="--", label=f"bigram floor, {floor:.2f}")
    axes.set(xlabel="training step", ylabel="loss (nats per character)")
    axes.grid(alpha=0.3)
    axes.legend()
    return figure


def plot_attention(weights: Tensor, text: str) -> Figure:
    """What each token of a text looks at: one picture for each head.

    weights: (L, L) of one head, or (n_heads, L, L); text: the L characters. Row: the query, that looks.
    Column: the key, that is looked at. Raises `ValueError` where the sizes do not fit.
    """
    heads = weights if weights.dim() == 3 else weights.unsqueeze(0)  # (n_heads, L, L)
    return _plot_matrices(heads, text, "head {}", "attention weight", cmap="cividis", vmin=0)


def plot_scores(scores: Tensor, text: str, title: str = "scores") -> Figure:
    """Scores (L, L) of each query with each key, before the softmax: brown below zero, green above.

    What the causal mask hides (a very large negative number) stays white.
    """
    hidden = scores.detach().cpu() < -1e6
    shown = scores.detach().cpu().masked_fill(hidden, float("nan"))
    reach = shown.nan_to_num().abs().max().item()
    return _plot_matrices(shown.unsqueeze(0), text, title, "score", cmap="BrBG", vmin=-reach, vmax=reach)


def plot_mask(mask: Tensor, text: str) -> Figure:
    """A causal mask (L, L): dark where the query may look, light where it may not."""
    open_to_look = (mask.detach().cpu() == 0).float()
    return _plot_matrices(
        open_to_look.unsqueeze(0), text, "causal mask", "1: may look, 0: may not", cmap="Greys", vmin=0, vmax=1
    )


def plot_next_characters(logits: Tensor, text: str, n_likeliest: int = 5) -> Figure:
    """For each character of a text, the likeliest next ones: logits (L, V), as a table of probabilities."""
    probabilities, token_ids = torch.softmax(logits.detach().cpu(), dim=-1).topk(n_likeliest)  # (L, n_likeliest)
    figure = Figure(figsize=(max(4.0, 0.6 * len(text)), 0.5 * n_likeliest + 1), layout="constrained")
    axes = figure.subplots()
    image = axes.imshow(probabilities.T.numpy(), cmap="cividis", vmin=0, vmax=1, aspect="auto")
    for place, column in enumerate(token_ids.tolist()):
        for rank, token_id in enumerate(column):
            colour = "black" if probabilities[place, rank] > 0.6 else "white"
            axes.text(place, rank, visible(chr(token_id)), ha="center", va="center", color=colour)
    axes.set_xticks(range(len(text)), [visible(character) for character in text])
    axes.set_yticks(range(n_likeliest), [f"{rank + 1}." for rank in range(n_likeliest)])
    axes.set(xlabel="character seen", ylabel="guesses for the next")
    figure.colorbar(image, ax=axes, label="probability")
    return figure


def show(figure: Figure, alt: str) -> None:
    """Display a figure in a notebook; `alt` says in words what is to be seen, for those who cannot see it."""
    from IPython.display import display

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    png = base64.b64encode(buffer.getvalue()).decode()
    picture = f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{png}">'
    display({"text/html": picture, "image/png": png, "text/plain": alt}, raw=True)


def show_texts(texts: dict[str, str]) -> None:
    """Display texts side by side in a notebook, each under its name."""
    from IPython.display import display

    names = "".join(f"<th style='text-align: left'>{html.escape(name)}</th>" for name in texts)
    cells = "".join(
        f"<td style='text-align: left; vertical-align: top; white-space: pre-wrap; width: {100 // len(texts)}%'>"
        f"{html.escape(text)}</td>"
        for text in texts.values()
    )
    table = f"<table style='width: 100%'><tr>{names}</tr><tr>{cells}</tr></table>"
    plain = "\n\n".join(f"{name}:\n{text}" for name, text in texts.items())
    display({"text/html": table, "text/plain": plain}, raw=True)


def visible(character: str) -> str:
    """A character as a label: spaces, newlines and what cannot be printed get a sign."""
    if character in SHOWN_AS:
        return SHOWN_AS[character]
    return character if character.isprintable() else "·"


def _plot_matrices(matrices: Tensor, text: str, title: str, label: str, **scale: Any) -> Figure:
    """Matrices (n, L, L) side by side: queries down, keys across, one colour scale for all."""
    matrices = matrices.detach().cpu()
    if matrices.dim() != 3 or matrices.shape[-2:] != (len(text), len(text)):
        raise ValueError(f"weights of shape {tuple(matrices.shape)} do not fit a text of {len(text)} characters")
    labels = [visible(character) for character in text]
    n_columns = min(len(matrices), 2)
    n_rows = -(-len(matrices) // n_columns)
    size = max(3.0, 0.22 * len(text))
    figure = Figure(figsize=(size * n_columns + 1, size * n_rows), layout="constrained")
    grid = figure.subplots(n_rows, n_columns, squeeze=False)
    for axes in grid.flat[len(matrices) :]:
        axes.remove()
    scale.setdefault("vmax", matrices.max().item())
    for number, (axes, matrix) in enumerate(zip(grid.flat, matrices, strict=False)):
        image = axes.imshow(matrix.numpy(), **scale)
        axes.set(title=title.format(number), xlabel="key (looked at)", ylabel="query (looks)")
        axes.set_xticks(range(len(text)), labels)
        axes.set_yticks(range(len(text)), labels)
        axes.tick_params(labelsize=8, length=0)
    figure.colorbar(image, ax=grid, label=label, shrink=0.8)
    return figure


def plot_embeddings(embeddings: Tensor, characters: Sequence[str]) -> Figure:
    """Where the embeddings of some characters lie, seen from the side from which they differ the most.

    embeddings: (n_vocab, emb_dim), projected on their two principal components (Pearson, 1901).
    """
    chosen = embeddings.detach().cpu()[[ord(character) for character in characters]]
    centred = chosen - chosen.mean(dim=0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    places = centred @ directions[:2].T  # (n_characters, 2)
    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.subplots()
    for name, colour, belongs in _GROUPS:
        members = [i for i, character in enumerate(characters) if belongs(character)]
        if members:
            axes.scatter(*places[members].T, color=colour, alpha=0.25, s=180, label=name)
        for i in members:
            axes.text(*places[i].tolist(), visible(characters[i]), color=colour, ha="center", va="center")
    axes.set(xlabel="first principal component", ylabel="second principal component")
    axes.legend()
    return figure


_GROUPS = (
    ("vowels", COLOURS[1], lambda character: character in "aeiouy"),
    ("consonants", COLOURS[0], lambda character: character.islower() and character not in "aeiouy"),
    ("capitals", COLOURS[2], str.isupper),
    ("others", "black", lambda character: not character.isalpha()),
)
