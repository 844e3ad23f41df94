export function CompanyFormScreen() {
  return null;
}
