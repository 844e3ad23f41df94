export function ImportList() {
  return null;
}
