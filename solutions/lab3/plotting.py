"""Pictures of what the models learn, and of what they look at."""

from collections.abc import Sequence

import torch
from matplotlib.figure import Figure
from torch import Tensor

from .training import History

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Told apart by colour-blind readers, too (Okabe and Ito, 2008)."""
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
    weights = weights.detach().cpu()
    heads = weights if weights.dim() == 3 else weights.unsqueeze(0)
    if heads.dim() != 3 or heads.shape[-2:] != (len(text), len(text)):
        raise ValueError(f"weights of shape {tuple(weights.shape)} do not fit a text of {len(text)} characters")
    labels = [SHOWN_AS.get(character, character) for character in text]
    n_columns = min(len(heads), 2)
    n_rows = -(-len(heads) // n_columns)
    size = max(3.0, 0.22 * len(text))
    figure = Figure(figsize=(size * n_columns + 1, size * n_rows), layout="constrained")
    grid = figure.subplots(n_rows, n_columns, squeeze=False)
    for axes in grid.flat[len(heads) :]:
        axes.remove()
    for number, (axes, head) in enumerate(zip(grid.flat, heads, strict=False)):
        image = axes.imshow(head.numpy(), cmap="cividis", vmin=0, vmax=heads.max().item())
        axes.set(title=f"head {number}", xlabel="key (looked at)", ylabel="query (looks)")
        axes.set_xticks(range(len(text)), labels)
        axes.set_yticks(range(len(text)), labels)
        axes.tick_params(labelsize=8, length=0)
    figure.colorbar(image, ax=grid, label="attention weight", shrink=0.8)
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
            shown = SHOWN_AS.get(characters[i], characters[i])
            axes.text(*places[i].tolist(), shown, color=colour, ha="center", va="center")
    axes.set(xlabel="first principal component", ylabel="second principal component")
    axes.legend()
    return figure


_GROUPS = (
    ("vowels", COLOURS[1], lambda character: character in "aeiouy"),
    ("consonants", COLOURS[0], lambda character: character.islower() and character not in "aeiouy"),
    ("capitals", COLOURS[2], str.isupper),
    ("others", "black", lambda character: not character.isalpha()),
)
