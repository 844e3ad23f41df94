import { opens, screen } from "@/stories/story";

const trashed = 7;

export default {
  ...screen("/trash", ["contacts.list"], { trashed }),
  // What cannot be undone asks first.
  erase: {
    path: "/trash",
    fake: { trashed },
    steps: [opens('[role=row][aria-rowindex="2"] [role=gridcell]:last-child button:nth-of-type(2)')],
  },
};
