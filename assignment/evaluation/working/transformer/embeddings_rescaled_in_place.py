"""Rescales the embedding rows in place in training mode

In eval mode all is right; in training mode each call overwrites what the optimizer has done to the lengths.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: unit-norm embeddings (nGPT) done in forward"

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than max_len = {self.max_len}")
        if self.training:
            rows = self.word_to_embedding.weight
            rows.data.div_(rows.data.norm(dim=-1, keepdim=True))
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding(torch.arange(sequence_len, device=input_ids.device))
        return self.lm_head(self.model(x))
