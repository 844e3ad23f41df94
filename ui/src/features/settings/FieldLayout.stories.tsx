import { screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/settings/layout", ["layouts.get"]),
  german: { path: "/settings/layout", language: "de" },
};
export default stories;
