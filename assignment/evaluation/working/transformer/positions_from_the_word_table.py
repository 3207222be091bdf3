"""Looks positions up in the word table

A slip of names: the numbers 0 to L-1 are taken as token ids, and the position table is never used.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/pull/665 (inverted token and position embedding layers)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens, limit {self.max_len}")
        token_embeddings = self.word_to_embedding(input_ids)
        position_embeddings = self.word_to_embedding(torch.arange(n, device=input_ids.device))
        x = self.model(token_embeddings + position_embeddings)
        return self.lm_head(x)
