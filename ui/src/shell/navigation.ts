// Where one can go. Only what exists is listed; a new part of the program is one more entry.
import {
  Bell,
  CircleCheckBig,
  Combine,
  FileInput,
  History,
  House,
  MessagesSquare,
  Settings,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { ALL_KINDS, type KindConfig } from "@/records/kinds";

type KindPlace = KindConfig["plural"];

export interface Place {
  id: KindPlace | (typeof ASIDE)[number]["id"];
  to: `/${KindPlace | (typeof ASIDE)[number]["id"]}`;
  icon: LucideIcon;
  keys: string;
  /** Shown in the bottom bar of a small window. */
  small: boolean;
}

const HOME = { id: "home", to: "/home", icon: House, keys: "g h", small: true } as const;

const ASIDE = [
  HOME,
  { id: "tasks", to: "/tasks", icon: CircleCheckBig, keys: "g t", small: true },
  { id: "activity", to: "/activity", icon: MessagesSquare, keys: "g a", small: false },
  { id: "notifications", to: "/notifications", icon: Bell, keys: "g n", small: false },
  { id: "imports", to: "/imports", icon: FileInput, keys: "g i", small: false },
  { id: "duplicates", to: "/duplicates", icon: Combine, keys: "g u", small: false },
  { id: "history", to: "/history", icon: History, keys: "g z", small: false },
  { id: "trash", to: "/trash", icon: Trash2, keys: "g b", small: false },
  { id: "settings", to: "/settings", icon: Settings, keys: "g s", small: true },
] as const;

/** First home, then the kinds of records, then everything else. */
export const PLACES: Place[] = [
  HOME,
  ...ALL_KINDS.map(({ plural, icon, goKey, small }): Place => ({
    id: plural,
    to: `/${plural}`,
    icon,
    keys: goKey,
    small,
  })),
  ...ASIDE.filter(({ id }) => id !== "home"),
];
