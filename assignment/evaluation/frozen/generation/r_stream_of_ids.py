"""a Python generator yields ids, and islice takes as many as are wanted

The context is a deque that forgets what is too old by itself.
"""

VERDICT = "right"
SOURCE = "from memory"

from collections import deque
from itertools import islice


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    scaled = logits[..., -1, :].div(temperature)
    return torch.exp(scaled - scaled.logsumexp(dim=-1, keepdim=True))


def stream(model, ids, temperature, generator):
    seen = deque(ids, maxlen=getattr(model, "max_len", None))
    where = next(model.parameters()).device
    while True:
        logits = model(torch.tensor(list(seen), dtype=torch.int64, device=where))
        chances = next_token_probabilities(logits, temperature).cpu()
        seen.append(torch.multinomial(chances, 1, generator=generator).item())
        yield seen[-1]


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    new_ids = islice(stream(model, encode_doc(prompt).tolist(), temperature, generator), n_new_tokens)
    return prompt + decode(list(new_ids))
