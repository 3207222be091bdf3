"""Makes a batch of one out of a document and does not take it back

Logits of a document are (1, L, n_vocab) instead of (L, n_vocab), and more than one leading dimension fails.
"""

VERDICT = "wrong"
SOURCE = "minGPT: b, t = idx.size() (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if input_ids.dim() == 1:
            input_ids = input_ids.unsqueeze(0)
        n_docs, length = input_ids.shape
        if length > self.max_len:
            raise ValueError(f"length {length} is more than max_len {self.max_len}")
        positions = torch.arange(length, device=input_ids.device).expand(n_docs, length)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
