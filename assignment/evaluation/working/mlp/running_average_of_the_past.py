"""Each position sees the average of all embeddings so far

A cumulative mean looks at earlier characters; this model sees one.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's Let's build GPT: bag of words by averaging the past"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids)
        count = torch.arange(1, x.shape[-2] + 1, device=x.device, dtype=x.dtype).unsqueeze(-1)
        x = x.cumsum(dim=-2) / count
        return self.lm_head(self.model(x))
