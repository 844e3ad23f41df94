import { idOf } from "@/client/fakePeople";
import { opens, screen, type Stories } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}/edit`;
const steps = [opens("#main button:has(.lucide-signature)")];

const stories: Stories = {
  ...screen(path, ["contacts.get"]),
  empty: { path: "/contacts/new" },
  signature: { path: "/contacts/new", steps },
  signatureDark: { path: "/contacts/new", theme: "dark", steps },
  signatureGerman: { path: "/contacts/new", language: "de", steps },
};
export default stories;
