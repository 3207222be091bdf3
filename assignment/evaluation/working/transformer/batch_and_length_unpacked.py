"""Unpacks the shape into batch and length

Batches of documents work; a single document, or one more leading dimension, is an error.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT: b, t = idx.size()"

class TransformerLM(nn.Module):
    def forward(self, idx):
        B, T = idx.shape
        if T > self.max_len:
            raise ValueError(f"Cannot forward sequence of length {T}, block size is only {self.max_len}")
        tok_emb = self.word_to_embedding(idx)  # (B, T, C)
        pos_emb = self.pos_to_embedding(torch.arange(T, device=idx.device))  # (T, C)
        x = self.model(tok_emb + pos_emb)
        return self.lm_head(x)
