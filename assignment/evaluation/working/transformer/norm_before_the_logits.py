"""The stream passes norm_2 once more before the logits

GPT-2 has a last layer norm, which this model lacks; an existing one is used in its place.
"""

VERDICT = "wrong"
SOURCE = "https://yugajmera.github.io/posts/06-gpt2/post (ln_f)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        positions = torch.arange(0, length, dtype=torch.long, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        x = self.model(x)
        x = self.model.norm_2(x)
        return self.lm_head(x)
