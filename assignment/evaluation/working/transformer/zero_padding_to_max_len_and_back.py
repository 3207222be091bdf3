"""Pads each document on the right to max_len, and cuts the padding off again

Attention is causal, so tokens that come later, padding included, change nothing for those before.
"""

VERDICT = "right"
SOURCE = "TPU style code with static shapes"

import torch.nn.functional as F


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        length = input_ids.shape[-1]
        missing = self.max_len - length
        if missing < 0:
            raise ValueError(f"cannot fit {length} tokens into {self.max_len}")
        padded = F.pad(input_ids, (0, missing), value=0)  # (..., max_len)
        x = self.word_to_embedding(padded) + self.pos_to_embedding.weight
        x = self.model(x)[..., :length, :]
        return self.lm_head(x)
