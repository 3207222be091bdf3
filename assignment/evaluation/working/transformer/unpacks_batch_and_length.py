"""Expects ids of shape (B, T), and returns flattened logits

A single document cannot be unpacked, and (B * T, V) is the shape that a loss wants, not what the model has to
return.
"""

VERDICT = "wrong"
SOURCE = "let's build GPT: B, T = idx.shape"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        B, T = input_ids.shape
        tok_emb = self.word_to_embedding(input_ids)
        pos_emb = self.pos_to_embedding(torch.arange(T, device=input_ids.device))
        logits = self.lm_head(self.model(tok_emb + pos_emb))
        B, T, C = logits.shape
        return logits.view(B * T, C)
