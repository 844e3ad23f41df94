export function SettingsShow() {
  return null;
}
