"""In evaluation only the logits of the last position are returned

A saving of nanoGPT for writing texts. The shape is (..., 1, n_vocab), so losses and traces in evaluation mode
fail.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/42"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        positions = torch.arange(length, device=input_ids.device)
        x = self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(positions))
        if self.training:
            return self.lm_head(x)
        return self.lm_head(x[..., -1:, :])
