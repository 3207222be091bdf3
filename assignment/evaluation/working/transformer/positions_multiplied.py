"""Multiplies word and position embeddings

What and where are added in this lab, not multiplied.
"""

VERDICT = "wrong"
SOURCE = "question on forums: why add and not multiply position embeddings"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens, limit {self.max_len}")
        what = self.word_to_embedding(input_ids)
        where = self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        return self.lm_head(self.model(what * where))
