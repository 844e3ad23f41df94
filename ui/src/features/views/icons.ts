// The signs a view can have in the sidebar.
import {
  Bookmark,
  CalendarClock,
  Flag,
  Flame,
  Globe,
  Heart,
  ListFilter,
  Mail,
  Phone,
  Star,
  type LucideIcon,
} from "lucide-react";

export const ICONS: Record<string, LucideIcon> = {
  filter: ListFilter,
  star: Star,
  flag: Flag,
  flame: Flame,
  heart: Heart,
  bookmark: Bookmark,
  clock: CalendarClock,
  phone: Phone,
  mail: Mail,
  globe: Globe,
};

export const iconOf = (icon: string | null | undefined): LucideIcon => ICONS[icon ?? ""] ?? ListFilter;
