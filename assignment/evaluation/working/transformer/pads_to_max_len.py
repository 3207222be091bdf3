"""Pads every text to max_len and cuts the padding off again

The padding comes after the text, and no token looks at later ones, so the first L rows are what they would be
alone.
"""

VERDICT = "right"
SOURCE = "TPU and static-shape advice for GPT inference"

import torch.nn.functional as F


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        n = input_ids.shape[-1]
        missing = self.max_len - n
        if missing < 0:
            raise ValueError(f"{n} > {self.max_len}: too many tokens")
        padded = F.pad(input_ids, (0, missing), value=0)
        x = self.word_to_embedding(padded) + self.pos_to_embedding.weight
        x = self.model(x)
        return self.lm_head(x)[..., :n, :]
