import { screen } from "@/stories/story";

export default {
  ...screen("/search?text=mor", ["search.query"]),
  noResults: { path: "/search?text=xyzzy" },
  start: { path: "/search" },
};
