"""Writing text with a model: guess, draw, append, again."""

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    """The probability of each token to come next: (..., L, V) -> (..., V), from the last position.

    softmax(logits / temperature): below 1 the likely tokens become likelier, above 1 all become more
    alike. `temperature` is greater than 0. The probabilities have the dtype of the logits, and are finite
    also where a large logit is divided by a small temperature.
    """
    last = logits[..., -1, :]  # (..., V)
    return torch.softmax(last / temperature, dim=-1)  # (..., V)


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    """The prompt, and `n_new_tokens` characters after it, each drawn from the model's probabilities.

    The text begins with the prompt as it is. Characters of the prompt that the vocabulary lacks stay in
    the text, but the model does not see them. At least one character of the prompt has a token.
    A model that has a `max_len` sees only the last `max_len` tokens, any other model sees all tokens.
    Each character is drawn from all probabilities: every token can come, and none ends the text. Every
    random number comes from `generator`, so that the same seed gives the same text. Without a generator,
    each call draws another text.
    """
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)  # (L,), on the CPU, where the generator is
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        logits = model(context.to(device))  # (L, V)
        probabilities = next_token_probabilities(logits, temperature).cpu()  # (V,)
        next_id = torch.multinomial(probabilities, num_samples=1, generator=generator)  # (1,)
        token_ids = torch.cat([token_ids, next_id])  # one token longer
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
