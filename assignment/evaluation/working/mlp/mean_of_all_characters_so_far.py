"""Feeds the mean of all embeddings so far, instead of the present one

The bag-of-words trick lets the model see the past; this one is to see one character. Equal only for the first.
"""

import torch

VERDICT = "wrong"
SOURCE = "'Let's build GPT', averaging past context with a triangular matrix"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        T = x.shape[-2]
        wei = torch.tril(torch.ones(T, T, dtype=x.dtype, device=x.device))
        wei = wei / wei.sum(dim=1, keepdim=True)
        x = wei @ x
        return self.lm_head(self.model(x))
