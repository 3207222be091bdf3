"""arange without the device of the ids

On the CPU all is well; on a GPU the lookup fails, since the positions are elsewhere.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: Expected all tensors to be on the same device (arange without device)"
DEBATABLE = "Only a GPU, or a check of the devices that operations mix, can show it; the task text asks for the device of input_ids."

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        positions = torch.arange(L, device="cpu")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
