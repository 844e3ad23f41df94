import { presses, screen, type Stories } from "@/stories/story";

const board = screen("/deals?view=board", ["deals.board"]);
const list = screen("/deals?view=list", ["deals.list"]);

const stories: Stories = {
  ...board,
  list: list["full"]!,
  listEmpty: list["empty"]!,
  listError: list["error"]!,
  listDark: list["dark"]!,
  german: { path: "/deals?view=board", language: "de" },
  reason: { path: "/deals?view=board", steps: [presses("6")] },
};
export default stories;
