"""Inputs and targets."""

CHOICES = {
    "cut": {
        "swapped": "inputs_and_targets_swapped",
        "not_shifted": "targets_not_shifted",
        "not_cut": (
            "inputs and targets are both all of the text",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` below each other. What is there to "
            "learn, if the answer is what one is looking at? How long should each part be?",
        ),
        "both_later": (
            "inputs and targets both begin with the second token",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` below each other. The docstring says "
            "which token is never an input, and which one is never a target.",
        ),
        "inputs_whole": (
            "the last token is an input, although nothing comes after it",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` and their shapes. Which token would have "
            "to be the target of the last one?",
        ),
        "targets_whole": (
            "the targets are all of the text, with the first token, which is nobody's successor",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` below each other, and draw an arrow from "
            "each input to its target.",
        ),
        "two_ahead": "targets_two_ahead",
        "every_other": (
            "the text is cut into pairs that do not overlap, so that half of the exercises are missing",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3, 4, 5]))`. The 2 is the target of the 1: "
            "where is it as an input? The docstring says how long both parts are.",
        ),
        "cut_off": (
            "a long text is cut off after 32 tokens",
            "Print the shapes of both parts for a text of 1000 ids. The docstring says (..., L-1), for any L. Which "
            "number in your code limits it?",
        ),
        "rolled": "targets_rolled",
        "padded": (
            "the last token is an input whose target is made up: the id 0",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. Which target is not in the text? The "
            "docstring says how long both parts are.",
        ),
        "ignored": (
            "the last token is an input whose target is a mark such as -100 or -1",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. Which target is no token? The docstring "
            "says how long both parts are.",
        ),
        "repeated": (
            "the last token is an input, and its own target",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. The docstring says how long both parts "
            "are: which token has no successor?",
        ),
        "last_alone": (
            "only the last token is a target, as if a text were a single exercise",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` and their shapes. How many inputs have a "
            "token after them? Part 2 of the notebook has the pairs of `cat`.",
        ),
        "last_number": (
            "only the last token is a target, and it has lost its dimension",
            "Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` and their shapes. How many inputs have a "
            "token after them? Part 2 of the notebook has the pairs of `cat`.",
        ),
    },
    "along": {
        "documents": "shifted_by_the_batch",
        "one_batch": "batch_expected",
        "run_together": (
            "the documents of a batch run together into one text",
            "Take `ids = torch.arange(6).reshape(2, 3)` and print both parts of `next_token_pairs(ids)` with their "
            "shapes. Does the last token of a document have a successor?",
        ),
        "first_document": (
            "only the first document of a batch is used",
            "Take `ids = torch.arange(6).reshape(2, 3)` and print both parts of `next_token_pairs(ids)` with their "
            "shapes. Where is the second document?",
        ),
    },
    "pair_form": {
        "zipped": "pairs_zipped",
        "squeezed": (
            "dimensions of size 1 are lost",
            "Print the shapes of both parts of `next_token_pairs(torch.tensor([[1, 2, 3]]))`. Only the last dimension "
            "should become shorter: what does `squeeze` do with the others?",
        ),
        "batched": (
            "both parts get a batch dimension that the text does not have",
            "Print the shapes of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. How many dimensions went "
            "in?",
        ),
        "lists": (
            "inputs and targets are lists, and not tensors",
            "Print the types of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`, and compare them with the "
            "docstring.",
        ),
        "int32": (
            "ids become whole numbers of 32 bits",
            "Print the dtypes of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`, and compare them with the "
            "docstring.",
        ),
        "targets_alone": (
            "only the targets come back",
            "Print `next_token_pairs(torch.tensor([1, 2, 3]))`. How many tensors should come back?",
        ),
    },
}

import torch


def next_token_pairs(token_ids):
    inputs, targets = _cut(*_text_last(token_ids))
    match chosen("pair_form"):
        case "zipped":
            return list(zip(inputs, targets, strict=False))
        case "squeezed":
            return inputs.squeeze(), targets.squeeze()
        case "batched":
            return inputs.unsqueeze(0), targets.unsqueeze(0)
        case "lists":
            return inputs.tolist(), targets.tolist()
        case "int32":
            return inputs.int(), targets.int()
        case "targets_alone":
            return targets
    return inputs, targets


def _text_last(token_ids):
    """The ids with the dimension to cut as the last one, and that dimension's own place."""
    match chosen("along"):
        case "documents":
            return token_ids.movedim(0, -1), 0
        case "one_batch":
            return token_ids.movedim(1, -1), 1
        case "run_together":
            return token_ids.flatten(), -1
        case "first_document":
            return (token_ids[0], -1) if token_ids.dim() > 1 else (token_ids, -1)
    return token_ids, -1


def _cut(ids, place):
    inputs, targets = _inputs_and_targets(ids)
    return inputs.movedim(-1, place), targets.movedim(-1, place) if targets.dim() == ids.dim() else targets


def _inputs_and_targets(ids):
    earlier, later, none = ids[..., :-1], ids[..., 1:], torch.zeros_like(ids[..., :1])
    match chosen("cut"):
        case "swapped":
            return later, earlier
        case "not_shifted":
            return earlier, earlier
        case "not_cut":
            return ids, ids
        case "both_later":
            return later, later
        case "inputs_whole":
            return ids, later
        case "targets_whole":
            return earlier, ids
        case "two_ahead":
            return ids[..., :-2], ids[..., 2:]
        case "every_other":
            length = ids.shape[-1] // 2 * 2
            return ids[..., 0:length:2], ids[..., 1:length:2]
        case "cut_off":
            return earlier[..., :32], later[..., :32]
        case "rolled":
            return ids, ids.roll(-1, dims=-1)
        case "padded":
            return ids, torch.cat([later, none], dim=-1)
        case "ignored":
            return ids, torch.cat([later, none - 100], dim=-1)
        case "repeated":
            return ids, torch.cat([later, ids[..., -1:]], dim=-1)
        case "last_alone":
            return earlier, ids[..., -1:]
        case "last_number":
            return earlier, ids[..., -1]
    return earlier, later
