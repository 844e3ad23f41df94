import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { dragsFiles, opens, screen, type Step } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}`;
const tab = opens("[id$=trigger-files]");
const { empty: _, ...states } = screen(path, ["attachments.list"]);

/** Lets a large file fall on the page. */
const dropsLarge: Step = () => {
  if (!document.querySelector("[id$=trigger-files]")) return false;
  const file = new File(["x"], "Film.mp4");
  Object.defineProperty(file, "size", { value: 412_000_000 });
  const event = new Event("drop", { cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files: [file] } });
  window.dispatchEvent(event);
  return true;
};

const inTab = Object.fromEntries(
  Object.entries(states).map(([name, story]) => [name, { ...story, steps: [tab] }]),
);

/** The dialog is there, and the menu it was asked for in is gone. */
const settles: Step = () =>
  document.querySelector("[role=dialog]") !== null &&
  document.querySelector("[data-radix-popper-content-wrapper]") === null;

export default {
  ...inTab,
  empty: { path: `/contacts/${idOf("contact", 3)}`, steps: [tab] },
  german: { path, steps: [tab], language: "de" as const },
  // Of a record in the trash what hangs there is only looked at.
  trashed: { path: `/contacts/${idOf("contact", 20)}`, fake: { trashed: 3 }, steps: [tab] },
  dragged: { path, steps: [tab, dragsFiles] },
  copying: { path, steps: [dropsLarge] },
  rename: {
    path,
    steps: [
      tab,
      opens("main li [aria-haspopup=menu]"),
      opens("[role=menuitem]:has(.lucide-pencil-line)"),
      settles,
    ],
  },
  menu: { path, steps: [tab, opens("main li [aria-haspopup=menu]")], theme: "dark" as const },
  onATask: { path: `/tasks/${taskId(2)}` },
};
