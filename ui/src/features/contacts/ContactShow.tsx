export function ContactShow() {
  return null;
}
