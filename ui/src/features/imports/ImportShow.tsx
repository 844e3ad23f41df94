export function ImportShow() {
  return null;
}
