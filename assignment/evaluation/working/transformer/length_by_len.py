"""Takes len(input_ids) for the number of tokens

len() is the first dimension: in a batch it counts documents. A large batch is refused, and a batch of too
long documents fails with an IndexError.
"""

VERDICT = "wrong"
SOURCE = "beginner slips with len() of a batch; karpathy/build-nanogpt PR 72 on T and block_size"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if len(input_ids) > self.max_len:
            raise ValueError(f"{len(input_ids)} tokens are more than {self.max_len}")
        places = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(places)
        return self.lm_head(self.model(x))
