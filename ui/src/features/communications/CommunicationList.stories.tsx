import { opens, screen } from "@/stories/story";

export default {
  ...screen("/activity", ["communications.list"]),
  logging: { path: "/activity", steps: [opens("main header button")] },
};
