// What stands in front of the screens: the palette, the map of keys, the veil of a dropped file, the menus.
import { dragsFiles, opens, presses, type Stories, type Story } from "@/stories/story";

const list = { path: "/contacts" } satisfies Story;
const palette: Story = { ...list, steps: [presses("k", true)] };
const keyMap: Story = { ...list, steps: [presses("?")] };
const veil: Story = { ...list, steps: [dragsFiles] };
const menu: Story = { ...list, steps: [opens("main button[aria-haspopup=menu]")] };

export default {
  palette,
  paletteDark: { ...palette, theme: "dark" },
  paletteContrast: { ...palette, theme: "contrast" },
  paletteRtl: { ...palette, language: "ar-XB" },
  keyMap,
  keyMapDark: { ...keyMap, theme: "dark" },
  veil,
  veilDark: { ...veil, theme: "dark" },
  menu,
  menuDark: { ...menu, theme: "dark" },
} satisfies Stories;
