"""The forward passes spelt out with torch.nn.functional

The MLP calls F.linear with the parameters of its layers, the language model F.embedding and F.linear with the
one shared matrix.
"""

VERDICT = "right"
SOURCE = "nanoGPT and PyTorch tutorials in the style of torch.nn.functional"

import torch.nn.functional as F


class MLP(nn.Module):
    def forward(self, x):
        first, last = self.model[0], self.model[-1]
        hidden = F.linear(x, first.weight, first.bias)
        hidden = F.relu(hidden)
        return F.linear(hidden, last.weight, last.bias)


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        matrix = self.word_to_embedding.weight
        return F.linear(self.model(F.embedding(input_ids, matrix)), matrix)
