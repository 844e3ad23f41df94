// Where one can go. Only what exists is listed; a new part of the program is one more entry.
import {
  Bell,
  Building2,
  CircleCheckBig,
  FileInput,
  Handshake,
  History,
  House,
  MessagesSquare,
  Settings,
  Trash2,
  UserRoundSearch,
  Users,
  type LucideIcon,
} from "lucide-react";

export interface Place {
  id:
    | "home"
    | "contacts"
    | "companies"
    | "leads"
    | "deals"
    | "tasks"
    | "activity"
    | "notifications"
    | "imports"
    | "history"
    | "trash"
    | "settings";
  to:
    | "/home"
    | "/contacts"
    | "/companies"
    | "/leads"
    | "/deals"
    | "/tasks"
    | "/activity"
    | "/notifications"
    | "/imports"
    | "/history"
    | "/trash"
    | "/settings";
  icon: LucideIcon;
  keys: string;
  /** Shown in the bottom bar of a small window. */
  small: boolean;
}

export const PLACES: Place[] = [
  { id: "home", to: "/home", icon: House, keys: "g h", small: true },
  { id: "contacts", to: "/contacts", icon: Users, keys: "g p", small: true },
  { id: "companies", to: "/companies", icon: Building2, keys: "g c", small: false },
  { id: "leads", to: "/leads", icon: UserRoundSearch, keys: "g l", small: false },
  { id: "deals", to: "/deals", icon: Handshake, keys: "g d", small: true },
  { id: "tasks", to: "/tasks", icon: CircleCheckBig, keys: "g t", small: true },
  { id: "activity", to: "/activity", icon: MessagesSquare, keys: "g a", small: false },
  { id: "notifications", to: "/notifications", icon: Bell, keys: "g n", small: false },
  { id: "imports", to: "/imports", icon: FileInput, keys: "g i", small: false },
  { id: "history", to: "/history", icon: History, keys: "g z", small: false },
  { id: "trash", to: "/trash", icon: Trash2, keys: "g b", small: false },
  { id: "settings", to: "/settings", icon: Settings, keys: "g s", small: true },
];
