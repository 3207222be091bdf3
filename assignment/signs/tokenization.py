"""What shows one mistake on the way from text to token ids and back, whatever else is in the code."""

import torch
from otter.test_files import test_case

from checks.expect import expect_raises

OK_FORMAT = False
name = "tokenization"
points = None

ARROW = "→"  # code point 8594, which the vocabulary lacks


def numbers(lab, text, *n_vocab):
    """All numbers that the submission makes of a text, in whatever form they come."""
    return torch.as_tensor(lab.tokenization.encode_doc(text, *n_vocab)).flatten().tolist()


def same(lab, *texts):
    """Whether these texts have the same numbers, and at least one, though other texts have others."""
    found = [numbers(lab, text) for text in texts]
    assert numbers(lab, "k") != numbers(lab, "w") and len(numbers(lab, "kk")) > len(numbers(lab, "k"))
    return all(each == found[0] for each in found) and bool(found[0])


def takes_single_characters(lab):
    """Whether a text has one number for each character of a plain word, which differ."""
    return len(set(numbers(lab, "dogs"))) == len(numbers(lab, "dogs")) == 4


def in_between(lab, unknown, *n_vocab):
    """What stands between the numbers of two characters that have an unknown one between them."""
    plain, found = numbers(lab, "mt", *n_vocab), numbers(lab, f"m{unknown}t", *n_vocab)
    assert len(found) == len(plain) + 1
    place = next(index for index in range(len(found)) if found[:index] + found[index + 1 :] == plain)
    return found[place]


def text_of(lab, ids):
    """The text that the submission makes of ids, from a tensor where it does not take a list."""
    try:
        return lab.tokenization.decode(ids)
    except Exception:
        return lab.tokenization.decode(torch.tensor(ids, dtype=torch.int64))


def drops(lab, *characters):
    """Whether each of these characters is missing when it stands between two letters."""
    return all(numbers(lab, f"m{character}t") == numbers(lab, "mt") for character in characters)


def keeps(lab, *characters):
    """Whether each of these characters has one number when it stands between two letters."""
    return all(len(numbers(lab, f"m{character}t")) == len(numbers(lab, "mt")) + 1 for character in characters)


def fails(call, *arguments):
    """Whether a call ends with an exception."""
    expect_raises("Exception", lambda: call(*arguments), "the call")
    return True


# the tensor


@test_case(name="ids_as_a_list", points=0)
def as_list(lab):
    assert isinstance(lab.tokenization.encode_doc("owl"), list)


@test_case(name="ids_as_float", points=0)
def as_float(lab):
    assert torch.is_tensor(ids := lab.tokenization.encode_doc("owl")) and ids.is_floating_point()


@test_case(name="ids_as_int32", points=0)
def as_int32(lab):
    assert lab.tokenization.encode_doc("owl").dtype == torch.int32


@test_case(name="ids_as_uint8", points=0)
def as_uint8(lab):
    assert lab.tokenization.encode_doc("owl").dtype in (torch.uint8, torch.int8)


@test_case(
    name="the ids are whole numbers of 16 bits",
    points=0,
    failure_message='Print `encode_doc("owl").dtype`, and compare it with the docstring. What does an embedding layer '
    "say to such ids?",
)
def as_int16(lab):
    assert str(lab.tokenization.encode_doc("owl").dtype) in ("torch.int16", "torch.uint16")


@test_case(
    name="the width of the ids depends on the vocabulary",
    points=0,
    failure_message='Print `encode_doc("owl", 100).dtype`, and that for other values of `n_vocab`. The docstring names '
    "one dtype for all of them.",
)
def width_varies(lab):
    widths = {lab.tokenization.encode_doc("owl", n_vocab).dtype for n_vocab in (120, 256, 3000, 300000)}
    assert len(widths) > 1


@test_case(
    name="the ids are rows with a single 1, and not numbers",
    points=0,
    failure_message='Print `encode_doc("owl").shape` and compare it with the docstring. An embedding layer looks a row '
    "up by its number: who makes rows with a single 1 here?",
)
def one_hot(lab):
    rows = lab.tokenization.encode_doc("owl")
    assert rows.dim() == 2 and rows.shape[1] > 100
    assert torch.equal(rows.sum(-1).double(), torch.ones(3).double()) and len(set(rows.argmax(-1).tolist())) == 3


@test_case(name="ids_with_a_batch", points=0)
def row(lab):
    ids = lab.tokenization.encode_doc("owl")
    assert ids.dim() == 2 and ids.shape[0] == 1 and ids.shape[1] >= 3


@test_case(
    name="each id is a row of its own, so that the ids have a dimension too many",
    points=0,
    failure_message='Print `encode_doc("owl").shape`. How many numbers should the shape of one document have? The '
    "docstring names it.",
)
def column(lab):
    ids = lab.tokenization.encode_doc("owl")
    assert ids.dim() == 2 and ids.shape[1] == 1 and ids.shape[0] >= 3


@test_case(
    name="a text of one token has no dimension",
    points=0,
    failure_message='Print `encode_doc("o").shape` and `encode_doc("ow").shape`. How many numbers should each have? '
    "What does `squeeze` make of a tensor of a single number?",
)
def squeezed(lab):
    assert lab.tokenization.encode_doc("o").dim() == 0 and lab.tokenization.encode_doc("ow").dim() == 1


@test_case(name="empty_text_as_float", points=0)
def empty_as_float(lab):
    assert lab.tokenization.encode_doc("").is_floating_point()
    assert not lab.tokenization.encode_doc("o").is_floating_point()


@test_case(
    name="a text without tokens ends with an exception",
    points=0,
    failure_message='Call `encode_doc("")` and read the last line of the message. Which step of yours needs at least '
    "one number? The docstring says what comes back.",
)
def empty_refused(lab):
    assert numbers(lab, "o") and fails(lab.tokenization.encode_doc, "")


# long texts, and texts one after the other


@test_case(
    name="`n_vocab` is taken for the largest length of a text",
    points=0,
    failure_message="Print the number of ids of a text of 500 characters, for `n_vocab` of 200 and of 300. What does "
    "the docstring say that `n_vocab` limits?",
)
def length_limited(lab):
    assert [len(numbers(lab, "no" * 250, n_vocab)) for n_vocab in (200, 300, 900)] == [200, 300, 500]


@test_case(
    name="only the first part of a long text becomes tokens",
    points=0,
    failure_message="Print the number of characters and the number of ids, for texts of 10, 100, 1000 and 4000 "
    "characters. Which number in your code limits them? The docstring names no such limit.",
)
def cut_off(lab):
    ids = numbers(lab, "otto" * 1050)
    assert len(numbers(lab, "otto")) == 4 and 4 < len(ids) < 4200 and ids == numbers(lab, "otto" * 1050 + "xyz")


@test_case(
    name="a function calls itself for each character, so that long texts end with an exception",
    points=0,
    failure_message='Call `encode_doc("a" * 3000)`, and `decode([97] * 3000)`. How deep may calls go into each other '
    "in Python? Which of your functions calls itself?",
)
def recursive(lab):
    for call, short, long in (
        (lab.tokenization.encode_doc, "a", "a" * 3000),
        (lab.tokenization.decode, [97], [97] * 3000),
        (lab.tokenization.decode, torch.tensor([97]), torch.full((3000,), 97)),
    ):
        call(short)
        try:
            call(long)
        except Exception as error:
            expect_raises("RecursionError", lambda raised=error: throw(raised), "the call")
            return
    raise AssertionError("long texts are taken")


def throw(error):
    raise error


@test_case(
    name="the ids of a text depend on the texts before it",
    points=0,
    failure_message='Print `encode_doc("lion")`, then `encode_doc("zebra")`, and then `encode_doc("lion")` again. What '
    "does your code remember from one call to the next? What is the id of a character in this lab?",
)
def remembers(lab):
    first = numbers(lab, "lion")
    numbers(lab, "zebra"), numbers(lab, "Quay 7")
    assert first and numbers(lab, "lion") != first


@test_case(
    name="the ids that a text had in another vocabulary come again",
    points=0,
    failure_message='Print `encode_doc("lion")`, then `encode_doc("lion", 108)`, and do both in a new session in the '
    "other order. What does your code remember from one call to the next, and what belongs to its key?",
)
def remembers_text_alone(lab):
    fresh = numbers(lab, "l", 108), numbers(lab, "lion")
    assert fresh[0] == [] and numbers(lab, "lion", 108) == fresh[1] and len(numbers(lab, "noil", 108)) == 1


# which characters


@test_case(name="lower_cased", points=0)
def lower(lab):
    assert same(lab, "OWL", "owl", "Owl") and takes_single_characters(lab)
    assert not set(numbers(lab, "OWL")) & {79, 87, 76}


@test_case(
    name="small letters become capital ones",
    points=0,
    failure_message='Print `encode_doc("owl")` and `encode_doc("OWL")`. Which of your calls changes the text before '
    "its characters become numbers?",
)
def upper(lab):
    assert same(lab, "OWL", "owl", "Owl") and set(numbers(lab, "owl")) & {79, 87, 76}


@test_case(
    name="each word becomes one token, and not each character",
    points=0,
    failure_message='Print `encode_doc("the dog ran")` and count the ids. What is a token in this lab? Part 1 of the '
    "notebook says it.",
)
def words_as_tokens(lab):
    assert [len(numbers(lab, text)) for text in ("owl", "the dog ran", "big owls sleep all day")] == [1, 3, 5]


@test_case(
    name="a character that comes again is counted only once",
    points=0,
    failure_message='Print `encode_doc("otto")`: how many ids are there, and in which order? What does a `set` or a '
    "`dict` keep of a text? The docstring of `decode` promises the same text.",
)
def once(lab):
    assert len(numbers(lab, "otto")) == 2 and len(numbers(lab, "mississippi")) == 4 and takes_single_characters(lab)


@test_case(
    name="the ids stand in the reverse order",
    points=0,
    failure_message='Print `encode_doc("owl")`, and `ord` of each of its letters. Which of them comes first?',
)
def reversed_order(lab):
    for text in ("owl", "doing"):
        assert numbers(lab, text) == list(map(ord, reversed(text)))


@test_case(
    name="the ids are sorted",
    points=0,
    failure_message='Print `encode_doc("owl")` and `encode_doc("low")`. What becomes of the order of the letters?',
)
def sorted_order(lab):
    assert same(lab, "owl", "low", "wol") and takes_single_characters(lab)


@test_case(
    name="blanks have no token",
    points=0,
    failure_message='Print `encode_doc("a b")` and count the ids. What is `ord(" ")`, and is it below `N_VOCAB`? The '
    "docstring has one reason to drop a character.",
)
def no_blanks(lab):
    assert same(lab, "m t", "mt", " m  t") and takes_single_characters(lab)


@test_case(
    name="several blanks become one",
    points=0,
    failure_message='Print `encode_doc("a   b")` and count the ids. What does `split` keep of the blanks between '
    "words? The docstring of `decode` promises the same text.",
)
def joined_blanks(lab):
    assert same(lab, "m t", "m   t") and keeps(lab, " ") and takes_single_characters(lab)


@test_case(name="blanks_stripped", points=0)
def stripped(lab):
    assert same(lab, "mt", "  mt ") and keeps(lab, " ")


@test_case(
    name="all kinds of line breaks become the same one",
    points=0,
    failure_message='Print `encode_doc("a\\r\\nb")` and `ord("\\r")`. A line break of two characters is two tokens '
    "here: the docstring has one token for each character.",
)
def translated(lab):
    assert same(lab, "m\r\nt", "m\nt") and keeps(lab, "\n")


@test_case(name="line_breaks_lost", points=0)
def no_line_breaks(lab):
    assert drops(lab, "\n", "\r\n") and keeps(lab, " ", "\t", "\x01")


@test_case(
    name="line breaks become blanks",
    points=0,
    failure_message='Print `encode_doc("a\\nb")` and `encode_doc("a b")`. Which of your calls changes the text before '
    "its characters become numbers?",
)
def line_breaks_as_blanks(lab):
    assert same(lab, "m\nt", "m t") and keeps(lab, " ")


@test_case(name="utf8_bytes", points=0)
def utf8(lab):
    assert numbers(lab, "é") == [195, 169] or numbers(lab, "mét")[1:3] == [195, 169]


@test_case(
    name="the text is cut into bytes of UTF-16 or UTF-32, so that each character becomes several tokens",
    points=0,
    failure_message='Compare `len("owl")` with `len(encode_doc("owl"))`, and print the ids. How many should one '
    "character have?",
)
def wide_bytes(lab):
    ids = numbers(lab, "owl")
    assert len(ids) >= 6 and len(ids) % 2 == 0 and [token_id for token_id in ids if token_id][-3:] == [111, 119, 108]
    assert ids.count(0) >= 3


@test_case(
    name="letters with accents turn into question marks",
    points=0,
    failure_message='Print `encode_doc("é?")` next to `ord("é")`. Which of your calls knows fewer letters than the '
    "vocabulary has?",
)
def accents_as_question_marks(lab):
    assert same(lab, "mét", "m?t", "müt")


@test_case(
    name="a letter with an accent is taken apart into the letter and its mark",
    points=0,
    failure_message='Print `encode_doc("é", 1000)` next to `ord("é")`. Which of your calls changes the text before its '
    "characters become numbers?",
)
def taken_apart(lab):
    assert numbers(lab, "é", 1000) == numbers(lab, "e\u0301", 1000) and len(numbers(lab, "é", 1000)) == 2


@test_case(
    name="letters with accents become letters without",
    points=0,
    failure_message='Print `encode_doc("é")` next to `ord("é")`. Which of your calls changes the text before its '
    "characters become numbers?",
)
def accents_lost(lab):
    assert same(lab, "mét", "met") and same(lab, "ñ", "n")


@test_case(
    name="a letter and the accent after it become one character",
    points=0,
    failure_message='Print the ids of `"e\\u0301"` with an `n_vocab` of 1000, and `len` of this text. Which of your '
    "calls changes the text before its characters become numbers?",
)
def composed(lab):
    assert numbers(lab, "e\u0301", 1000) == numbers(lab, "é", 1000) and len(numbers(lab, "é", 1000)) == 1


@test_case(name="normalised", points=0)
def look_alikes(lab):
    assert same(lab, "m²", "m2") or same(lab, "mªt", "mat")


@test_case(
    name="the text is read as HTML or as a Python string, so that some signs in it become others",
    points=0,
    failure_message='Print `encode_doc("&lt;")` and `encode_doc("\\\\t")` and count the ids. Which of your calls '
    "changes the text before its characters become numbers?",
)
def unescaped(lab):
    assert len(numbers(lab, "&lt;")) == 1 or len(numbers(lab, "\\t")) == 1 or len(numbers(lab, "%3C")) == 1


@test_case(name="ascii_only", points=0)
def only_ascii(lab):
    assert drops(lab, "é", "ü", "ÿ", "\x80", "½") and keeps(lab, "~", "x") and takes_single_characters(lab)


@test_case(
    name="only letters have tokens",
    points=0,
    failure_message='Print `encode_doc("No 7!")` and count the ids. Which test of yours do a digit and a sign fail? '
    "The docstring has one reason to drop a character.",
)
def only_letters(lab):
    assert drops(lab, "7", "!", "?", ".", "-") and takes_single_characters(lab)


@test_case(
    name="only letters, digits and blanks have tokens",
    points=0,
    failure_message='Print `encode_doc("Yes!")` and count the ids. Which test of yours does the "!" fail? The '
    "docstring has one reason to drop a character.",
)
def no_signs(lab):
    assert drops(lab, "!", "?", ".", "-", "(") and keeps(lab, "7") and takes_single_characters(lab)


@test_case(name="printable_only", points=0)
def only_printable(lab):
    assert drops(lab, "\x00", "\x07", "\x1b", "\x7f") and keeps(lab, "!", " ") and takes_single_characters(lab)


@test_case(
    name="the character with the code point 0 has no token",
    points=0,
    failure_message='Print `encode_doc("\\x00")`. Which comparison of yours does the number 0 fail? The docstring has '
    "one reason to drop a character.",
)
def no_zero(lab):
    assert drops(lab, "\x00") and keeps(lab, "\x01", "\n", " ")


# characters that the vocabulary lacks


@test_case(
    name="a text with a character outside the vocabulary ends with an exception",
    points=0,
    failure_message='Call `encode_doc("m→t")` and read the last line of the message. Reread in the docstring what '
    "happens to a code point that is too large.",
)
def unknown_refused(lab):
    assert numbers(lab, "mt") and fails(lab.tokenization.encode_doc, f"m{ARROW}t")


@test_case(
    name="a text with a character outside the vocabulary loses all of its characters",
    points=0,
    failure_message='Print `encode_doc("m→t")`: what became of "m" and "t"? What do you test, each character or all of '
    "the text?",
)
def all_lost(lab):
    assert numbers(lab, f"m{ARROW}t") == numbers(lab, f"{ARROW}no") == numbers(lab, "") and numbers(lab, "mt")


@test_case(
    name="the text ends at the first character outside the vocabulary",
    points=0,
    failure_message='Print `encode_doc("m→t")`: what became of the "t"? Compare what `break` and `continue` do in a '
    "loop.",
)
def stops(lab):
    assert numbers(lab, f"m{ARROW}t") == numbers(lab, "m") and numbers(lab, f"ow{ARROW}l🐶") == numbers(lab, "ow")
    assert takes_single_characters(lab)


@test_case(
    name="the characters of the vocabulary are dropped, and the others kept",
    points=0,
    failure_message='Print `encode_doc("m→t")`. Which of these three characters does a vocabulary of 256 have? Read '
    "your comparison aloud.",
)
def turned_round(lab):
    assert numbers(lab, f"m{ARROW}t") == [8594] and not numbers(lab, "mt")


@test_case(name="unknown_as_question_mark", points=0)
def as_question_mark(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == in_between(lab, "?") and not same(lab, "?", "!")


@test_case(name="unknown_as_the_last", points=0)
def as_last(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == 255 and in_between(lab, ARROW, 200) in (199, 255)


@test_case(name="unknown_by_remainder", points=0)
def by_remainder(lab):
    assert (in_between(lab, ARROW), in_between(lab, "Ю")) == (8594 % 256, 1070 % 256)


@test_case(
    name="a character outside the vocabulary becomes a blank",
    points=0,
    failure_message='Print `decode(encode_doc("m→t"))` and count its characters. Reread in the docstring what happens '
    "to a code point that is too large.",
)
def as_blank(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == in_between(lab, " ")


@test_case(
    name="a character outside the vocabulary gets the id 0",
    points=0,
    failure_message='Print `encode_doc("m→t")` and count the ids. Reread in the docstring what happens to a code point '
    "that is too large: is there a token for the unknown?",
)
def as_zero(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == 0


@test_case(
    name="a character outside the vocabulary gets the id -1",
    points=0,
    failure_message='Print `encode_doc("m→t")` and count the ids. Which row of an embedding has the number -1? Reread '
    "in the docstring what happens to a code point that is too large.",
)
def as_minus_one(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == -1


@test_case(
    name="characters outside the vocabulary get an id of their own, behind the last one",
    points=0,
    failure_message='Print `encode_doc("m→t")`, and `n_vocab` next to it. Is there an id as large as that? Reread in '
    "the docstring what happens to a code point that is too large.",
)
def as_one_beyond(lab):
    assert in_between(lab, ARROW) == in_between(lab, "🐶") == 256


@test_case(
    name="no character is dropped, whatever the vocabulary is",
    points=0,
    failure_message='Print `encode_doc("m→t")`. Which of these ids does a vocabulary of 256 have? Reread in the '
    "docstring what happens to a code point that is too large.",
)
def nothing_dropped(lab):
    assert (in_between(lab, ARROW), in_between(lab, "🐶")) == (8594, 128054) and keeps(lab, "é")
    assert len(numbers(lab, "owl", 112)) == 3


@test_case(
    name="characters outside the vocabulary get a token in place of being dropped",
    points=0,
    failure_message='Print `encode_doc("m→t")` and count the ids. Reread in the docstring what happens to a code point '
    "that is too large.",
)
def as_something(lab):
    assert keeps(lab, ARROW, "🐶", "Ю") and takes_single_characters(lab)


# the limit


@test_case(name="vocabulary_ignored", points=0)
def limit_ignored(lab):
    assert len(numbers(lab, "owl", 112)) == 3 and len(numbers(lab, "owl" + ARROW, 9000)) == 3
    assert len(numbers(lab, "owl" + ARROW)) == 3


@test_case(
    name="a vocabulary of fewer than 256 tokens still has all characters below 256",
    points=0,
    failure_message='Print `encode_doc("owl", 112)`, and `ord` of each letter. Where does your code use `n_vocab`, and '
    "does it do so for small values as well?",
)
def small_ignored(lab):
    assert len(numbers(lab, "owl", 112)) == 3 and len(numbers(lab, "owl" + ARROW)) == 3
    assert len(numbers(lab, "owl" + ARROW, 9000)) == 4


@test_case(name="never_beyond_256", points=0)
def not_beyond(lab):
    assert len(numbers(lab, "owl", 112)) == 2 and len(numbers(lab, "owl" + ARROW + "ĀŸ", 9000)) == 3
    assert keeps(lab, "é", "ÿ")


@test_case(
    name="no vocabulary has characters beyond 65535",
    points=0,
    failure_message='Print `encode_doc("🐶", 200000)` and `ord("🐶")`. Which step of yours has numbers of 16 bits '
    "alone?",
)
def not_beyond_16_bits(lab):
    assert numbers(lab, "m→t", 200000) == [109, 8594, 116] and numbers(lab, "m🐶t", 200000) != [109, 128054, 116]
    assert keeps(lab, "é")


@test_case(name="vocabulary_off_by_one", points=0)
def one_more(lab):
    assert [len(numbers(lab, "owl", n_vocab)) for n_vocab in (107, 108, 110, 111, 119)] == [0, 1, 1, 2, 3]


@test_case(
    name="the last character of the vocabulary is dropped",
    points=0,
    failure_message='Count on your fingers: with `n_vocab=3`, which ids are there? Then print `encode_doc("abc", 100)` '
    "and `ord` of its last character.",
)
def one_less(lab):
    assert [len(numbers(lab, "owl", n_vocab)) for n_vocab in (109, 110, 112, 113, 120, 121)] == [0, 1, 1, 2, 2, 3]


# the numbers


@test_case(
    name="the ids are filled up to a length that is the same for all texts",
    points=0,
    failure_message='Compare `len("owl")` with `len(encode_doc("owl"))`, and print the ids. How many should one '
    "character have?",
)
def filled_up(lab):
    lengths = {len(numbers(lab, text)) for text in ("owl", "a", "the dog ran")}
    assert len(lengths) == 1 and min(lengths) > 11


@test_case(
    name="the ids begin and end with a token that is no character of the text",
    points=0,
    failure_message='Compare `len("owl")` with `len(encode_doc("owl"))`, and print the first and the last id. Some '
    "tokenizers mark both ends of a text. Does the one of part 1 of the notebook?",
)
def both_marks(lab):
    short, long = numbers(lab, "o"), numbers(lab, "owls")
    assert len(short) == 3 and len(long) == 6 and short[0] == long[0] and short[2] == long[5]
    assert long[1] == short[1] and len(set(long[1:5])) == 4


@test_case(name="token_for_the_beginning", points=0)
def begin_mark(lab):
    short, long, other = numbers(lab, "o"), numbers(lab, "owls"), numbers(lab, "wo")
    assert len(short) == 2 and len(long) == 5 and short[0] == long[0] == other[0]
    assert short[1] == long[1] == other[2] != short[0]


@test_case(
    name="the ids end with a token that is no character of the text",
    points=0,
    failure_message='Compare `len("owl")` with `len(encode_doc("owl"))`, and print the last id. Some tokenizers mark '
    "the end of a text. Does the one of part 1 of the notebook?",
)
def end_mark(lab):
    short, long, other = numbers(lab, "o"), numbers(lab, "owls"), numbers(lab, "wo")
    assert len(short) == 2 and len(long) == 5 and short[1] == long[4] == other[2]
    assert short[0] == long[0] == other[1] != short[1]


@test_case(name="vocabulary_of_its_own", points=0)
def own_ranks(lab):
    ids = {character: numbers(lab, character) for character in "o7Z~"}
    assert len({*map(tuple, ids.values())}) == 1 and len(ids["o"]) == 1
    assert sorted(numbers(lab, "owls")) == list(range(ids["o"][0], ids["o"][0] + 4))


@test_case(name="counted_from_a", points=0)
def from_a(lab):
    assert numbers(lab, "owlaz") == [14, 22, 11, 0, 25]


@test_case(
    name="ids are larger by one than the code points",
    points=0,
    failure_message='Print `encode_doc("a")`, and `ord("a")` next to it. No id is kept free here: what does the '
    "docstring say about the id of a character?",
)
def from_one(lab):
    for text in ("owl", "OWL", "7 ~"):
        assert numbers(lab, text) == [ord(character) + 1 for character in text]


@test_case(
    name="ids are counted from another character, and not from the code point 0",
    points=0,
    failure_message='Print `encode_doc("a")`, and `ord("a")` next to it. Do the same for "b" and "!". By how much do '
    "they differ, and what does the docstring say about the id of a character?",
)
def from_another(lab):
    apart = {ord(character) - token_id for text in ("owl", "OWL", "7 ~") for token_id, character in pairs(lab, text)}
    assert len(apart) == 1 and apart != {0}


def pairs(lab, text):
    """The characters of a text with their ids, where there is one for each."""
    return list(zip(numbers(lab, text), text, strict=True))


@test_case(
    name="a character's id is its place in a list or alphabet, and not its code point",
    points=0,
    failure_message='Print the ids of "a", "b", "A" and "0", and `ord` of each. Who gives the numbers in your code, '
    "and what does the docstring say about the id of a character?",
)
def from_a_list(lab):
    found = pairs(lab, "Zebra 70")
    assert all(token_id != ord(character) for token_id, character in found)
    assert len({token_id - ord(character) for token_id, character in found}) > 1
    assert len({token_id for token_id, _ in found}) == 8 and numbers(lab, "Z") == [found[0][0]]


# decoding


@test_case(
    name="decoding takes the ids out of the list that it is given",
    points=0,
    failure_message="Write `ids = [100, 111]`, call `decode(ids)`, and print `ids`. A function leaves the data of its "
    "caller as they are: which of your calls changes the list?",
)
def eats_list(lab):
    (ids,) = lab.arguments_after(lab.tokenization.decode, [100, 111, 103])
    assert len(ids) < 3


@test_case(
    name="decoding changes the ids that it is given",
    points=0,
    failure_message="Write `ids = [100, 111]`, call `decode(ids)`, and print `ids`. Do the same for a tensor. A "
    "function leaves the data of its caller as they are: which of your calls changes them?",
)
def changes_ids(lab):
    for ids in ([233, 111, 103], torch.tensor([233, 111, 103])):
        (after,) = lab.arguments_after(lab.tokenization.decode, ids)
        if list(map(str, after)) != list(map(str, ids)):
            return
    raise AssertionError("the ids stay as they are")


@test_case(name="decodes_to_a_list", points=0)
def decodes_list(lab):
    assert isinstance(text_of(lab, [100, 111]), list | tuple)


@test_case(
    name="decoding gives bytes, and not a text",
    points=0,
    failure_message="Print `type(decode([100, 111]))`, and compare it with the first line of the function. Bytes and "
    "characters are not the same: which numbers can a byte have?",
)
def decodes_bytes(lab):
    assert isinstance(text_of(lab, [100, 111]), bytes | bytearray)


@test_case(name="lists_refused", points=0)
def no_lists(lab):
    assert lab.tokenization.decode(torch.tensor([100, 111])) and fails(lab.tokenization.decode, [100, 111])


@test_case(
    name="decoding works for lists, but not for tensors",
    points=0,
    failure_message='Call `decode([100, 111])`, and then `decode(encode_doc("do"))`. What is an element of a tensor: '
    "an int, or a tensor of its own? Can a `dict` find it?",
)
def no_tensors(lab):
    assert lab.tokenization.decode([100, 111]) == "do" and fails(lab.tokenization.decode, torch.tensor([100, 111]))


@test_case(
    name="a tensor of one id is taken for a number, and not for a row of ids",
    points=0,
    failure_message="Print `repr(decode(torch.tensor([5])))` and count its characters. What do `bytes(5)` and "
    "`range(5)` mean, and how does Python read a tensor that has a single number?",
)
def one_id_as_number(lab):
    text = lab.tokenization.decode(torch.tensor([5]))
    assert len(text) == 5 and len(lab.tokenization.decode(torch.tensor([6, 7]))) == 2


@test_case(name="one_id_refused", points=0)
def two_needed(lab):
    assert len(lab.tokenization.decode(torch.tensor([100, 111]))) == 2
    assert fails(lab.tokenization.decode, torch.tensor([100]))


@test_case(
    name="decoding needs at least one id",
    points=0,
    failure_message="Call `decode` with an empty list and read the last line of the message. The docstring says how "
    "many ids there may be.",
)
def one_needed(lab):
    assert text_of(lab, [100]) and fails(text_of, lab, [])


@test_case(
    name="ids are expected to have a batch dimension",
    points=0,
    failure_message="Call `decode([100, 111])` and read the last line of the message. How many dimensions do the ids "
    "of the docstring have?",
)
def batch_needed(lab):
    assert text_of(lab, [[100, 111]]) == "do" and fails(text_of, lab, [100, 111])


@test_case(
    name="decoding gives the picture of a list or tensor, with brackets and commas",
    points=0,
    failure_message="Print `decode([100, 111])` and count its characters. What does `str` make of a list, and which "
    "method of `str` puts letters together?",
)
def picture(lab):
    text = text_of(lab, [100, 111])
    assert "[" in text and "]" in text and "," in text


@test_case(
    name="the digits of the ids are joined, and not their characters",
    points=0,
    failure_message="Print `decode([100])`, and compare `str(100)` with `chr(100)`.",
)
def digits(lab):
    assert "".join(filter(str.isdigit, text_of(lab, [100, 111]))) == "100111"


@test_case(
    name="the characters stand in the reverse order",
    points=0,
    failure_message="Print `decode([100, 111])`. Which id comes first, and which character?",
)
def decodes_backwards(lab):
    assert text_of(lab, [100, 111, 103]) == "god"


@test_case(name="joined_with_spaces", points=0)
def spaced(lab):
    text = text_of(lab, [100, 111, 103])
    assert len(text) >= 5 and text.replace(text[1 : text.index("o")], "") == "dog"


@test_case(name="decoded_as_utf8", points=0)
def reads_utf8(lab):
    assert text_of(lab, [195, 169]) == "é"


@test_case(
    name="ids are decoded by a code page of Windows or of the Mac, which has other characters from 128 on",
    points=0,
    failure_message="Print `decode([128, 150])`, and `chr` of both numbers. What is the name of the encoding whose "
    "numbers are those of `chr`? Part 1 of the notebook says what an id is.",
)
def code_page(lab):
    text = text_of(lab, [65, 150, 126])
    assert len(text) == 3 and text[0] == "A" and text[2] == "~" and ord(text[1]) > 159 and text[1] != "\ufffd"


@test_case(
    name="letters with accents turn into question marks",
    points=0,
    failure_message="Print `decode([233])` and `chr(233)`. Which of your calls knows fewer letters than the vocabulary "
    "has?",
)
def decodes_to_marks(lab):
    assert text_of(lab, [109, 233, 116]) in ("m?t", "m\ufffdt") and text_of(lab, [109, 63, 116]) == "m?t"


@test_case(
    name="ids of 128 and more have no character",
    points=0,
    failure_message="Print `decode([109, 233])` and `chr(233)`. What does the docstring say about "
    "`decode(encode_doc(text))`, and what is it for a text with accents?",
)
def decodes_ascii(lab):
    assert text_of(lab, [109, 233, 116]) == text_of(lab, [109, 160, 116]) == "mt"


@test_case(
    name="decoding an id of 128 or more ends with an exception",
    points=0,
    failure_message="Call `decode([233])` and read the last line of the message. Print `chr(233)`: which of your calls "
    "knows fewer letters than the vocabulary has?",
)
def refuses_accents(lab):
    assert text_of(lab, [109, 126]) == "m~" and fails(text_of, lab, [109, 233]) and fails(text_of, lab, [160, 33])


@test_case(name="decodes_bytes_only", points=0)
def refuses_large(lab):
    assert text_of(lab, [109, 255]) == "mÿ" and fails(text_of, lab, [109, 256]) and fails(text_of, lab, [960])


@test_case(
    name="ids of 65536 and more are not decoded",
    points=0,
    failure_message="Call `decode([128054])`, and compare with `chr(128054)`. Which step of yours has numbers of 16 "
    "bits alone?",
)
def narrow(lab):
    assert text_of(lab, [109, 960, 65000]) == "mπ\ufde8" and wrong_or_refused(lab, [109, 128054], "m🐶")


def wrong_or_refused(lab, ids, expected):
    """Whether the text of these ids is another one, or ends with an exception."""
    try:
        return text_of(lab, ids) != expected
    except Exception:
        return True


@test_case(
    name="ids of 256 and more have no character",
    points=0,
    failure_message="Print `decode([109, 960])` and `chr(960)`. Ids may belong to any vocabulary: which number limits "
    "yours?",
)
def large_dropped(lab):
    assert text_of(lab, [109, 960, 116]) == text_of(lab, [109, 256, 116]) == "mt" and text_of(lab, [255]) == "ÿ"


@test_case(
    name="ids of 256 and more become another character",
    points=0,
    failure_message="Print `decode([109, 960])` and `chr(960)`. Ids may belong to any vocabulary: which number limits "
    "yours?",
)
def large_replaced(lab):
    assert text_of(lab, [255]) == "ÿ"
    for token_id in (256, 960, 8594):
        text = text_of(lab, [109, token_id, 116])
        assert len(text) == 3 and text[0] == "m" and text[2] == "t" and text[1] != chr(token_id)


@test_case(
    name="the text ends before its first line break",
    points=0,
    failure_message='Print `repr(decode(encode_doc("a\\nb")))`. A line break is a character like any other: does any '
    "id end a text?",
)
def ends_at_line_break(lab):
    assert text_of(lab, [109, 10, 116]) in ("m", "m\n") and text_of(lab, [10, 116, 109]) in ("", "\n")
    assert text_of(lab, [109, 116]) == "mt"


@test_case(
    name="the text ends at the first id 0",
    points=0,
    failure_message="Print `repr(decode([109, 0, 116]))`. The id 0 is the character `chr(0)`: does any id end a text?",
)
def ends_at_zero(lab):
    assert text_of(lab, [109, 0, 116]) in ("m", "m\x00") and text_of(lab, [0, 116, 109]) in ("", "\x00")
    assert text_of(lab, [109, 116]) == "mt"


@test_case(
    name="only characters that print something come back",
    points=0,
    failure_message='Print `repr(decode(encode_doc("a\\n\\tb")))` and count its characters. Which test of yours do a '
    "tab and a line break fail?",
)
def decodes_printable(lab):
    assert text_of(lab, [109, 7, 116]) == text_of(lab, [109, 27, 116]) == text_of(lab, [109, 127, 116]) == "mt"


@test_case(
    name="ids of 0 have no character",
    points=0,
    failure_message="Print `repr(decode([109, 0, 116]))` and count its characters. Is there any id that stands for "
    "nothing?",
)
def zero_dropped(lab):
    assert text_of(lab, [109, 0, 116, 0]) == "mt" and text_of(lab, [109, 1, 116]) == "m\x01t"


@test_case(
    name="line breaks of two characters come back as one",
    points=0,
    failure_message='Print `repr(decode(encode_doc("a\\r\\nb")))` and count its characters. A line break of two '
    "characters is two ids here.",
)
def decodes_translated(lab):
    assert text_of(lab, [109, 13, 10, 116]) == "m\nt" and text_of(lab, [109, 10, 116]) == "m\nt"


@test_case(
    name="blanks at both ends of the decoded text are lost",
    points=0,
    failure_message='Print `repr(decode(encode_doc(" a \\n")))`. How many characters went in, and how many came out?',
)
def decodes_stripped(lab):
    assert text_of(lab, [32, 109, 32, 116, 32]) == "m t"


@test_case(
    name="the decoded text has other small and capital letters",
    points=0,
    failure_message="Print `decode([77, 116])`. Which of your calls changes the text after its characters were found?",
)
def decodes_case(lab):
    assert text_of(lab, [77, 116]) in ("mt", "MT", "mT") and text_of(lab, [33, 63]) == "!?"


@test_case(
    name="only the first character comes back",
    points=0,
    failure_message="Print `decode([100, 111])`. How often does your loop run before the function returns?",
)
def first_alone(lab):
    assert text_of(lab, [100, 111, 103]) == text_of(lab, [100, 97]) == "d"


@test_case(
    name="the first character is missing",
    points=0,
    failure_message="Print `decode([100, 111])`. How many ids went in, and how many characters came out?",
)
def without_first(lab):
    assert text_of(lab, [100, 111, 103]) == "og" and text_of(lab, [100, 97]) == "a"


@test_case(
    name="the last character is missing",
    points=0,
    failure_message="Print `decode([100, 111])`. How many ids went in, and how many characters came out?",
)
def without_last(lab):
    assert text_of(lab, [100, 111, 103]) == "do" and text_of(lab, [100, 97]) == "d"


@test_case(
    name="only the first part of many ids is decoded",
    points=0,
    failure_message="Print the number of ids and the number of characters, for 10, 100, 1000 and 4000 ids. Which "
    "number in your code limits them? The docstring names no such limit.",
)
def decodes_in_part(lab):
    text = text_of(lab, [109] * 4200)
    assert 10 < len(text) < 4200 and text_of(lab, [109] * 10) == "m" * 10 and set(text) == {"m"}


@test_case(
    name="the text depends on which text was encoded before",
    points=0,
    failure_message='Print `decode([111, 119, 108])` before and after `encode_doc("zebra")`. What does your code '
    "remember from one call to the next, and what does it need to know beyond the ids?",
)
def decodes_by_memory(lab):
    ids = lab.tokenization.encode_doc("owl")
    before = lab.tokenization.decode(ids)
    lab.tokenization.encode_doc("mice 7")
    assert wrong_or_refused(lab, ids.tolist(), before)


@test_case(
    name="an id is not decoded to the character that has this code point",
    points=0,
    failure_message="Print `decode([100, 111])`, and `chr` of both ids. What does the docstring say about the "
    "character of an id?",
)
def other_characters(lab):
    text = text_of(lab, [100, 111, 103])
    assert isinstance(text, str) and len(text) == 3 and all(map(str.__ne__, text, "dog"))
