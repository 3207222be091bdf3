"""Refuses a text of exactly max_len tokens, and names one number only

There are max_len positions, so max_len tokens fit. The message lacks the length of the text as well.
"""

VERDICT = "wrong"
SOURCE = "off-by-one in length checks"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        n = input_ids.shape[-1]
        if n >= self.max_len:
            raise ValueError(f"give fewer than {self.max_len} tokens")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        return self.lm_head(self.model(x))
