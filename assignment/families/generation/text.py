"""The text that is written."""

CHOICES = {
    "draw": {
        "likeliest": "always_the_likeliest",
        "without_generator": "generator_ignored",
        "by_python": (
            "the characters are drawn by Python's `random`, and not with `generator`",
            "Call `generate` twice with `generator=torch.Generator().manual_seed(0)` each time. Are the texts the "
            "same? Which of your lines draws, and where does it get its random numbers?",
        ),
        "own_seed_42": (
            "the seed is always the same one, whatever `generator` is",
            "Call `generate` with two generators of different seeds: are the texts different? Who should choose the "
            "seed, your function or whoever calls it?",
        ),
        "own_seed": "generator_of_its_own",
        "own_seed_if_none": (
            "without a generator, each call writes the same text",
            "Call `generate` twice without a generator: are the texts the same? What should happen when nobody asks "
            "for a seed?",
        ),
        "own_seed_if_none_42": (
            "without a generator, each call writes the same text",
            "Call `generate` twice without a generator: are the texts the same? What should happen when nobody asks "
            "for a seed?",
        ),
        "seeded_again": (
            "the generator is set back to its seed before each character, so that each draw uses the same random "
            "number",
            "Generate 30 characters from a model for which all characters are equally likely. How many different ones "
            "come? How often is the seed set in your code?",
        ),
        "top_ten": "only_the_ten_likeliest",
        "nucleus": "unlikely_left_out",
        "rank": (
            "the place in the sorted probabilities is taken for the token's id",
            "Print what your draw returns when the probabilities are 0.1 and 0.9. What does `torch.sort` or "
            "`torch.topk` return besides the sorted numbers?",
        ),
    },
    "warmth": {
        "one": "temperature_not_passed_on",
        "twice": "temperature_twice",
        "after": (
            "the softmax is taken of probabilities",
            "Print what goes into each softmax of yours. `next_token_probabilities` has taken one: which tokens "
            "become too likely when a second one follows?",
        ),
    },
    "context": {
        "not_cropped": "not_cropped",
        "right": "cropped_on_the_right",
        "last_token": "last_token_alone",
        "max_len_expected": (
            "every model is expected to have a `max_len`",
            "Generate with a model that has no `max_len`, such as the MLP, and read the last line of the message. "
            "What does `getattr` with three arguments do?",
        ),
        "one_fewer": (
            "the model sees one token fewer than `max_len` allows",
            "Print the length of what goes into the model when the text is long, with a `max_len` of 4. How long "
            "should it be?",
        ),
        "half": (
            "a full context is cut down to half of it, and grows again",
            "Print the length of what goes into the model in each round, with a `max_len` of 4. How long should it be "
            "as soon as the text has four tokens?",
        ),
        "padded": (
            "the context is filled up with zeros to `max_len` tokens",
            "Print what goes into the model for a short prompt. Which of these tokens are not in the text?",
        ),
        "prompt_alone": (
            "the characters that were written never reach the model: all are drawn from the same probabilities",
            "Print what goes into the model in each round: does the character just drawn come into it?",
        ),
        "always_32": "always_32",
        "always_32_of_all": (
            "the context is cut to 32 tokens, whatever the model's `max_len` is",
            "Print the length of what goes into `model` for a prompt of 60 characters, with a `max_len` of 4, of 50 and "
            "without one. Where does the number 32 come from, and which model has that limit?",
        ),
        "newest_alone": (
            "after the first new character, the model is given the newest one alone, and not the text so far",
            'Print what goes into the model in each round, for the prompt "ab" and 3 new characters. How long is it in '
            "the second round? This model remembers nothing from one call to the next.",
        ),
    },
    "rounds": {
        "one_more": "one_too_many",
        "one_fewer": (
            "one character too few is written",
            'Print `len(generate(model, "ab", 3))`. How many rounds does your loop make?',
        ),
        "to_length": (
            "`n_new_tokens` is taken for the length of all of the text, the prompt included",
            'Print `len(generate(model, "ab", 3))`. How many characters should be new?',
        ),
        "to_line_break": "stops_at_a_line_break",
        "to_zero": "stops_at_zero",
        "to_full_context": (
            "the text ends when it has `max_len` tokens",
            "Generate more characters than the model's `max_len`, and print the length of the text. How can a text go "
            "on when the model sees only a part of it?",
        ),
        "one_alone": (
            "only one character is written",
            'Print `len(generate(model, "ab", 3))`. How often does your loop run before the function returns?',
        ),
    },
    "text_returned": {
        "new_alone": "prompt_dropped",
        "of_tokens": "unknown_characters_lost",
        "by_characters": (
            "new tokens are counted from the length of the prompt, although some of its characters have no token",
            'Print `generate(model, "→b", 3)` and count its characters. How many tokens does this prompt have, and '
            "how many characters?",
        ),
        "cropped": "text_cropped_as_well",
        "prompt_twice": (
            "the prompt stands in the text twice",
            'Print `generate(model, "ab", 0)`. Which of the things that you put together contain the prompt?',
        ),
        "stripped": (
            "blanks at both ends of the text are lost",
            'Print `repr(generate(model, " b", 0))`. The docstring says that the text begins with the prompt as it is.',
        ),
        "prompt_stripped": "prompt_stripped",
        "ids": (
            "token ids come back, and not a text",
            'Print `type(generate(model, "ab", 3))` and compare it with the first line of the function. What turns '
            "ids into a text?",
        ),
    },
    "unknown_in_prompt": {
        "question_mark": (
            "the model is given something for characters of the prompt that have no token",
            'Print what goes into the model for the prompt "→b☃". How many tokens should it see?',
        ),
        "empty_refused": (
            "characters that the vocabulary lacks end with an exception",
            'Call `generate(model, "→b", 3)` and read the last line of the message. Which function turns a prompt '
            "into tokens, and what does it do with an arrow?",
        ),
    },
}

import random


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    match chosen("draw"):
        case "own_seed":
            generator = torch.Generator().manual_seed(0)
        case "own_seed_42":
            generator = torch.Generator().manual_seed(42)
        case "own_seed_if_none":
            generator = generator or torch.Generator().manual_seed(0)
        case "own_seed_if_none_42":
            generator = generator or torch.Generator().manual_seed(42)
    if chosen("text_returned") == "prompt_stripped":
        prompt = prompt.strip()
    ids = _prompt_ids(prompt)
    new = []
    while _continues(ids, new, n_new_tokens, model):
        probabilities = _guess(model, ids, new, temperature)
        new.append(_drawn(probabilities, generator))
        if _ends(new):
            break
    return _returned(prompt, ids, new, model)


def _prompt_ids(prompt):
    match chosen("unknown_in_prompt"):
        case "question_mark":
            return [ord(character) if ord(character) < 256 else ord("?") for character in prompt]
        case "empty_refused":
            return list(prompt.encode("latin-1"))
    return encode_doc(prompt).tolist()


def _continues(ids, new, n_new_tokens, model):
    match chosen("rounds"):
        case "one_more":
            return len(new) < n_new_tokens + 1
        case "one_fewer":
            return len(new) < n_new_tokens - 1
        case "to_length":
            return len(ids) + len(new) < n_new_tokens
        case "one_alone":
            return len(new) < min(n_new_tokens, 1)
        case "to_full_context" if len(ids) + len(new) >= getattr(model, "max_len", float("inf")):
            return False
    return len(new) < n_new_tokens


def _ends(new):
    match chosen("rounds"):
        case "to_line_break":
            return new[-1] == ord("\n")
        case "to_zero":
            return new[-1] == 0
    return False


def _guess(model, ids, new, temperature):
    """The probabilities of the next token."""
    device = next(model.parameters()).device
    context = torch.tensor(_context(model, ids, new), dtype=torch.int64, device=device)
    logits = model(context)
    match chosen("warmth"):
        case "one":
            temperature = 1.0
        case "twice":
            logits = logits / temperature
    probabilities = next_token_probabilities(logits, temperature).cpu()
    return probabilities.softmax(-1) if chosen("warmth") == "after" else probabilities


def _context(model, ids, new):
    max_len = getattr(model, "max_len", None)
    everything = ids + new
    match chosen("context"):
        case "not_cropped":
            return everything
        case "last_token":
            return everything[-1:]
        case "max_len_expected":
            return everything[-model.max_len :]
        case "prompt_alone":
            everything = ids
        case "newest_alone" if new:
            return new[-1:]
        case "always_32_of_all":
            return everything[-32:]
        case "always_32":
            return everything[-(max_len or 32) :]
    return everything if max_len is None else _cropped(everything, len(ids), max_len)


def _cropped(everything, n_prompt, max_len):
    length = len(everything)
    match chosen("context"):
        case "right":
            return everything[:max_len]
        case "one_fewer":
            return everything[-max(max_len - 1, 1) :]
        case "half":
            kept = max(1, max_len // 2)
            window = n_prompt
            for _ in range(length - n_prompt):
                window = (kept if window > max_len else window) + 1
            return everything[-(kept if window > max_len else window) :]
        case "padded":
            return ([0] * max_len + everything)[-max_len:]
    return everything[-max_len:]


def _drawn(probabilities, generator):
    match chosen("draw"):
        case "likeliest":
            return int(probabilities.argmax())
        case "without_generator":
            return int(torch.multinomial(probabilities, 1))
        case "by_python":
            return random.choices(range(len(probabilities)), weights=probabilities.tolist())[0]
        case "seeded_again" if generator is not None:
            generator.manual_seed(generator.initial_seed())
        case "top_ten":
            kept, ids = probabilities.topk(min(10, len(probabilities)))
            return int(ids[torch.multinomial(kept, 1, generator=generator)])
        case "nucleus":
            ordered, ids = probabilities.sort(descending=True)
            ordered = torch.where(ordered.cumsum(0) - ordered > 0.9, 0, ordered)
            return int(ids[torch.multinomial(ordered, 1, generator=generator)])
        case "rank":
            probabilities = probabilities.sort(descending=True).values
    return int(torch.multinomial(probabilities, 1, generator=generator))


def _returned(prompt, ids, new, model):
    match chosen("text_returned"):
        case "new_alone":
            return decode(new)
        case "of_tokens":
            return decode(ids + new)
        case "by_characters":
            return prompt + decode((ids + new)[len(prompt) :])
        case "cropped":
            return decode((ids + new)[-(getattr(model, "max_len", len(ids + new)) + 1) :] if new else ids)
        case "prompt_twice":
            return prompt + decode(ids + new)
        case "stripped":
            return (prompt + decode(new)).strip()
        case "ids":
            return torch.tensor(ids + new, dtype=torch.int64)
    return prompt + decode(new)
