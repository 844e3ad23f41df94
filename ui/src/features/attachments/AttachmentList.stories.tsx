import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { dragsFiles, opens, screen, shows, type Step } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}`;
const tab = opens("[id$=trigger-files]");
const { empty: _, ...states } = screen(path, ["attachments.list"]);

/** Lets a file fall on the page. */
const drops =
  (name: string, size: number): Step =>
  () => {
    if (!document.querySelector("[id$=trigger-files]")) return false;
    const file = new File(["x"], name);
    Object.defineProperty(file, "size", { value: size });
    const event = new Event("drop", { cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files: [file] } });
    window.dispatchEvent(event);
    return true;
  };

/** A table is attached, and can be imported instead. */
const meant = [drops("Kontakte der Messe Hannover.csv", 4200), shows("[role=region] [aria-live] button")];

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
  copying: { path, steps: [drops("Film.mp4", 412_000_000)] },
  meant: { path, steps: meant },
  meantGerman: { path, steps: meant, language: "de" as const },
  meantContrast: { path, steps: meant, theme: "contrast" as const },
  meantRtl: { path, steps: meant, language: "ar-XB" as const },
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
