import { screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/leads", ["leads.list"]),
  german: { path: "/leads", language: "de" },
};
export default stories;
