"""Detaches the position embeddings

The logits are right, but the position embeddings stay as they were drawn.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: sinusoidal positions are not learned, so detach"

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than max_len = {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions).detach()
        return self.lm_head(self.model(x))
