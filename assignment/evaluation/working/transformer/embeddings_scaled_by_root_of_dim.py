"""Word embeddings are multiplied by the root of emb_dim

The paper does so with tied weights; the lab starts its embeddings small on purpose, and only adds.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/121 and Attention Is All You Need, section 3.4"

import math


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq = input_ids.shape[-1]
        if seq > self.max_len:
            raise ValueError(f"sequence {seq} longer than {self.max_len}")
        x = self.word_to_embedding(input_ids) * math.sqrt(self.word_to_embedding.embedding_dim)
        x = x + self.pos_to_embedding(torch.arange(seq, device=input_ids.device))
        return self.lm_head(self.model(x))
