"""A helper adds the residual around whatever sublayer it is given

Norm, sublayer and addition are written once and used twice, with the right norm each time.
"""

VERDICT = "right"
SOURCE = "Annotated Transformer, SublayerConnection"


def pre_normed(stream, norm, sublayer):
    """What the sublayer makes of the normed stream, added to the stream as it was."""
    change = sublayer(norm(stream))
    if change.shape != stream.shape:
        raise RuntimeError(f"a residual needs equal shapes, not {tuple(stream.shape)} and {tuple(change.shape)}")
    return stream + change


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = pre_normed(x, self.norm_1, self.self_attention)
        return pre_normed(x, self.norm_2, self.mlp)
