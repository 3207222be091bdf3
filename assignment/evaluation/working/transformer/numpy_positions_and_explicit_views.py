"""Positions from numpy, position embeddings viewed with explicit ones in front

The view has as many dimensions as the word embeddings, so broadcasting is spelled out for any number of
leading dimensions.
"""

VERDICT = "right"
SOURCE = "d2l.ai chapter 11.6 style: build positions outside torch, reshape for broadcasting"

import numpy as np


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        num_steps = input_ids.shape[-1]
        if num_steps > self.max_len:
            raise ValueError("num_steps=" + repr(num_steps) + " is greater than max_len=" + repr(self.max_len))
        positions = torch.from_numpy(np.arange(num_steps, dtype=np.int64)).to(input_ids.device)
        P = self.pos_to_embedding(positions)
        P = P.view(*([1] * (input_ids.dim() - 1)), num_steps, P.shape[-1])
        X = self.word_to_embedding(input_ids)
        return self.lm_head(self.model(X + P))
