import { screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/settings/deals", ["pipelines.list"]),
  german: { path: "/settings/deals", language: "de" },
};
export default stories;
