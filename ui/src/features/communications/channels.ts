// The channels people talk on: their signs, and what can come of talking on each.
import {
  Footprints,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  Smartphone,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { Channel } from "@/client";

export const CHANNELS: Channel[] = ["call", "visit", "meeting", "message", "email", "sms", "chat"];

export const CHANNEL_ICONS: Record<Channel, LucideIcon> = {
  call: Phone,
  visit: Footprints,
  meeting: Users,
  message: MessageSquareText,
  email: Mail,
  sms: Smartphone,
  chat: MessageCircle,
};

const OF_CALL = ["reached", "not_reached", "left_message", "busy", "wrong_number", "call_back"] as const;
const OF_MEETING = ["held", "cancelled", "no_show"] as const;
const OF_MESSAGE = ["sent", "answered", "no_answer"] as const;

export type Outcome = (typeof OF_CALL)[number] | (typeof OF_MEETING)[number] | (typeof OF_MESSAGE)[number];

/** What can come of it, the usual first. */
export function outcomesOf(channel: Channel): readonly Outcome[] {
  if (channel === "call") return OF_CALL;
  return channel === "visit" || channel === "meeting" ? OF_MEETING : OF_MESSAGE;
}
