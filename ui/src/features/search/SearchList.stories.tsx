import { screen } from "@/stories/story";

export default {
  ...screen("/search?text=mor", ["search.query"]),
  notUnderstood: { path: "/search?text=due:sometime" },
  noResults: { path: "/search?text=xyzzy" },
  start: { path: "/search" },
};
