"""The stream is scaled down before the tied matrix

T5 does this where embedding and output are tied; here it makes all logits too small, by the root of emb_dim.
"""

VERDICT = "wrong"
SOURCE = "huggingface transformers modeling_t5.py: sequence_output * (self.model_dim ** -0.5) (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        positions = torch.arange(length, device=input_ids.device)
        x = self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(positions))
        if self.lm_head.weight is self.word_to_embedding.weight:
            x = x * x.shape[-1] ** -0.5
        return self.lm_head(x)
