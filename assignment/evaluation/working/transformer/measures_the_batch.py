"""Checks len(input_ids), which is the batch size for a batch

A batch of many short texts is refused, and a few texts that are too long fail with an IndexError.
"""

VERDICT = "wrong"
SOURCE = "len(tensor) taken for the number of tokens (PyTorch forum)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if len(input_ids) > self.max_len:
            raise ValueError(f"{len(input_ids)} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
