"""float64 inside the softmax, and a deque that forgets by itself

The deque keeps the last max_len ids, or all without one; the probabilities go back to the type of the logits.
"""

from collections import deque

VERDICT = "right"
SOURCE = "https://github.com/vllm-project/vllm/issues/22180; makemore's context = context[1:] + [ix]"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    *_, length, n_vocab = logits.shape
    last = logits.narrow(-2, length - 1, 1).squeeze(-2)
    p = torch.softmax(last.to(torch.float64).div(float(temperature)), dim=-1)
    return p.to(logits.dtype)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    weight = next(iter(model.parameters()))
    context = deque(encode_doc(prompt).tolist(), maxlen=getattr(model, "max_len", None))
    out = []
    for _ in range(n_new_tokens):
        seen = torch.tensor(list(context), dtype=torch.int64, device=weight.device)
        p = next_token_probabilities(model(seen), temperature).to("cpu")
        token = torch.multinomial(p, 1, replacement=True, generator=generator).item()
        context.append(token)
        out.append(chr(token))
    return prompt + "".join(out)
