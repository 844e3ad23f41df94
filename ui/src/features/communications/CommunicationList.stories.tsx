import { presses, screen } from "@/stories/story";

export default {
  ...screen("/activity", ["communications.list"]),
  logging: { path: "/activity", steps: [presses("c")] },
};
