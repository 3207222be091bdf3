"""Pictures of what the models learn, and of what they look at. Each says in words what it drew."""

import base64
import html
import io
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from PIL import Image  # comes with matplotlib
from torch import Tensor

from . import architecture
from .training import History

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Colour-blind readers can also distinguish these (Okabe and Ito, 2008)."""
MARKERS = ("o", "s", "^", "D")
SHOWN_AS = {" ": "␣", "\n": "↵"}
HIDDEN = -1e6
"""A score below this is one that the causal mask has hidden."""
HATCH = {"hatch": "///", "facecolor": "white", "edgecolor": "#8c8c8c"}


class DescribedFigure(Figure):
    """A figure with a `description`: what is drawn, in words, from the same numbers."""

    description = ""


def plot_losses(histories: Mapping[str, History], floor: float) -> DescribedFigure:
    """Losses of several models over the steps of their training, and the bigram floor as a line.

    `histories` maps the name of a model to what `train` returned. Losses and `floor` are in nats.
    """
    figure = DescribedFigure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    sentences = [f"Loss over training steps. A dashed line is the bigram floor, {floor:.2f} nats."]
    looks = zip(itertools.cycle(COLOURS), itertools.cycle(MARKERS), strict=True)
    for (name, history), (colour, marker) in zip(histories.items(), looks, strict=False):
        axes.plot(history.step, history.train_loss, ":", color=colour, label=f"{name}, training")
        axes.plot(history.step, history.held_out_loss, marker=marker, color=colour, label=f"{name}, held out")
        sentences.append(f"{name}: {_course(history)}, {_distance(history.held_out_loss[-1], floor)}.")
    axes.axhline(floor, color="black", linestyle="--", label=f"bigram floor, {floor:.2f}")
    axes.set(xlabel="training step", ylabel="loss (nats per character)")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper right")
    figure.description = " ".join(sentences)
    return figure


def _course(history: History) -> str:
    first, last = history.held_out_loss[0], history.held_out_loss[-1]
    return f"held-out loss {first:.2f} after step {history.step[0]}, {last:.2f} after step {history.step[-1]}"


def _distance(loss: float, floor: float) -> str:
    return f"{abs(loss - floor):.2f} {'above' if loss > floor else 'below'} the floor"


def plot_attention(weights: Tensor, text: str) -> DescribedFigure:
    """What each token of a text looks at: one picture for each head.

    weights: (L, L) of one head, or (n_heads, L, L); text: the L characters. Row: the query, which looks.
    Column: the key, which is looked at. Later keys without any weight are hatched: the mask hides them.
    Raises `ValueError` where the sizes do not fit.
    """
    heads = _matrices(weights, text)  # (n_heads, L, L)
    future = torch.ones(heads.shape[-2:]).triu(1).bool()
    figure = _plot_matrices(heads, future & (heads == 0), text, "head {}", "attention weight", cmap="cividis", vmin=0)
    names = [f"Head {number}: " if len(heads) > 1 else "" for number in range(len(heads))]
    seen = [f"{name}{_attention_in_words(head, text)}" for name, head in zip(names, heads, strict=True)]
    hatched = " Hatched places are hidden by the mask." if (future & (heads == 0)).any() else ""
    figure.description = f"Attention weights on {text!r}.{hatched} {' '.join(seen)}"
    return figure


def _attention_in_words(weights: Tensor, text: str) -> str:
    """Where the weights (L, L) of a head are, and which key has most of each query's."""
    length = len(text)
    own, before = weights.diagonal().mean().item(), weights.diagonal(-1).sum().item() / length
    ahead = weights.triu(1).sum().item() / length
    most = ", ".join(
        f"{visible(character)} at {visible(text[key])} ({place - key} back, {row[key]:.2f})"
        for place, (character, row) in enumerate(zip(text, weights, strict=True))
        for key in [int(row.argmax())]
    )
    warning = f" {ahead:.0%} is on LATER characters, which should be hidden." if ahead > 0 else ""
    return (
        f"{own:.0%} of the weight is on the character itself, {before:.0%} on the one right before, "
        f"{max(0.0, 1 - own - before - ahead):.0%} further back.{warning} Each looks most: {most}."
    )


def plot_queries(weights: Tensor, text: str, query: int = -1) -> DescribedFigure:
    """The weights with which one query looks at the characters up to it: a row of bars for each head.

    weights: (n_heads, L, L); text: the L characters; query: its position, -1 for the last.
    """
    heads = _matrices(weights, text)[:, query % len(text)]  # (n_heads, L)
    figure = DescribedFigure(figsize=(max(6.0, 0.35 * len(text)), 1.3 * len(heads) + 0.6), layout="constrained")
    sentences = []
    for number, (axes, row) in enumerate(zip(figure.subplots(len(heads), sharex=True, squeeze=False).flat, heads)):  # noqa: B905
        axes.bar(range(len(text)), row.tolist(), color=COLOURS[0])
        axes.set(ylim=(0, 1), ylabel=f"head {number}")
        best = [f"{visible(text[key])} {row[key]:.2f}" for key in row.topk(min(3, len(text))).indices.tolist()]
        sentences.append(f"Head {number}: most on {', '.join(best)}.")
    axes.set_xticks(range(len(text)), [visible(character) for character in text])
    axes.set_xlabel("key (looked at)")
    figure.supylabel("attention weight")
    looks = f"what {visible(text[query])} at position {query % len(text)} looks at"
    figure.suptitle(looks)
    figure.description = f"Bars: {looks}, in each head. {' '.join(sentences)}"
    return figure


def plot_scores(scores: Tensor, text: str, title: str = "scores") -> DescribedFigure:
    """Scores (L, L) of each query with each key, before the softmax: brown below zero, green above.

    What the causal mask hides (a very large negative number) is hatched.
    """
    matrix = _matrices(scores, text)  # (1, L, L)
    hidden = matrix < HIDDEN
    reach = matrix.masked_fill(hidden, 0).abs().max().item()
    figure = _plot_matrices(matrix, hidden, text, title, "score", cmap="BrBG", vmin=-reach, vmax=reach)
    figure.description = f"A matrix of {title} on {text!r}. {_scores_in_words(matrix[0], hidden[0], text)}"
    return figure


def _scores_in_words(scores: Tensor, hidden: Tensor, text: str) -> str:
    """The range of scores (L, L), each end with its place, and what is hidden."""
    sentences = []
    for name, end, other in (("smallest", "argmin", float("inf")), ("largest", "argmax", float("-inf"))):
        seen = scores.masked_fill(hidden, other)
        query, key = divmod(int(getattr(seen, end)()), len(text))
        place = f"{visible(text[query])} looks at {visible(text[key])}, row {query}, column {key}"
        sentences.append(f"The {name} is {seen[query, key]:.2f} ({place}).")
    positive = ((scores > 0) & ~hidden).sum().item()
    sentences.append(f"{positive} of {(~hidden).sum().item()} shown are positive.")
    sentences.append(_places_in_words(hidden, "Hidden"))
    return " ".join(sentences)


def plot_mask(mask: Tensor, text: str) -> DescribedFigure:
    """A causal mask (L, L) with its own numbers: what is added to each score."""
    matrix = _matrices(mask, text)[0]
    is_zero = matrix == 0
    figure = _plot_matrices(
        is_zero.float()[None], torch.zeros_like(is_zero)[None], text, "causal mask", None, cmap="Greys_r", vmin=-0.5
    )
    (axes,) = figure.axes
    if len(text) <= 12:
        for query, row in enumerate(matrix.tolist()):
            for key, value in enumerate(row):
                colour = "black" if value == 0 else "white"
                axes.text(key, query, short_number(value), ha="center", va="center", fontsize=7, color=colour)
    values = sorted(set(matrix.flatten().tolist()), reverse=True)
    names = [
        f"{short_number(value)} is added: {'the score stays' if value == 0 else _effect(value)}" for value in values[:4]
    ]
    figure.legend(
        [Patch(facecolor="white" if value == 0 else "#555555", edgecolor="black") for value in values[:4]],
        names, loc="outside lower center", fontsize=8,
    )  # fmt: skip
    counts = [_places_in_words(matrix == value, short_number(value)) for value in values[:4]]
    more = f" There are {len(values)} different numbers." if len(values) > 4 else ""
    figure.description = f"The causal mask as a matrix: {' '.join(counts)}{more}"
    return figure


def _effect(value: float) -> str:
    return "hidden" if value < HIDDEN else "the score changes, and nothing is hidden"


def short_number(value: float) -> str:
    """A number in few characters: 0, −1e9, 0.25."""
    text = f"{value:.2g}" if abs(value) < 1e4 else f"{value:.0e}".replace("e+0", "e").replace("e+", "e")
    return text.replace("-", "−")


def _places_in_words(there: Tensor, what: str) -> str:
    """Which places of a square matrix (L, L) are true."""
    number = int(there.sum())
    ones = torch.ones_like(there)
    for where, places in (
        ("exactly those above the diagonal", ones.triu(1)), ("exactly those on and below the diagonal", ones.tril()),
        ("exactly those below the diagonal", ones.tril(-1)), ("exactly those on and above the diagonal", ones.triu()),
    ):  # fmt: skip
        if number and torch.equal(there, places):
            return f"{what}: {number} places, {where}."
    if not number:
        return f"{what}: nowhere."
    parts = ("above", there.triu(1)), ("on", there & torch.eye(len(there)).bool()), ("below", there.tril(-1))
    counted = ", ".join(f"{int(part.sum())} {name}" for name, part in parts)
    return f"{what}: {number} places ({counted} the diagonal)."


def plot_next_characters(logits: Tensor, text: str, n_likeliest: int = 5) -> DescribedFigure:
    """For each character of a text, the likeliest next ones: logits (L, V), as a table of probabilities."""
    probabilities, token_ids = torch.softmax(logits.detach().cpu(), dim=-1).topk(n_likeliest)  # (L, n_likeliest)
    figure = DescribedFigure(figsize=(max(4.0, 0.6 * len(text)), 0.5 * n_likeliest + 1), layout="constrained")
    axes = figure.subplots()
    image = axes.imshow(probabilities.T.numpy(), cmap="cividis", vmin=0, vmax=1, aspect="auto")
    sentences = []
    for place, column in enumerate(token_ids.tolist()):
        for rank, token_id in enumerate(column):
            colour = "black" if probabilities[place, rank] > 0.6 else "white"
            axes.text(place, rank, visible(chr(token_id)), ha="center", va="center", color=colour)
        guesses = (f"{visible(chr(i))} {p:.2f}" for i, p in zip(column, probabilities[place].tolist(), strict=True))
        sentences.append(f"After {visible(text[place])}: {', '.join(guesses)}.")
    axes.set_xticks(range(len(text)), [visible(character) for character in text])
    axes.set_yticks(range(n_likeliest), [f"{rank + 1}." for rank in range(n_likeliest)])
    axes.set(xlabel="character seen", ylabel="guesses for the next")
    figure.colorbar(image, ax=axes, label="probability")
    figure.description = f"The likeliest next characters, with their probabilities. {' '.join(sentences)}"
    return figure


def plot_temperatures(logits: Tensor, temperatures: Sequence[float], n_likeliest: int = 10) -> DescribedFigure:
    """The likeliest next characters at several temperatures: logits (V,)"""
    figure = DescribedFigure(figsize=(3 * len(temperatures), 3), layout="constrained")
    sentences = []
    grid = figure.subplots(1, len(temperatures), sharey=True, squeeze=False)
    for axes, temperature in zip(grid.flat, temperatures, strict=True):
        probabilities, likeliest = torch.softmax(logits.detach().cpu() / temperature, dim=-1).topk(n_likeliest)
        names = [visible(chr(token_id)) for token_id in likeliest.tolist()]
        axes.bar(range(n_likeliest), probabilities.tolist(), color=COLOURS[0])
        axes.set_xticks(range(n_likeliest), names)
        axes.set(title=f"temperature {temperature:g}", ylim=(0, 1), xlabel="next character")
        top = ", ".join(f"{name} {p:.2f}" for name, p in zip(names[:4], probabilities.tolist(), strict=False))
        sentences.append(f"At {temperature:g}: {top}; these {n_likeliest} together {probabilities.sum():.2f}.")
    grid[0, 0].set_ylabel("probability")
    figure.description = f"Probabilities of the next character at several temperatures. {' '.join(sentences)}"
    return figure


def plot_lines(lines: Mapping[str, Sequence[float]], across: str, up: str, is_log: bool = False) -> DescribedFigure:
    """Numbers in order, such as one for each layer: `lines` maps a name to them; `across` and `up` name the axes."""
    figure = DescribedFigure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    looks = zip(itertools.cycle(COLOURS), itertools.cycle(MARKERS), strict=True)
    sentences = []
    for (name, values), (colour, marker) in zip(lines.items(), looks, strict=False):
        axes.plot(range(1, len(values) + 1), values, marker=marker, color=colour, label=name)
        sentences.append(f"{name}: from {values[0]:.2g} at 1 to {values[-1]:.2g} at {len(values)}.")
    axes.set(xlabel=across, ylabel=up, yscale="log" if is_log else "linear")
    axes.grid(alpha=0.3)
    figure.legend(loc="outside upper center", ncols=2)
    axes.xaxis.get_major_locator().set_params(integer=True)
    figure.description = f"{up} by {across}. {' '.join(sentences)}"
    return figure


def show(figure: DescribedFigure) -> None:
    """Display a picture in a notebook; its description is there for those who cannot see it."""
    from IPython.display import display

    png = base64.b64encode(small_png(figure)).decode()
    alt = figure.description
    picture = f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{png}">'
    display({"text/html": picture, "image/png": png, "text/plain": alt}, raw=True)


def small_png(figure: Figure) -> bytes:
    """A picture as a PNG of 256 colours: a third of the usual size, since a notebook keeps all its pictures."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    picture = Image.open(buffer).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    picture.save(buffer, "png", optimize=True)
    return buffer.getvalue()


def where_am_i(part: int | str | None = None) -> None:
    """Display the picture of both models with one part marked: 1 to 6, or "writing".

    Shapes that are still to be predicted are "?". Without a part, all are shown.
    Raises `ValueError` for another part.
    """
    from IPython.display import display

    svg, alt = architecture.draw_architecture(part), architecture.describe_architecture(part)
    data = base64.b64encode(svg.encode()).decode()  # as an image: a notebook by somebody else may draw nothing in HTML
    size = "width: 100%; min-width: 40rem; max-width: 60rem"
    picture = f'<img alt="{html.escape(alt)}" src="data:image/svg+xml;base64,{data}" style="{size}">'
    page = f'<div style="overflow-x: auto">{picture}</div>'
    display({"text/html": page, "image/svg+xml": svg, "text/plain": alt}, raw=True)


def show_texts(texts: Mapping[str, str]) -> None:
    """Display texts side by side in a notebook, each under its name."""
    from IPython.display import display

    names = "".join(f"<th scope='col' style='text-align: left'>{html.escape(name)}</th>" for name in texts)
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


def _matrices(matrices: Tensor, text: str) -> Tensor:
    """As (n, L, L), on the CPU; raises `ValueError` where this is not the size of the text."""
    matrices = matrices.detach().cpu()
    matrices = matrices.unsqueeze(0) if matrices.dim() == 2 else matrices
    if matrices.dim() != 3 or matrices.shape[-2:] != (len(text), len(text)):
        raise ValueError(f"weights of shape {tuple(matrices.shape)} do not fit a text of {len(text)} characters")
    return matrices


def _plot_matrices(
    matrices: Tensor, hidden: Tensor, text: str, title: str, label: str | None, **scale: Any
) -> DescribedFigure:
    """Matrices (n, L, L) side by side: queries down, keys across, one colour scale for all, `hidden` places hatched."""
    labels = [visible(character) for character in text]
    n_columns = min(len(matrices), 2)
    n_rows = -(-len(matrices) // n_columns)
    size = max(3.0 if label else 4.2, 0.22 * len(text))  # without a label, numbers stand in the cells
    figure = DescribedFigure(figsize=(size * n_columns + 1, size * n_rows + 0.3), layout="constrained")
    grid = figure.subplots(n_rows, n_columns, squeeze=False)
    for axes in grid.flat[len(matrices) :]:
        axes.remove()
    shown = matrices.masked_fill(hidden, float("nan"))
    scale.setdefault("vmax", matrices.masked_fill(hidden, 0).max().item())
    for number, (axes, matrix) in enumerate(zip(grid.flat, shown, strict=False)):
        image = axes.imshow(matrix.numpy(), **scale)
        axes.patch.set(**HATCH)
        axes.set(title=title.format(number), xlabel="key (looked at)", ylabel="query (looks)")
        axes.set_xticks(range(len(text)), labels)
        axes.set_yticks(range(len(text)), labels)
        axes.tick_params(labelsize=8, length=0)
    if label:
        figure.colorbar(image, ax=grid, label=label, shrink=0.8)
    if hidden.any():
        figure.legend([Patch(**HATCH)], ["hidden by the mask"], loc="outside lower center", fontsize=8)
    return figure


def plot_embeddings(embeddings: Tensor, characters: Sequence[str]) -> DescribedFigure:
    """Where the embeddings of some characters lie, seen from the side from which they differ the most.

    embeddings: (n_vocab, emb_dim), projected on their two principal components (Pearson, 1901).
    """
    chosen = embeddings.detach().cpu()[[ord(character) for character in characters]]
    centred = chosen - chosen.mean(dim=0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    places = centred @ directions[:2].T  # (n_characters, 2)
    figure = DescribedFigure(figsize=(7, 7), layout="constrained")
    axes = figure.subplots()
    labels = _apart(places)
    for (name, belongs), colour, marker in zip(
        _GROUPS.items(), (*COLOURS[1::-1], COLOURS[2], "black"), MARKERS, strict=True
    ):
        members = [i for i, character in enumerate(characters) if belongs(character)]
        if members:
            axes.scatter(*places[members].T, color=colour, marker=marker, s=28, label=name)
        for i in members:
            axes.annotate(
                visible(characters[i]), places[i].tolist(), labels[i].tolist(), ha="center", va="center", fontsize=11,
                arrowprops={"arrowstyle": "-", "color": "#8c8c8c", "shrinkA": 5, "shrinkB": 2},
            )  # fmt: skip
    axes.set(xlabel="first principal component", ylabel="second principal component")
    axes.margins(0.08)
    figure.legend(loc="outside upper center", ncols=4)
    figure.description = f"A map of the embeddings of {len(characters)} characters. {_neighbours(chosen, characters)}"
    return figure


_GROUPS = {
    "vowels": lambda character: character in "aeiouy",
    "consonants": lambda character: character.islower() and character not in "aeiouy",
    "capitals": str.isupper,
    "others": lambda character: not character.isalpha(),
}


def _apart(places: Tensor, least: float = 0.045, n_rounds: int = 300) -> Tensor:
    """Where labels go so that none covers another or a point: (n, 2), near the places (n, 2).

    least: how far apart they are, as a part of the larger side of the map.
    """
    size = (places.max(dim=0).values - places.min(dim=0).values).clamp(min=1e-9)
    points = (places - places.min(dim=0).values) / size  # (n, 2), from 0 to 1
    away = points - points.mean(dim=0)
    labels = points + least * away / away.norm(dim=1, keepdim=True).clamp(min=1e-9)
    turns = 2.4 * torch.arange(len(places))  # points at one place would otherwise never part
    labels = labels + 1e-3 * torch.stack([turns.cos(), turns.sin()], dim=1)
    for _ in range(n_rounds):
        others = torch.cat([labels, points])  # (2 n, 2)
        gaps = labels[:, None] - others  # (n, 2 n, 2)
        distance = gaps.norm(dim=-1, keepdim=True)
        distance[range(len(labels)), range(len(labels))] = 1.0
        near = torch.cat([torch.full((len(labels),), least), torch.full((len(points),), least * 0.7)])[:, None]
        push = (near - distance).clamp(min=0) * gaps / distance.clamp(min=1e-9)  # (n, 2 n, 2)
        if push.abs().max() < 1e-4:
            break
        labels = labels + 0.5 * push.sum(dim=1)
    return labels * size + places.min(dim=0).values


def _neighbours(embeddings: Tensor, characters: Sequence[str]) -> str:
    """The nearest other character of each, by the angle between the embeddings (n, emb_dim)."""
    if len(characters) < 2:
        return ""
    directions = torch.nn.functional.normalize(embeddings, dim=-1)
    likeness = (directions @ directions.T).fill_diagonal_(-2)
    nearest = likeness.argmax(dim=1).tolist()
    pairs = (f"{visible(one)} and {visible(characters[two])}" for one, two in zip(characters, nearest, strict=True))
    return f"Most alike: {', '.join(pairs)}."
