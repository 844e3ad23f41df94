export function ContactFormScreen() {
  return null;
}
