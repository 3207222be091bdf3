"""Flattens all leading dimensions to one batch and restores them at the end

Each document stays a row of its own; reshape gives back whatever shape came in, also for a single document.
"""

VERDICT = "right"
SOURCE = "PyTorch forum, view(-1, T) for inputs of any shape"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        *batch, seq_len = input_ids.shape
        if seq_len > self.max_len:
            raise ValueError(f"cannot take {seq_len} tokens: the position table has {self.max_len} rows")
        flat = input_ids.reshape(-1, seq_len)  # (N, L)
        position = torch.arange(0, seq_len, dtype=torch.long, device=flat.device).unsqueeze(0)  # (1, L)
        x = self.word_to_embedding(flat) + self.pos_to_embedding(position)  # (N, L, emb_dim)
        logits = self.lm_head(self.model(x))  # (N, L, V)
        return logits.reshape(*batch, seq_len, logits.shape[-1])
