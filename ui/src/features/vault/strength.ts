// How hard a passphrase is to guess, roughly: enough to say "longer", never a promise.
const COMMON =
  /^(password|passwort|qwert[yz]\w*|letmein|welcome|willkommen|admin|iloveyou|satchel|dragon|monkey|schatz|hallo)\d*!?$/i;

/** Guesses as a power of two. */
export function bits(passphrase: string): number {
  if (COMMON.test(passphrase.trim())) return 8;
  const words = passphrase
    .trim()
    .split(/[\s\-_.]+/)
    .filter((word) => /^\p{L}{3,}$/u.test(word));
  const distinct = new Set(passphrase).size;
  const pool =
    (/\p{Ll}/u.test(passphrase) ? 26 : 0) +
    (/\p{Lu}/u.test(passphrase) ? 26 : 0) +
    (/\p{N}/u.test(passphrase) ? 10 : 0) +
    (/[^\p{L}\p{N}]/u.test(passphrase) ? 20 : 0) +
    (/[^\p{ASCII}]/u.test(passphrase) ? 40 : 0);
  const letters = Math.min(passphrase.length, distinct * 1.5) * Math.log2(Math.max(2, pool)) * 0.66;
  // Words are guessed as words: about 12 bits each, however long they are.
  return words.length > 1 ? Math.min(letters, new Set(words).size * 12.5) : letters;
}

export type Strength = 0 | 1 | 2 | 3;

export function strength(passphrase: string): Strength {
  const found = bits(passphrase);
  if (passphrase.length < 8 || found < 30) return 0;
  if (found < 45) return 1;
  return found < 60 ? 2 : 3;
}
