/** What the address of a record says when it was opened for what hangs on it. */
export const FILES_HASH = "files";
