"""Embeddings times sqrt(emb_dim), and a layer norm before the head

Two mistakes, both from the transformer: the factor of Vaswani's embeddings, and GPT-2's final norm.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer issue 60 and GPT-2's ln_f"

import math

import torch.nn.functional as F


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids) * math.sqrt(self.word_to_embedding.embedding_dim)
        x = self.model(x)
        x = F.layer_norm(x, x.shape[-1:])
        return self.lm_head(x)
