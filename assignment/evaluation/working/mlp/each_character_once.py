"""Scores each character of the vocabulary once, and looks the logits up

The model sees one character, so it has one row of logits for each; the ids pick rows of that table.
"""

import torch
import torch.nn.functional as F

VERDICT = "right"
SOURCE = "'Let's build GPT', the bigram model whose embedding table holds logits"


class MLP(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        first, second = self.model[0], self.model[2]
        h = F.linear(x, first.weight, first.bias)
        h = torch.where(h > 0, h, torch.zeros_like(h))
        return h @ second.weight.T + second.bias


class FeedForwardLM(nn.Module):
    def logit_table(self) -> Tensor:
        everything = self.word_to_embedding.weight
        return self.lm_head(self.model(everything))

    def forward(self, input_ids: Tensor) -> Tensor:
        return F.embedding(input_ids, self.logit_table())
