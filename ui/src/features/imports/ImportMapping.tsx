export function ImportMapping() {
  return null;
}
