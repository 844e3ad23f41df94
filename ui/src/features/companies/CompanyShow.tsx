export function CompanyShow() {
  return null;
}
