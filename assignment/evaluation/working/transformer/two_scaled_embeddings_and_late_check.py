"""Embeddings scaled by the root of emb_dim, and the longest text refused

Two mistakes: the factor does not belong here, and max_len tokens are allowed.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer Embeddings class; checks written as >= in forks"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        *_, L = input_ids.shape
        if not L < self.max_len:
            raise ValueError(f"need fewer than {self.max_len} tokens, got {L}")
        scale = self.pos_to_embedding.weight.shape[1] ** 0.5
        x = scale * self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return self.lm_head(self.model(x))
