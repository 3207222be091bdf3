"""Looks the positions up without gradients

The logits are right, but the learned position embeddings never learn.
"""

VERDICT = "wrong"
SOURCE = "sinusoidal habit: pe[:, :seq_len].detach() in tutorials"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        with torch.no_grad():
            position_part = self.pos_to_embedding(torch.arange(sequence_len, device=input_ids.device))
        x = self.word_to_embedding(input_ids) + position_part
        return self.lm_head(self.model(x))
