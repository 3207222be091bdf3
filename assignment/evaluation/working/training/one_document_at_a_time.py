"""The language model takes the documents of a batch one at a time

Each document goes through the same layer; stacking restores the batch. Slow, and right.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: batch-shy beginners"
MODULE = "transformer"

class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"got {length} tokens, but max_len is {self.max_len}")
        if input_ids.dim() > 1:
            return torch.stack([self(document) for document in input_ids])
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding.weight[:length]
        return self.model(x) @ self.lm_head.weight.T
