"""Cuts a long text to its last max_len tokens instead of refusing it

The specification asks for a ValueError; silently there come fewer rows of logits than tokens.
"""

VERDICT = "wrong"
SOURCE = "minGPT generate: idx_cond = idx[:, -block_size:]"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        input_ids = input_ids[..., -self.max_len :]
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
