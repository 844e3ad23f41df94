import { screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/settings/leads", ["score_rules.effective"]),
  german: { path: "/settings/leads", language: "de" },
};
export default stories;
