import { screen } from "@/stories/story";

const states = screen("/duplicates", ["contacts.duplicates"]);

export default {
  ...states,
  german: { ...states["full"], language: "de" as const },
};
