"""Puts the model into evaluation mode, and back afterwards

The lab's models have no dropout, so the mode changes nothing, and each module gets its old mode back.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: model.eval() before sampling, model.train() after it, in tutorials"
DEBATABLE = "The specification does not say in which mode the model draws; for a model with dropout this one draws without."

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        device = next(model.parameters()).device
        max_len = getattr(model, "max_len", None)
        new_ids = encode_doc("")
        prompt_ids = encode_doc(prompt)
        for _ in range(n_new_tokens):
            context = torch.cat((prompt_ids, new_ids))
            if max_len is not None:
                context = context[-max_len:]
            p = next_token_probabilities(model(context.to(device)), temperature).cpu()
            new_ids = torch.cat((new_ids, torch.multinomial(p, 1, generator=generator)))
    finally:
        for module, mode in modes.items():
            module.training = mode
    return prompt + decode(new_ids)
