"""Computes the layer again in the backward pass, with einops for the positions."""

from einops import repeat
from torch.utils.checkpoint import checkpoint


class TransformerLM:
    def forward(self, input_ids):
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens are more than {self.max_len}")
        texts = input_ids.reshape(-1, length)
        positions = repeat(torch.arange(length, device=texts.device), "l -> b l", b=len(texts))
        x = self.word_to_embedding(texts) + self.pos_to_embedding(positions)
        x = checkpoint(self.model, x, use_reentrant=False)
        return self.lm_head(x).reshape(*input_ids.shape, -1)
