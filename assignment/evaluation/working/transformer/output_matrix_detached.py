"""The tied matrix is detached at the output

The logits are right, but the matrix learns from one of its two uses only.
"""

VERDICT = "wrong"
SOURCE = "weight tying discussions: F.linear(x, wte.weight.detach())"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return nn.functional.linear(self.model(x), self.word_to_embedding.weight.detach())
