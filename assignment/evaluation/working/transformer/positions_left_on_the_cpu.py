"""Makes the positions on the CPU wherever the ids are

On a GPU the position lookup meets ids of another device and raises; on the CPU nothing shows.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: expected all tensors to be on the same device"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(sequence_len, device="cpu")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
