// Evidence speaks of words without accents and capitals, as they were compared. On the screen they stand as the records
// have them.

/** The words of a text with what each is compared as. */
const wordsOf = (text: string) =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map(({ 0: word, index }) => ({
    plain: plainly(word),
    start: index,
    end: index + word.length,
  }));

const LETTERS: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i" };

const plainly = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[ßøłđæœı]/g, (letter) => LETTERS[letter] ?? letter);

/** A value as one of the texts writes it; as it is where none does. */
export function asWritten(value: string, texts: string[]): string {
  const wanted = wordsOf(value).map(({ plain }) => plain);
  if (wanted.length === 0) return value;
  for (const text of texts) {
    const words = wordsOf(text);
    for (let at = 0; at + wanted.length <= words.length; at++)
      if (wanted.every((word, offset) => words[at + offset]?.plain === word))
        return text.slice(words[at]?.start, words[at + wanted.length - 1]?.end);
  }
  return value;
}
