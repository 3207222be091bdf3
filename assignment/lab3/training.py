"""Training and measuring a language model: the loop that both models of the lab share."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from tqdm.auto import tqdm

from .objective import language_model_loss, next_token_pairs

torch.set_num_threads(1)  # models as small as these: more threads would wait for each other, and add in another order


@dataclass
class History:
    """Losses along the way, in nats per character; the three lists have the same length.

    `snapshots` has the weights after some steps, on the CPU, for `model.load_state_dict`.
    """

    step: list[int] = field(default_factory=list)
    train_loss: list[float] = field(default_factory=list)
    held_out_loss: list[float] = field(default_factory=list)
    snapshots: dict[int, dict[str, Tensor]] = field(default_factory=dict, compare=False, repr=False)


def train(
    model: nn.Module,
    token_ids: Tensor,
    n_steps: int,
    held_out_ids: Tensor | None = None,
    *,
    context_len: int = 32,
    batch_size: int = 32,
    max_lr: float = 2e-2,
    eval_every: int = 50,
    seed: int = 0,
    progress: bool = True,
    snapshots_at: Iterable[int] = (),
) -> History:
    """Train `model` in place, and say how it went.

    token_ids: int64 (n_tokens,), one long text. Each step draws `batch_size` stretches of
    `context_len + 1` tokens, and follows the gradient with AdamW under a one-cycle learning rate
    (Smith and Topin, 2018, arXiv:1708.07120) that rises to `max_lr` and falls back to zero.
    The losses are noted every `eval_every` steps and after the last; the held-out loss is NaN where no
    `held_out_ids` are given. The weights after the steps `snapshots_at` are kept. The same seed gives
    the same numbers, to the last digit, on one machine.

    Raises `ValueError` where a text is too short for a single stretch.
    """
    for name, ids in (("text", token_ids), ("held-out text", held_out_ids)):
        if ids is not None and len(ids) <= context_len:
            raise ValueError(f"the {name} has {len(ids)} tokens: too few for contexts of {context_len} + 1")
    device = next(model.parameters()).device
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=max_lr, fused=True)  # all parameters at once: faster
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=max_lr, total_steps=n_steps)
    history, kept_after = History(), set(snapshots_at)

    model.train()
    bar = tqdm(range(1, n_steps + 1), desc=type(model).__name__, unit="step", disable=not progress)
    for step in bar:
        stretches = draw_stretches(token_ids, batch_size, context_len + 1, generator)
        inputs, targets = next_token_pairs(stretches.to(device))  # (batch_size, context_len), twice
        loss = language_model_loss(model(inputs), targets)

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()

        if step in kept_after:
            history.snapshots[step] = {name: value.cpu().clone() for name, value in model.state_dict().items()}
        if step % eval_every == 0 or step == n_steps:
            held_out = math.nan if held_out_ids is None else evaluate(model, held_out_ids, context_len)
            history.step.append(step)
            history.train_loss.append(loss.item())
            history.held_out_loss.append(held_out)
            losses = {"train": loss.item(), "held_out": held_out}
            bar.set_postfix({name: f"{value:.3f}" for name, value in losses.items() if not math.isnan(value)})
    return history


def best_device() -> torch.device:
    """The GPU of this machine where there is one (CUDA, or Apple's MPS), else the CPU."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def draw_stretches(token_ids: Tensor, n_stretches: int, length: int, generator: torch.Generator) -> Tensor:
    """Stretches of the text from random places: (n_tokens,) -> (n_stretches, length)"""
    starts = torch.randint(len(token_ids) - length + 1, (n_stretches, 1), generator=generator)
    return token_ids[starts + torch.arange(length)]


@torch.no_grad()
def evaluate(model: nn.Module, token_ids: Tensor, context_len: int = 32, max_tokens: int = 20_000) -> float:
    """Mean loss, in nats per character, on the beginning of a text: `max_tokens` tokens at the most.

    The text is cut into stretches of `context_len + 1` tokens, so the first token of each stretch is
    guessed with little context and the last with the most.
    """
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    total, count = 0.0, 0
    for batch in batches_of_stretches(token_ids[:max_tokens], context_len + 1):
        inputs, targets = next_token_pairs(batch.to(device))
        total += language_model_loss(model(inputs), targets).item() * targets.numel()
        count += targets.numel()
    model.train(was_training)
    return total / count


def batches_of_stretches(token_ids: Tensor, length: int, batch_size: int = 256) -> Iterator[Tensor]:
    """A text cut into stretches, in order: batches (batch_size or fewer, length).

    Neighbours share one token, so that every token but the first is the target of something.
    Raises `ValueError` where the text is shorter than one stretch.
    """
    if len(token_ids) < length:
        raise ValueError(f"the text has {len(token_ids)} tokens: too few for a stretch of {length}")
    return iter(token_ids.unfold(0, length, length - 1).split(batch_size))


def bigram_floor(train_ids: Tensor, held_out_ids: Tensor, n_vocab: int = 256, smoothing: float = 0.1) -> float:
    """The loss, in nats per character, that no model beats which sees only the current character.

    This is the conditional entropy H(next | present) of the corpus (Shannon, 1951), measured as it
    would be met in practice: pairs of neighbours are counted in `train_ids`, the counts, with
    `smoothing` added to each, become probabilities, and these are scored on `held_out_ids`: one
    text (L,), or many (..., L).
    """
    pairs = train_ids[:-1] * n_vocab + train_ids[1:]  # each pair of neighbours as one number
    counts = torch.bincount(pairs, minlength=n_vocab * n_vocab).reshape(n_vocab, n_vocab) + smoothing
    log_probabilities = (counts / counts.sum(dim=1, keepdim=True)).log()  # row: present, column: next
    return -log_probabilities[held_out_ids[..., :-1], held_out_ids[..., 1:]].mean().item()
