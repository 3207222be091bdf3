"""Gives logits for the last token alone

In training every position is an exercise; here all but one are thrown away.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's inference shortcut (x[:, [-1], :])"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(x[..., [-1], :])
